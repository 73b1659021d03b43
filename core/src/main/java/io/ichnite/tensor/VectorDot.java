package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/** A dot product in 64 running sums, held in as many vectors as that takes: four of 512 bits, or eight of 256. */
final class VectorDot {
    private static final int SUMS = PlainKernels.SUMS;

    private VectorDot() {}

    static float of(int n, float[] a, int a0, float[] b, int b0) {
        int whole = n - n % SUMS;
        float[] sums = new float[SUMS];
        if (L == 16) {
            four(whole, a, a0, b, b0, sums);
        } else {
            any(whole, a, a0, b, b0, sums);
        }
        for (int p = whole; p < n; p++) {
            sums[p - whole] = Fma.add(a[a0 + p], b[b0 + p], sums[p - whole]);
        }
        return PlainKernels.halve(sums, SUMS);
    }

    private static void four(int n, float[] a, int a0, float[] b, int b0, float[] sums) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int p = 0; p < n; p += SUMS) {
            s0 = FloatVector.fromArray(S, a, a0 + p).fma(FloatVector.fromArray(S, b, b0 + p), s0);
            s1 = FloatVector.fromArray(S, a, a0 + p + 16).fma(FloatVector.fromArray(S, b, b0 + p + 16), s1);
            s2 = FloatVector.fromArray(S, a, a0 + p + 32).fma(FloatVector.fromArray(S, b, b0 + p + 32), s2);
            s3 = FloatVector.fromArray(S, a, a0 + p + 48).fma(FloatVector.fromArray(S, b, b0 + p + 48), s3);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, 16);
        s2.intoArray(sums, 32);
        s3.intoArray(sums, 48);
    }

    /** The sums two vectors at a time, so that few registers are needed whatever their width. */
    private static void any(int n, float[] a, int a0, float[] b, int b0, float[] sums) {
        for (int j = 0; j < SUMS; j += 4 * L) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int p = j; p < n; p += SUMS) {
                s0 = FloatVector.fromArray(S, a, a0 + p).fma(FloatVector.fromArray(S, b, b0 + p), s0);
                s1 = FloatVector.fromArray(S, a, a0 + p + L).fma(FloatVector.fromArray(S, b, b0 + p + L), s1);
                s2 = FloatVector.fromArray(S, a, a0 + p + 2 * L).fma(FloatVector.fromArray(S, b, b0 + p + 2 * L), s2);
                s3 = FloatVector.fromArray(S, a, a0 + p + 3 * L).fma(FloatVector.fromArray(S, b, b0 + p + 3 * L), s3);
            }
            s0.intoArray(sums, j);
            s1.intoArray(sums, j + L);
            s2.intoArray(sums, j + 2 * L);
            s3.intoArray(sums, j + 3 * L);
        }
    }
}
