package io.ichnite.nn;

import io.ichnite.tensor.Kernels;

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
    static final int STRIP = 64;
    /** Rows of a strip that a tile walks along at once: a sum of its own, which stays in the nearest caches. */
    static final int DEPTH = 256;
    /** Numbers that the widest vector has. */
    private static final int ROOM = 16;
    /** Integers a block of windows has, about. */
    private static final int BLOCK = 128_000;

    final Kernels kernels;
    final LayerSpec.Embedding embedding;
    final WindowMax pattern;
    final Taps taps;
    private final int embeddingAt;
    /** Where each branch's kernel and bias begin. */
    final int[] kernelAt;

    final int filters;
    /** Numbers a window. */
    final int window;

    final int block;
    /** Each branch's kernel, strip after strip. */
    final float[][] strips;
    /** Each branch's kernel, filter after filter. */
    final float[][] byFilter;
    /** What a window of zeros gives: each branch, and the whole. */
    final float[][] zeroBranch;

    final float[] zero;
    /** The embedding's rows, one of zeros for places outside, and room behind it for a whole vector. */
    final float[] table;

    /** The branch that is a gate, if there is one; else −1. */
    final int gate;

    float[] weights = {};

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
        this.table = new float[(embedding.rows() + 1) * embedding.width() + ROOM];
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

    LayerSpec.Conv1D conv(int branch) {
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
        System.arraycopy(values, embeddingAt, table, 0, embedding.rows() * embedding.width());
        WindowProducts products = new WindowProducts(this, 1);
        for (int b = 0; b < strips.length; b++) {
            if (b == gate) {
                for (int f = 0; f < filters; f++) {
                    zeroBranch[b][f] = products.gate(0, f);
                }
            } else {
                products.branches(1, b, b + 1, zeroBranch);
            }
        }
        join(1, zeroBranch, zero);
    }

    /** What is made of the branches' sums: (windows, filters). */
    void join(int windows, float[][] branches, float[] y) {
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
    int branchSums(int b) {
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
        return new WindowMaxRun(this, sumsAt, group);
    }
}
