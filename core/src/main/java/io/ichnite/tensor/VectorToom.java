package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/** {@link Toom} a vector at a time, by the same steps. */
final class VectorToom {
    private VectorToom() {}

    static void input(int tiles, int n, float[] x, int x0, float[] v, int v0, int plane) {
        int end = S.loopBound(n);
        FloatVector two = FloatVector.broadcast(S, 2f);
        FloatVector minusTwo = FloatVector.broadcast(S, -2f);
        for (int i = 0; i < tiles; i++) {
            int from = x0 + 3 * i * n;
            int into = v0 + i * n;
            for (int j = 0; j < end; j += L) {
                int at = from + j;
                FloatVector r1 = FloatVector.fromArray(S, x, at + n);
                FloatVector r2 = FloatVector.fromArray(S, x, at + 2 * n);
                FloatVector r3 = FloatVector.fromArray(S, x, at + 3 * n);
                FloatVector across = r3.sub(r1);
                FloatVector inner = r2.sub(r3);
                int to = into + j;
                two.fma(FloatVector.fromArray(S, x, at).sub(r2), across).intoArray(v, to);
                two.fma(r1, inner).intoArray(v, to + plane);
                minusTwo.fma(r1, two.fma(r2, inner)).intoArray(v, to + 2 * plane);
                across.intoArray(v, to + 3 * plane);
                minusTwo.fma(across, FloatVector.fromArray(S, x, at + 4 * n).sub(r2))
                        .intoArray(v, to + 4 * plane);
            }
            Toom.inputTile(end, n, x, from, v, into, plane);
        }
    }

    static void kernel(int groups, int n, float[] w, int w0, float[] u, int u0, int plane) {
        int end = S.loopBound(n);
        FloatVector two = FloatVector.broadcast(S, 2f);
        FloatVector four = FloatVector.broadcast(S, 4f);
        for (int i = 0; i < groups; i++) {
            int from = w0 + 3 * i * n;
            int into = u0 + i * n;
            for (int j = 0; j < end; j += L) {
                FloatVector first = FloatVector.fromArray(S, w, from + j);
                FloatVector middle = FloatVector.fromArray(S, w, from + j + n);
                FloatVector last = FloatVector.fromArray(S, w, from + j + 2 * n);
                FloatVector ends = first.add(last);
                int to = into + j;
                first.mul(0.5f).intoArray(u, to);
                ends.add(middle).mul(0.5f).intoArray(u, to + plane);
                ends.sub(middle).mul(Toom.SIXTH).intoArray(u, to + 2 * plane);
                four.fma(last, two.fma(middle, first)).mul(Toom.SIXTH).intoArray(u, to + 3 * plane);
                last.intoArray(u, to + 4 * plane);
            }
            Toom.kernelTile(end, n, w, from, u, into, plane);
        }
    }

    static void output(int rows, int n, float[] m, int m0, int plane, float[] y, int y0) {
        int end = S.loopBound(n);
        int whole = rows / 3;
        FloatVector two = FloatVector.broadcast(S, 2f);
        FloatVector four = FloatVector.broadcast(S, 4f);
        for (int i = 0; i < whole; i++) {
            int from = m0 + i * n;
            int into = y0 + 3 * i * n;
            for (int j = 0; j < end; j += L) {
                int at = from + j;
                FloatVector m1 = FloatVector.fromArray(S, m, at + plane);
                FloatVector m2 = FloatVector.fromArray(S, m, at + 2 * plane);
                FloatVector m3 = FloatVector.fromArray(S, m, at + 3 * plane);
                FloatVector sum = m1.add(m2);
                int to = into + j;
                FloatVector.fromArray(S, y, to)
                        .add(FloatVector.fromArray(S, m, at).add(sum).add(m3))
                        .intoArray(y, to);
                FloatVector.fromArray(S, y, to + n).add(two.fma(m3, m1.sub(m2))).intoArray(y, to + n);
                FloatVector.fromArray(S, y, to + 2 * n)
                        .add(four.fma(m3, sum).add(FloatVector.fromArray(S, m, at + 4 * plane)))
                        .intoArray(y, to + 2 * n);
            }
            Toom.outputTile(end, 3, n, m, from, plane, y, into);
        }
        if (3 * whole < rows) {
            Toom.outputTile(0, rows - 3 * whole, n, m, m0 + whole * n, plane, y, y0 + 3 * whole * n);
        }
    }
}
