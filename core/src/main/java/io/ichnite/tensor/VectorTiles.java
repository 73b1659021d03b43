package io.ichnite.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide vectors are here, and products of what fills no whole tile: one row, one vector of columns, or both. Sums are
 * written out as locals, as an array of vectors would be boxed. An element of {@code a} and the next of its row stand
 * {@code da} apart.
 */
final class VectorTiles {
    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    static final int L = S.length();
    /** AVX-512 and NEON have 32 vector registers, AVX2 has 16; the width tells them apart. */
    static final boolean WIDE = L != 8;

    private VectorTiles() {}

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
