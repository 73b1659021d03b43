package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * A {@link WindowMax} as one operation: a window is a row of a matrix, a block of them a product with each convolution's
 * kernel, and of what comes out only the largest are kept, with the windows that they came from. Backwards only those windows
 * are computed again. Windows of zeros, as behind the end of a file, are all alike, and are computed once.
 *
 * <p>Where one of two branches is a gate between 0 and 1 and a ReLU follows, a window can win a filter only if the other branch
 * alone, ungated, is above the best so far. So that one is computed for all windows, and the gate for the few that pass.
 *
 * <p>Long sums are cut into parts, which rounds less than one sum over all. The way of training through the windows that win is that of Raff et al., "Classifying Sequences of Extreme Length with Constant Memory Applied to Malware
 * Detection" (2021).
 */
final class WindowMaxOp extends Op {
    /** Columns of a kernel that lie together, as many as a tile of the product has. */
    private static final int STRIP = 64;
    /** Rows of a strip that a tile walks along at once: a sum of its own, which stays in the nearest caches. */
    private static final int DEPTH = 256;
    /** Integers a block of windows has, about. */
    private static final int BLOCK = 32_000;

    private final Kernels kernels;
    private final LayerSpec.Embedding embedding;
    private final WindowMax pattern;
    private final Taps taps;
    private final int embeddingAt;
    /** Where each branch's kernel and bias begin. */
    private final int[] kernelAt;

    private final int filters;
    /** Numbers a window. */
    private final int window;

    private final int block;
    /** Each branch's kernel, strip after strip. */
    private final float[][] strips;
    /** Each branch's kernel, filter after filter. */
    private final float[][] byFilter;
    /** What a window of zeros gives: each branch, and the whole. */
    private final float[][] zeroBranch;

    private final float[] zero;
    /** The branch that is a gate, if there is one; else −1. */
    private final int gate;

    private float[] weights = {};

    /** @param weightsAt where the weights of each layer of the network begin */
    WindowMaxOp(WindowMax pattern, NetworkSpec spec, Kernels kernels, int[] weightsAt) {
        super(pattern.branches().get(0).conv().filters());
        this.kernels = kernels;
        this.pattern = pattern;
        this.embedding =
                (LayerSpec.Embedding) spec.nodes().get(pattern.embedding()).layer();
        this.embeddingAt = weightsAt[pattern.embedding()];
        LayerSpec.Conv1D conv = pattern.branches().get(0).conv();
        this.taps = Taps.of(spec.length(), conv.size(), conv.stride(), conv.padding());
        this.filters = conv.filters();
        this.window = conv.size() * embedding.width();
        this.block = Math.max(1, Math.min(taps.windows(), BLOCK / conv.size()));
        int branches = pattern.branches().size();
        this.kernelAt = pattern.branches().stream()
                .mapToInt(branch -> weightsAt[branch.node()])
                .toArray();
        this.strips = new float[branches][window * filters];
        this.byFilter = new float[branches][window * filters];
        this.zeroBranch = new float[branches][filters];
        this.zero = new float[filters];
        this.gate = gate(pattern);
    }

    private static int gate(WindowMax pattern) {
        for (int b = 0; b < pattern.branches().size(); b++) {
            boolean between =
                    switch (pattern.branches().get(b).activation()) {
                        case SIGMOID, HARD_SIGMOID, HARD_SIGMOID_KERAS3 -> true;
                        case LINEAR, RELU, TANH, SOFTMAX -> false;
                    };
            if (between && pattern.branches().size() == 2 && pattern.after() == Activation.RELU) {
                return b;
            }
        }
        return -1;
    }

    private LayerSpec.Conv1D conv(int branch) {
        return pattern.branches().get(branch).conv();
    }

    @Override
    void prepare(float[] values) {
        weights = values;
        for (int b = 0; b < strips.length; b++) {
            for (int j = 0; j < filters; j += STRIP) {
                int width = Math.min(STRIP, filters - j);
                for (int k = 0; k < window; k++) {
                    System.arraycopy(values, kernelAt[b] + k * filters + j, strips[b], j * window + k * width, width);
                }
            }
            Transpose.copy(window, filters, values, kernelAt[b], byFilter[b], 0);
        }
        float[] x = new float[window];
        for (int k = 0; k < window; k += embedding.width()) {
            System.arraycopy(values, embeddingAt, x, k, embedding.width());
        }
        float[] part = new float[STRIP];
        for (int b = 0; b < strips.length; b++) {
            if (b == gate) {
                for (int f = 0; f < filters; f++) {
                    zeroBranch[b][f] = gate(x, 0, f);
                }
            } else {
                branch(b, x, 1, zeroBranch[b], part);
            }
        }
        join(1, zeroBranch, zero);
    }

    /**
     * A branch's activated sums for some windows: (windows, filters).
     *
     * @param part room for (windows, strip)
     */
    private void branch(int b, float[] x, int windows, float[] y, float[] part) {
        if (conv(b).bias()) {
            for (int r = 0; r < windows; r++) {
                System.arraycopy(weights, kernelAt[b] + window * filters, y, r * filters, filters);
            }
        } else {
            Arrays.fill(y, 0, windows * filters, 0f);
        }
        for (int k = 0; k < window; k += DEPTH) {
            int depth = Math.min(DEPTH, window - k);
            for (int j = 0; j < filters; j += STRIP) {
                int width = Math.min(STRIP, filters - j);
                int w = j * window + k * width;
                Arrays.fill(part, 0, windows * width, 0f);
                kernels.multiply(windows, width, depth, x, k, window, strips[b], w, width, part, 0, width);
                for (int r = 0; r < windows; r++) {
                    add(part, r * width, y, r * filters + j, width);
                }
            }
        }
        Activations.forward(kernels, pattern.branches().get(b).activation(), y, 0, windows, filters);
    }

    private static void add(float[] x, int from, float[] y, int at, int count) {
        for (int i = 0; i < count; i++) {
            y[at + i] += x[from + i];
        }
    }

    /** The gate of one window, whose row stands at {@code at}, for one filter. */
    private float gate(float[] x, int at, int f) {
        float sum = kernels.dot(window, x, at, byFilter[gate], f * window);
        float bias = conv(gate).bias() ? weights[kernelAt[gate] + window * filters + f] : 0f;
        return Activations.curve(pattern.branches().get(gate).activation()).at(sum + bias);
    }

    private void join(int windows, float[][] branches, float[] y) {
        int numbers = windows * filters;
        System.arraycopy(branches[0], 0, y, 0, numbers);
        for (int b = 1; b < branches.length; b++) {
            for (int i = 0; i < numbers; i++) {
                y[i] *= branches[b][i];
            }
        }
        Activations.forward(kernels, pattern.after(), y, 0, windows, filters);
    }

    @Override
    boolean streams() {
        return true;
    }

    @Override
    int sums() {
        int sums = embedding.rows() * embedding.width();
        for (int b = 0; b < strips.length; b++) {
            sums += window * filters + filters;
        }
        return sums;
    }

    /** Where a branch's sums begin: its kernel's, filter after filter, then its bias'. */
    private int branchSums(int b) {
        return embedding.rows() * embedding.width() + b * (window * filters + filters);
    }

    @Override
    void settle(float[] sums, int from, float[] values, float[] gradient) {
        System.arraycopy(sums, from, gradient, embeddingAt, embedding.rows() * embedding.width());
        for (int b = 0; b < strips.length; b++) {
            int at = from + branchSums(b);
            Transpose.copy(filters, window, sums, at, gradient, kernelAt[b]);
            if (conv(b).bias()) {
                System.arraycopy(sums, at + window * filters, gradient, kernelAt[b] + window * filters, filters);
            }
        }
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return new Windows(sumsAt, group);
    }

    /** One thread's way over the windows of its samples. */
    private final class Windows extends Run {
        private final int sumsAt;
        private final int[] tokens = new int[(block - 1) * taps.stride() + taps.size()];
        private final float[] x = new float[block * window];
        /** The windows of which {@link #x} has rows. */
        private final int[] taken = new int[block];

        private final float[][] branch = new float[strips.length][block * filters];
        private final float[] joined = new float[block * filters];
        private final float[] part = new float[block * STRIP];
        private final float[] largest = new float[filters];
        /** For each sample and filter, the window that won, and what the branches gave there. */
        private final int[] winner;

        private final float[][] won;
        private final float[][] slope = new float[strips.length][filters];
        private float[] dx = {};

        Windows(int sumsAt, int group) {
            super(group * filters);
            this.sumsAt = sumsAt;
            this.winner = new int[group * filters];
            this.won = new float[strips.length][group * filters];
        }

        @Override
        void forward(Pass pass) {
            for (int s = 0; s < pass.rows(); s++) {
                // what a gate lets through is at least 0, and the first window that gives no more than that has won
                Arrays.fill(y, s * filters, (s + 1) * filters, gate < 0 ? Float.NEGATIVE_INFINITY : 0f);
                Arrays.fill(winner, s * filters, (s + 1) * filters, 0);
                for (float[] one : won) {
                    Arrays.fill(one, s * filters, (s + 1) * filters, 0f);
                }
                int firstZero = -1;
                for (int t = 0; t < taps.windows(); t += block) {
                    int end = Math.min(taps.windows(), t + block);
                    read(pass, s, t, end);
                    int rows = 0;
                    for (int w = t; w < end; w++) {
                        if (gather(pass, s, w, t, rows * window)) {
                            taken[rows++] = w;
                        } else if (firstZero < 0) {
                            firstZero = w;
                        }
                    }
                    compete(s, rows);
                }
                if (firstZero >= 0) {
                    offer(s, firstZero, zero, 0, zeroBranch, 0);
                }
            }
        }

        /** Reads the integers of windows {@code t … end − 1}. */
        private void read(Pass pass, int s, int t, int end) {
            int first = taps.place(t, taps.firstTap(t));
            int last = taps.place(end - 1, 0) + taps.endTap(end - 1);
            pass.read(s, first, last - first, tokens, 0);
        }

        /**
         * Lays a window's row.
         *
         * @param origin the window whose first integer is the first that was read
         * @return false, and nothing laid, if it holds nothing but zeros and lies wholly inside
         */
        private boolean gather(Pass pass, int s, int w, int origin, int into) {
            int begin = taps.firstTap(w);
            int end = taps.endTap(w);
            int at = taps.place(w, begin) - taps.place(origin, taps.firstTap(origin));
            int any = 0;
            for (int i = at; i < at + end - begin; i++) {
                any |= tokens[i];
            }
            if (any == 0 && begin == 0 && end == taps.size()) {
                return false;
            }
            if (any < 0 || any >= embedding.rows()) {
                EmbeddingOp.check(embedding, tokens, at, end - begin, pass.sample(s), taps.place(w, begin));
            }
            int width = embedding.width();
            Arrays.fill(x, into, into + begin * width, 0f);
            Arrays.fill(x, into + end * width, into + window, 0f);
            kernels.gatherRows(tokens, at, end - begin, width, weights, embeddingAt, x, into + begin * width);
            return true;
        }

        /** The windows that are gathered against those before them. */
        private void compete(int s, int rows) {
            if (rows == 0) {
                return;
            }
            if (gate >= 0) {
                float[] open = branch[1 - gate];
                branch(1 - gate, x, rows, open, part);
                kernels.maxRows(rows, filters, open, 0, largest, 0);
                for (int f = 0; f < filters; f++) {
                    if (largest[f] > y[s * filters + f]) {
                        competeGated(s, f, rows, open);
                    }
                }
                return;
            }
            for (int b = 0; b < strips.length; b++) {
                branch(b, x, rows, branch[b], part);
            }
            join(rows, branch, joined);
            kernels.maxRows(rows, filters, joined, 0, largest, 0);
            for (int f = 0; f < filters; f++) {
                if (largest[f] > y[s * filters + f]) {
                    int r = 0;
                    while (joined[r * filters + f] != largest[f]) {
                        r++;
                    }
                    take(s, f, taken[r], largest[f], branch, r * filters + f);
                }
            }
        }

        /** Gates windows for one filter, the most promising first, until none can be above the best. */
        private void competeGated(int s, int f, int rows, float[] open) {
            int at = s * filters + f;
            while (true) {
                int first = 0;
                for (int r = 1; r < rows; r++) {
                    first = open[r * filters + f] > open[first * filters + f] ? r : first;
                }
                float most = open[first * filters + f];
                if (!(most > y[at])) {
                    return;
                }
                branch[gate][f] = gate(x, first * window, f);
                float value = most * branch[gate][f];
                if (value > y[at] || value == y[at] && taken[first] < winner[at]) {
                    y[at] = value;
                    winner[at] = taken[first];
                    won[gate][at] = branch[gate][f];
                    won[1 - gate][at] = most;
                }
                open[first * filters + f] = Float.NEGATIVE_INFINITY;
            }
        }

        /** One window that comes last, though it may stand before others: of equals the first wins. */
        private void offer(int s, int w, float[] values, int at, float[][] branches, int from) {
            for (int f = 0; f < filters; f++) {
                float best = y[s * filters + f];
                if (values[at + f] > best || values[at + f] == best && w < winner[s * filters + f]) {
                    take(s, f, w, values[at + f], branches, from + f);
                }
            }
        }

        private void take(int s, int f, int w, float value, float[][] branches, int from) {
            int at = s * filters + f;
            y[at] = value;
            winner[at] = w;
            for (int b = 0; b < branches.length; b++) {
                won[b][at] = branches[b][from];
            }
        }

        @Override
        void backward(Pass pass, float[] sums) {
            dx = dx.length == 0 ? new float[window] : dx;
            for (int s = 0; s < pass.rows(); s++) {
                slopes(s);
                long[] order = new long[filters];
                for (int f = 0; f < filters; f++) {
                    order[f] = (long) winner[s * filters + f] << 32 | f;
                }
                Arrays.sort(order);
                for (int i = 0; i < filters; ) {
                    int w = (int) (order[i] >>> 32);
                    int end = i;
                    while (end < filters && (int) (order[end] >>> 32) == w) {
                        end++;
                    }
                    backWindow(pass, s, w, Arrays.copyOfRange(order, i, end), sums);
                    i = end;
                }
            }
        }

        /** The derivatives by the sums of each branch, at the windows that won. */
        private void slopes(int s) {
            int at = s * filters;
            kernels.slope(Activations.curve(pattern.after()), y, at, dy, at, filters);
            for (int b = 0; b < strips.length; b++) {
                for (int f = 0; f < filters; f++) {
                    slope[b][f] = strips.length == 1 ? dy[at + f] : dy[at + f] * won[1 - b][at + f];
                }
                kernels.slope(
                        Activations.curve(pattern.branches().get(b).activation()), won[b], at, slope[b], 0, filters);
            }
        }

        /** One window, for the filters that it won. */
        private void backWindow(Pass pass, int s, int w, long[] its, float[] sums) {
            read(pass, s, w, w + 1);
            if (!gather(pass, s, w, w, 0)) {
                for (int k = 0; k < window; k += embedding.width()) {
                    System.arraycopy(weights, embeddingAt, x, k, embedding.width());
                }
            }
            Arrays.fill(dx, 0f);
            for (long one : its) {
                int f = (int) one;
                for (int b = 0; b < strips.length; b++) {
                    if (slope[b][f] != 0f) {
                        int at = sumsAt + branchSums(b);
                        kernels.multiply(1, window, 1, slope[b], f, 1, x, 0, window, sums, at + f * window, window);
                        kernels.multiply(1, window, 1, slope[b], f, 1, byFilter[b], f * window, window, dx, 0, window);
                        sums[at + window * filters + f] += slope[b][f];
                    }
                }
            }
            int width = embedding.width();
            for (int k = taps.firstTap(w); k < taps.endTap(w); k++) {
                int row = sumsAt + tokens[k - taps.firstTap(w)] * width;
                for (int j = 0; j < width; j++) {
                    sums[row + j] += dx[k * width + j];
                }
            }
        }
    }
}
