package io.ichnite.nn;

import java.util.List;
import java.util.function.IntConsumer;

/** Several arrays become one. */
final class MergeOp extends Op {
    private final LayerSpec.Join join;
    private final List<Shape> shapes;
    /** Numbers a row of the output. */
    private final int last;

    MergeOp(LayerSpec.Join join, List<Shape> inputs, Shape output) {
        super(output.size());
        this.join = join;
        this.shapes = inputs;
        this.last = output.last();
    }

    @Override
    Taps taps() {
        return Taps.each(size / last);
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return join == LayerSpec.Join.CONCATENATE ? new SideBySide(inputs, group) : new NumberByNumber(inputs, group);
    }

    private final class SideBySide extends Run {
        private final Run[] inputs;

        SideBySide(Run[] inputs, int group) {
            super(group * size);
            this.inputs = inputs;
        }

        @Override
        void forward(Pass pass) {
            eachRow(pass, (i, own, r, at) -> System.arraycopy(inputs[i].y, r * own, y, at, own));
        }

        @Override
        void backward(Pass pass, float[] sums) {
            eachRow(pass, (i, own, r, at) -> {
                for (int j = 0; j < own; j++) {
                    inputs[i].dy[r * own + j] += dy[at + j];
                }
            });
        }

        private void eachRow(Pass pass, RowWork work) {
            int column = 0;
            for (int i = 0; i < inputs.length; i++) {
                int own = shapes.get(i).last();
                for (int s = 0; s < pass.rows(); s++) {
                    int first = s * size / last;
                    for (int r = first + from[s]; r < first + to[s]; r++) {
                        work.run(i, own, r, r * last + column);
                    }
                }
                column += own;
            }
        }
    }

    /** What is done for row {@code r} of the i-th input, {@code own} numbers, which stands at {@code at} in the output. */
    private interface RowWork {
        void run(int i, int own, int r, int at);
    }

    private final class NumberByNumber extends Run {
        private final Run[] inputs;

        NumberByNumber(Run[] inputs, int group) {
            super(group * size);
            this.inputs = inputs;
        }

        @Override
        void forward(Pass pass) {
            eachNumber(pass, i -> {
                float value = inputs[0].y[i];
                for (int k = 1; k < inputs.length; k++) {
                    value = join == LayerSpec.Join.MULTIPLY ? value * inputs[k].y[i] : value + inputs[k].y[i];
                }
                y[i] = join == LayerSpec.Join.AVERAGE ? value / inputs.length : value;
            });
        }

        @Override
        void backward(Pass pass, float[] sums) {
            for (int k = 0; k < inputs.length; k++) {
                int one = k;
                eachNumber(pass, i -> {
                    inputs[one].dy[i] += switch (join) {
                        case MULTIPLY -> dy[i] * others(one, i);
                        case AVERAGE -> dy[i] / inputs.length;
                        case ADD, CONCATENATE -> dy[i];
                    };
                });
            }
        }

        private void eachNumber(Pass pass, IntConsumer work) {
            for (int s = 0; s < pass.rows(); s++) {
                for (int i = s * size + from[s] * last; i < s * size + to[s] * last; i++) {
                    work.accept(i);
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
