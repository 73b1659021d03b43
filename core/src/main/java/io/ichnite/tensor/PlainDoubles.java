package io.ichnite.tensor;

import java.util.Arrays;

/** Float64 in plain Java: the fallback, and the oracle of the vectors. */
final class PlainDoubles implements DoubleKernels {
    @Override
    public void multiply(
            int m,
            int n,
            int k,
            double[] a,
            int a0,
            int lda,
            double[] b,
            int b0,
            int ldb,
            double[] c,
            int c0,
            int ldc) {
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                addScaled(a[a0 + i * lda + p], b, b0 + p * ldb, c, c0 + i * ldc, n);
            }
        }
    }

    @Override
    public void multiplyTransposed(
            int m,
            int n,
            int rows,
            double[] a,
            int a0,
            int lda,
            double[] b,
            int b0,
            int ldb,
            double[] c,
            int c0,
            int ldc) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < m; i++) {
                addScaled(a[a0 + r * lda + i], b, b0 + r * ldb, c, c0 + i * ldc, n);
            }
        }
    }

    private static void addScaled(double x, double[] b, int b0, double[] c, int c0, int n) {
        for (int j = 0; j < n; j++) {
            c[c0 + j] = Fma.add(x, b[b0 + j], c[c0 + j]);
        }
    }

    @Override
    public void squaredNorms(int rows, int n, double[] z, int z0, int ldz, double[] into, int at) {
        double[] sums = new double[LANES];
        for (int r = 0; r < rows; r++) {
            Arrays.fill(sums, 0);
            into[at + r] = squares(0, n, z, z0 + r * ldz, sums);
        }
    }

    /** Adds the squares from {@code from} on to the sums, and then the sums. */
    static double squares(int from, int n, double[] z, int z0, double[] sums) {
        for (int j = from; j < n; j++) {
            double value = z[z0 + j];
            sums[j % LANES] = Fma.add(value, value, sums[j % LANES]);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    @Override
    public void subtract(int rows, int n, float[] x, int x0, double[] centre, double[] y, int y0) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                y[y0 + r * n + j] = x[x0 + r * n + j] - centre[j];
            }
        }
    }
}
