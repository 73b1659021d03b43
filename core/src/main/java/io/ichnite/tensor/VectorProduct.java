package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;

/**
 * A product of any size, cut into tiles; rows and columns that fill none are done by smaller ones. The product with a
 * transposed matrix is the same with rows and columns changed about.
 */
final class VectorProduct {
    private VectorProduct() {}

    /** c[i][j] += Σ a[i][p] b[p][j]; a's rows stand {@code lda} apart and its columns {@code da}. */
    static void add(
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
        int width = VectorTiles.WIDE ? 4 * L : 2 * L;
        int height = VectorTiles.WIDE ? 4 : 6;
        int j = 0;
        for (; j + width <= n; j += width) {
            int i = 0;
            if (VectorTiles.WIDE) {
                for (; i + height <= m; i += height) {
                    VectorTiles.wide(k, a, a0 + i * lda, lda, da, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
                for (; i < m; i++) {
                    VectorTiles.row(k, a, a0 + i * lda, da, b, b0 + j, ldb, c, c0 + i * ldc + j);
                }
            } else {
                for (; i + height <= m; i += height) {
                    VectorTiles.narrow(k, a, a0 + i * lda, lda, da, b, b0 + j, ldb, c, c0 + i * ldc + j, ldc);
                }
                for (int half = 0; half < width; half += L) {
                    columns(i, m, k, a, a0, lda, da, b, b0 + j + half, ldb, c, c0 + j + half, ldc);
                }
            }
        }
        for (; j + L <= n; j += L) {
            columns(0, m, k, a, a0, lda, da, b, b0 + j, ldb, c, c0 + j, ldc);
        }
        if (j < n) {
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
    }

    /** One vector of columns, rows from {@code i} to {@code m}. */
    private static void columns(
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
