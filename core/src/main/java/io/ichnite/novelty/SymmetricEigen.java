package io.ichnite.novelty;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder's reflections to three diagonals, then the QL method with
 * implicit shifts (Bowdler, Martin, Reinsch and Wilkinson, 1968). Errors are some units in the last place of the largest
 * eigenvalue. One order of sums, plain arithmetic and square roots alone: the same bits on every machine.
 */
final class SymmetricEigen {
    /** Far more than the three or so that an eigenvalue takes. */
    private static final int MOST_TURNS = 200;

    private final int n;
    /** Ascending. */
    private final double[] values;
    /** An eigenvector a row, in the order of the values; empty where they were not asked for. */
    private final double[] vectors;

    private SymmetricEigen(double[] values, double[] vectors) {
        this.n = values.length;
        this.values = values;
        this.vectors = vectors;
    }

    double[] values() {
        return values.clone();
    }

    /** Number j of the eigenvector to value i. */
    double vector(int i, int j) {
        return vectors[i * n + j];
    }

    /** All of it. */
    static SymmetricEigen of(Matrix matrix) {
        return of(matrix, true);
    }

    /** The values alone, ascending: some times faster. */
    static double[] valuesOf(Matrix matrix) {
        return of(matrix, false).values;
    }

    private static SymmetricEigen of(Matrix matrix, boolean withVectors) {
        int n = matrix.rows();
        double[] a = matrix.toArray();
        double scale = scale(a);
        for (int i = 0; i < a.length; i++) {
            a[i] /= scale;
        }
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        double[] factors = new double[n];
        reduce(n, a, diagonal, beside, factors);
        double[] vectors = withVectors ? reflections(n, a, factors) : new double[0];
        turn(diagonal, beside, vectors);
        return sorted(diagonal, scale, vectors);
    }

    /** A power of two near the largest number, so that nothing overflows and dividing by it is exact. */
    private static double scale(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest < Double.MIN_NORMAL ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    }

    /**
     * To three diagonals. Reflection k, I − f v vᵀ, stays in row k of {@code a} behind the diagonal, its f in {@code factors}.
     */
    private static void reduce(int n, double[] a, double[] diagonal, double[] beside, double[] factors) {
        double[] p = new double[n];
        for (int k = 0; k < n - 1; k++) {
            int row = k * n;
            double norm = 0;
            for (int j = k + 1; j < n; j++) {
                norm += a[row + j] * a[row + j];
            }
            norm = Math.sqrt(norm);
            diagonal[k] = a[row + k];
            if (k == n - 2 || norm == 0) {
                beside[k] = a[row + k + 1];
                continue;
            }
            double head = a[row + k + 1];
            double target = head > 0 ? -norm : norm;
            beside[k] = target;
            a[row + k + 1] = head - target;
            double factor = 1 / (target * (target - head));
            factors[k] = factor;
            reflect(n, k, a, factor, p);
        }
        diagonal[n - 1] = a[n * n - 1];
    }

    /** Both sides of what is left of the matrix: A − v wᵀ − w vᵀ. */
    private static void reflect(int n, int k, double[] a, double factor, double[] p) {
        int v = k * n;
        double along = 0;
        for (int i = k + 1; i < n; i++) {
            double sum = 0;
            for (int j = k + 1; j < n; j++) {
                sum += a[i * n + j] * a[v + j];
            }
            p[i] = factor * sum;
            along += p[i] * a[v + i];
        }
        along *= factor / 2;
        for (int i = k + 1; i < n; i++) {
            p[i] -= along * a[v + i];
        }
        for (int i = k + 1; i < n; i++) {
            double vi = a[v + i];
            double wi = p[i];
            for (int j = k + 1; j < n; j++) {
                a[i * n + j] -= vi * p[j] + wi * a[v + j];
            }
        }
    }

    /** The product of all reflections, transposed. */
    private static double[] reflections(int n, double[] a, double[] factors) {
        double[] q = new double[n * n];
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            q[i * n + i] = 1;
        }
        for (int k = n - 3; k >= 0; k--) {
            int v = k * n;
            Arrays.fill(sums, 0);
            for (int i = k + 1; i < n; i++) {
                double share = factors[k] * a[v + i];
                for (int j = k + 1; j < n; j++) {
                    sums[j] += share * q[i * n + j];
                }
            }
            for (int i = k + 1; i < n; i++) {
                double vi = a[v + i];
                for (int j = k + 1; j < n; j++) {
                    q[i * n + j] -= vi * sums[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double swap = q[i * n + j];
                q[i * n + j] = q[j * n + i];
                q[j * n + i] = swap;
            }
        }
        return q;
    }

    /** QL: turns the numbers beside the diagonal away, and the vectors with them. */
    private static void turn(double[] d, double[] e, double[] vectors) {
        int n = d.length;
        for (int low = 0; low < n; low++) {
            for (int turns = 0; turns < MOST_TURNS; turns++) {
                int high = low;
                while (high < n - 1 && !negligible(e[high], d[high], d[high + 1])) {
                    high++;
                }
                if (high == low) {
                    break;
                }
                sweep(d, e, low, high, vectors);
            }
        }
    }

    private static boolean negligible(double e, double left, double right) {
        double size = Math.abs(left) + Math.abs(right);
        return size + Math.abs(e) == size;
    }

    private static void sweep(double[] d, double[] e, int low, int high, double[] vectors) {
        int n = d.length;
        double half = (d[low + 1] - d[low]) / (2 * e[low]);
        double root = Math.sqrt(half * half + 1);
        double g = d[high] - d[low] + e[low] / (half + (half < 0 ? -root : root));
        double sine = 1;
        double cosine = 1;
        double shift = 0;
        for (int i = high - 1; i >= low; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            double r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= shift;
                e[high] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            double before = d[i + 1] - shift;
            double t = (d[i] - before) * sine + 2 * cosine * b;
            shift = sine * t;
            d[i + 1] = before + shift;
            g = cosine * t - b;
            if (vectors.length > 0) {
                rotate(vectors, i * n, (i + 1) * n, n, sine, cosine);
            }
        }
        d[low] -= shift;
        e[low] = g;
        e[high] = 0;
    }

    private static void rotate(double[] x, int first, int second, int n, double sine, double cosine) {
        for (int j = 0; j < n; j++) {
            double a = x[first + j];
            double b = x[second + j];
            x[first + j] = cosine * a - sine * b;
            x[second + j] = sine * a + cosine * b;
        }
    }

    private static SymmetricEigen sorted(double[] values, double scale, double[] vectors) {
        int n = values.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ascending = new double[n];
        double[] rows = new double[vectors.length];
        for (int i = 0; i < n; i++) {
            ascending[i] = values[order[i]] * scale;
            if (vectors.length > 0) {
                System.arraycopy(vectors, order[i] * n, rows, i * n, n);
            }
        }
        return new SymmetricEigen(ascending, rows);
    }
}
