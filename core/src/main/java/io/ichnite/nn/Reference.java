package io.ichnite.nn;

import java.util.Arrays;
import java.util.List;

/**
 * A sample of nothing but zeros, which knows what the zeros before a trace give: forwards its rows are copied, backwards
 * the derivatives by them are summed up and sent back once. While it is not being computed it is safe for use by many threads.
 */
final class Reference {
    private final List<Plan.Step> steps;
    private final Prefix prefix;
    private final Op.Run[] runs;
    private final Pass pass;
    /** Where the sums of derivatives by a step's rows begin. */
    private final int[] sumsAt;

    private final int sums;
    private boolean complete;

    /**
     * @param length integers a sample; 0 where they are read piece by piece, as nothing is known of those
     * @param at where the sums of derivatives may begin
     */
    Reference(List<Plan.Step> steps, Prefix prefix, int length, int at) {
        this.steps = steps;
        this.prefix = prefix;
        this.runs = Lane.open(steps, 1);
        this.pass = new Pass(1, new int[1], new int[length], length, null, null, false);
        this.sumsAt = new int[runs.length];
        int next = at;
        for (int i = 0; i < runs.length; i++) {
            sumsAt[i] = next;
            runs[i].to[0] = prefix.computed(i);
            if (prefix.inside(i, true)) {
                next += prefix.kept(i) * width(i);
            }
        }
        this.sums = next - at;
    }

    private int width(int i) {
        return steps.get(i).op().width();
    }

    /** How many numbers the derivatives are summed up in. */
    int sums() {
        return sums;
    }

    /** Computes what training needs. */
    void forward() {
        complete = false;
        for (int i = 0; i < runs.length; i++) {
            if (prefix.inside(i, true)) {
                runs[i].forward(pass);
            }
        }
    }

    /** Computes the states too, which only those who ask can use; does nothing if they are there. */
    void complete() {
        for (int i = 0; i < runs.length && !complete; i++) {
            Op op = steps.get(i).op();
            boolean reads = steps.get(i).inputs().stream().allMatch(input -> input < 0 || prefix.inside(input, false));
            if (!prefix.inside(i, true) && reads && (prefix.inside(i, false) || op.causal())) {
                runs[i].forward(pass);
            }
            for (int row = prefix.computed(i); row < op.rows() && prefix.inside(i, false); row++) {
                copy(i, row, runs[i].y, row * width(i));
            }
        }
        complete = true;
    }

    /** Gives a run the rows of a step that are known and wanted. */
    void fill(int i, Op.Run run, int s, Prefix.Span span) {
        for (int row = span.need[i]; row < span.from[i]; row++) {
            copy(i, row, run.y, s * steps.get(i).op().size + row * width(i));
        }
    }

    private void copy(int i, int row, float[] into, int at) {
        System.arraycopy(runs[i].y, prefix.fold(i, row) * width(i), into, at, width(i));
    }

    /** The state that a causal step has after rows of zeros. */
    Op.Run run(int i) {
        return runs[i];
    }

    /** Adds the derivatives by known rows to the sums. */
    void fold(int i, Op.Run run, int s, Prefix.Span span, float[] into) {
        int width = width(i);
        for (int row = span.need[i]; row < span.from[i]; row++) {
            int from = s * steps.get(i).op().size + row * width;
            int at = sumsAt[i] + prefix.fold(i, row) * width;
            for (int j = 0; j < width; j++) {
                into[at + j] += run.dy[from + j];
            }
        }
    }

    /** Sends the sums of derivatives back, adding to the gradients' sums. */
    void backward(float[] total) {
        for (int i = 0; i < runs.length; i++) {
            if (prefix.inside(i, true) && runs[i].dy.length == 0) {
                runs[i].openGradients();
            } else if (prefix.inside(i, true)) {
                Arrays.fill(runs[i].dy, 0, prefix.computed(i) * width(i), 0f);
            }
        }
        for (int i = runs.length - 1; i >= 0; i--) {
            if (prefix.inside(i, true)) {
                for (int j = 0; j < prefix.kept(i) * width(i); j++) {
                    runs[i].dy[j] += total[sumsAt[i] + j];
                }
                runs[i].backward(pass, total);
            }
        }
    }
}
