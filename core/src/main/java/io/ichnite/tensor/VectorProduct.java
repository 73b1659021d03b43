package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.WIDE;

/** A product of any size, cut into tiles; rows and columns that fill none are done by smaller ones. */
final class VectorProduct {
    private static final int WIDTH = WIDE ? 4 * L : 2 * L;

    private VectorProduct() {}

    /** c[i][j] += Σ a[i][p] b[p][j]. */
    static void rows(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int j = 0;
        for (; j + WIDTH <= n; j += WIDTH) {
            int i = 0;
            if (WIDE) {
                for (; i + 6 <= m; i += 6) {
                    VectorWideTiles.rows6(k, a, a0 + i * lda, lda, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
                for (; i + 4 <= m; i += 4) {
                    VectorWideTiles.rows4(k, a, a0 + i * lda, lda, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
            } else {
                for (; i + 6 <= m; i += 6) {
                    VectorNarrowTiles.rows6(k, a, a0 + i * lda, lda, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
            }
            leftRows(i, m, k, a, a0, lda, 1, b, b0 + j, ldb, c, c0 + j, ldc);
        }
        leftColumns(j, m, n, k, a, a0, lda, 1, b, b0, ldb, c, c0, ldc);
    }

    /** c[i][j] += Σ a[p][i] b[p][j]. */
    static void columns(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int j = 0;
        for (; j + WIDTH <= n; j += WIDTH) {
            int i = 0;
            if (WIDE) {
                for (; i + 6 <= m; i += 6) {
                    VectorWideTiles.columns6(k, a, a0 + i, lda, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
                for (; i + 4 <= m; i += 4) {
                    VectorWideTiles.columns4(k, a, a0 + i, lda, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
            } else {
                for (; i + 6 <= m; i += 6) {
                    VectorNarrowTiles.columns6(k, a, a0 + i, lda, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
            }
            leftRows(i, m, k, a, a0, 1, lda, b, b0 + j, ldb, c, c0 + j, ldc);
        }
        leftColumns(j, m, n, k, a, a0, 1, lda, b, b0, ldb, c, c0, ldc);
    }

    /** The rows from {@code i} on, which fill no tile, of one tile's columns. */
    private static void leftRows(
            int i,
            int m,
            int k,
            float[] a,
            int a0,
            int lda,
            int da,
            float[] b,
            int b0,
            int ldb,
            float[] c,
            int c0,
            int ldc) {
        if (!WIDE) {
            for (int half = 0; half < WIDTH; half += L) {
                vector(i, m, k, a, a0, lda, da, b, b0 + half, ldb, c, c0 + half, ldc);
            }
            return;
        }
        for (int row = i; row < m; row++) {
            VectorTiles.row(k, a, a0 + row * lda, da, b, b0, ldb, c, c0 + row * ldc);
        }
    }

    /** The columns from {@code first} on, which fill no tile. */
    private static void leftColumns(
            int first,
            int m,
            int n,
            int k,
            float[] a,
            int a0,
            int lda,
            int da,
            float[] b,
            int b0,
            int ldb,
            float[] c,
            int c0,
            int ldc) {
        int j = first;
        for (; j + L <= n; j += L) {
            vector(0, m, k, a, a0, lda, da, b, b0 + j, ldb, c, c0 + j, ldc);
        }
        if (j == n) {
            return;
        }
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                float x = a[a0 + i * lda + p * da];
                for (int q = j; q < n; q++) {
                    int at = c0 + i * ldc + q;
                    c[at] = Fma.add(x, b[b0 + p * ldb + q], c[at]);
                }
            }
        }
    }

    /** One vector of columns, rows from {@code i} to {@code m}. */
    private static void vector(
            int i,
            int m,
            int k,
            float[] a,
            int a0,
            int lda,
            int da,
            float[] b,
            int b0,
            int ldb,
            float[] c,
            int c0,
            int ldc) {
        int row = i;
        for (; row + 4 <= m; row += 4) {
            VectorTiles.column(k, a, a0 + row * lda, lda, da, b, b0, ldb, c, c0 + row * ldc, ldc);
        }
        for (; row < m; row++) {
            VectorTiles.corner(k, a, a0 + row * lda, da, b, b0, ldb, c, c0 + row * ldc);
        }
    }
}
