package io.ichnite.nn;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread's buffers for a whole network, and the way of a group of samples through it. Not thread-safe. */
final class Lane {
    /** Samples that walk together, so that a recurrent step is a product of as many rows as a tile holds. */
    static final int GROUP = 4;

    private final List<Plan.Step> steps;
    private final Prefix prefix;
    private final Reference reference;
    private final Op.Run[] runs;
    private final Prefix.Span[] spans = new Prefix.Span[GROUP];
    private final int[] tokens;
    private final int length;

    Lane(List<Plan.Step> steps, int length, Prefix prefix, Reference reference) {
        this.steps = steps;
        this.length = length;
        this.prefix = prefix;
        this.reference = reference;
        this.tokens = new int[GROUP * length];
        this.runs = open(steps, GROUP);
        for (int s = 0; s < GROUP; s++) {
            spans[s] = new Prefix.Span(runs.length);
        }
    }

    /** Buffers for all steps. */
    static Op.Run[] open(List<Plan.Step> steps, int group) {
        Op.Run[] runs = new Op.Run[steps.size()];
        for (int i = 0; i < runs.length; i++) {
            Plan.Step step = steps.get(i);
            Op.Run[] inputs = step.inputs().stream()
                    .filter(input -> input >= 0)
                    .map(input -> runs[input])
                    .toArray(Op.Run[]::new);
            runs[i] = step.op().open(inputs, step.sumsAt(), group);
        }
        return runs;
    }

    /** Computes every step up to {@code last} for rows {@code first …} of a batch. */
    void ask(int rows, int first, Network.Rows reader, int last) {
        forward(read(rows, first, reader, null, false), false, last);
    }

    /**
     * Computes every step, and sends the objective's derivatives back, adding to {@code sums}.
     *
     * @param outputs out: what the last step gave, row after row of the batch
     * @param losses out: each row's
     */
    void learn(
            int rows,
            int first,
            Network.Rows reader,
            @Nullable Masks masks,
            Objective objective,
            float[] outputs,
            double[] losses,
            float[] sums) {
        Pass pass = read(rows, first, reader, masks, objective.bySums());
        int last = runs.length - 1;
        forward(pass, true, last);
        int size = steps.get(last).op().size;
        System.arraycopy(runs[last].y, 0, outputs, first * size, rows * size);
        clearGradients(rows);
        for (int s = 0; s < rows; s++) {
            losses[first + s] = objective.back(first + s, runs[last].y, s * size, runs[last].dy, s * size, size);
        }
        for (int i = last; i >= 0; i--) {
            for (int s = 0; s < rows && prefix.inside(i, true); s++) {
                reference.fold(i, runs[i], s, spans[s], sums);
            }
            runs[i].backward(pass, sums);
        }
    }

    private Pass read(int rows, int first, Network.Rows reader, @Nullable Masks masks, boolean bySums) {
        for (int s = 0; s < rows; s++) {
            reader.row(first + s, tokens, s * length);
        }
        return new Pass(rows, first, tokens, masks, bySums);
    }

    /** Computes every step up to {@code last}, leaving out what is known of the zeros before each sample. */
    private void forward(Pass pass, boolean learning, int last) {
        int rows = pass.rows();
        int shared = length;
        for (int s = 0; s < rows; s++) {
            shared = Math.min(shared, zeros(s));
        }
        for (int s = 0; s < rows; s++) {
            prefix.measure(zeros(s), shared, learning, last, spans[s]);
        }
        for (int i = 0; i <= last; i++) {
            Op op = steps.get(i).op();
            for (int s = 0; s < rows; s++) {
                runs[i].from[s] = spans[s].from[i];
                runs[i].to[s] = op.rows();
            }
            if (op.causal() && spans[0].from[i] > 0) {
                runs[i].continueFrom(reference.run(i), spans[0].from[i]);
            }
            runs[i].forward(pass);
            for (int s = 0; s < rows && prefix.inside(i, learning); s++) {
                reference.fill(i, runs[i], s, spans[s]);
            }
        }
    }

    /** How many integers 0 a sample begins with. */
    private int zeros(int s) {
        int at = s * length;
        while (at < (s + 1) * length && tokens[at] == 0) {
            at++;
        }
        return at - s * length;
    }

    private void clearGradients(int rows) {
        for (int i = 0; i < runs.length; i++) {
            if (runs[i].dy.length == 0) {
                runs[i].openGradients();
                continue;
            }
            Op op = steps.get(i).op();
            for (int s = 0; s < rows; s++) {
                int unread = spans[s].need[i] * (op.size / op.rows());
                Arrays.fill(runs[i].dy, s * op.size + unread, (s + 1) * op.size, 0f);
            }
        }
    }

    /** What a step gave, sample after sample. */
    float[] output(int step) {
        return runs[step].y;
    }
}
