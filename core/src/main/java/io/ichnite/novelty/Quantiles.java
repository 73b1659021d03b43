package io.ichnite.novelty;

import java.util.Arrays;

/** Places in sorted numbers. */
final class Quantiles {
    private Quantiles() {}

    /** Linear between the two nearest, as NumPy's quantile; sorts the numbers. */
    static double of(double[] numbers, double share) {
        Arrays.sort(numbers);
        double place = share * (numbers.length - 1);
        int below = (int) place;
        double above = numbers[Math.min(below + 1, numbers.length - 1)];
        return numbers[below] + (place - below) * (above - numbers[below]);
    }
}
