package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import io.ichnite.tensor.Kernels;

/**
 * A {@link WindowMax} as one operation: a window is a row of integers, which each convolution makes a row of numbers
 * of, and of what comes out only the largest are kept, with the windows that they came from. Backwards only those windows
 * are computed again. Windows of zeros, as behind the end of a file, are all alike, and are computed once.
 *
 * <p>Integers are few and windows many: what a row of the embedding gives at a place of the kernel is computed once for many
 * windows, of several samples, and looked up for each ({@link WindowProducts}).
 *
 * <p>Long sums are cut into parts, which rounds less than one sum over all. The way of training through the windows that win is that of Raff et al., "Classifying Sequences of Extreme Length with Constant Memory Applied to Malware
 * Detection" (2021).
 */
final class WindowMaxOp extends Op {
    /** Integers a block of windows has, about, as they are read. */
    private static final int BLOCK = 128_000;
    /** Integers that the windows have which are computed together, about. */
    private static final int BATCH = 2_880_000;

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
    /** Each branch's kernel: (panels, places made even, embedding's width, panel's filters), with zeros where there is nothing. */
    final float[][] panels;
    /** Each branch's biases, in whole panels; zeros where it has none. */
    final float[][] biases;
    /** Each branch's kernel, filter after filter. */
    final float[][] byFilter;
    /** What a window of zeros gives: each branch, and the whole. */
    final float[][] zeroBranch;

    final float[] zero;
    /** The embedding's rows, and one of zeros for places outside. */
    final float[] table;

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
        this.panels = new float[branches][panels() * panelNumbers()];
        this.biases = new float[branches][panels() * PANEL];
        this.byFilter = new float[branches][window * filters];
        this.zeroBranch = new float[branches][filters];
        this.zero = new float[filters];
        this.table = new float[(embedding.rows() + 1) * embedding.width()];
    }

    /** How many panels hold all filters. */
    final int panels() {
        return (filters + PANEL - 1) / PANEL;
    }

    /** How many numbers of a kernel a panel has. */
    final int panelNumbers() {
        return (taps.size() + taps.size() % 2) * embedding.width() * PANEL;
    }

    LayerSpec.Conv1D conv(int branch) {
        return pattern.branches().get(branch).conv();
    }

    @Override
    void prepare(float[] values) {
        for (int b = 0; b < panels.length; b++) {
            for (int j = 0; j < filters; j += PANEL) {
                int count = Math.min(PANEL, filters - j);
                int to = j / PANEL * panelNumbers();
                for (int k = 0; k < window; k++) {
                    System.arraycopy(values, kernelAt[b] + k * filters + j, panels[b], to + k * PANEL, count);
                }
            }
            Transpose.copy(window, filters, values, kernelAt[b], byFilter[b], 0);
            if (conv(b).bias()) {
                System.arraycopy(values, kernelAt[b] + window * filters, biases[b], 0, filters);
            }
        }
        System.arraycopy(values, embeddingAt, table, 0, embedding.rows() * embedding.width());
        zeros();
    }

    private void zeros() {
        WindowProducts products = new WindowProducts(this, 1);
        products.lay(new int[taps.size()], 1, 0);
        float[][] branches = new float[panels.length][PANEL];
        float[] joined = new float[PANEL];
        for (int panel = 0; panel < panels(); panel++) {
            int first = panel * PANEL;
            int count = Math.min(PANEL, filters - first);
            for (int b = 0; b < branches.length; b++) {
                products.branch(b, panel, 1, branches[b]);
                System.arraycopy(branches[b], 0, zeroBranch[b], first, count);
            }
            join(1, branches, joined);
            System.arraycopy(joined, 0, zero, first, count);
        }
    }

    /** What is made of the branches' sums: (windows, PANEL). */
    void join(int windows, float[][] branches, float[] y) {
        int numbers = windows * PANEL;
        System.arraycopy(branches[0], 0, y, 0, numbers);
        for (int b = 1; b < branches.length; b++) {
            for (int i = 0; i < numbers; i++) {
                y[i] *= branches[b][i];
            }
        }
        Activations.forward(kernels, pattern.after(), y, 0, windows, PANEL);
    }

    @Override
    boolean streams() {
        return true;
    }

    @Override
    int sums() {
        int sums = embedding.rows() * embedding.width();
        for (int b = 0; b < panels.length; b++) {
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
        for (int b = 0; b < panels.length; b++) {
            int at = from + branchSums(b);
            Transpose.copy(filters, window, sums, at, gradient, kernelAt[b]);
            if (conv(b).bias()) {
                System.arraycopy(sums, at + window * filters, gradient, kernelAt[b] + window * filters, filters);
            }
        }
    }

    /** How many windows are computed together, out of up to {@code group} samples. */
    int batch(int group) {
        return (int) Math.max(1, Math.min((long) taps.windows() * group, BATCH / taps.size()));
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return new WindowMaxRun(this, sumsAt, group);
    }
}
