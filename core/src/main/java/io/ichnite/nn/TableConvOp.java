package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * An embedding and the convolution that alone reads it, as one: for each tap the product of the whole embedding with the
 * tap's kernel is a table with a row for each integer, so that a window is the sum of a few rows. Exact but for rounding;
 * backwards, derivatives are summed into tables too, and two products for the whole batch turn those into gradients.
 */
final class TableConvOp extends Op {
    /** Beyond so many numbers the tables leave the caches, and cost more to build than they save. */
    private static final int LIMIT = 4 << 20;

    private final Kernels kernels;
    private final LayerSpec.Embedding embedding;
    private final LayerSpec.Conv1D conv;
    private final Taps taps;
    private final int filters;
    private final int embeddingAt;
    private final int kernelAt;
    private final int biasAt;
    private final float[] tables;
    private float[] weights = {};

    /** Whether the tables of the two layers are small enough to be worth it. */
    static boolean pays(LayerSpec.Embedding embedding, LayerSpec.Conv1D conv) {
        return (long) embedding.rows() * conv.size() * conv.filters() <= LIMIT;
    }

    TableConvOp(
            LayerSpec.Embedding embedding,
            LayerSpec.Conv1D conv,
            int time,
            Kernels kernels,
            int embeddingAt,
            int kernelAt) {
        super(conv.output(List.of(Shape.of(time, embedding.width()))).size());
        this.kernels = kernels;
        this.embedding = embedding;
        this.conv = conv;
        this.filters = conv.filters();
        this.taps = Taps.of(time, conv.size(), conv.stride(), conv.padding());
        this.embeddingAt = embeddingAt;
        this.kernelAt = kernelAt;
        this.biasAt = kernelAt + conv.size() * embedding.width() * filters;
        this.tables = new float[conv.size() * embedding.rows() * filters];
    }

    private int tap() {
        return embedding.width() * filters;
    }

    private int table() {
        return embedding.rows() * filters;
    }

    @Override
    Taps taps() {
        return taps;
    }

    @Override
    void prepare(float[] values) {
        weights = values;
        Arrays.fill(tables, 0f);
        for (int k = 0; k < taps.size(); k++) {
            kernels.multiply(
                    embedding.rows(),
                    filters,
                    embedding.width(),
                    values,
                    embeddingAt,
                    embedding.width(),
                    values,
                    kernelAt + k * tap(),
                    filters,
                    tables,
                    k * table(),
                    filters);
        }
    }

    @Override
    int sums() {
        return tables.length + (conv.bias() ? filters : 0);
    }

    @Override
    void settle(float[] sums, int from, float[] values, float[] gradient) {
        float[] transposed = new float[tap()];
        Arrays.fill(gradient, embeddingAt, embeddingAt + embedding.rows() * embedding.width(), 0f);
        Arrays.fill(gradient, kernelAt, kernelAt + taps.size() * tap(), 0f);
        for (int k = 0; k < taps.size(); k++) {
            int table = from + k * table();
            Transpose.copy(embedding.width(), filters, values, kernelAt + k * tap(), transposed, 0);
            kernels.multiply(
                    embedding.rows(),
                    embedding.width(),
                    filters,
                    sums,
                    table,
                    filters,
                    transposed,
                    0,
                    embedding.width(),
                    gradient,
                    embeddingAt,
                    embedding.width());
            kernels.multiplyTransposed(
                    embedding.width(),
                    filters,
                    embedding.rows(),
                    values,
                    embeddingAt,
                    embedding.width(),
                    sums,
                    table,
                    filters,
                    gradient,
                    kernelAt + k * tap(),
                    filters);
        }
        if (conv.bias()) {
            System.arraycopy(sums, from + tables.length, gradient, biasAt, filters);
        }
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return new Run(group * size) {
            private final int[] starts = new int[taps.size()];

            @Override
            void forward(Pass pass) {
                EmbeddingOp.check(embedding, pass, taps.time());
                for (int s = 0; s < pass.rows(); s++) {
                    for (int t = from[s]; t < to[s]; t++) {
                        int at = s * size + t * filters;
                        if (conv.bias()) {
                            System.arraycopy(weights, biasAt, y, at, filters);
                        } else {
                            Arrays.fill(y, at, at + filters, 0f);
                        }
                        int first = taps.firstTap(t);
                        int end = window(pass, s, t, first, 0);
                        kernels.addRows(tables, starts, first, end, filters, y, at);
                    }
                    int first = s * size + from[s] * filters;
                    Activations.forward(kernels, conv.activation(), y, first, to[s] - from[s], filters);
                }
            }

            /** Notes where the rows of a window's taps begin, counted from {@code base}; gives the last tap's successor. */
            private int window(Pass pass, int s, int t, int first, int base) {
                int end = taps.endTap(t);
                for (int k = first; k < end; k++) {
                    int token = pass.tokens()[s * taps.time() + taps.place(t, k)];
                    starts[k] = base + k * table() + token * filters;
                }
                return end;
            }

            @Override
            void backward(Pass pass, float[] sums) {
                for (int s = 0; s < pass.rows(); s++) {
                    int begin = s * size + from[s] * filters;
                    int windows = to[s] - from[s];
                    Activations.backward(kernels, conv.activation(), y, begin, dy, begin, windows, filters);
                    if (conv.bias()) {
                        kernels.addColumns(windows, filters, dy, begin, filters, sums, sumsAt + tables.length);
                    }
                    for (int t = from[s]; t < to[s]; t++) {
                        int first = taps.firstTap(t);
                        int end = window(pass, s, t, first, sumsAt);
                        kernels.scatterRows(dy, s * size + t * filters, filters, sums, starts, first, end);
                    }
                }
            }
        };
    }
}
