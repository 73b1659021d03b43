package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import java.util.Arrays;

/**
 * Which window is the largest for each sample and filter, and by how much: what is asked is computed, and compared with those before.
 * A value is the same to the bit whichever others are asked for. One thread's own.
 */
final class WindowRace {
    /** Windows whose embedding is laid out at once, where all filters are asked for. */
    private static final int LAID = 32;

    private static final int VALUES = LAID * PANEL;

    private final WindowMaxOp op;
    /** (samples, filters): the largest. */
    private final float[] best;
    /** Of each, the window that won, and what the branches gave there. */
    final int[] winner;

    final float[][] won;
    /** (LAID, window) */
    private final float[] x;
    /** Which window, and for which filter, each value is. */
    private final int[] window = new int[VALUES];

    private final int[] filter = new int[VALUES];
    private final float[] products;
    private final float[][] branch;
    private final float[] joined = new float[VALUES];

    /** @param best out: (samples, filters) */
    WindowRace(WindowMaxOp op, float[] best) {
        this.op = op;
        this.best = best;
        this.winner = new int[best.length];
        this.won = new float[op.branches()][best.length];
        this.x = new float[LAID * op.window + PANEL];
        this.products = new float[VALUES * op.branches()];
        this.branch = new float[op.branches()][VALUES];
    }

    /** Forgets all windows of the first samples. */
    void start(int samples) {
        Arrays.fill(best, 0, samples * op.filters, Float.NEGATIVE_INFINITY);
        Arrays.fill(winner, 0, samples * op.filters, 0);
        for (float[] one : won) {
            Arrays.fill(one, 0, samples * op.filters, 0f);
        }
    }

    /** All windows for all filters. */
    void all(WindowBatch windows) {
        for (int from = 0; from < windows.count(); from += LAID) {
            int some = Math.min(LAID, windows.count() - from);
            for (int r = 0; r < some; r++) {
                windows.lookup(from + r, x, r * op.window);
            }
            for (int first = 0; first < op.filters; first += PANEL) {
                int filters = Math.min(PANEL, op.filters - first);
                op.dots(some, x, first, filters, products);
                for (int i = 0; i < some * filters; i++) {
                    window[i] = from + i / filters;
                    filter[i] = first + i % filters;
                }
                settle(windows, some * filters);
            }
        }
    }

    /**
     * Some windows for some of a panel's filters.
     *
     * @param which the windows, ascending
     * @param wanted of each a bit for every filter of the panel
     */
    void some(WindowBatch windows, int panel, int[] which, int[] wanted, int count) {
        int values = 0;
        // filter by filter, as a filter's weights are many, and a window's integers few
        for (int i = 0; i < PANEL; i++) {
            for (int w = 0; w < count; w++) {
                if ((wanted[w] >>> i & 1) == 0) {
                    continue;
                }
                if (values == VALUES) {
                    settle(windows, values);
                    values = 0;
                }
                window[values] = which[w];
                filter[values] = panel * PANEL + i;
                windows.dots(which[w], filter[values], products, values * branch.length);
                values++;
            }
        }
        settle(windows, values);
    }

    private void settle(WindowBatch windows, int values) {
        op.finish(values, filter, products, branch, joined);
        for (int i = 0; i < values; i++) {
            int at = windows.sample(window[i]) * op.filters + filter[i];
            // of equals the first wins
            if (joined[i] > best[at]) {
                take(at, windows.place(window[i]), joined[i], branch, i);
            }
        }
    }

    /** A window of zeros, which comes last, though it may stand before others. */
    void offerZeros(int sample, int place) {
        for (int f = 0; f < op.filters; f++) {
            int at = sample * op.filters + f;
            if (op.zero[f] > best[at] || op.zero[f] == best[at] && place < winner[at]) {
                take(at, place, op.zero[f], op.zeroBranch, f);
            }
        }
    }

    private void take(int at, int place, float value, float[][] branches, int from) {
        best[at] = value;
        winner[at] = place;
        for (int b = 0; b < branches.length; b++) {
            won[b][at] = branches[b][from];
        }
    }
}
