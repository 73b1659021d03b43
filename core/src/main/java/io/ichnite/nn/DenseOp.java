package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/** Dense: one product, row by row of the last axis. */
final class DenseOp extends Op {
    private final Kernels kernels;
    private final LayerSpec.Dense spec;
    private final int rows;
    private final int channels;
    private final int units;
    private final int kernelAt;
    private final int biasAt;
    private final boolean last;
    private final float[] transposed;
    private float[] weights = {};

    /** @param last whether this is the network's output, which a derivative may reach by its sums */
    DenseOp(LayerSpec.Dense spec, Shape input, Kernels kernels, int at, boolean last) {
        super(input.size() / input.last() * spec.units());
        this.kernels = kernels;
        this.spec = spec;
        this.rows = input.size() / input.last();
        this.channels = input.last();
        this.units = spec.units();
        this.kernelAt = at;
        this.biasAt = at + channels * units;
        this.last = last;
        this.transposed = new float[channels * units];
    }

    @Override
    void prepare(float[] values) {
        weights = values;
        Transpose.copy(channels, units, values, kernelAt, transposed, 0);
    }

    @Override
    int sums() {
        return channels * units + (spec.bias() ? units : 0);
    }

    @Override
    void settle(float[] sums, int from, float[] values, float[] gradient) {
        System.arraycopy(sums, from, gradient, kernelAt, sums());
    }

    @Override
    Taps taps() {
        return Taps.each(rows);
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        return new Run(group * size) {
            @Override
            void forward(Pass pass) {
                for (int s = 0; s < pass.rows(); s++) {
                    int first = s * rows + from[s];
                    int all = to[s] - from[s];
                    for (int r = first; r < first + all; r++) {
                        if (spec.bias()) {
                            System.arraycopy(weights, biasAt, y, r * units, units);
                        } else {
                            Arrays.fill(y, r * units, (r + 1) * units, 0f);
                        }
                    }
                    int x = first * channels;
                    int at = first * units;
                    kernels.multiply(
                            all, units, channels, input.y, x, channels, weights, kernelAt, units, y, at, units);
                    Activations.forward(kernels, spec.activation(), y, at, all, units);
                }
            }

            @Override
            void backward(Pass pass, float[] sums) {
                for (int s = 0; s < pass.rows(); s++) {
                    int all = to[s] - from[s];
                    int x = (s * rows + from[s]) * channels;
                    int d = (s * rows + from[s]) * units;
                    if (!(last && pass.bySums())) {
                        Activations.backward(kernels, spec.activation(), y, d, dy, d, all, units);
                    }
                    kernels.multiplyTransposed(
                            channels, units, all, input.y, x, channels, dy, d, units, sums, sumsAt, units);
                    if (spec.bias()) {
                        kernels.addColumns(all, units, dy, d, units, sums, sumsAt + channels * units);
                    }
                    kernels.multiply(
                            all, channels, units, dy, d, units, transposed, 0, channels, input.dy, x, channels);
                }
            }
        };
    }
}
