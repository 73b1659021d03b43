package io.ichnite.stats;

import java.util.Arrays;

/**
 * How numbers lie: quantiles, linear between the two nearest as NumPy's, and the mean. All NaN where there are no numbers.
 *
 * @param sum of all
 */
public record Spread(
        int count,
        long sum,
        double least,
        double p10,
        double p25,
        double median,
        double p75,
        double p90,
        double p99,
        double most) {
    /** Sorts the numbers. */
    static Spread of(int[] numbers) {
        Arrays.sort(numbers);
        long sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return new Spread(
                numbers.length,
                sum,
                quantile(numbers, 0),
                quantile(numbers, 0.1),
                quantile(numbers, 0.25),
                quantile(numbers, 0.5),
                quantile(numbers, 0.75),
                quantile(numbers, 0.9),
                quantile(numbers, 0.99),
                quantile(numbers, 1));
    }

    public double mean() {
        return count == 0 ? Double.NaN : (double) sum / count;
    }

    private static double quantile(int[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * ((double) above - sorted[below]);
    }
}
