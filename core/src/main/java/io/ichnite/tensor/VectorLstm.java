package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/**
 * Steps of an LSTM's cells, {@code end} of {@code n} cells, which are whole vectors. The usual curves, sigmoid and tanh,
 * have a loop that keeps all in registers; others go through memory once for each gate.
 */
final class VectorLstm {
    private VectorLstm() {}

    /** Forwards, by sigmoid and tanh. */
    static void step(int end, int n, float[] g, int g0, int apart, float[] c, float[] t, float[] h, int at) {
        for (int j = 0; j < end; j += L) {
            int own = g0 + j;
            FloatVector i = VectorCurves.sigmoid(FloatVector.fromArray(S, g, own));
            i.intoArray(g, own);
            FloatVector z = VectorCurves.tanh(FloatVector.fromArray(S, g, own + 2 * apart));
            z.intoArray(g, own + 2 * apart);
            FloatVector f = VectorCurves.sigmoid(FloatVector.fromArray(S, g, own + apart));
            f.intoArray(g, own + apart);
            FloatVector state = f.fma(FloatVector.fromArray(S, c, at - n + j), i.mul(z));
            state.intoArray(c, at + j);
            FloatVector active = VectorCurves.tanh(state);
            active.intoArray(t, at + j);
            FloatVector o = VectorCurves.sigmoid(FloatVector.fromArray(S, g, own + 3 * apart));
            o.intoArray(g, own + 3 * apart);
            o.mul(active).intoArray(h, at + j);
        }
    }

    /** Forwards, by any curves. */
    static void step(
            int end,
            Curve gate,
            Curve cell,
            int n,
            float[] g,
            int g0,
            int apart,
            float[] c,
            float[] t,
            float[] h,
            int at) {
        VectorCurves.apply(gate, g, g0, g0 + end);
        VectorCurves.apply(gate, g, g0 + apart, g0 + apart + end);
        VectorCurves.apply(cell, g, g0 + 2 * apart, g0 + 2 * apart + end);
        VectorCurves.apply(gate, g, g0 + 3 * apart, g0 + 3 * apart + end);
        for (int j = 0; j < end; j += L) {
            int own = g0 + j;
            FloatVector fresh = FloatVector.fromArray(S, g, own).mul(FloatVector.fromArray(S, g, own + 2 * apart));
            FloatVector state =
                    FloatVector.fromArray(S, g, own + apart).fma(FloatVector.fromArray(S, c, at - n + j), fresh);
            state.intoArray(c, at + j);
            state.intoArray(t, at + j);
        }
        VectorCurves.apply(cell, t, at, at + end);
        for (int j = 0; j < end; j += L) {
            FloatVector.fromArray(S, g, g0 + 3 * apart + j)
                    .mul(FloatVector.fromArray(S, t, at + j))
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
            float[] t,
            int at,
            float[] dh,
            int dh0,
            float[] dc) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int j = 0; j < end; j += L) {
            int own = g0 + j;
            FloatVector i = FloatVector.fromArray(S, g, own);
            FloatVector f = FloatVector.fromArray(S, g, own + apart);
            FloatVector z = FloatVector.fromArray(S, g, own + 2 * apart);
            FloatVector o = FloatVector.fromArray(S, g, own + 3 * apart);
            FloatVector active = FloatVector.fromArray(S, t, at + j);
            FloatVector d = FloatVector.fromArray(S, dh, dh0 + j);
            FloatVector delta = d.mul(o).fma(one.sub(active.mul(active)), FloatVector.fromArray(S, dc, j));
            delta.mul(z).mul(i.mul(one.sub(i))).intoArray(g, own);
            delta.mul(FloatVector.fromArray(S, c, at - n + j))
                    .mul(f.mul(one.sub(f)))
                    .intoArray(g, own + apart);
            delta.mul(i).mul(one.sub(z.mul(z))).intoArray(g, own + 2 * apart);
            d.mul(active).mul(o.mul(one.sub(o))).intoArray(g, own + 3 * apart);
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
            float[] t,
            int at,
            float[] dh,
            int dh0,
            float[] dc) {
        for (int j = 0; j < end; j += L) {
            int own = g0 + j;
            FloatVector i = FloatVector.fromArray(S, g, own);
            FloatVector f = FloatVector.fromArray(S, g, own + apart);
            FloatVector z = FloatVector.fromArray(S, g, own + 2 * apart);
            FloatVector o = FloatVector.fromArray(S, g, own + 3 * apart);
            FloatVector active = FloatVector.fromArray(S, t, at + j);
            FloatVector d = FloatVector.fromArray(S, dh, dh0 + j);
            FloatVector delta = d.mul(o).fma(VectorCurves.slope(cell, active), FloatVector.fromArray(S, dc, j));
            delta.mul(z).mul(VectorCurves.slope(gate, i)).intoArray(g, own);
            delta.mul(FloatVector.fromArray(S, c, at - n + j))
                    .mul(VectorCurves.slope(gate, f))
                    .intoArray(g, own + apart);
            delta.mul(i).mul(VectorCurves.slope(cell, z)).intoArray(g, own + 2 * apart);
            d.mul(active).mul(VectorCurves.slope(gate, o)).intoArray(g, own + 3 * apart);
            delta.mul(f).intoArray(dc, j);
        }
    }
}
