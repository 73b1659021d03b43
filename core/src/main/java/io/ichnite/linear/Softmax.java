package io.ichnite.linear;

/** Scores to probabilities. */
final class Softmax {
    private Softmax() {}

    /**
     * Replaces the scores at {@code at} by their probabilities.
     *
     * @return the logarithm of the sum of the scores' exponentials
     */
    static double apply(double[] scores, int at, int classes) {
        double largest = scores[at];
        for (int c = 1; c < classes; c++) {
            largest = Math.max(largest, scores[at + c]);
        }
        double sum = 0;
        for (int c = at; c < at + classes; c++) {
            scores[c] = StrictMath.exp(scores[c] - largest);
            sum += scores[c];
        }
        for (int c = at; c < at + classes; c++) {
            scores[c] /= sum;
        }
        return largest + StrictMath.log(sum);
    }
}
