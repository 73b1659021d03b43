package io.ichnite.novelty;

import io.ichnite.error.BadConfig;
import java.util.Arrays;

/**
 * Logistic regression on a few columns: each standardised by its mean and population deviation, then the one minimum of ½‖w‖² + C Σ
 * log(1 + e^{−y (w·x + b)}), b free. Found by Newton's method, to the last digits. Immutable and thread-safe.
 */
public final class Logistic {
    private static final int MOST_STEPS = 200;
    private static final double STRENGTH = 1;

    private final double[] means;
    private final double[] deviations;
    private final double[] weights;
    private final double bias;

    private Logistic(double[] means, double[] deviations, double[] weights, double bias) {
        this.means = means;
        this.deviations = deviations;
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * Fits with C = 1.
     *
     * @param x row by row, shape (rows, columns)
     * @param positive a row each
     * @throws BadConfig if rows are all positive, or none is
     * @throws IllegalArgumentException if the sizes do not fit together
     */
    public static Logistic fit(double[] x, int columns, boolean[] positive) {
        int rows = positive.length;
        if (columns < 1 || x.length != (long) rows * columns) {
            throw new IllegalArgumentException(x.length + " numbers for " + rows + " rows of " + columns);
        }
        int count = 0;
        for (boolean one : positive) {
            count += one ? 1 : 0;
        }
        if (count == 0 || count == rows) {
            throw new BadConfig("expected known and novel rows to combine by, found " + (rows - count) + " known and "
                    + count + " novel");
        }
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        for (int j = 0; j < columns; j++) {
            for (int r = 0; r < rows; r++) {
                means[j] += x[r * columns + j] / rows;
            }
            for (int r = 0; r < rows; r++) {
                double off = x[r * columns + j] - means[j];
                deviations[j] += off * off / rows;
            }
            deviations[j] = Math.sqrt(deviations[j]);
            if (!(deviations[j] > 0) || Double.isInfinite(deviations[j])) {
                deviations[j] = 1;
            }
        }
        double[] all = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            all[i] = (x[i] - means[i % columns]) / deviations[i % columns];
        }
        double[] w = new Newton(all, columns, positive).minimum();
        return new Logistic(means, deviations, Arrays.copyOf(w, columns), w[columns]);
    }

    static Logistic of(double[] means, double[] deviations, double[] weights, double bias) {
        for (double deviation : deviations) {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("combined: expected deviations above 0, found " + deviation);
            }
        }
        return new Logistic(means, deviations, weights, bias);
    }

    /** Of the standardised columns. */
    public double[] weights() {
        return weights.clone();
    }

    public double bias() {
        return bias;
    }

    public double[] means() {
        return means.clone();
    }

    /** Population deviations; 1 for a column that does not vary. */
    public double[] deviations() {
        return deviations.clone();
    }

    /** The probability that a row is positive; the row begins at {@code at}. */
    public double probability(double[] x, int at) {
        double sum = bias;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * ((x[at + j] - means[j]) / deviations[j]);
        }
        return sigmoid(sum);
    }

    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /** Newton's steps, halved until the value falls. */
    private static final class Newton {
        private final double[] x;
        private final int columns;
        private final int size;
        private final boolean[] positive;

        Newton(double[] x, int columns, boolean[] positive) {
            this.x = x;
            this.columns = columns;
            this.size = columns + 1;
            this.positive = positive;
        }

        /** The weights, and behind them the bias. */
        double[] minimum() {
            double[] w = new double[size];
            double value = value(w);
            for (int step = 0; step < MOST_STEPS; step++) {
                double[] gradient = new double[size];
                double[] hessian = new double[size * size];
                derive(w, gradient, hessian);
                double[] direction = solve(hessian, gradient);
                double slope = 0;
                for (int i = 0; i < size; i++) {
                    slope += gradient[i] * direction[i];
                }
                double length = 1;
                double[] next = move(w, direction, length);
                double tried = value(next);
                while (!(tried <= value) && length > 1e-10) {
                    length /= 2;
                    next = move(w, direction, length);
                    tried = value(next);
                }
                if (!(tried <= value)) {
                    return w;
                }
                w = next;
                value = tried;
                if (slope <= 1e-24 * (1 + value)) {
                    return w;
                }
            }
            return w;
        }

        private double[] move(double[] w, double[] direction, double length) {
            double[] next = new double[size];
            for (int i = 0; i < size; i++) {
                next[i] = w[i] - length * direction[i];
            }
            return next;
        }

        private double margin(double[] w, int row) {
            double sum = w[columns];
            for (int j = 0; j < columns; j++) {
                sum += w[j] * x[row * columns + j];
            }
            return sum;
        }

        private double value(double[] w) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += w[j] * w[j] / 2;
            }
            for (int row = 0; row < positive.length; row++) {
                double m = positive[row] ? margin(w, row) : -margin(w, row);
                sum += STRENGTH * (StrictMath.log1p(StrictMath.exp(-Math.abs(m))) + Math.max(0, -m));
            }
            return sum;
        }

        private void derive(double[] w, double[] gradient, double[] hessian) {
            for (int j = 0; j < columns; j++) {
                gradient[j] = w[j];
                hessian[j * size + j] = 1;
            }
            for (int row = 0; row < positive.length; row++) {
                double p = sigmoid(margin(w, row));
                double off = STRENGTH * (p - (positive[row] ? 1 : 0));
                double weight = STRENGTH * p * (1 - p);
                for (int i = 0; i < size; i++) {
                    double xi = i < columns ? x[row * columns + i] : 1;
                    gradient[i] += off * xi;
                    for (int j = 0; j < size; j++) {
                        hessian[i * size + j] += weight * xi * (j < columns ? x[row * columns + j] : 1);
                    }
                }
            }
            // where all rows are sure, nothing holds the bias
            hessian[columns * size + columns] += 1e-12;
        }

        /** By Cholesky's factor; the matrix is positive definite. */
        private double[] solve(double[] hessian, double[] right) {
            double[] l = hessian.clone();
            double[] y = right.clone();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = l[i * size + j];
                    for (int k = 0; k < j; k++) {
                        sum -= l[i * size + k] * l[j * size + k];
                    }
                    l[i * size + j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / l[j * size + j];
                }
                for (int k = 0; k < i; k++) {
                    y[i] -= l[i * size + k] * y[k];
                }
                y[i] /= l[i * size + i];
            }
            for (int i = size - 1; i >= 0; i--) {
                for (int k = i + 1; k < size; k++) {
                    y[i] -= l[k * size + i] * y[k];
                }
                y[i] /= l[i * size + i];
            }
            return y;
        }
    }
}
