package io.ichnite.novelty;

import org.jspecify.annotations.Nullable;

/**
 * Factors of matrices that are zero below a slope, so that half of a product with them need not be done: number j of a row times
 * such a factor depends on the first numbers of the row alone. Work in float64, one order of sums.
 */
final class Triangle {
    private Triangle() {}

    /**
     * G with G Gᵀ = the inverse of a symmetric matrix, by way of Cholesky's factor; upper triangular. Null where the matrix is not
     * safely positive definite.
     *
     * @param least what every pivot has to be above
     */
    static @Nullable Matrix ofInverse(Matrix matrix, double least) {
        int n = matrix.rows();
        double[] lower = matrix.toArray();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = lower[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i * n + k] * lower[j * n + k];
                }
                if (j < i) {
                    lower[i * n + j] = sum / lower[j * n + j];
                } else if (sum > least) {
                    lower[i * n + i] = Math.sqrt(sum);
                } else {
                    return null;
                }
            }
        }
        double[] inverse = new double[n * n]; // lower triangular
        for (int i = 0; i < n; i++) {
            inverse[i * n + i] = 1;
            for (int k = 0; k < i; k++) {
                double factor = lower[i * n + k];
                for (int j = 0; j <= k; j++) {
                    inverse[i * n + j] -= factor * inverse[k * n + j];
                }
            }
            for (int j = 0; j <= i; j++) {
                inverse[i * n + j] /= lower[i * n + i];
            }
        }
        double[] upper = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                upper[i * n + j] = inverse[j * n + i];
            }
        }
        return new Matrix(n, n, upper);
    }

    /**
     * G turned from the right by reflections, which change no norm of a row times G, until it is zero below a slope: the last
     * column may have numbers in all rows, the one before it in all but the last, and so on.
     */
    static Matrix turned(Matrix matrix) {
        int d = matrix.rows();
        int r = matrix.columns();
        double[] g = matrix.toArray();
        double[] v = new double[r];
        for (int i = d - 1, c = r - 1; c > 0 && i >= 0; i--, c--) {
            double norm = 0;
            for (int j = 0; j <= c; j++) {
                v[j] = g[i * r + j];
                norm += v[j] * v[j];
            }
            norm = Math.sqrt(norm);
            if (norm == 0) {
                continue;
            }
            double head = v[c];
            double target = head > 0 ? -norm : norm;
            v[c] = head - target;
            double factor = 1 / (target * (target - head));
            for (int row = 0; row < i; row++) {
                double sum = 0;
                for (int j = 0; j <= c; j++) {
                    sum += g[row * r + j] * v[j];
                }
                sum *= factor;
                for (int j = 0; j <= c; j++) {
                    g[row * r + j] -= sum * v[j];
                }
            }
            for (int j = 0; j < c; j++) {
                g[i * r + j] = 0;
            }
            g[i * r + c] = target;
        }
        return new Matrix(d, r, g);
    }
}
