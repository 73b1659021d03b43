package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/**
 * Products of four rows by four vectors of columns, for machines with 32 vector registers: 16 of them hold the sums. Five or six
 * rows would be faster, where the compiler finds registers for them: in half of all starts it does not, and takes three
 * times as long.
 *
 * <p>Rows and columns of {@code a} have routines of their own, as only then can the compiler drop or join the checks of its
 * ranges: one index runs by ones, or a few stand side by side.
 */
final class VectorWideTiles {
    private VectorWideTiles() {}

    /** c[0…3][0…4L) += a[0…3][0…k) · b[0…k)[0…4L); a's rows stand {@code lda} apart. */
    static void rows4(int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int a1 = a0 + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        int at = c0;
        FloatVector s00 = FloatVector.fromArray(S, c, at);
        FloatVector s01 = FloatVector.fromArray(S, c, at + L);
        FloatVector s02 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        FloatVector s10 = FloatVector.fromArray(S, c, at);
        FloatVector s11 = FloatVector.fromArray(S, c, at + L);
        FloatVector s12 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        FloatVector s20 = FloatVector.fromArray(S, c, at);
        FloatVector s21 = FloatVector.fromArray(S, c, at + L);
        FloatVector s22 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        FloatVector s30 = FloatVector.fromArray(S, c, at);
        FloatVector s31 = FloatVector.fromArray(S, c, at + L);
        FloatVector s32 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, c, at + 3 * L);
        int pb = b0;
        for (int p = 0; p < k; p++) {
            FloatVector b0v = FloatVector.fromArray(S, b, pb);
            FloatVector b1v = FloatVector.fromArray(S, b, pb + L);
            FloatVector b2v = FloatVector.fromArray(S, b, pb + 2 * L);
            FloatVector b3v = FloatVector.fromArray(S, b, pb + 3 * L);
            FloatVector x = FloatVector.broadcast(S, a[a0 + p]);
            s00 = x.fma(b0v, s00);
            s01 = x.fma(b1v, s01);
            s02 = x.fma(b2v, s02);
            s03 = x.fma(b3v, s03);
            x = FloatVector.broadcast(S, a[a1 + p]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            s12 = x.fma(b2v, s12);
            s13 = x.fma(b3v, s13);
            x = FloatVector.broadcast(S, a[a2 + p]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            s22 = x.fma(b2v, s22);
            s23 = x.fma(b3v, s23);
            x = FloatVector.broadcast(S, a[a3 + p]);
            s30 = x.fma(b0v, s30);
            s31 = x.fma(b1v, s31);
            s32 = x.fma(b2v, s32);
            s33 = x.fma(b3v, s33);
            pb += ldb;
        }
        at = c0;
        s00.intoArray(c, at);
        s01.intoArray(c, at + L);
        s02.intoArray(c, at + 2 * L);
        s03.intoArray(c, at + 3 * L);
        at += ldc;
        s10.intoArray(c, at);
        s11.intoArray(c, at + L);
        s12.intoArray(c, at + 2 * L);
        s13.intoArray(c, at + 3 * L);
        at += ldc;
        s20.intoArray(c, at);
        s21.intoArray(c, at + L);
        s22.intoArray(c, at + 2 * L);
        s23.intoArray(c, at + 3 * L);
        at += ldc;
        s30.intoArray(c, at);
        s31.intoArray(c, at + L);
        s32.intoArray(c, at + 2 * L);
        s33.intoArray(c, at + 3 * L);
    }

    /** c[0…3][0…4L) += a[0…k)[0…3]ᵀ · b[0…k)[0…4L); a's rows stand {@code lda} apart. */
    static void columns4(int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int at = c0;
        FloatVector s00 = FloatVector.fromArray(S, c, at);
        FloatVector s01 = FloatVector.fromArray(S, c, at + L);
        FloatVector s02 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        FloatVector s10 = FloatVector.fromArray(S, c, at);
        FloatVector s11 = FloatVector.fromArray(S, c, at + L);
        FloatVector s12 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        FloatVector s20 = FloatVector.fromArray(S, c, at);
        FloatVector s21 = FloatVector.fromArray(S, c, at + L);
        FloatVector s22 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        FloatVector s30 = FloatVector.fromArray(S, c, at);
        FloatVector s31 = FloatVector.fromArray(S, c, at + L);
        FloatVector s32 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, c, at + 3 * L);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            FloatVector b0v = FloatVector.fromArray(S, b, pb);
            FloatVector b1v = FloatVector.fromArray(S, b, pb + L);
            FloatVector b2v = FloatVector.fromArray(S, b, pb + 2 * L);
            FloatVector b3v = FloatVector.fromArray(S, b, pb + 3 * L);
            FloatVector x = FloatVector.broadcast(S, a[pa]);
            s00 = x.fma(b0v, s00);
            s01 = x.fma(b1v, s01);
            s02 = x.fma(b2v, s02);
            s03 = x.fma(b3v, s03);
            x = FloatVector.broadcast(S, a[pa + 1]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            s12 = x.fma(b2v, s12);
            s13 = x.fma(b3v, s13);
            x = FloatVector.broadcast(S, a[pa + 2]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            s22 = x.fma(b2v, s22);
            s23 = x.fma(b3v, s23);
            x = FloatVector.broadcast(S, a[pa + 3]);
            s30 = x.fma(b0v, s30);
            s31 = x.fma(b1v, s31);
            s32 = x.fma(b2v, s32);
            s33 = x.fma(b3v, s33);
            pa += lda;
            pb += ldb;
        }
        at = c0;
        s00.intoArray(c, at);
        s01.intoArray(c, at + L);
        s02.intoArray(c, at + 2 * L);
        s03.intoArray(c, at + 3 * L);
        at += ldc;
        s10.intoArray(c, at);
        s11.intoArray(c, at + L);
        s12.intoArray(c, at + 2 * L);
        s13.intoArray(c, at + 3 * L);
        at += ldc;
        s20.intoArray(c, at);
        s21.intoArray(c, at + L);
        s22.intoArray(c, at + 2 * L);
        s23.intoArray(c, at + 3 * L);
        at += ldc;
        s30.intoArray(c, at);
        s31.intoArray(c, at + L);
        s32.intoArray(c, at + 2 * L);
        s33.intoArray(c, at + 3 * L);
    }
}
