package io.ichnite.tensor;

import static io.ichnite.tensor.VectorDoubleTiles.L;
import static io.ichnite.tensor.VectorDoubleTiles.S;
import static io.ichnite.tensor.VectorDoubleTiles.WIDE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Float64 by the Vector API, as wide as the machine prefers; what does not fill a vector is done one by one. */
final class VectorDoubles implements DoubleKernels {
    /** As many float32 as a vector has float64; none where vectors are too narrow to be halved. */
    private static final VectorSpecies<Float> HALF = S.vectorBitSize() < 128
            ? FloatVector.SPECIES_64
            : VectorSpecies.of(float.class, VectorShape.forBitSize(S.vectorBitSize() / 2));

    private static final PlainDoubles TAIL = new PlainDoubles();

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
        int j = 0;
        for (; WIDE && j + 4 * L <= n; j += 4 * L) {
            int i = 0;
            for (; i + 4 <= m; i += 4) {
                VectorDoubleTiles.rows4x4(k, a, a0 + i * lda, lda, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
            }
            left(i, m, 4 * L, k, a, a0, lda, 1, b, b0 + j, ldb, c, c0 + j, ldc);
        }
        product(j, m, n, k, a, a0, lda, 1, b, b0, ldb, c, c0, ldc);
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
        product(0, m, n, rows, a, a0, 1, lda, b, b0, ldb, c, c0, ldc);
    }

    /** Columns from {@code first} on: two vectors at a time, then one, then one by one. */
    private static void product(
            int first,
            int m,
            int n,
            int k,
            double[] a,
            int a0,
            int lda,
            int da,
            double[] b,
            int b0,
            int ldb,
            double[] c,
            int c0,
            int ldc) {
        int j = first;
        for (; j + 2 * L <= n; j += 2 * L) {
            int i = 0;
            for (; i + 4 <= m; i += 4) {
                VectorDoubleTiles.rows4x2(k, a, a0 + i * lda, lda, da, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
            }
            left(i, m, 2 * L, k, a, a0, lda, da, b, b0 + j, ldb, c, c0 + j, ldc);
        }
        if (j + L <= n) {
            int i = 0;
            for (; i + 8 <= m; i += 8) {
                VectorDoubleTiles.rows8x1(k, a, a0 + i * lda, lda, da, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
            }
            left(i, m, L, k, a, a0, lda, da, b, b0 + j, ldb, c, c0 + j, ldc);
            j += L;
        }
        for (int i = 0; i < m && j < n; i++) {
            for (int p = 0; p < k; p++) {
                double x = a[a0 + i * lda + p * da];
                for (int q = j; q < n; q++) {
                    int at = c0 + i * ldc + q;
                    c[at] = Fma.add(x, b[b0 + p * ldb + q], c[at]);
                }
            }
        }
    }

    /** The rows from {@code i} on, of {@code width} columns, a whole number of vectors. */
    private static void left(
            int i,
            int m,
            int width,
            int k,
            double[] a,
            int a0,
            int lda,
            int da,
            double[] b,
            int b0,
            int ldb,
            double[] c,
            int c0,
            int ldc) {
        for (int row = i; row < m; row++) {
            for (int q = 0; q < width; q += L) {
                VectorDoubleTiles.corner(k, a, a0 + row * lda, da, b, b0 + q, ldb, c, c0 + row * ldc + q);
            }
        }
    }

    @Override
    public void squaredNorms(int rows, int n, double[] z, int z0, int ldz, double[] into, int at) {
        if (L > LANES) {
            TAIL.squaredNorms(rows, n, z, z0, ldz, into, at);
            return;
        }
        double[] sums = new double[LANES];
        int end = n - n % LANES;
        for (int r = 0; r < rows; r++) {
            int row = z0 + r * ldz;
            for (int lane = 0; lane < LANES; lane += L) {
                DoubleVector sum = DoubleVector.zero(S);
                for (int j = lane; j < end; j += LANES) {
                    DoubleVector value = DoubleVector.fromArray(S, z, row + j);
                    sum = value.fma(value, sum);
                }
                sum.intoArray(sums, lane);
            }
            into[at + r] = PlainDoubles.squares(end, n, z, row, sums);
        }
    }

    @Override
    public void subtract(int rows, int n, float[] x, int x0, double[] centre, double[] y, int y0) {
        if (n % L != 0 || HALF.length() != L) {
            TAIL.subtract(rows, n, x, x0, centre, y, y0);
            return;
        }
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j += L) {
                FloatVector narrow = FloatVector.fromArray(HALF, x, x0 + r * n + j);
                DoubleVector wide = (DoubleVector) narrow.convertShape(VectorOperators.F2D, S, 0);
                wide.sub(DoubleVector.fromArray(S, centre, j)).intoArray(y, y0 + r * n + j);
            }
        }
    }
}
