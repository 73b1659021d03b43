package io.ichnite.nn;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread's buffers for a whole network, and the way of a group of samples through it. Not thread-safe. */
final class Lane {
    /** Samples that walk together, so that a recurrent step is a product of as many rows as a tile holds. */
    static final int GROUP = 4;

    private final Op.Run[] runs;
    private final int[] tokens;
    private final int length;
    private boolean gradients;

    Lane(List<Plan.Step> steps, int length) {
        this.length = length;
        this.tokens = new int[GROUP * length];
        this.runs = new Op.Run[steps.size()];
        for (int i = 0; i < runs.length; i++) {
            Plan.Step step = steps.get(i);
            Op.Run[] inputs = step.inputs().stream()
                    .filter(input -> input >= 0)
                    .map(input -> runs[input])
                    .toArray(Op.Run[]::new);
            runs[i] = step.op().open(inputs, step.sumsAt(), GROUP);
        }
    }

    /** Reads rows {@code first …} and computes every step; only up to {@code last}. */
    Pass forward(int rows, int first, Network.Rows reader, @Nullable Masks masks, boolean bySums, int last) {
        for (int s = 0; s < rows; s++) {
            reader.row(first + s, tokens, s * length);
        }
        Pass pass = new Pass(rows, first, tokens, masks, bySums);
        for (int i = 0; i <= last; i++) {
            runs[i].forward(pass);
        }
        return pass;
    }

    /** What a step gave, sample after sample. */
    float[] output(int step) {
        return runs[step].y;
    }

    /** Sends the objective's derivatives back through every step, adding to {@code sums}; gives each sample's loss. */
    void backward(Pass pass, Objective objective, float[] sums, double[] losses) {
        if (!gradients) {
            gradients = true;
            for (Op.Run run : runs) {
                run.openGradients();
            }
        }
        for (Op.Run run : runs) {
            Arrays.fill(run.dy, 0f);
        }
        Op.Run top = runs[runs.length - 1];
        int size = top.y.length / GROUP;
        for (int s = 0; s < pass.rows(); s++) {
            int row = pass.first() + s;
            losses[row] = objective.back(row, top.y, s * size, top.dy, s * size, size);
        }
        for (int i = runs.length - 1; i >= 0; i--) {
            runs[i].backward(pass, sums);
        }
    }
}
