package io.ichnite.drift;

/** Tails of the normal distribution, each with all its digits however far out. */
final class NormalLaw {
    private NormalLaw() {}

    /** The chance of a number farther from the mean than so many deviations. */
    static double bothTails(double deviations) {
        double x = deviations / Math.sqrt(2);
        if (x <= 0) {
            return 1 + inner(-x);
        }
        return x < 2 ? 1 - inner(x) : outer(x);
    }

    /** erf by its series, for x below 2 or so. */
    private static double inner(double x) {
        if (x > 6) {
            return 1;
        }
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    /** erfc by its continued fraction, from its far end. */
    private static double outer(double x) {
        double under = x;
        for (int n = 100; n >= 1; n--) {
            under = x + n / 2.0 / under;
        }
        return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * under);
    }
}
