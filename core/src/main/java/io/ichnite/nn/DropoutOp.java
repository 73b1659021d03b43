package io.ichnite.nn;

/** Dropout: in training a mask over one sample's numbers, kept for the way back. */
final class DropoutOp extends Op {
    private final LayerSpec.Dropout spec;
    private final int layer;
    private final int width;

    DropoutOp(LayerSpec.Dropout spec, Shape input, int layer) {
        super(input.size());
        this.spec = spec;
        this.layer = layer;
        this.width = input.last();
    }

    @Override
    Taps taps() {
        return Taps.each(size / width);
    }

    @Override
    boolean drops() {
        return true;
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        return new Run(group * size) {
            private final float[] mask = new float[group * size];

            @Override
            void forward(Pass pass) {
                Masks masks = pass.masks();
                for (int s = 0; s < pass.rows(); s++) {
                    int begin = s * size + from[s] * width;
                    System.arraycopy(input.y, begin, y, begin, (to[s] - from[s]) * width);
                    if (masks != null) {
                        masks.fill(layer, 0, pass.sample(s), spec.rate(), mask, s * size, size);
                        for (int i = s * size; i < (s + 1) * size; i++) {
                            y[i] *= mask[i];
                        }
                    }
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
