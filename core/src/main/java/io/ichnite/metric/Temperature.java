package io.ichnite.metric;

/**
 * Temperature scaling (Guo, Pleiss, Sun and Weinberger 2017): the one number T whose softmax(logits / T) has the least log loss.
 * Answers stay; only how sure they are changes. Above 1 the model was surer than it should have been.
 */
public final class Temperature {
    /** Logits are neither divided nor multiplied by more: where all answers are right, the least loss would be at T = 0. */
    private static final double MOST = 1000;

    /** Steps after which halving is faster: towards a minimum without end Newton's are all of one length. */
    private static final int NEWTON = 50;

    private Temperature() {}

    /**
     * The exact minimum, by Newton's steps in 1/T, in which the loss is convex; from 0.001 to 1000.
     *
     * @param logits row by row, shape (rows, classes), before softmax; finite
     * @param labels a class from 0 for each row; −1 where it is not known, which is left out
     * @throws IllegalArgumentException if the sizes do not fit together, or no label is known
     */
    public static double of(double[] logits, int classes, int[] labels) {
        if ((long) labels.length * classes != logits.length) {
            throw new IllegalArgumentException(
                    labels.length + " rows of " + classes + " classes do not make " + logits.length);
        }
        double low = 1 / MOST;
        double high = MOST;
        double inverse = 1;
        for (int step = 0; step < 200; step++) {
            double[] slopes = slopes(logits, classes, labels, inverse);
            if (slopes[0] > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double next = inverse - slopes[0] / slopes[1];
            if (step >= NEWTON || !(next > low && next < high)) {
                next = Math.sqrt(low * high);
            }
            if (Math.abs(next - inverse) <= 1e-14 * inverse) {
                return 1 / next;
            }
            inverse = next;
        }
        return 1 / inverse;
    }

    /** First and second derivative of the mean loss by 1/T. */
    private static double[] slopes(double[] logits, int classes, int[] labels, double inverse) {
        double first = 0;
        double second = 0;
        int known = 0;
        double[] weights = new double[classes];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0) {
                continue;
            }
            known++;
            int from = row * classes;
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                most = Math.max(most, logits[from + c]);
            }
            double sum = 0;
            double mean = 0;
            for (int c = 0; c < classes; c++) {
                weights[c] = StrictMath.exp(inverse * (logits[from + c] - most));
                sum += weights[c];
                mean += weights[c] * (logits[from + c] - most);
            }
            mean /= sum;
            double spread = 0;
            for (int c = 0; c < classes; c++) {
                double off = logits[from + c] - most - mean;
                spread += weights[c] / sum * off * off;
            }
            first += mean - (logits[from + labels[row]] - most);
            second += spread;
        }
        if (known == 0) {
            throw new IllegalArgumentException("expected rows whose class is known, found none");
        }
        return new double[] {first / known, second / known};
    }
}
