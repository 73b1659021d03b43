package io.ichnite.bench;

import io.ichnite.tensor.SplitMix;
import java.io.IOException;

/** One file of {@link GenerateTraces}: its threads, and how far they are. */
final class GeneratedFile {
    private static final double MEAN_THREADS = 4;
    private static final int MOST_THREADS = 64;
    /** A thread ends then, and another takes its place. */
    private static final int MOST_CALLS = 5001;
    /** One row in so many may be of another thread than the one before. */
    private static final int TURN = 16;

    private static final int LONGEST_ROW = 128;

    private final int id;
    private final int label;
    private final boolean clock;
    private final CallModel model;
    private final SplitMix draw;
    private final int firstTid;
    /** Threads are numbered in another order than they begin in. */
    private final int tidMask;

    private int left;
    private int time;
    private int begun;
    private int current;
    private final int[] tid;
    private final int[] calls;
    private final int[] call;
    private final byte[] row = new byte[LONGEST_ROW];

    /** @param clock whether all threads count by one clock */
    GeneratedFile(int id, int length, boolean clock, CallModel model, SplitMix draw) {
        this.id = id;
        this.left = length;
        this.clock = clock;
        this.model = model;
        this.draw = draw;
        label = model.label(draw);
        int threads = 1 + (int) (-StrictMath.log(1 - draw.uniform()) * MEAN_THREADS);
        threads = Math.min(Math.min(threads, MOST_THREADS), length);
        firstTid = 100 + 4 * draw.below(600);
        tidMask = draw.below(16);
        tid = new int[threads];
        calls = new int[threads];
        call = new int[threads];
        for (int i = 0; i < threads; i++) {
            begin(i);
        }
    }

    private void begin(int thread) {
        tid[thread] = firstTid + 4 * (begun++ ^ tidMask);
        calls[thread] = 0;
        call[thread] = model.any(label, draw);
    }

    /** Rows to come. */
    int left() {
        return left;
    }

    /** Writes some rows, or those that are left if they are fewer. */
    void write(int rows, RowSink sink) throws IOException {
        int count = Math.min(rows, left);
        for (int i = 0; i < count; i++) {
            if (draw.below(TURN) == 0) {
                // Some threads do more than others.
                current = Math.min(draw.below(tid.length), draw.below(tid.length));
            }
            sink.row(row, row());
            call[current] = model.after(call[current], label, draw);
            if (++calls[current] == MOST_CALLS) {
                begin(current);
            }
        }
        left -= count;
    }

    /** Lays a row of the current thread; its length. */
    private int row() {
        int at = number(id, 0);
        row[at++] = ',';
        row[at++] = (byte) ('0' + label);
        row[at++] = ',';
        byte[] name = model.name(call[current]);
        System.arraycopy(name, 0, row, at, name.length);
        at += name.length;
        row[at++] = ',';
        at = number(tid[current], at);
        row[at++] = ',';
        at = number(clock ? tick() : calls[current], at);
        row[at++] = '\n';
        return at;
    }

    /** Two rows in sixteen have the time of the one before, one leaves a gap. */
    private int tick() {
        int step = draw.below(16);
        time += step < 2 ? 0 : step < 15 ? 1 : 2;
        return time;
    }

    private int number(int number, int from) {
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            row[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return from + digits;
    }
}
