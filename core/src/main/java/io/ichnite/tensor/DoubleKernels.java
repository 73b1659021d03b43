package io.ichnite.tensor;

/**
 * What is worked out in float64: products, and what scores of many rows need. Matrices lie row by row in flat arrays, as in
 * {@link Kernels}; sums run in the order that is given here, one fused multiply-add at a time, so that all implementations give
 * the same bits. Stateless and thread-safe. Reached by {@link Kernels#doubles}.
 */
public interface DoubleKernels {
    /** In how many sums {@link #squaredNorms} shares a row out: as many as the widest vectors hold float32. */
    int LANES = 16;

    /** c[i][j] += Σ a[i][p] b[p][j] over p ascending; a is (m, k), b (k, n), c (m, n). */
    void multiply(
            int m, int n, int k, double[] a, int a0, int lda, double[] b, int b0, int ldb, double[] c, int c0, int ldc);

    /** c[i][j] += Σ a[r][i] b[r][j] over r ascending; a is (rows, m), b (rows, n), c (m, n). */
    void multiplyTransposed(
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
            int ldc);

    /**
     * into[r] = Σ z[r][j]²: {@link #LANES} sums, of the j that leave the same rest each, j ascending; then the upper half of the
     * sums is added to the lower until one is left.
     */
    void squaredNorms(int rows, int n, double[] z, int z0, int ldz, double[] into, int at);

    /** y[r][j] = x[r][j] − centre[j], widened before it is subtracted; x and y are (rows, n) without gaps. */
    void subtract(int rows, int n, float[] x, int x0, double[] centre, double[] y, int y0);
}
