package io.ichnite.drift;

import java.util.Arrays;

/** Numbers of a window in rising order, sorted once and compared with others as often as wished. Immutable. */
public final class Values {
    private final double[] sorted;

    private Values(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Copies and sorts them; the two zeros are one.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static Values of(double[] numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("expected numbers, found none");
        }
        double[] sorted = new double[numbers.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Stream.number(numbers[i]) + 0.0;
        }
        Arrays.sort(sorted);
        return new Values(sorted);
    }

    public int size() {
        return sorted.length;
    }

    /** The i-th smallest, from 0. */
    double at(int i) {
        return sorted[i];
    }

    /**
     * Linear between the two nearest, as NumPy's default.
     *
     * @param share from 0, the smallest, to 1, the largest
     */
    public double quantile(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double low = sorted[below];
        double part = place - below;
        // not low + part · (high − low): that overflows where the ends are far apart
        return part == 0 ? low : low * (1 - part) + sorted[below + 1] * part;
    }

    /** How many are not above a number. */
    public int upTo(double number) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] <= number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The share that is below a number, of equal ones half: 0 to 1. */
    public double rank(double number) {
        return (upTo(number) + upTo(Math.nextDown(number))) / (2.0 * sorted.length);
    }

    public double mean() {
        double sum = 0;
        for (double number : sorted) {
            sum += number / sorted.length;
        }
        return sum;
    }

    /** By n; 0 where all are equal. */
    public double deviation() {
        double mean = mean();
        double sum = 0;
        for (double number : sorted) {
            sum += (number - mean) * (number - mean) / sorted.length;
        }
        return Math.sqrt(sum);
    }
}
