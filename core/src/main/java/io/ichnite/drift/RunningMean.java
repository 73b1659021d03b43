package io.ichnite.drift;

/**
 * A mean that grows number by number, with the sum of squares about it (Welford 1962). The steps of rounding are river's.
 */
final class RunningMean {
    private double count;
    private double mean;
    private double squares;

    void add(double number) {
        double before = mean;
        count++;
        mean += 1 / count * (number - mean);
        squares += (number - before) * (number - mean);
    }

    /** Takes another's place. */
    void set(RunningMean other) {
        count = other.count;
        mean = other.mean;
        squares = other.squares;
    }

    double count() {
        return count;
    }

    /** 0 before the first number. */
    double mean() {
        return mean;
    }

    /** By n − 1; 0 before the second number. */
    double deviation() {
        return count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
    }
}
