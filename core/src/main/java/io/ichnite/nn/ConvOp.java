package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * Convolution along time: a {@link Correlation} with bias and activation, block by block while the sums are in the cache.
 * Where the stride is 1, the way back to the input is a correlation too, of the derivatives with the flipped kernel.
 */
final class ConvOp extends Op {
    private final Kernels kernels;
    private final LayerSpec.Conv1D spec;
    private final Taps taps;
    private final int channels;
    private final int filters;
    private final int kernelAt;
    private final int biasAt;
    private final Correlation correlation;
    /** From the derivatives to those by the input; used where the stride is 1. */
    private final Correlation back;
    /** (tap, filter, channel), the last tap first. */
    private final float[] flipped;

    private float[] weights = {};

    /**
     * @param at where the layer's weights begin
     * @param fewer whether fewer multiplications are worth a little rounding, where the layer allows it
     */
    ConvOp(LayerSpec.Conv1D spec, Shape input, Kernels kernels, int at, boolean fewer) {
        super(spec.output(List.of(input)).size());
        this.kernels = kernels;
        this.spec = spec;
        this.channels = input.extent(1);
        this.filters = spec.filters();
        this.taps = Taps.of(input.extent(0), spec.size(), spec.stride(), spec.padding());
        this.kernelAt = at;
        this.biasAt = at + spec.size() * channels * filters;
        this.flipped = new float[spec.size() * channels * filters];
        int behind = spec.size() - 1 - taps.before();
        if (fewer && ToomCorrelation.pays(spec, channels)) {
            this.correlation = new ToomCorrelation(kernels, spec.size(), taps.before(), channels, filters);
            this.back = new ToomCorrelation(kernels, spec.size(), behind, filters, channels);
        } else {
            this.correlation =
                    new DirectCorrelation(kernels, spec.size(), spec.stride(), taps.before(), channels, filters);
            this.back = new DirectCorrelation(kernels, spec.size(), 1, behind, filters, channels);
        }
    }

    @Override
    Taps taps() {
        return taps;
    }

    @Override
    int tile() {
        return correlation.tile();
    }

    @Override
    void prepare(float[] values) {
        weights = values;
        correlation.prepare(values, kernelAt);
        int tap = channels * filters;
        for (int k = 0; k < taps.size(); k++) {
            int flip = (taps.size() - 1 - k) * tap;
            Transpose.copy(channels, filters, values, kernelAt + k * tap, flipped, flip);
        }
        back.prepare(flipped, 0);
    }

    @Override
    int sums() {
        return correlation.sums() + (spec.bias() ? filters : 0);
    }

    @Override
    void settle(float[] sums, int from, float[] values, float[] gradient) {
        correlation.settle(sums, from, gradient, kernelAt);
        if (spec.bias()) {
            System.arraycopy(sums, from + correlation.sums(), gradient, biasAt, filters);
        }
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        Correlation.Work forward = correlation.open();
        Correlation.Work backward = back.open();
        return new Run(group * size) {
            @Override
            void forward(Pass pass) {
                for (int s = 0; s < pass.rows(); s++) {
                    for (int t = from[s]; t < to[s]; t += correlation.block()) {
                        block(s, t, Math.min(to[s], t + correlation.block()));
                    }
                }
            }

            private void block(int s, int begin, int end) {
                int first = s * size + begin * filters;
                if (spec.bias()) {
                    for (int t = begin; t < end; t++) {
                        System.arraycopy(weights, biasAt, y, s * size + t * filters, filters);
                    }
                } else {
                    Arrays.fill(y, first, first + (end - begin) * filters, 0f);
                }
                forward.add(input.y, input(s), 0, taps.time(), y, s * size, begin, end);
                Activations.forward(kernels, spec.activation(), y, first, end - begin, filters);
            }

            private int input(int s) {
                return s * taps.time() * channels;
            }

            @Override
            void backward(Pass pass, float[] sums) {
                for (int s = 0; s < pass.rows(); s++) {
                    for (int t = from[s]; t < to[s]; t += correlation.block()) {
                        kernelGradient(s, t, Math.min(to[s], t + correlation.block()), sums);
                    }
                    inputGradient(s);
                }
            }

            private void kernelGradient(int s, int begin, int end, float[] sums) {
                int first = s * size + begin * filters;
                Activations.backward(kernels, spec.activation(), y, first, dy, first, end - begin, filters);
                if (spec.bias()) {
                    kernels.addColumns(end - begin, filters, dy, first, filters, sums, sumsAt + correlation.sums());
                }
                forward.gradient(input.y, input(s), 0, taps.time(), dy, s * size, begin, end, sums, sumsAt);
            }

            private void inputGradient(int s) {
                if (correlation instanceof DirectCorrelation direct && spec.stride() > 1) {
                    direct.scatter(dy, s * size, from[s], to[s], flipped, input.dy, input(s), 0, taps.time());
                    return;
                }
                int begin = Math.max(0, taps.place(from[s], 0));
                int end = Math.min(taps.time(), taps.place(to[s] - 1, 0) + taps.size());
                for (int u = begin; u < end; u += back.block()) {
                    int until = Math.min(end, u + back.block());
                    backward.add(dy, s * size, from[s], to[s], input.dy, input(s), u, until);
                }
            }
        };
    }
}
