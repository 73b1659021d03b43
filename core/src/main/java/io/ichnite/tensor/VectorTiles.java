package io.ichnite.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a few rows by a few vectors of columns, their sums held in registers. Written out, as an array of vectors
 * would be boxed. Wide tiles (4 rows, 4 vectors: 21 registers) are for machines with 32 registers, narrow ones (6 rows, 2
 * vectors: 15) for those with 16.
 */
final class VectorTiles {
    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    static final int L = S.length();
    /** AVX-512 and NEON have 32 vector registers, AVX2 has 16; the width tells them apart. */
    static final boolean WIDE = L != 8;

    private VectorTiles() {}

    /** c[0…3][0…4L) += a[0…3][0…k) · b[0…k)[0…4L); a's elements of one row stand {@code da} apart. */
    static void wide(
            int k, float[] a, int a0, int lda, int da, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s02 = FloatVector.fromArray(S, c, c0 + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, c, c0 + 3 * L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s12 = FloatVector.fromArray(S, c, c1 + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, c, c1 + 3 * L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s22 = FloatVector.fromArray(S, c, c2 + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, c, c2 + 3 * L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s32 = FloatVector.fromArray(S, c, c3 + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, c, c3 + 3 * L);
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
            x = FloatVector.broadcast(S, a[pa + lda]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            s12 = x.fma(b2v, s12);
            s13 = x.fma(b3v, s13);
            x = FloatVector.broadcast(S, a[pa + 2 * lda]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            s22 = x.fma(b2v, s22);
            s23 = x.fma(b3v, s23);
            x = FloatVector.broadcast(S, a[pa + 3 * lda]);
            s30 = x.fma(b0v, s30);
            s31 = x.fma(b1v, s31);
            s32 = x.fma(b2v, s32);
            s33 = x.fma(b3v, s33);
            pa += da;
            pb += ldb;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s02.intoArray(c, c0 + 2 * L);
        s03.intoArray(c, c0 + 3 * L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s12.intoArray(c, c1 + 2 * L);
        s13.intoArray(c, c1 + 3 * L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s22.intoArray(c, c2 + 2 * L);
        s23.intoArray(c, c2 + 3 * L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s32.intoArray(c, c3 + 2 * L);
        s33.intoArray(c, c3 + 3 * L);
    }

    /** c[0…5][0…2L) += a[0…5][0…k) · b[0…k)[0…2L). */
    static void narrow(
            int k, float[] a, int a0, int lda, int da, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        int c4 = c3 + ldc;
        int c5 = c4 + ldc;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s40 = FloatVector.fromArray(S, c, c4);
        FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
        FloatVector s50 = FloatVector.fromArray(S, c, c5);
        FloatVector s51 = FloatVector.fromArray(S, c, c5 + L);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            FloatVector b0v = FloatVector.fromArray(S, b, pb);
            FloatVector b1v = FloatVector.fromArray(S, b, pb + L);
            FloatVector x = FloatVector.broadcast(S, a[pa]);
            s00 = x.fma(b0v, s00);
            s01 = x.fma(b1v, s01);
            x = FloatVector.broadcast(S, a[pa + lda]);
            s10 = x.fma(b0v, s10);
            s11 = x.fma(b1v, s11);
            x = FloatVector.broadcast(S, a[pa + 2 * lda]);
            s20 = x.fma(b0v, s20);
            s21 = x.fma(b1v, s21);
            x = FloatVector.broadcast(S, a[pa + 3 * lda]);
            s30 = x.fma(b0v, s30);
            s31 = x.fma(b1v, s31);
            x = FloatVector.broadcast(S, a[pa + 4 * lda]);
            s40 = x.fma(b0v, s40);
            s41 = x.fma(b1v, s41);
            x = FloatVector.broadcast(S, a[pa + 5 * lda]);
            s50 = x.fma(b0v, s50);
            s51 = x.fma(b1v, s51);
            pa += da;
            pb += ldb;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
    }

    /** c[0][0…4L) += a[0][0…k) · b[0…k)[0…4L): a row that is left over. */
    static void row(int k, float[] a, int a0, int da, float[] b, int b0, int ldb, float[] c, int c0) {
        FloatVector s0 = FloatVector.fromArray(S, c, c0);
        FloatVector s1 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s2 = FloatVector.fromArray(S, c, c0 + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, c, c0 + 3 * L);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(S, a[pa]);
            s0 = x.fma(FloatVector.fromArray(S, b, pb), s0);
            s1 = x.fma(FloatVector.fromArray(S, b, pb + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, b, pb + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, b, pb + 3 * L), s3);
            pa += da;
            pb += ldb;
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + L);
        s2.intoArray(c, c0 + 2 * L);
        s3.intoArray(c, c0 + 3 * L);
    }

    /** c[0…3][0…L) += a[0…3][0…k) · b[0…k)[0…L): a vector of columns that is left over. */
    static void column(
            int k, float[] a, int a0, int lda, int da, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        FloatVector s0 = FloatVector.fromArray(S, c, c0);
        FloatVector s1 = FloatVector.fromArray(S, c, c0 + ldc);
        FloatVector s2 = FloatVector.fromArray(S, c, c0 + 2 * ldc);
        FloatVector s3 = FloatVector.fromArray(S, c, c0 + 3 * ldc);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            FloatVector bv = FloatVector.fromArray(S, b, pb);
            s0 = FloatVector.broadcast(S, a[pa]).fma(bv, s0);
            s1 = FloatVector.broadcast(S, a[pa + lda]).fma(bv, s1);
            s2 = FloatVector.broadcast(S, a[pa + 2 * lda]).fma(bv, s2);
            s3 = FloatVector.broadcast(S, a[pa + 3 * lda]).fma(bv, s3);
            pa += da;
            pb += ldb;
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + ldc);
        s2.intoArray(c, c0 + 2 * ldc);
        s3.intoArray(c, c0 + 3 * ldc);
    }

    /** c[0][0…L) += a[0][0…k) · b[0…k)[0…L). */
    static void corner(int k, float[] a, int a0, int da, float[] b, int b0, int ldb, float[] c, int c0) {
        FloatVector s = FloatVector.fromArray(S, c, c0);
        int pa = a0;
        int pb = b0;
        for (int p = 0; p < k; p++) {
            s = FloatVector.broadcast(S, a[pa]).fma(FloatVector.fromArray(S, b, pb), s);
            pa += da;
            pb += ldb;
        }
        s.intoArray(c, c0);
    }
}
