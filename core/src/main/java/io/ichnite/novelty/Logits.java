package io.ichnite.novelty;

/** What is worked out from the logits of one row; by StrictMath, so that it is the same on every machine. */
final class Logits {
    private Logits() {}

    static double largest(double[] logits) {
        double largest = logits[0];
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        return largest;
    }

    /** T log Σ e^{l/T}. */
    static double energy(double[] logits, double temperature) {
        double largest = largest(logits);
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp((logit - largest) / temperature);
        }
        return largest + temperature * StrictMath.log(sum);
    }

    /** Replaces the logits by softmax(l / T). */
    static void softmax(double[] logits, double temperature) {
        double largest = largest(logits);
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
            logits[c] = StrictMath.exp((logits[c] - largest) / temperature);
            sum += logits[c];
        }
        for (int c = 0; c < logits.length; c++) {
            logits[c] /= sum;
        }
    }
}
