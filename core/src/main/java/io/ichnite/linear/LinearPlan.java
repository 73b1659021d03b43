package io.ichnite.linear;

/**
 * How to fit a linear model, described. The defaults were chosen by measurement.
 *
 * @param cost what a row's loss weighs beside the penalty, scikit-learn's {@code C}: minimised is
 *     Σ loss + ‖weights‖² / 2C; biases go free
 * @param leastRows a bucket is a feature if so many training rows have it
 * @param features at most so many, 1 to 65,536: the most widespread, of equals the lowest bucket
 * @param entries at most so many numbers in all rows together; bounds memory at 6 bytes each, and costs features where
 *     rows are many and long
 * @param tolerance the fit ends where no derivative of the mean loss is farther from 0
 * @param iterations at most so many steps
 */
public record LinearPlan(double cost, int leastRows, int features, long entries, double tolerance, int iterations) {
    public LinearPlan {
        if (!(cost > 0) || Double.isInfinite(cost) || !(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "cost and tolerance must be above 0, found " + cost + " and " + tolerance);
        }
        if (features < 1 || features > LinearModel.MOST_FEATURES) {
            throw new IllegalArgumentException(
                    "features must be 1 to " + LinearModel.MOST_FEATURES + ", found " + features);
        }
        if (leastRows < 1 || entries < 1 || iterations < 1) {
            throw new IllegalArgumentException("least rows, entries and iterations must be at least 1, found "
                    + leastRows + ", " + entries + " and " + iterations);
        }
    }

    /** C = 10, buckets of at least 2 rows, at most 32,768 of them. */
    public static LinearPlan defaults() {
        return new LinearPlan(10, 2, 1 << 15, 40L << 20, 1e-4, 500);
    }

    public LinearPlan withCost(double c) {
        return new LinearPlan(c, leastRows, features, entries, tolerance, iterations);
    }

    public LinearPlan withLeastRows(int n) {
        return new LinearPlan(cost, n, features, entries, tolerance, iterations);
    }

    public LinearPlan withFeatures(int n) {
        return new LinearPlan(cost, leastRows, n, entries, tolerance, iterations);
    }

    public LinearPlan withEntries(long n) {
        return new LinearPlan(cost, leastRows, features, n, tolerance, iterations);
    }

    public LinearPlan withTolerance(double bound) {
        return new LinearPlan(cost, leastRows, features, entries, bound, iterations);
    }

    public LinearPlan withIterations(int n) {
        return new LinearPlan(cost, leastRows, features, entries, tolerance, n);
    }
}
