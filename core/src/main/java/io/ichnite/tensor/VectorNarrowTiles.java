package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/**
 * Products of five rows by two vectors of columns, for machines with 16 vector registers: ten of them hold the sums. With
 * six rows the compiler sometimes runs out of registers. Rows and columns of {@code a} apart, as in {@link VectorWideTiles}.
 */
final class VectorNarrowTiles {
    private VectorNarrowTiles() {}

    /** c[0…4][0…2L) += a[0…4][0…k) · b[0…k)[0…2L); a's rows stand {@code lda} apart. */
    static void rows5(int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int a1 = a0 + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        int a4 = a3 + lda;
        int at = c0;
        FloatVector s00 = FloatVector.fromArray(S, c, at);
        FloatVector s01 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s10 = FloatVector.fromArray(S, c, at);
        FloatVector s11 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s20 = FloatVector.fromArray(S, c, at);
        FloatVector s21 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s30 = FloatVector.fromArray(S, c, at);
        FloatVector s31 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s40 = FloatVector.fromArray(S, c, at);
        FloatVector s41 = FloatVector.fromArray(S, c, at + L);
        int pb = b0;
        for (int p = 0; p < k; p++) {
            FloatVector b0v = FloatVector.fromArray(S, b, pb);
            FloatVector b1v = FloatVector.fromArray(S, b, pb + L);
            FloatVector x = FloatVector.broadcast(S, a[a0 + p]);
            s00 = x.fma(b0v, s00);
            s01 = x.fma(b1v, s01);
            x = FloatVector.broadcast(S, a[a1 + p]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            x = FloatVector.broadcast(S, a[a2 + p]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            x = FloatVector.broadcast(S, a[a3 + p]);
            s30 = x.fma(b0v, s30);
            s31 = x.fma(b1v, s31);
            x = FloatVector.broadcast(S, a[a4 + p]);
            s40 = x.fma(b0v, s40);
            s41 = x.fma(b1v, s41);
            pb += ldb;
        }
        at = c0;
        s00.intoArray(c, at);
        s01.intoArray(c, at + L);
        at += ldc;
        s10.intoArray(c, at);
        s11.intoArray(c, at + L);
        at += ldc;
        s20.intoArray(c, at);
        s21.intoArray(c, at + L);
        at += ldc;
        s30.intoArray(c, at);
        s31.intoArray(c, at + L);
        at += ldc;
        s40.intoArray(c, at);
        s41.intoArray(c, at + L);
    }

    /** c[0…4][0…2L) += a[0…k)[0…4]ᵀ · b[0…k)[0…2L); a's rows stand {@code lda} apart. */
    static void columns5(int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int at = c0;
        FloatVector s00 = FloatVector.fromArray(S, c, at);
        FloatVector s01 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s10 = FloatVector.fromArray(S, c, at);
        FloatVector s11 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s20 = FloatVector.fromArray(S, c, at);
        FloatVector s21 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s30 = FloatVector.fromArray(S, c, at);
        FloatVector s31 = FloatVector.fromArray(S, c, at + L);
        at += ldc;
        FloatVector s40 = FloatVector.fromArray(S, c, at);
        FloatVector s41 = FloatVector.fromArray(S, c, at + L);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            FloatVector b0v = FloatVector.fromArray(S, b, pb);
            FloatVector b1v = FloatVector.fromArray(S, b, pb + L);
            FloatVector x = FloatVector.broadcast(S, a[pa]);
            s00 = x.fma(b0v, s00);
            s01 = x.fma(b1v, s01);
            x = FloatVector.broadcast(S, a[pa + 1]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            x = FloatVector.broadcast(S, a[pa + 2]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            x = FloatVector.broadcast(S, a[pa + 3]);
            s30 = x.fma(b0v, s30);
            s31 = x.fma(b1v, s31);
            x = FloatVector.broadcast(S, a[pa + 4]);
            s40 = x.fma(b0v, s40);
            s41 = x.fma(b1v, s41);
            pa += lda;
            pb += ldb;
        }
        at = c0;
        s00.intoArray(c, at);
        s01.intoArray(c, at + L);
        at += ldc;
        s10.intoArray(c, at);
        s11.intoArray(c, at + L);
        at += ldc;
        s20.intoArray(c, at);
        s21.intoArray(c, at + L);
        at += ldc;
        s30.intoArray(c, at);
        s31.intoArray(c, at + L);
        at += ldc;
        s40.intoArray(c, at);
        s41.intoArray(c, at + L);
    }
}
