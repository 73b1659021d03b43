package io.ichnite.novelty;

/**
 * The upper tail of the χ² distribution: the regularised incomplete gamma function Q(k/2, x/2), by its series or its continued
 * fraction (Abramowitz and Stegun, 6.5.29 and 6.5.31), relative to about 1e-12. By StrictMath, the same on every machine.
 */
final class ChiSquare {
    private static final int MOST_TERMS = 100_000;
    private static final double ENOUGH = 1e-16;

    private ChiSquare() {}

    /** P(χ² with {@code degrees} of freedom > x); 1 for no degrees. */
    static double tail(int degrees, double x) {
        if (x <= 0 || degrees == 0) {
            return 1;
        }
        if (Double.isInfinite(x)) {
            return 0;
        }
        double a = degrees / 2.0;
        double half = x / 2;
        double front = StrictMath.exp(a * StrictMath.log(half) - half - logGamma(degrees));
        if (half < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (int i = 1; i < MOST_TERMS && term > sum * ENOUGH; i++) {
                term *= half / (a + i);
                sum += term;
            }
            return Math.max(0, 1 - sum * front);
        }
        return front * fraction(a, half);
    }

    /** Lentz's way, from the front. */
    private static double fraction(double a, double x) {
        double tiny = 1e-300;
        double b = x + 1 - a;
        double c = 1 / tiny;
        double d = 1 / b;
        double value = d;
        for (int i = 1; i < MOST_TERMS; i++) {
            double an = -i * (i - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.abs(d) < tiny ? tiny : d);
            c = b + an / c;
            c = Math.abs(c) < tiny ? tiny : c;
            double step = d * c;
            value *= step;
            if (Math.abs(step - 1) < ENOUGH) {
                break;
            }
        }
        return value;
    }

    /** log Γ(n / 2): Γ(1/2) = √π, Γ(1) = 1, and Γ(z + 1) = z Γ(z); from 200 on Stirling's series, which is exact enough there. */
    private static double logGamma(int n) {
        if (n > 200) {
            double z = n / 2.0;
            return (z - 0.5) * StrictMath.log(z)
                    - z
                    + 0.5 * StrictMath.log(2 * Math.PI)
                    + 1 / (12 * z)
                    - 1 / (360 * z * z * z)
                    + 1 / (1260 * z * z * z * z * z);
        }
        double sum = n % 2 == 0 ? 0 : 0.5 * StrictMath.log(Math.PI);
        for (double z = n % 2 == 0 ? 1 : 0.5; z < n / 2.0; z++) {
            sum += StrictMath.log(z);
        }
        return sum;
    }
}
