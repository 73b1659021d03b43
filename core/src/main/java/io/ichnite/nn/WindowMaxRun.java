package io.ichnite.nn;

import java.util.Arrays;

/** One thread's way over the windows of its samples. */
final class WindowMaxRun extends Op.Run {
    /** Of so large a share of windows and filters gates are computed one by one: a product of all costs about half as much each. */
    private static final double FEW = 0.5;

    private final WindowMaxOp op;
    private final int sumsAt;
    private final int[] tokens;
    private final WindowProducts products;
    /** The windows that stand there. */
    private final int[] taken;

    private final float[][] branch;
    private final float[] joined;
    private final float[] largest;
    /** For each filter, the window of the block whose gate was asked for first. */
    private final int[] asked;
    /** For each sample and filter, the window that won, and what the branches gave there. */
    private final int[] winner;

    private final float[][] won;
    private final float[][] slope;
    private float[] dx = {};

    WindowMaxRun(WindowMaxOp op, int sumsAt, int group) {
        super(group * op.filters);
        int branches = op.strips.length;
        this.op = op;
        this.sumsAt = sumsAt;
        this.tokens = new int[(op.block - 1) * op.taps.stride() + op.taps.size()];
        this.products = new WindowProducts(op, op.block);
        this.taken = new int[op.block];
        this.branch = new float[branches][op.block * op.filters];
        this.joined = new float[op.block * op.filters];
        this.largest = new float[op.filters];
        this.asked = new int[op.filters];
        this.winner = new int[group * op.filters];
        this.won = new float[branches][group * op.filters];
        this.slope = new float[branches][op.filters];
    }

    @Override
    void forward(Pass pass) {
        for (int s = 0; s < pass.rows(); s++) {
            // what a gate lets through is at least 0, and the first window that gives no more than that has won
            Arrays.fill(y, s * op.filters, (s + 1) * op.filters, op.gate < 0 ? Float.NEGATIVE_INFINITY : 0f);
            Arrays.fill(winner, s * op.filters, (s + 1) * op.filters, 0);
            for (float[] one : won) {
                Arrays.fill(one, s * op.filters, (s + 1) * op.filters, 0f);
            }
            int firstZero = -1;
            for (int t = 0; t < op.taps.windows(); t += op.block) {
                int end = Math.min(op.taps.windows(), t + op.block);
                read(pass, s, t, end);
                products.clear();
                int rows = 0;
                for (int w = t; w < end; w++) {
                    if (lay(pass, s, w, t, rows)) {
                        taken[rows++] = w;
                    } else if (firstZero < 0) {
                        firstZero = w;
                    }
                }
                compete(s, rows);
            }
            if (firstZero >= 0) {
                offer(s, firstZero, op.zero, 0, op.zeroBranch, 0);
            }
        }
    }

    /** Reads the integers of windows {@code t … end − 1}. */
    private void read(Pass pass, int s, int t, int end) {
        int first = op.taps.place(t, op.taps.firstTap(t));
        int last = op.taps.place(end - 1, 0) + op.taps.endTap(end - 1);
        pass.read(s, first, last - first, tokens, 0);
    }

    /**
     * Lays a window among those that compete.
     *
     * @param origin the window whose first integer is the first that was read
     * @return false if it holds nothing but zeros and lies wholly inside: then nothing is laid
     */
    private boolean lay(Pass pass, int s, int w, int origin, int r) {
        int begin = op.taps.firstTap(w);
        int count = op.taps.endTap(w) - begin;
        int at = op.taps.place(w, begin) - op.taps.place(origin, op.taps.firstTap(origin));
        int any = 0;
        for (int i = at; i < at + count; i++) {
            any |= tokens[i];
        }
        if (any == 0 && count == op.taps.size()) {
            return false;
        }
        if (any < 0 || any >= op.embedding.rows()) {
            EmbeddingOp.check(op.embedding, tokens, at, count, pass.sample(s), op.taps.place(w, begin));
        }
        int into = r * op.taps.size();
        Arrays.fill(products.places, into, into + begin, op.embedding.rows());
        System.arraycopy(tokens, at, products.places, into + begin, count);
        Arrays.fill(products.places, into + begin + count, into + op.taps.size(), op.embedding.rows());
        return true;
    }

    /** The windows that are laid against those before them. */
    private void compete(int s, int rows) {
        if (rows == 0) {
            return;
        }
        if (op.gate < 0) {
            products.branches(rows, 0, op.strips.length, branch);
            competeJoined(s, rows);
            return;
        }
        float[] open = branch[1 - op.gate];
        products.branches(rows, 1 - op.gate, 2 - op.gate, branch);
        op.kernels.maxRows(rows, op.filters, open, 0, largest, 0);
        for (int f = 0; f < op.filters; f++) {
            asked[f] = -1;
            if (largest[f] > y[s * op.filters + f]) {
                asked[f] = mostPromising(f, rows, open);
                competeGated(s, f, asked[f], open);
            }
        }
        if (hopeful(s, rows, open) > rows * op.filters * FEW) {
            products.branches(rows, op.gate, op.gate + 1, branch);
            competeJoined(s, rows);
            return;
        }
        for (int f = 0; f < op.filters; f++) {
            float best = y[s * op.filters + f];
            for (int r = mostPromising(f, rows, open); open[r * op.filters + f] > best; ) {
                if (r != asked[f]) {
                    competeGated(s, f, r, open);
                }
                open[r * op.filters + f] = Float.NEGATIVE_INFINITY;
                best = y[s * op.filters + f];
                r = mostPromising(f, rows, open);
            }
        }
    }

    /** Windows of which all branches are known. */
    private void competeJoined(int s, int rows) {
        op.join(rows, branch, joined);
        op.kernels.maxRows(rows, op.filters, joined, 0, largest, 0);
        for (int f = 0; f < op.filters; f++) {
            if (largest[f] > y[s * op.filters + f]) {
                int r = 0;
                while (joined[r * op.filters + f] != largest[f]) {
                    r++;
                }
                take(s, f, taken[r], largest[f], branch, r * op.filters + f);
            }
        }
    }

    /** How many windows could still win a filter, if their gates were open. */
    private int hopeful(int s, int rows, float[] open) {
        int hopeful = 0;
        for (int r = 0; r < rows; r++) {
            for (int f = 0; f < op.filters; f++) {
                hopeful += open[r * op.filters + f] > y[s * op.filters + f] ? 1 : 0;
            }
        }
        return hopeful;
    }

    private int mostPromising(int f, int rows, float[] open) {
        int first = 0;
        for (int r = 1; r < rows; r++) {
            first = open[r * op.filters + f] > open[first * op.filters + f] ? r : first;
        }
        return first;
    }

    /** Gates one window for one filter. */
    private void competeGated(int s, int f, int r, float[] open) {
        int at = s * op.filters + f;
        float gated = products.gate(r, f);
        float value = open[r * op.filters + f] * gated;
        if (value > y[at] || value == y[at] && taken[r] < winner[at]) {
            y[at] = value;
            winner[at] = taken[r];
            won[op.gate][at] = gated;
            won[1 - op.gate][at] = open[r * op.filters + f];
        }
    }

    /** One window that comes last, though it may stand before others: of equals the first wins. */
    private void offer(int s, int w, float[] values, int at, float[][] branches, int from) {
        for (int f = 0; f < op.filters; f++) {
            float best = y[s * op.filters + f];
            if (values[at + f] > best || values[at + f] == best && w < winner[s * op.filters + f]) {
                take(s, f, w, values[at + f], branches, from + f);
            }
        }
    }

    private void take(int s, int f, int w, float value, float[][] branches, int from) {
        int at = s * op.filters + f;
        y[at] = value;
        winner[at] = w;
        for (int b = 0; b < branches.length; b++) {
            won[b][at] = branches[b][from];
        }
    }

    @Override
    void backward(Pass pass, float[] sums) {
        dx = dx.length == 0 ? new float[op.window] : dx;
        for (int s = 0; s < pass.rows(); s++) {
            slopes(s);
            long[] order = new long[op.filters];
            for (int f = 0; f < op.filters; f++) {
                order[f] = (long) winner[s * op.filters + f] << 32 | f;
            }
            Arrays.sort(order);
            for (int i = 0; i < op.filters; ) {
                int w = (int) (order[i] >>> 32);
                int end = i;
                while (end < op.filters && (int) (order[end] >>> 32) == w) {
                    end++;
                }
                backWindow(pass, s, w, Arrays.copyOfRange(order, i, end), sums);
                i = end;
            }
        }
    }

    /** The derivatives by the sums of each branch, at the windows that won. */
    private void slopes(int s) {
        int at = s * op.filters;
        op.kernels.slope(Activations.curve(op.pattern.after()), y, at, dy, at, op.filters);
        for (int b = 0; b < op.strips.length; b++) {
            for (int f = 0; f < op.filters; f++) {
                slope[b][f] = op.strips.length == 1 ? dy[at + f] : dy[at + f] * won[1 - b][at + f];
            }
            op.kernels.slope(
                    Activations.curve(op.pattern.branches().get(b).activation()), won[b], at, slope[b], 0, op.filters);
        }
    }

    /** One window, for the filters that it won. */
    private void backWindow(Pass pass, int s, int w, long[] its, float[] sums) {
        read(pass, s, w, w + 1);
        products.clear();
        if (!lay(pass, s, w, w, 0)) {
            Arrays.fill(products.places, 0, op.taps.size(), 0);
        }
        float[] x = products.row(0);
        Arrays.fill(dx, 0f);
        for (long one : its) {
            int f = (int) one;
            for (int b = 0; b < op.strips.length; b++) {
                if (slope[b][f] != 0f) {
                    int at = sumsAt + op.branchSums(b);
                    op.kernels.multiply(
                            1, op.window, 1, slope[b], f, 1, x, 0, op.window, sums, at + f * op.window, op.window);
                    op.kernels.multiply(
                            1,
                            op.window,
                            1,
                            slope[b],
                            f,
                            1,
                            op.byFilter[b],
                            f * op.window,
                            op.window,
                            dx,
                            0,
                            op.window);
                    sums[at + op.window * op.filters + f] += slope[b][f];
                }
            }
        }
        int width = op.embedding.width();
        for (int k = op.taps.firstTap(w); k < op.taps.endTap(w); k++) {
            int row = sumsAt + tokens[k - op.taps.firstTap(w)] * width;
            for (int j = 0; j < width; j++) {
                sums[row + j] += dx[k * width + j];
            }
        }
    }
}
