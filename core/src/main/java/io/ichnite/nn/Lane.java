package io.ichnite.nn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread's buffers for a whole network, and the way of a group of samples through it. Not thread-safe. */
final class Lane {
    /** Samples that walk together, so that a recurrent step is a product of as many rows as a tile holds. */
    static final int GROUP = 4;
    /** Samples that walk together where they are only asked and read piece by piece, so that their windows share tables. */
    static final int MANY = 32;

    private final List<Plan.Step> steps;
    private final Prefix prefix;
    private final Reference reference;
    private final Op.Run[] runs;
    private final Prefix.Span[] spans = new Prefix.Span[MANY];
    private final int[] samples = new int[MANY];
    private final int[] zeros = new int[MANY];
    private final int[] tokens;
    private final int length;

    /** @param streams whether the integers are read piece by piece, and not held here */
    Lane(List<Plan.Step> steps, int length, boolean streams, Prefix prefix, Reference reference) {
        this.steps = steps;
        this.length = length;
        this.prefix = prefix;
        this.reference = reference;
        this.tokens = new int[streams ? 0 : GROUP * length];
        this.runs = open(steps, capacity(streams));
        for (int s = 0; s < MANY; s++) {
            spans[s] = new Prefix.Span(runs.length);
        }
    }

    /** How many samples may be asked together. */
    static int capacity(boolean streams) {
        return streams ? MANY : GROUP;
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

    /** Computes some steps, and all before, for {@code rows} of the given rows of a batch, from the {@code first} on. */
    void ask(int[] batch, int first, int rows, Network.Rows reader, List<Integer> wanted) {
        System.arraycopy(batch, first, samples, 0, rows);
        forward(read(rows, reader, null, false), false, wanted);
    }

    /**
     * Computes every step for {@code rows} of the given rows of a batch, from the {@code first} on, and sends the objective's
     * derivatives back, adding to {@code sums}.
     *
     * @param outputs out: what the last step gave, row after row of the batch
     * @param losses out: each row's
     */
    void learn(
            int[] batch,
            int first,
            int rows,
            Network.Rows reader,
            @Nullable Masks masks,
            Objective objective,
            float[] outputs,
            double[] losses,
            float[] sums) {
        System.arraycopy(batch, first, samples, 0, rows);
        Pass pass = read(rows, reader, masks, objective.bySums());
        int last = runs.length - 1;
        forward(pass, true, List.of(last));
        int size = steps.get(last).op().size;
        clearGradients(rows);
        for (int s = 0; s < rows; s++) {
            System.arraycopy(runs[last].y, s * size, outputs, samples[s] * size, size);
            losses[samples[s]] = objective.back(samples[s], runs[last].y, s * size, runs[last].dy, s * size, size);
        }
        for (int i = last; i >= 0; i--) {
            for (int s = 0; s < rows && prefix.inside(i, true); s++) {
                reference.fold(i, runs[i], s, spans[s], sums);
            }
            for (int s = 0; s < rows; s++) {
                runs[i].from[s] = firstReached(i, s);
            }
            runs[i].backward(pass, sums);
        }
    }

    /**
     * The first row of a step that a derivative reaches: through time derivatives die away, and what is zero gives zero. As the
     * rows that are computed together stay together, leaving them out does not change a bit.
     */
    private int firstReached(int i, int s) {
        Op op = steps.get(i).op();
        float[] dy = runs[i].dy;
        int at = s * op.size + spans[s].from[i] * op.width();
        int end = (s + 1) * op.size;
        while (at < end && dy[at] == 0f) {
            at++;
        }
        int row = (at - s * op.size) / op.width();
        return Math.max(spans[s].from[i], row / op.tile() * op.tile());
    }

    private Pass read(int rows, Network.Rows reader, @Nullable Masks masks, boolean bySums) {
        for (int s = 0; s < rows && tokens.length > 0; s++) {
            reader.row(samples[s], tokens, s * length);
        }
        return new Pass(rows, samples, tokens, length, reader, masks, bySums);
    }

    /** Computes some steps, and all before, leaving out what is known of the zeros before each sample. */
    private void forward(Pass pass, boolean learning, List<Integer> wanted) {
        measure(pass, learning, wanted);
        run(pass, learning, 0, Collections.max(wanted));
    }

    private void measure(Pass pass, boolean learning, List<Integer> wanted) {
        int shared = length;
        for (int s = 0; s < pass.rows(); s++) {
            zeros[s] = tokens.length == 0 ? 0 : zeros(tokens, s * length, length);
            shared = Math.min(shared, zeros[s]);
        }
        for (int s = 0; s < pass.rows(); s++) {
            prefix.measure(zeros[s], shared, learning, wanted, spans[s]);
        }
    }

    private void run(Pass pass, boolean learning, int first, int last) {
        for (int i = first; i <= last; i++) {
            for (int s = 0; s < pass.rows(); s++) {
                runs[i].from[s] = spans[s].from[i];
                runs[i].to[s] = spans[s].to[i];
            }
            if (steps.get(i).op().causal() && spans[0].from[i] > 0) {
                runs[i].continueFrom(reference.run(i), spans[0].from[i]);
            }
            runs[i].forward(pass);
            for (int s = 0; s < pass.rows() && prefix.inside(i, learning); s++) {
                reference.fill(i, runs[i], s, spans[s]);
            }
        }
    }

    /** Computes one of several parts of the front's rows, for one row of a batch. */
    void askFront(int row, Network.Rows reader, int part, int parts) {
        samples[0] = row;
        int front = prefix.front();
        Pass pass = read(1, reader, null, false);
        measure(pass, false, List.of(front));
        int from = spans[0].from[front];
        int rows = steps.get(front).op().rows() - from;
        int begin = from + (int) ((long) rows * part / parts);
        int end = from + (int) ((long) rows * (part + 1) / parts);
        if (begin == end) {
            spans[0].to[front] = from;
            return;
        }
        prefix.cut(spans[0], begin, end);
        run(pass, false, 0, front);
    }

    /** Goes on from the front's rows that all lanes computed, this one among them. */
    void askRest(int row, Network.Rows reader, List<Lane> lanes, int last) {
        samples[0] = row;
        int front = prefix.front();
        Pass pass = read(1, reader, null, false);
        measure(pass, false, List.of(last));
        int width = steps.get(front).op().width();
        for (Lane lane : lanes) {
            int begin = lane.spans[0].from[front] * width;
            int end = lane.spans[0].to[front] * width;
            if (lane != this) {
                System.arraycopy(lane.runs[front].y, begin, runs[front].y, begin, end - begin);
            }
        }
        reference.fill(front, runs[front], 0, spans[0]);
        run(pass, false, front + 1, last);
    }

    /** How many integers 0 a sample begins with. */
    static int zeros(int[] tokens, int from, int length) {
        int at = from;
        while (at < from + length && tokens[at] == 0) {
            at++;
        }
        return at - from;
    }

    private void clearGradients(int rows) {
        for (int i = 0; i < runs.length; i++) {
            if (runs[i].dy.length == 0) {
                runs[i].openGradients();
                continue;
            }
            Op op = steps.get(i).op();
            for (int s = 0; s < rows; s++) {
                Arrays.fill(runs[i].dy, s * op.size + spans[s].need[i] * op.width(), (s + 1) * op.size, 0f);
            }
        }
    }

    /** What a step gave, sample after sample. */
    float[] output(int step) {
        return runs[step].y;
    }
}
