package io.ichnite.drift;

import java.util.Arrays;

/**
 * Smirnov's test of two samples: the largest distance of their distribution functions. Immutable.
 *
 * @param first numbers in one sample
 * @param second numbers in the other
 * @param steps the distance times both, a whole number
 */
public record KolmogorovSmirnov(int first, int second, long steps) {
    /** Up to this product of sizes {@link #chance} is exact. */
    private static final long EXACT = 50_000;

    /** Compares two samples, in any order. */
    public static KolmogorovSmirnov of(double[] first, double[] second) {
        return of(Values.of(first), Values.of(second));
    }

    /** The same of samples that are sorted already. */
    public static KolmogorovSmirnov of(Values first, Values second) {
        int n = first.size();
        int m = second.size();
        long most = 0;
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            double at = Math.min(first.at(i), second.at(j));
            while (i < n && first.at(i) <= at) {
                i++;
            }
            while (j < m && second.at(j) <= at) {
                j++;
            }
            most = Math.max(most, Math.abs((long) i * m - (long) j * n));
        }
        return new KolmogorovSmirnov(n, m, most);
    }

    /** 0, distributed alike, to 1, wholly apart. */
    public double distance() {
        return steps / ((double) first * second);
    }

    /** Chance of a distance no smaller where both are drawn from one distribution: exact for small samples. */
    public double chance() {
        return (long) first * second <= EXACT ? exact() : asymptotic();
    }

    /**
     * That chance, exact, without ties: the share of orders of both samples whose path leaves the band (Hodges 1958). Nothing
     * is subtracted, so that even the smallest has its digits. Takes time in proportion to the product of the sizes.
     */
    public double exact() {
        // left[y]: of the orders of the first x and y numbers, the share that has left the band by then
        double[] left = new double[second + 1];
        Arrays.fill(left, 1);
        for (int x = 0; x <= first; x++) {
            int from = (int) Math.max(0, above((long) x * second - steps, first));
            int to = (int) Math.min(second, -above(-((long) x * second + steps), first));
            if (from > 0) {
                left[from - 1] = 1;
            }
            for (int y = from; y <= to; y++) {
                if (x + y == 0) {
                    left[0] = steps == 0 ? 1 : 0;
                    continue;
                }
                double across = x == 0 ? 0 : left[y] * x;
                double up = y == 0 ? 0 : left[y - 1] * y;
                left[y] = (across + up) / (x + y);
            }
        }
        return steps == 0 ? 1 : left[second];
    }

    /** The least whole number whose product with {@code by} is above {@code number}. */
    private static long above(long number, int by) {
        return Math.floorDiv(number, by) + 1;
    }

    /**
     * That chance as of one sample of m n/(m + n) numbers, rounded, against a known distribution: SciPy's {@code asymp}.
     */
    public double asymptotic() {
        double n = Math.max(1, Math.rint((double) first * second / ((double) first + second)));
        return KolmogorovLaw.above(n, distance());
    }
}
