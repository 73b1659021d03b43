package io.ichnite.novelty;

import io.ichnite.tensor.DoubleKernels;
import java.util.Arrays;

/**
 * Sums over some rows, about their own mean: what covariance and its shrinkage need, and what can be merged. With u = x − mean and
 * q = uᵀu: Σ u uᵀ, Σ q u and Σ q². Immutable. Merging moves both to the common mean by the exact formulas (of Chan, Golub and
 * LeVeque, 1979, for the first), so that nothing large is ever subtracted from something large.
 */
final class Moments {
    /** Rows that are summed at once. */
    static final int BLOCK = 512;

    private final long count;
    private final double[] mean;
    private final double[] scatter;
    private final double[] third;
    private final double fourth;

    private Moments(long count, double[] mean, double[] scatter, double[] third, double fourth) {
        this.count = count;
        this.mean = mean;
        this.scatter = scatter;
        this.third = third;
        this.fourth = fourth;
    }

    static Moments none(int width) {
        return new Moments(0, new double[width], new double[width * width], new double[width], 0);
    }

    long count() {
        return count;
    }

    double[] mean() {
        return mean.clone();
    }

    /** Σ u uᵀ, row by row; not to be changed. */
    double[] scatter() {
        return scatter;
    }

    /** Σ q². */
    double fourth() {
        return fourth;
    }

    /** Of rows that lie one after another; they are changed. */
    static Moments of(double[] x, int rows, int width, DoubleKernels kernels) {
        if (rows == 0) {
            return none(width);
        }
        double[] mean = new double[width];
        // twice, as what rounding left of the mean is small against the differences
        for (int pass = 0; pass < 2; pass++) {
            double[] shift = new double[width];
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < width; j++) {
                    shift[j] += x[r * width + j];
                }
            }
            for (int j = 0; j < width; j++) {
                shift[j] /= rows;
                mean[j] += shift[j];
            }
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < width; j++) {
                    x[r * width + j] -= shift[j];
                }
            }
        }
        double[] third = new double[width];
        double fourth = 0;
        for (int r = 0; r < rows; r++) {
            double q = 0;
            for (int j = 0; j < width; j++) {
                q += x[r * width + j] * x[r * width + j];
            }
            fourth += q * q;
            for (int j = 0; j < width; j++) {
                third[j] += q * x[r * width + j];
            }
        }
        return new Moments(rows, mean, products(x, rows, width, kernels), third, fourth);
    }

    /** xᵀx: the upper half, mirrored. */
    private static double[] products(double[] x, int rows, int width, DoubleKernels kernels) {
        double[] scatter = new double[width * width];
        int step = 32;
        for (int i = 0; i < width; i += step) {
            int some = Math.min(step, width - i);
            kernels.multiplyTransposed(some, width - i, rows, x, i, width, x, i, width, scatter, i * width + i, width);
        }
        for (int i = 0; i < width; i++) {
            for (int j = i + 1; j < width; j++) {
                scatter[j * width + i] = scatter[i * width + j];
            }
        }
        return scatter;
    }

    /** Both together. */
    Moments merge(Moments other) {
        if (other.count == 0 || count == 0) {
            return count == 0 ? other : this;
        }
        int width = mean.length;
        long all = count + other.count;
        double[] middle = new double[width];
        for (int j = 0; j < width; j++) {
            middle[j] = mean[j] + (other.mean[j] - mean[j]) * ((double) other.count / all);
        }
        Moments one = about(middle);
        Moments two = other.about(middle);
        double[] scatterSum = one.scatter.clone();
        double[] thirdSum = one.third.clone();
        for (int i = 0; i < scatterSum.length; i++) {
            scatterSum[i] += two.scatter[i];
        }
        for (int j = 0; j < width; j++) {
            thirdSum[j] += two.third[j];
        }
        return new Moments(all, middle, scatterSum, thirdSum, one.fourth + two.fourth);
    }

    /** The same sums about another point: u becomes u + h. */
    private Moments about(double[] point) {
        int width = mean.length;
        double[] h = new double[width];
        double[] along = new double[width]; // Σ u uᵀ h
        double square = 0;
        double trace = 0;
        for (int j = 0; j < width; j++) {
            h[j] = mean[j] - point[j];
            square += h[j] * h[j];
            trace += scatter[j * width + j];
        }
        double[] moved = scatter.clone();
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double share = count * h[i];
            for (int j = 0; j < width; j++) {
                sum += scatter[i * width + j] * h[j];
                moved[i * width + j] += share * h[j];
            }
            along[i] = sum;
        }
        double[] thirdMoved = new double[width];
        double twice = 0;
        double slope = 0;
        for (int j = 0; j < width; j++) {
            thirdMoved[j] = third[j] + 2 * along[j] + (trace + count * square) * h[j];
            twice += along[j] * h[j];
            slope += third[j] * h[j];
        }
        double fourthMoved = fourth + 4 * twice + count * square * square + 4 * slope + 2 * trace * square;
        return new Moments(count, point, moved, thirdMoved, fourthMoved);
    }

    @Override
    public String toString() {
        return count + " rows about " + Arrays.toString(mean);
    }
}
