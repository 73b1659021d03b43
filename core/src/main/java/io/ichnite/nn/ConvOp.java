package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * Convolution along time as products of overlapping rows: tap k of all windows is one matrix whose rows stand
 * {@code stride · channels} apart in the input, so nothing is copied out. Taps run outside and windows inside, in blocks
 * whose sums stay in the cache.
 */
final class ConvOp extends Op {
    /** Windows a block: 200 rows of 64 channels are 51 KB. */
    private static final int BLOCK = 200;
    /** Windows a block of the weights' gradient, whose tile walks along time. */
    private static final int GRADIENT_BLOCK = 48;

    private final Kernels kernels;
    private final LayerSpec.Conv1D spec;
    private final Taps taps;
    private final int channels;
    private final int filters;
    /** How far apart in the input what two windows read begins. */
    private final int inputRow;

    private final int kernelAt;
    private final int biasAt;
    private final float[] transposed;
    private float[] weights = {};

    /** @param at where the layer's weights begin */
    ConvOp(LayerSpec.Conv1D spec, Shape input, Kernels kernels, int at) {
        super(spec.output(java.util.List.of(input)).size());
        this.kernels = kernels;
        this.spec = spec;
        this.channels = input.extent(1);
        this.filters = spec.filters();
        this.inputRow = spec.stride() * channels;
        this.taps = Taps.of(input.extent(0), spec.size(), spec.stride(), spec.padding());
        this.kernelAt = at;
        this.biasAt = at + spec.size() * channels * filters;
        this.transposed = new float[spec.size() * channels * filters];
    }

    @Override
    void prepare(float[] values) {
        weights = values;
        int tap = channels * filters;
        for (int k = 0; k < taps.size(); k++) {
            Transpose.copy(channels, filters, values, kernelAt + k * tap, transposed, k * tap);
        }
    }

    @Override
    int sums() {
        return taps.size() * channels * filters + (spec.bias() ? filters : 0);
    }

    @Override
    void settle(float[] sums, int from, float[] values, float[] gradient) {
        System.arraycopy(sums, from, gradient, kernelAt, sums());
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        return new Run(group * size) {
            @Override
            void forward(Pass pass) {
                for (int s = 0; s < pass.rows(); s++) {
                    for (int t = 0; t < taps.windows(); t += BLOCK) {
                        block(s, t, Math.min(taps.windows(), t + BLOCK));
                    }
                }
            }

            private void block(int s, int from, int to) {
                int y0 = s * size;
                if (spec.bias()) {
                    for (int t = from; t < to; t++) {
                        System.arraycopy(weights, biasAt, y, y0 + t * filters, filters);
                    }
                } else {
                    Arrays.fill(y, y0 + from * filters, y0 + to * filters, 0f);
                }
                eachTap(s, from, to, (k, t, n, x) -> {
                    int w = kernelAt + k * channels * filters;
                    int at = y0 + t * filters;
                    kernels.multiply(n, filters, channels, input.y, x, inputRow, weights, w, filters, y, at, filters);
                });
                Activations.forward(kernels, spec.activation(), y, y0 + from * filters, to - from, filters);
            }

            @Override
            void backward(Pass pass, float[] sums) {
                int windows = taps.windows();
                Activations.backward(kernels, spec.activation(), y, 0, dy, 0, pass.rows() * windows, filters);
                if (spec.bias()) {
                    int bias = sumsAt + biasAt - kernelAt;
                    kernels.addColumns(pass.rows() * windows, filters, dy, 0, filters, sums, bias);
                }
                for (int s = 0; s < pass.rows(); s++) {
                    for (int t = 0; t < windows; t += GRADIENT_BLOCK) {
                        kernelGradient(s, t, Math.min(windows, t + GRADIENT_BLOCK), sums);
                    }
                    for (int t = 0; t < windows; t += BLOCK) {
                        inputGradient(s, t, Math.min(windows, t + BLOCK));
                    }
                }
            }

            private void kernelGradient(int s, int from, int to, float[] sums) {
                eachTap(s, from, to, (k, t, n, x) -> {
                    int d = s * size + t * filters;
                    int w = sumsAt + k * channels * filters;
                    kernels.multiplyTransposed(
                            channels, filters, n, input.y, x, inputRow, dy, d, filters, sums, w, filters);
                });
            }

            private void inputGradient(int s, int from, int to) {
                eachTap(s, from, to, (k, t, n, x) -> {
                    int d = s * size + t * filters;
                    int w = k * channels * filters;
                    kernels.multiply(
                            n, channels, filters, dy, d, filters, transposed, w, channels, input.dy, x, inputRow);
                });
            }
        };
    }

    /** What is done for the windows of a block that one tap meets. */
    private interface TapWork {
        /**
         * @param t the first window
         * @param n how many windows
         * @param x where in the input the first one's tap begins; the others follow {@code inputRow} apart
         */
        void run(int k, int t, int n, int x);
    }

    /** All taps of the windows {@code from … to} of a sample, as far as they lie inside the sequence. */
    private void eachTap(int s, int from, int to, TapWork work) {
        for (int k = 0; k < taps.size(); k++) {
            int t = Math.max(from, taps.first(k));
            int n = Math.min(to, taps.end(k)) - t;
            if (n > 0) {
                work.run(k, t, n, (s * taps.time() + taps.place(t, k)) * channels);
            }
        }
    }
}
