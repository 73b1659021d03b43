package io.ichnite.nn;

import io.ichnite.tensor.Kernels;

/** An activation as a layer of its own. */
final class ActivateOp extends Op {
    private final Kernels kernels;
    private final LayerSpec.Activate spec;
    private final int width;
    private final boolean last;

    ActivateOp(LayerSpec.Activate spec, Shape input, Kernels kernels, boolean last) {
        super(input.size());
        this.kernels = kernels;
        this.spec = spec;
        this.width = input.last();
        this.last = last;
    }

    @Override
    Taps taps() {
        return Taps.each(size / width);
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        return new Run(group * size) {
            @Override
            void forward(Pass pass) {
                for (int s = 0; s < pass.rows(); s++) {
                    int begin = s * size + from[s] * width;
                    int rows = to[s] - from[s];
                    System.arraycopy(input.y, begin, y, begin, rows * width);
                    Activations.forward(kernels, spec.activation(), y, begin, rows, width);
                }
            }

            @Override
            void backward(Pass pass, float[] sums) {
                for (int s = 0; s < pass.rows(); s++) {
                    int begin = s * size + from[s] * width;
                    int rows = to[s] - from[s];
                    if (!(last && pass.bySums())) {
                        Activations.backward(kernels, spec.activation(), y, begin, dy, begin, rows, width);
                    }
                    for (int i = begin; i < begin + rows * width; i++) {
                        input.dy[i] += dy[i];
                    }
                }
            }
        };
    }
}
