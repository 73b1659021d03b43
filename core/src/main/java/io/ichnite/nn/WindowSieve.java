package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * Tells which of many windows may be the largest of their sample, without computing any of them: between bounds, by
 * {@link CoarseWindows}. A window stays out if all it can be is less than what another one is at least. One thread's own.
 */
final class WindowSieve {
    /** Windows that are turned at once: what is written together, a long of each, fills a line of the cache. */
    private static final int TURN = 8;
    /** Windows whose sums stay in the cache while they go through all tables that are there. */
    private static final int BLOCK = 1024;
    /** What a sigmoid or tanh may be off by. */
    private static final float CURVE = 1e-6f;

    private final WindowMaxOp op;
    private final CoarseWindows coarse;
    /** How far packs of one window stand apart: no power of two of the cache's lines, as these share their place in it. */
    private final int apart;
    /** (packs, apart): which rows of the table stand at so many places of each window. */
    private final long[] x;
    /** Rows of the embedding, and one of zeros. */
    private final int rows;
    /** Rounded products of as many places as an integer's halves hold sums of, {@link Kernels#PACKED} to an array. */
    private final int[][] tables;
    /** (BLOCK, PANEL): these places' sums, of both branches. */
    private final int[] part;
    /** Each branch's sums, in steps, from {@link Kernels#LINE} on. */
    private final float[][] sums;

    private final float[][] low;
    private final float[][] high;
    private final float[] best = new float[PANEL];
    /** Of each window of one sample a bit for every filter. */
    private final int[] stays;

    WindowSieve(WindowMaxOp op, int capacity) {
        this.op = op;
        this.coarse = op.coarse;
        this.apart = (capacity / TURN | 1) * TURN + 2 * TURN;
        this.x = new long[Math.multiplyExact(coarse.packs(), apart)];
        this.rows = op.embedding.rows() + 1;
        this.tables = new int[CoarseWindows.PLACES / Kernels.PACKED][Kernels.LINE + rows * Kernels.ROOM];
        this.part = new int[Kernels.LINE + BLOCK * PANEL];
        this.sums = new float[2][Kernels.LINE + capacity * PANEL];
        this.low = new float[2][capacity * PANEL];
        this.high = new float[2][capacity * PANEL];
        this.stays = new int[capacity];
    }

    /** Takes over all windows of a batch. */
    void lay(WindowBatch batch) {
        long[] windows = batch.integers();
        int count = batch.count();
        int size = coarse.packs();
        for (int r = 0; r < count; r += TURN) {
            int some = Math.min(TURN, count - r);
            for (int p = 0; p < size; p++) {
                int to = p * apart + r;
                int from = r * size + p;
                for (int i = 0; i < some; i++) {
                    x[to + i] = windows[from + i * size];
                }
            }
        }
    }

    /**
     * Which windows may be the largest of their sample for which filters of one panel.
     *
     * @param which out: the windows, ascending
     * @param wanted out: of each a bit for every filter that it may win
     * @return how many
     */
    int sift(WindowBatch batch, int panel, int[] which, int[] wanted) {
        sum(panel, batch.count());
        int filters = Math.min(PANEL, op.filters - panel * PANEL);
        int count = 0;
        for (int from = 0, to; from < batch.count(); from = to) {
            for (to = from + 1; to < batch.count() && batch.sample(to) == batch.sample(from); to++) {}
            bound(panel, from, to - from);
            sift(to - from, filters);
            for (int w = from; w < to; w++) {
                if (stays[w - from] != 0) {
                    which[count] = w;
                    wanted[count++] = stays[w - from];
                }
            }
        }
        return count;
    }

    private void sum(int panel, int windows) {
        for (int pack = 0; pack < coarse.packs(); pack += tables.length) {
            int some = Math.min(tables.length, coarse.packs() - pack);
            for (int i = 0; i < some; i++) {
                tabulate(panel, pack + i, tables[i]);
            }
            for (int w = 0; w < windows; w += BLOCK) {
                int count = Math.min(BLOCK, windows - w);
                int at = Kernels.LINE + w * PANEL;
                for (int i = 0; i < some; i++) {
                    op.kernels.addCoarse(count, x, (pack + i) * apart + w, tables[i], part);
                }
                if (pack == 0) {
                    Arrays.fill(sums[0], at, at + count * PANEL, 0f);
                    Arrays.fill(sums[1], at, at + count * PANEL, 0f);
                }
                op.kernels.partCoarse(count * PANEL, part, sums[0], sums[1], at);
            }
        }
    }

    private void tabulate(int panel, int pack, int[] table) {
        for (int i = 0; i < Kernels.PACKED; i++) {
            int kernels = coarse.at(panel, pack * Kernels.PACKED + i);
            op.kernels.coarsePanels(
                    rows, op.embedding.width(), op.table, coarse.kernels, kernels, table, Kernels.LINE + i * PANEL);
        }
    }

    /** The least and the largest that the branches' product may be, of one sample's windows: into the first of {@code low} and {@code high}. */
    private void bound(int panel, int first, int windows) {
        int numbers = windows * PANEL;
        for (int b = 0; b < 2; b++) {
            along(b, panel, first, windows, coarse.least[b], low[b]);
            along(b, panel, first, windows, coarse.most[b], high[b]);
            Activation activation = op.pattern.branches().get(b).activation();
            if (activation != Activation.LINEAR) {
                Activations.forward(op.kernels, activation, low[b], 0, windows, PANEL);
                Activations.forward(op.kernels, activation, high[b], 0, windows, PANEL);
            }
            if (activation == Activation.SIGMOID || activation == Activation.TANH) {
                widen(numbers, low[b], high[b]);
            }
        }
        multiply(numbers, low[0], high[0], low[1], high[1]);
    }

    /** y = start + step · sums. */
    private void along(int b, int panel, int first, int windows, float[] start, float[] y) {
        int filter = panel * PANEL;
        op.kernels.scaleRows(
                windows, PANEL, sums[b], Kernels.LINE + first * PANEL, coarse.step[b], start, filter, y, 0);
    }

    private static void widen(int numbers, float[] low, float[] high) {
        for (int i = 0; i < numbers; i++) {
            low[i] -= CURVE;
            high[i] += CURVE;
        }
    }

    private static void multiply(int numbers, float[] low, float[] high, float[] otherLow, float[] otherHigh) {
        for (int i = 0; i < numbers; i++) {
            float p = low[i] * otherLow[i];
            float q = low[i] * otherHigh[i];
            float r = high[i] * otherLow[i];
            float t = high[i] * otherHigh[i];
            low[i] = Math.min(Math.min(p, q), Math.min(r, t));
            high[i] = Math.max(Math.max(p, q), Math.max(r, t));
        }
    }

    /**
     * Which of one sample's windows stay: for each filter those that may be above what another is at least, or else the first that
     * is just that.
     */
    private void sift(int windows, int filters) {
        op.kernels.maxRows(windows, PANEL, low[0], 0, best, 0);
        int met = 0;
        for (int r = 0; r < windows; r++) {
            int above = 0;
            for (int i = 0; i < filters; i++) {
                above |= (high[0][r * PANEL + i] > best[i] ? 1 : 0) << i;
            }
            stays[r] = above;
            met |= above;
        }
        for (int i = 0; i < filters; i++) {
            if ((met >>> i & 1) == 0) {
                int r = 0;
                while (low[0][r * PANEL + i] != best[i]) {
                    r++;
                }
                stays[r] |= 1 << i;
            }
        }
    }
}
