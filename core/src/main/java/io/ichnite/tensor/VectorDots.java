package io.ichnite.tensor;

import static io.ichnite.tensor.DoubleKernels.LANES;
import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/** Products of rows with rows. Lanes run along the rows, so that the sums of a row do not depend on the rows beside it. */
final class VectorDots {
    private static final PlainKernels TAIL = new PlainKernels();
    /** Rows of {@code a} and of {@code b} that are multiplied at once. */
    private static final int TALL = 2;

    private static final int WIDE = 4;

    private VectorDots() {}

    static void of(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        if (L > LANES) {
            TAIL.dots(m, n, k, a, a0, lda, b, b0, ldb, c, c0, ldc);
            return;
        }
        float[] sums = new float[TALL * WIDE * LANES];
        int end = k - k % LANES;
        int i = 0;
        for (; i + TALL <= m; i += TALL) {
            int j = 0;
            for (; j + WIDE <= n; j += WIDE) {
                tile(end, a, a0 + i * lda, lda, b, b0 + j * ldb, ldb, sums);
                for (int t = 0; t < TALL * WIDE; t++) {
                    int row = i + t / WIDE;
                    int column = j + t % WIDE;
                    c[c0 + row * ldc + column] =
                            PlainKernels.dot(end, k, a, a0 + row * lda, b, b0 + column * ldb, sums, t * LANES);
                }
            }
            one(TALL, i, j, n, k, end, a, a0, lda, b, b0, ldb, c, c0, ldc, sums);
        }
        one(m - i, i, 0, n, k, end, a, a0, lda, b, b0, ldb, c, c0, ldc, sums);
    }

    /** What fills no tile: {@code count} rows from {@code from} on, columns {@code first … n − 1}. */
    private static void one(
            int count,
            int from,
            int first,
            int n,
            int k,
            int end,
            float[] a,
            int a0,
            int lda,
            float[] b,
            int b0,
            int ldb,
            float[] c,
            int c0,
            int ldc,
            float[] sums) {
        for (int i = from; i < from + count; i++) {
            int x = a0 + i * lda;
            for (int j = first; j < n; j += 2) {
                int y = b0 + j * ldb;
                int z = j + 1 < n ? y + ldb : y;
                pair(end, a, x, b, y, z, sums);
                c[c0 + i * ldc + j] = PlainKernels.dot(end, k, a, x, b, y, sums, 0);
                if (j + 1 < n) {
                    c[c0 + i * ldc + j + 1] = PlainKernels.dot(end, k, a, x, b, z, sums, LANES);
                }
            }
        }
    }

    /** One row with two, so that a product need not wait for the one before. */
    private static void pair(int end, float[] a, int a0, float[] b, int b0, int b1, float[] sums) {
        for (int lane = 0; lane < LANES; lane += L) {
            FloatVector s = FloatVector.zero(S);
            FloatVector t = FloatVector.zero(S);
            for (int p = lane; p < end; p += LANES) {
                FloatVector x = FloatVector.fromArray(S, a, a0 + p);
                s = x.fma(FloatVector.fromArray(S, b, b0 + p), s);
                t = x.fma(FloatVector.fromArray(S, b, b1 + p), t);
            }
            s.intoArray(sums, lane);
            t.intoArray(sums, LANES + lane);
        }
    }

    private static void tile(int end, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] sums) {
        for (int lane = 0; lane < LANES; lane += L) {
            FloatVector s00 = FloatVector.zero(S);
            FloatVector s01 = FloatVector.zero(S);
            FloatVector s02 = FloatVector.zero(S);
            FloatVector s03 = FloatVector.zero(S);
            FloatVector s10 = FloatVector.zero(S);
            FloatVector s11 = FloatVector.zero(S);
            FloatVector s12 = FloatVector.zero(S);
            FloatVector s13 = FloatVector.zero(S);
            for (int p = lane; p < end; p += LANES) {
                FloatVector x = FloatVector.fromArray(S, a, a0 + p);
                FloatVector y = FloatVector.fromArray(S, a, a0 + lda + p);
                FloatVector k = FloatVector.fromArray(S, b, b0 + p);
                s00 = x.fma(k, s00);
                s10 = y.fma(k, s10);
                k = FloatVector.fromArray(S, b, b0 + ldb + p);
                s01 = x.fma(k, s01);
                s11 = y.fma(k, s11);
                k = FloatVector.fromArray(S, b, b0 + 2 * ldb + p);
                s02 = x.fma(k, s02);
                s12 = y.fma(k, s12);
                k = FloatVector.fromArray(S, b, b0 + 3 * ldb + p);
                s03 = x.fma(k, s03);
                s13 = y.fma(k, s13);
            }
            s00.intoArray(sums, lane);
            s01.intoArray(sums, LANES + lane);
            s02.intoArray(sums, 2 * LANES + lane);
            s03.intoArray(sums, 3 * LANES + lane);
            s10.intoArray(sums, 4 * LANES + lane);
            s11.intoArray(sums, 5 * LANES + lane);
            s12.intoArray(sums, 6 * LANES + lane);
            s13.intoArray(sums, 7 * LANES + lane);
        }
    }
}
