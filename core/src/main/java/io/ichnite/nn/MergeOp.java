package io.ichnite.nn;

import java.util.List;

/** Several arrays become one. */
final class MergeOp extends Op {
    private final LayerSpec.Join join;
    private final List<Shape> shapes;

    MergeOp(LayerSpec.Join join, List<Shape> inputs, Shape output) {
        super(output.size());
        this.join = join;
        this.shapes = inputs;
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return join == LayerSpec.Join.CONCATENATE ? new SideBySide(inputs, group) : new NumberByNumber(inputs, group);
    }

    private final class SideBySide extends Run {
        private final Run[] inputs;
        private final int width;

        SideBySide(Run[] inputs, int group) {
            super(group * size);
            this.inputs = inputs;
            this.width = shapes.stream().mapToInt(Shape::last).sum();
        }

        @Override
        void forward(Pass pass) {
            int at = 0;
            for (int i = 0; i < inputs.length; i++) {
                int own = shapes.get(i).last();
                for (int r = 0; r < pass.rows() * size / width; r++) {
                    System.arraycopy(inputs[i].y, r * own, y, r * width + at, own);
                }
                at += own;
            }
        }

        @Override
        void backward(Pass pass, float[] sums) {
            int at = 0;
            for (int i = 0; i < inputs.length; i++) {
                int own = shapes.get(i).last();
                for (int r = 0; r < pass.rows() * size / width; r++) {
                    for (int j = 0; j < own; j++) {
                        inputs[i].dy[r * own + j] += dy[r * width + at + j];
                    }
                }
                at += own;
            }
        }
    }

    private final class NumberByNumber extends Run {
        private final Run[] inputs;

        NumberByNumber(Run[] inputs, int group) {
            super(group * size);
            this.inputs = inputs;
        }

        @Override
        void forward(Pass pass) {
            for (int i = 0; i < pass.rows() * size; i++) {
                float value = inputs[0].y[i];
                for (int k = 1; k < inputs.length; k++) {
                    value = join == LayerSpec.Join.MULTIPLY ? value * inputs[k].y[i] : value + inputs[k].y[i];
                }
                y[i] = join == LayerSpec.Join.AVERAGE ? value / inputs.length : value;
            }
        }

        @Override
        void backward(Pass pass, float[] sums) {
            for (int k = 0; k < inputs.length; k++) {
                for (int i = 0; i < pass.rows() * size; i++) {
                    inputs[k].dy[i] += switch (join) {
                        case MULTIPLY -> dy[i] * others(k, i);
                        case AVERAGE -> dy[i] / inputs.length;
                        case ADD, CONCATENATE -> dy[i];
                    };
                }
            }
        }

        private float others(int k, int i) {
            float product = 1f;
            for (int q = 0; q < inputs.length; q++) {
                product *= q == k ? 1f : inputs[q].y[i];
            }
            return product;
        }
    }
}
