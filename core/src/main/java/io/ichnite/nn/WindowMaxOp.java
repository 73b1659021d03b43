package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import io.ichnite.tensor.Kernels;
import java.util.stream.IntStream;

/**
 * A {@link WindowMax} as one operation: a window is a row of integers, which each convolution makes a row of numbers
 * of, and of what comes out only the largest are kept, with the windows that they came from. Backwards only those windows
 * are computed again. Windows of zeros, as behind the end of a file, are all alike, and are computed once.
 *
 * <p>Of many windows a sieve leaves those that may win ({@link WindowSieve}), and only what these may win is computed
 * ({@link WindowRace}).
 *
 * <p>The way of training through the windows that win is that of Raff et al., "Classifying Sequences of Extreme Length with Constant Memory Applied to Malware
 * Detection" (2021).
 */
final class WindowMaxOp extends Op {
    /** Integers a block of windows has, about, as they are read. */
    private static final int BLOCK = 128_000;
    /** Integers that the windows have which are computed together, about. */
    private static final int BATCH = 6_400_000;

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
    /** Each branch's biases, in whole panels; zeros where it has none. */
    final float[][] biases;
    /** (filters, branches, window) from {@link Kernels#LINE} on: the kernels. */
    final float[] byFilter;
    /** What a window of zeros gives: each branch, and the whole. */
    final float[][] zeroBranch;

    final float[] zero;
    /** The embedding's rows, and one of zeros for places outside; behind them room for a kernel that reads on. */
    final float[] table;

    /** The same, each row twice with zeros between. */
    final float[] apart;

    final CoarseWindows coarse;

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
        this.biases = new float[branches][panels() * PANEL];
        this.byFilter = new float[Kernels.LINE + filters * branches * window];
        this.zeroBranch = new float[branches][filters];
        this.zero = new float[filters];
        this.table = new float[(embedding.rows() + 1) * embedding.width() + PANEL];
        this.apart = new float[Kernels.LINE + (embedding.rows() + 1) * Kernels.APART * embedding.width()];
        this.coarse = new CoarseWindows(this);
    }

    /** How many panels hold all filters. */
    final int panels() {
        return (filters + PANEL - 1) / PANEL;
    }

    int branches() {
        return kernelAt.length;
    }

    /** Where one branch's kernel of a filter begins. */
    int kernel(int filter, int branch) {
        return Kernels.LINE + (filter * branches() + branch) * window;
    }

    LayerSpec.Conv1D conv(int branch) {
        return pattern.branches().get(branch).conv();
    }

    @Override
    void prepare(float[] values) {
        for (int b = 0; b < branches(); b++) {
            Transpose.copy(window, filters, values, kernelAt[b], byFilter, kernel(0, b), branches() * window);
            if (conv(b).bias()) {
                System.arraycopy(values, kernelAt[b] + window * filters, biases[b], 0, filters);
            }
        }
        System.arraycopy(values, embeddingAt, table, 0, embedding.rows() * embedding.width());
        for (int row = 0; row < embedding.rows(); row++) {
            int from = row * embedding.width();
            int to = Kernels.LINE + Kernels.APART * from;
            System.arraycopy(table, from, apart, to, embedding.width());
            System.arraycopy(table, from, apart, to + (Kernels.APART - 1) * embedding.width(), embedding.width());
        }
        zeros();
        coarse.prepare();
    }

    private void zeros() {
        float[] x = new float[window + PANEL];
        kernels.lookup(taps.size(), new long[WindowBatch.packs(taps.size())], 0, embedding.width(), table, x, 0);
        float[] products = new float[filters * branches()];
        dots(1, x, 0, filters, products);
        finish(filters, IntStream.range(0, filters).toArray(), products, zeroBranch, zero);
    }

    /** The products of rows, each a window's embedding, with some filters: (rows, filters, branches). */
    void dots(int rows, float[] x, int first, int count, float[] y) {
        int columns = count * branches();
        kernels.dots(rows, columns, window, x, 0, window, byFilter, kernel(first, 0), window, y, 0, columns);
    }

    /**
     * What is made of the branches' products.
     *
     * @param filter which filter each of {@code count} numbers is of
     * @param products (count, branches)
     * @param branch out: each branch's, with biases and activated
     * @param y out: the whole
     */
    void finish(int count, int[] filter, float[] products, float[][] branch, float[] y) {
        for (int b = 0; b < branch.length; b++) {
            for (int i = 0; i < count; i++) {
                branch[b][i] = products[i * branch.length + b] + biases[b][filter[i]];
            }
            Activations.forward(kernels, pattern.branches().get(b).activation(), branch[b], 0, 1, count);
        }
        System.arraycopy(branch[0], 0, y, 0, count);
        for (int b = 1; b < branch.length; b++) {
            for (int i = 0; i < count; i++) {
                y[i] *= branch[b][i];
            }
        }
        Activations.forward(kernels, pattern.after(), y, 0, 1, count);
    }

    @Override
    boolean streams() {
        return true;
    }

    @Override
    int sums() {
        int sums = embedding.rows() * embedding.width();
        for (int b = 0; b < branches(); b++) {
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
        for (int b = 0; b < branches(); b++) {
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
