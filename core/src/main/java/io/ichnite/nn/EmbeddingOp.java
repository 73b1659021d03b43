package io.ichnite.nn;

import io.ichnite.error.BadShape;

/** Embedding: one row of the table for each integer. */
final class EmbeddingOp extends Op {
    private final LayerSpec.Embedding spec;
    private final int time;
    private final int at;
    private float[] table = {};

    EmbeddingOp(LayerSpec.Embedding spec, int time, int at) {
        super(time * spec.width());
        this.spec = spec;
        this.time = time;
        this.at = at;
    }

    @Override
    Taps taps() {
        return Taps.each(time);
    }

    @Override
    void prepare(float[] weights) {
        table = weights;
    }

    @Override
    int sums() {
        return spec.rows() * spec.width();
    }

    @Override
    void settle(float[] sums, int from, float[] weights, float[] gradient) {
        System.arraycopy(sums, from, gradient, at, sums());
    }

    /** @throws BadShape if an integer has no row */
    static void check(LayerSpec.Embedding spec, Pass pass, int time) {
        for (int s = 0; s < pass.rows(); s++) {
            check(spec, pass.tokens(), s * time, time, pass.sample(s), 0);
        }
    }

    /**
     * The same of some neighbouring integers of one input.
     *
     * @param from where they stand
     * @param sample which row of the batch they are of
     * @param place of the first in the input
     */
    static void check(LayerSpec.Embedding spec, int[] tokens, int from, int count, int sample, int place) {
        for (int i = 0; i < count; i++) {
            int token = tokens[from + i];
            if (token < 0 || token >= spec.rows()) {
                throw new BadShape(spec.name() + ": input " + sample + " holds " + token + " at position " + (place + i)
                        + ", expected 0 to " + (spec.rows() - 1));
            }
        }
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return new Run(group * size) {
            @Override
            void forward(Pass pass) {
                check(spec, pass, time);
                for (int s = 0; s < pass.rows(); s++) {
                    for (int i = s * time + from[s]; i < s * time + to[s]; i++) {
                        int row = at + pass.tokens()[i] * spec.width();
                        System.arraycopy(table, row, y, i * spec.width(), spec.width());
                    }
                }
            }

            @Override
            void backward(Pass pass, float[] sums) {
                for (int s = 0; s < pass.rows(); s++) {
                    for (int i = s * time + from[s]; i < s * time + to[s]; i++) {
                        int row = sumsAt + pass.tokens()[i] * spec.width();
                        for (int j = 0; j < spec.width(); j++) {
                            sums[row + j] += dy[i * spec.width() + j];
                        }
                    }
                }
            }
        };
    }
}
