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
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        return new Run(group * size) {
            @Override
            void forward(Pass pass) {
                System.arraycopy(input.y, 0, y, 0, pass.rows() * size);
                Activations.forward(kernels, spec.activation(), y, 0, pass.rows() * size / width, width);
            }

            @Override
            void backward(Pass pass, float[] sums) {
                int rows = pass.rows() * size / width;
                if (!(last && pass.bySums())) {
                    Activations.backward(kernels, spec.activation(), y, 0, dy, 0, rows, width);
                }
                for (int i = 0; i < pass.rows() * size; i++) {
                    input.dy[i] += dy[i];
                }
            }
        };
    }
}
