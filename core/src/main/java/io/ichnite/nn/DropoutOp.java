package io.ichnite.nn;

/** Dropout: in training a mask over one sample's numbers, kept for the way back. */
final class DropoutOp extends Op {
    private final LayerSpec.Dropout spec;
    private final int layer;

    DropoutOp(LayerSpec.Dropout spec, Shape input, int layer) {
        super(input.size());
        this.spec = spec;
        this.layer = layer;
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        return new Run(group * size) {
            private final float[] mask = new float[group * size];

            @Override
            void forward(Pass pass) {
                System.arraycopy(input.y, 0, y, 0, pass.rows() * size);
                Masks masks = pass.masks();
                if (masks == null) {
                    return;
                }
                for (int s = 0; s < pass.rows(); s++) {
                    masks.fill(layer, 0, pass.first() + s, spec.rate(), mask, s * size, size);
                }
                for (int i = 0; i < pass.rows() * size; i++) {
                    y[i] *= mask[i];
                }
            }

            @Override
            void backward(Pass pass, float[] sums) {
                boolean masked = pass.masks() != null;
                for (int i = 0; i < pass.rows() * size; i++) {
                    input.dy[i] += masked ? dy[i] * mask[i] : dy[i];
                }
            }
        };
    }
}
