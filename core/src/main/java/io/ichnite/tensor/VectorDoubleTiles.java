package io.ichnite.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of float64 for what fits the registers; the sums are written out as locals, as an array of vectors would be boxed. Four
 * rows by four vectors where there are 32 registers, four by two where there are 16; eight rows by one vector for the few columns
 * that fill no tile, as eight sums keep two multipliers busy.
 */
final class VectorDoubleTiles {
    static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    static final int L = S.length();
    /** AVX-512 and NEON have 32 vector registers, AVX2 has 16; the width tells them apart. */
    static final boolean WIDE = L != 4;

    private VectorDoubleTiles() {}

    /** c[0…3][0…4L) += a[0…3][0…k) · b[0…k)[0…4L). */
    static void rows4x4(int k, double[] a, int a0, int lda, double[] b, int b0, int ldb, double[] c, int c0, int ldc) {
        int a1 = a0 + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        int at = c0;
        DoubleVector s00 = DoubleVector.fromArray(S, c, at);
        DoubleVector s01 = DoubleVector.fromArray(S, c, at + L);
        DoubleVector s02 = DoubleVector.fromArray(S, c, at + 2 * L);
        DoubleVector s03 = DoubleVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        DoubleVector s10 = DoubleVector.fromArray(S, c, at);
        DoubleVector s11 = DoubleVector.fromArray(S, c, at + L);
        DoubleVector s12 = DoubleVector.fromArray(S, c, at + 2 * L);
        DoubleVector s13 = DoubleVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        DoubleVector s20 = DoubleVector.fromArray(S, c, at);
        DoubleVector s21 = DoubleVector.fromArray(S, c, at + L);
        DoubleVector s22 = DoubleVector.fromArray(S, c, at + 2 * L);
        DoubleVector s23 = DoubleVector.fromArray(S, c, at + 3 * L);
        at += ldc;
        DoubleVector s30 = DoubleVector.fromArray(S, c, at);
        DoubleVector s31 = DoubleVector.fromArray(S, c, at + L);
        DoubleVector s32 = DoubleVector.fromArray(S, c, at + 2 * L);
        DoubleVector s33 = DoubleVector.fromArray(S, c, at + 3 * L);
        int pb = b0;
        for (int p = 0; p < k; p++) {
            DoubleVector b0v = DoubleVector.fromArray(S, b, pb);
            DoubleVector b1v = DoubleVector.fromArray(S, b, pb + L);
            DoubleVector b2v = DoubleVector.fromArray(S, b, pb + 2 * L);
            DoubleVector b3v = DoubleVector.fromArray(S, b, pb + 3 * L);
            DoubleVector x = DoubleVector.broadcast(S, a[a0 + p]);
            s00 = x.fma(b0v, s00);
            s01 = x.fma(b1v, s01);
            s02 = x.fma(b2v, s02);
            s03 = x.fma(b3v, s03);
            x = DoubleVector.broadcast(S, a[a1 + p]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            s12 = x.fma(b2v, s12);
            s13 = x.fma(b3v, s13);
            x = DoubleVector.broadcast(S, a[a2 + p]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            s22 = x.fma(b2v, s22);
            s23 = x.fma(b3v, s23);
            x = DoubleVector.broadcast(S, a[a3 + p]);
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

    /** c[0…3][0…2L) += a[0…3][0…k) · b[0…k)[0…2L); the next of a row of a stands {@code da} apart. */
    static void rows4x2(
            int k, double[] a, int a0, int lda, int da, double[] b, int b0, int ldb, double[] c, int c0, int ldc) {
        int at = c0;
        DoubleVector s00 = DoubleVector.fromArray(S, c, at);
        DoubleVector s01 = DoubleVector.fromArray(S, c, at + L);
        at += ldc;
        DoubleVector s10 = DoubleVector.fromArray(S, c, at);
        DoubleVector s11 = DoubleVector.fromArray(S, c, at + L);
        at += ldc;
        DoubleVector s20 = DoubleVector.fromArray(S, c, at);
        DoubleVector s21 = DoubleVector.fromArray(S, c, at + L);
        at += ldc;
        DoubleVector s30 = DoubleVector.fromArray(S, c, at);
        DoubleVector s31 = DoubleVector.fromArray(S, c, at + L);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            DoubleVector b0v = DoubleVector.fromArray(S, b, pb);
            DoubleVector b1v = DoubleVector.fromArray(S, b, pb + L);
            DoubleVector x = DoubleVector.broadcast(S, a[pa]);
            s00 = x.fma(b0v, s00);
            s01 = x.fma(b1v, s01);
            x = DoubleVector.broadcast(S, a[pa + lda]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            x = DoubleVector.broadcast(S, a[pa + 2 * lda]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            x = DoubleVector.broadcast(S, a[pa + 3 * lda]);
            s30 = x.fma(b0v, s30);
            s31 = x.fma(b1v, s31);
            pa += da;
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
    }

    /** c[0…7][0…L) += a[0…7][0…k) · b[0…k)[0…L). */
    static void rows8x1(
            int k, double[] a, int a0, int lda, int da, double[] b, int b0, int ldb, double[] c, int c0, int ldc) {
        int at = c0;
        DoubleVector s00 = DoubleVector.fromArray(S, c, at);
        at += ldc;
        DoubleVector s10 = DoubleVector.fromArray(S, c, at);
        at += ldc;
        DoubleVector s20 = DoubleVector.fromArray(S, c, at);
        at += ldc;
        DoubleVector s30 = DoubleVector.fromArray(S, c, at);
        at += ldc;
        DoubleVector s40 = DoubleVector.fromArray(S, c, at);
        at += ldc;
        DoubleVector s50 = DoubleVector.fromArray(S, c, at);
        at += ldc;
        DoubleVector s60 = DoubleVector.fromArray(S, c, at);
        at += ldc;
        DoubleVector s70 = DoubleVector.fromArray(S, c, at);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            DoubleVector b0v = DoubleVector.fromArray(S, b, pb);
            DoubleVector x = DoubleVector.broadcast(S, a[pa]);
            s00 = x.fma(b0v, s00);
            x = DoubleVector.broadcast(S, a[pa + lda]);
            s10 = x.fma(b0v, s10);
            x = DoubleVector.broadcast(S, a[pa + 2 * lda]);
            s20 = x.fma(b0v, s20);
            x = DoubleVector.broadcast(S, a[pa + 3 * lda]);
            s30 = x.fma(b0v, s30);
            x = DoubleVector.broadcast(S, a[pa + 4 * lda]);
            s40 = x.fma(b0v, s40);
            x = DoubleVector.broadcast(S, a[pa + 5 * lda]);
            s50 = x.fma(b0v, s50);
            x = DoubleVector.broadcast(S, a[pa + 6 * lda]);
            s60 = x.fma(b0v, s60);
            x = DoubleVector.broadcast(S, a[pa + 7 * lda]);
            s70 = x.fma(b0v, s70);
            pa += da;
            pb += ldb;
        }
        at = c0;
        s00.intoArray(c, at);
        at += ldc;
        s10.intoArray(c, at);
        at += ldc;
        s20.intoArray(c, at);
        at += ldc;
        s30.intoArray(c, at);
        at += ldc;
        s40.intoArray(c, at);
        at += ldc;
        s50.intoArray(c, at);
        at += ldc;
        s60.intoArray(c, at);
        at += ldc;
        s70.intoArray(c, at);
    }

    /** c[0][0…L) += a[0][0…k) · b[0…k)[0…L). */
    static void corner(int k, double[] a, int a0, int da, double[] b, int b0, int ldb, double[] c, int c0) {
        int at = c0;
        DoubleVector s00 = DoubleVector.fromArray(S, c, at);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            DoubleVector b0v = DoubleVector.fromArray(S, b, pb);
            DoubleVector x = DoubleVector.broadcast(S, a[pa]);
            s00 = x.fma(b0v, s00);
            pa += da;
            pb += ldb;
        }
        at = c0;
        s00.intoArray(c, at);
    }
}
