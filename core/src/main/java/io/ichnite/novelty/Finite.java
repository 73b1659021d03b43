package io.ichnite.novelty;

/** Scores that overflow stay numbers. */
final class Finite {
    private Finite() {}

    /** The number itself; the least familiar there is for what is no number, and the largest for what is larger still. */
    static double score(double score) {
        if (score >= -Double.MAX_VALUE && score <= Double.MAX_VALUE) {
            return score;
        }
        return score > 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
    }
}
