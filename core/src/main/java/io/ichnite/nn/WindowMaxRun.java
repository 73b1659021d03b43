package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import java.util.Arrays;

/** One thread's way over the windows of its samples. */
final class WindowMaxRun extends Op.Run {
    private final WindowMaxOp op;
    private final int sumsAt;
    private final int[] tokens;
    private final WindowProducts products;
    private final int batch;
    /** (block, size): windows that are laid, before they go to the others. */
    private final int[] places;
    /** Which window of its sample each of the batch is. */
    private final int[] taken;
    /** Where each sample's windows begin in the batch, and behind the last where they end. */
    private final int[] begin;

    private final float[][] branch;
    private final float[] joined;
    private final float[] largest = new float[PANEL];
    /** Each sample's first window of nothing but zeros; −1 where it has none. */
    private final int[] firstZero;
    /** For each sample and filter, the window that won, and what the branches gave there. */
    private final int[] winner;

    private final float[][] won;
    private final float[][] slope;
    private float[] x = {};
    private float[] dx = {};

    WindowMaxRun(WindowMaxOp op, int sumsAt, int group) {
        super(group * op.filters);
        int branches = op.panels.length;
        this.op = op;
        this.sumsAt = sumsAt;
        this.tokens = new int[(op.block - 1) * op.taps.stride() + op.taps.size()];
        this.batch = op.batch(group);
        this.products = new WindowProducts(op, batch);
        this.places = new int[op.block * op.taps.size()];
        this.taken = new int[batch];
        this.begin = new int[group + 1];
        this.branch = new float[branches][batch * PANEL];
        this.joined = new float[batch * PANEL];
        this.firstZero = new int[group];
        this.winner = new int[group * op.filters];
        this.won = new float[branches][group * op.filters];
        this.slope = new float[branches][op.filters];
    }

    @Override
    void forward(Pass pass) {
        int numbers = pass.rows() * op.filters;
        Arrays.fill(y, 0, numbers, Float.NEGATIVE_INFINITY);
        Arrays.fill(winner, 0, numbers, 0);
        for (float[] one : won) {
            Arrays.fill(one, 0, numbers, 0f);
        }
        Arrays.fill(firstZero, -1);
        int first = 0;
        int count = 0;
        for (int s = 0; s < pass.rows(); s++) {
            begin[s] = count;
            for (int t = 0; t < op.taps.windows(); t += op.block) {
                int end = Math.min(op.taps.windows(), t + op.block);
                if (count + end - t > batch) {
                    begin[s + 1] = count;
                    compete(first, s + 1, count);
                    first = s;
                    begin[s] = 0;
                    count = 0;
                }
                count += layAll(pass, s, t, end, count);
            }
        }
        begin[pass.rows()] = count;
        compete(first, pass.rows(), count);
        for (int s = 0; s < pass.rows(); s++) {
            if (firstZero[s] >= 0) {
                offer(s, firstZero[s]);
            }
        }
    }

    /**
     * Lays windows {@code t … end − 1} of a sample that are not all zeros behind the {@code count} that are there.
     *
     * @return how many
     */
    private int layAll(Pass pass, int s, int t, int end, int count) {
        read(pass, s, t, end);
        int rows = 0;
        for (int w = t; w < end; w++) {
            if (lay(pass, s, w, t, rows)) {
                taken[count + rows++] = w;
            } else if (firstZero[s] < 0) {
                firstZero[s] = w;
            }
        }
        products.lay(places, rows, count);
        return rows;
    }

    /** Reads the integers of windows {@code t … end − 1}. */
    private void read(Pass pass, int s, int t, int end) {
        int first = op.taps.place(t, op.taps.firstTap(t));
        int last = op.taps.place(end - 1, 0) + op.taps.endTap(end - 1);
        pass.read(s, first, last - first, tokens, 0);
    }

    /**
     * Lays a window as the {@code r}-th.
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
        Arrays.fill(places, into, into + begin, op.embedding.rows());
        System.arraycopy(tokens, at, places, into + begin, count);
        Arrays.fill(places, into + begin + count, into + op.taps.size(), op.embedding.rows());
        return true;
    }

    /** The batch's windows, which are of samples {@code from … to − 1}, against those before them. */
    private void compete(int from, int to, int windows) {
        for (int panel = 0; panel < op.panels() && windows > 0; panel++) {
            for (int b = 0; b < branch.length; b++) {
                products.branch(b, panel, windows, branch[b]);
            }
            op.join(windows, branch, joined);
            for (int s = from; s < to; s++) {
                if (begin[s] < begin[s + 1]) {
                    compete(s, panel * PANEL);
                }
            }
        }
    }

    /** One sample's windows of the batch, for the filters from {@code first} on. */
    private void compete(int s, int first) {
        op.kernels.maxRows(begin[s + 1] - begin[s], PANEL, joined, begin[s] * PANEL, largest, 0);
        for (int f = first; f < Math.min(op.filters, first + PANEL); f++) {
            int i = f - first;
            if (largest[i] > y[s * op.filters + f]) {
                int r = begin[s];
                while (joined[r * PANEL + i] != largest[i]) {
                    r++;
                }
                take(s, f, taken[r], largest[i], branch, r * PANEL + i);
            }
        }
    }

    /** The window of zeros, which comes last, though it may stand before others: of equals the first wins. */
    private void offer(int s, int w) {
        for (int f = 0; f < op.filters; f++) {
            float best = y[s * op.filters + f];
            if (op.zero[f] > best || op.zero[f] == best && w < winner[s * op.filters + f]) {
                take(s, f, w, op.zero[f], op.zeroBranch, f);
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
        x = x.length == 0 ? new float[op.window] : x;
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
        for (int b = 0; b < branch.length; b++) {
            for (int f = 0; f < op.filters; f++) {
                slope[b][f] = branch.length == 1 ? dy[at + f] : dy[at + f] * won[1 - b][at + f];
            }
            op.kernels.slope(
                    Activations.curve(op.pattern.branches().get(b).activation()), won[b], at, slope[b], 0, op.filters);
        }
    }

    /** One window, for the filters that it won. */
    private void backWindow(Pass pass, int s, int w, long[] its, float[] sums) {
        read(pass, s, w, w + 1);
        if (!lay(pass, s, w, w, 0)) {
            Arrays.fill(places, 0, op.taps.size(), 0);
        }
        int width = op.embedding.width();
        for (int k = 0; k < op.taps.size(); k++) {
            System.arraycopy(op.table, places[k] * width, x, k * width, width);
        }
        Arrays.fill(dx, 0f);
        for (long one : its) {
            int f = (int) one;
            for (int b = 0; b < branch.length; b++) {
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
        for (int k = op.taps.firstTap(w); k < op.taps.endTap(w); k++) {
            int row = sumsAt + tokens[k - op.taps.firstTap(w)] * width;
            for (int j = 0; j < width; j++) {
                sums[row + j] += dx[k * width + j];
            }
        }
    }
}
