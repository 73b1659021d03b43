package io.ichnite.linear;

import io.ichnite.data.Examples;
import io.ichnite.tensor.Lanes;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Goes through some rows by many threads, block by block, so that it can be shown and stopped. */
final class RowReader {
    private static final int BLOCK = 1 << 10;
    private static final int UNIT = 16;

    /** Takes a row, in some lane. */
    interface Taker {
        /** @param runs of the row; the lane's own, good until its next row */
        void row(int lane, int i, RunCounter runs);
    }

    private final Examples examples;
    private final int[] rows;
    private final Lanes lanes;
    private final FitListener listener;
    private final @Nullable RunCounter[] counters;
    private final int[][] buffers;
    private final long all;
    private long done;

    /**
     * @param rows which of the examples
     * @param times how often they will be gone through
     */
    RowReader(Examples examples, int[] rows, int times, Lanes lanes, FitListener listener) {
        this.examples = examples;
        this.rows = rows;
        this.lanes = lanes;
        this.listener = listener;
        counters = new RunCounter[lanes.count()];
        buffers = new int[lanes.count()][];
        all = (long) times * rows.length;
    }

    int size() {
        return rows.length;
    }

    int lanes() {
        return lanes.count();
    }

    /**
     * Gives every row once, {@code i} as numbered in the list of rows.
     *
     * @throws CancellationException if the listener wants to stop
     */
    void each(Taker taker) {
        for (int from = 0; from < rows.length; from += BLOCK) {
            if (listener.stop()) {
                throw new CancellationException("stopped while rows were read");
            }
            int first = from;
            int count = Math.min(BLOCK, rows.length - from);
            lanes.run((count + UNIT - 1) / UNIT, (lane, unit) -> {
                int until = Math.min(count, (unit + 1) * UNIT);
                for (int i = first + unit * UNIT; i < first + until; i++) {
                    taker.row(lane, i, read(lane, rows[i]));
                }
            });
            done += count;
            listener.read(done, all);
        }
    }

    private RunCounter read(int lane, int row) {
        RunCounter counter = counters[lane];
        if (counter == null) {
            counter = new RunCounter();
            counters[lane] = counter;
            buffers[lane] = new int[examples.length()];
        }
        examples.row(row, buffers[lane], 0);
        counter.count(buffers[lane]);
        return counter;
    }
}
