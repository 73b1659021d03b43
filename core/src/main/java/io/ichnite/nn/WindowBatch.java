package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PACKED;
import static io.ichnite.tensor.Kernels.ROW_BITS;

import java.util.Arrays;

/** Windows of some samples, one after another: their integers, and where they come from. One thread's own. */
final class WindowBatch {
    private final WindowMaxOp op;
    /** Longs a window. */
    private final int packs;

    private final int capacity;
    private final long[] integers;
    private final int[] sample;
    private final int[] place;
    /** One window's integers. */
    private final int[] whole;

    private int count;

    WindowBatch(WindowMaxOp op, int capacity) {
        this.op = op;
        this.capacity = capacity;
        this.packs = packs(op.taps.size());
        this.integers = new long[Math.multiplyExact(capacity, packs)];
        this.sample = new int[capacity];
        this.place = new int[capacity];
        this.whole = new int[op.taps.size()];
    }

    /** How many longs hold so many integers. */
    static int packs(int size) {
        return (size + PACKED - 1) / PACKED;
    }

    int count() {
        return count;
    }

    int room() {
        return capacity - count;
    }

    void clear() {
        count = 0;
    }

    /** Which sample a window is of. */
    int sample(int window) {
        return sample[window];
    }

    /** Which of its sample's windows it is. */
    int place(int window) {
        return place[window];
    }

    /** Windows one after another, {@link Kernels#PACKED} integers to a long; behind the last integer zeros. */
    long[] integers() {
        return integers;
    }

    /**
     * Adds a window.
     *
     * @param from where its integers begin
     * @param begin its first place that lies inside its sample
     * @param inside how many do
     */
    void add(int sample, int place, int[] tokens, int from, int begin, int inside) {
        if (inside == whole.length) {
            pack(tokens, from, inside, integers, count * packs);
        } else {
            Arrays.fill(whole, op.embedding.rows());
            System.arraycopy(tokens, from, whole, begin, inside);
            pack(whole, 0, whole.length, integers, count * packs);
        }
        this.sample[count] = sample;
        this.place[count] = place;
        count++;
    }

    private static void pack(int[] tokens, int from, int size, long[] into, int at) {
        int full = size / PACKED;
        for (int q = 0; q < full; q++) {
            int i = from + PACKED * q;
            long low = tokens[i] | tokens[i + 1] << ROW_BITS | tokens[i + 2] << 2 * ROW_BITS;
            long high = tokens[i + 3] | tokens[i + 4] << ROW_BITS | tokens[i + 5] << 2 * ROW_BITS;
            into[at + q] = low | high << 3 * ROW_BITS | (long) tokens[i + 6] << 6 * ROW_BITS;
        }
        if (full * PACKED < size) {
            long last = 0;
            for (int i = full * PACKED; i < size; i++) {
                last |= (long) tokens[from + i] << ROW_BITS * (i % PACKED);
            }
            into[at + full] = last;
        }
    }

    /** A window's rows of the embedding, one after another; some numbers behind them are written too. */
    void lookup(int window, float[] x, int at) {
        op.kernels.lookup(whole.length, integers, window * packs, op.embedding.width(), op.table, x, at);
    }

    /** A window's products with a filter of every branch. */
    void dots(int window, int filter, float[] y, int at) {
        op.kernels.lookupDots(
                whole.length,
                integers,
                window * packs,
                op.embedding.width(),
                op.apart,
                op.branches(),
                op.byFilter,
                op.kernel(filter, 0),
                op.window,
                y,
                at);
    }
}
