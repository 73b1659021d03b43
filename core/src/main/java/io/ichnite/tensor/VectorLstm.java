package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/**
 * Steps of an LSTM's cells, {@code end} of {@code n} cells, which are whole vectors. Five exponentials are too many for one
 * method (see {@link VectorCurves}), so forwards goes through the first-level cache once for each gate; backwards does so
 * for unusual curves alone.
 */
final class VectorLstm {
    private VectorLstm() {}

    /** Forwards, by any curves. */
    static void step(
            int end, Curve gate, Curve cell, int n, float[] g, int g0, int apart, float[] c, float[] h, int at) {
        VectorCurves.apply(gate, g, g0, g0 + end);
        VectorCurves.apply(gate, g, g0 + apart, g0 + apart + end);
        VectorCurves.apply(cell, g, g0 + 2 * apart, g0 + 2 * apart + end);
        VectorCurves.apply(gate, g, g0 + 3 * apart, g0 + 3 * apart + end);
        state(end, n, g, g0, apart, c, at);
        VectorCurves.apply(cell, g, g0 + 4 * apart, g0 + 4 * apart + end);
        output(end, g, g0 + 3 * apart, apart, h, at);
    }

    private static void state(int end, int n, float[] g, int g0, int apart, float[] c, int at) {
        for (int j = 0; j < end; j += L) {
            int own = g0 + j;
            FloatVector fresh = FloatVector.fromArray(S, g, own).mul(FloatVector.fromArray(S, g, own + 2 * apart));
            FloatVector state =
                    FloatVector.fromArray(S, g, own + apart).fma(FloatVector.fromArray(S, c, at - n + j), fresh);
            state.intoArray(c, at + j);
            state.intoArray(g, own + 4 * apart);
        }
    }

    private static void output(int end, float[] g, int o, int apart, float[] h, int at) {
        for (int j = 0; j < end; j += L) {
            FloatVector.fromArray(S, g, o + j)
                    .mul(FloatVector.fromArray(S, g, o + apart + j))
                    .intoArray(h, at + j);
        }
    }

    /** Backwards, by sigmoid and tanh. */
    static void stepBack(
            int end,
            int n,
            float[] g,
            int g0,
            int apart,
            float[] c,
            int at,
            float[] dh,
            int dh0,
            float[] dc,
            float[] dg,
            int dg0,
            int dgApart) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int j = 0; j < end; j += L) {
            int own = g0 + j;
            int to = dg0 + j;
            FloatVector i = FloatVector.fromArray(S, g, own);
            FloatVector f = FloatVector.fromArray(S, g, own + apart);
            FloatVector z = FloatVector.fromArray(S, g, own + 2 * apart);
            FloatVector o = FloatVector.fromArray(S, g, own + 3 * apart);
            FloatVector active = FloatVector.fromArray(S, g, own + 4 * apart);
            FloatVector d = FloatVector.fromArray(S, dh, dh0 + j);
            FloatVector delta =
                    d.mul(o).mul(one.add(active).mul(one.sub(active))).add(FloatVector.fromArray(S, dc, j));
            delta.mul(z).mul(i.mul(one.sub(i))).intoArray(dg, to);
            delta.mul(FloatVector.fromArray(S, c, at - n + j))
                    .mul(f.mul(one.sub(f)))
                    .intoArray(dg, to + dgApart);
            delta.mul(i).mul(one.add(z).mul(one.sub(z))).intoArray(dg, to + 2 * dgApart);
            d.mul(active).mul(o.mul(one.sub(o))).intoArray(dg, to + 3 * dgApart);
            delta.mul(f).intoArray(dc, j);
        }
    }

    /** Backwards, by any curves. */
    static void stepBack(
            int end,
            Curve gate,
            Curve cell,
            int n,
            float[] g,
            int g0,
            int apart,
            float[] c,
            int at,
            float[] dh,
            int dh0,
            float[] dc,
            float[] dg,
            int dg0,
            int dgApart) {
        for (int j = 0; j < end; j += L) {
            FloatVector.fromArray(S, dh, dh0 + j)
                    .mul(FloatVector.fromArray(S, g, g0 + 3 * apart + j))
                    .intoArray(dg, dg0 + j);
        }
        VectorCurves.slope(cell, g, g0 + 4 * apart, dg, dg0, end);
        for (int j = 0; j < end; j += L) {
            int own = g0 + j;
            int to = dg0 + j;
            FloatVector delta = FloatVector.fromArray(S, dg, to).add(FloatVector.fromArray(S, dc, j));
            delta.mul(FloatVector.fromArray(S, g, own + 2 * apart)).intoArray(dg, to);
            delta.mul(FloatVector.fromArray(S, c, at - n + j)).intoArray(dg, to + dgApart);
            delta.mul(FloatVector.fromArray(S, g, own)).intoArray(dg, to + 2 * dgApart);
            FloatVector.fromArray(S, dh, dh0 + j)
                    .mul(FloatVector.fromArray(S, g, own + 4 * apart))
                    .intoArray(dg, to + 3 * dgApart);
            delta.mul(FloatVector.fromArray(S, g, own + apart)).intoArray(dc, j);
        }
        VectorCurves.slope(gate, g, g0, dg, dg0, end);
        VectorCurves.slope(gate, g, g0 + apart, dg, dg0 + dgApart, end);
        VectorCurves.slope(cell, g, g0 + 2 * apart, dg, dg0 + 2 * dgApart, end);
        VectorCurves.slope(gate, g, g0 + 3 * apart, dg, dg0 + 3 * dgApart, end);
    }
}
