package io.ichnite.nn;

import io.ichnite.tensor.Curve;
import java.util.Arrays;

/**
 * An LSTM's steps, all samples of the group at once: i, f, z, o = gates of (x W + h₋ U + b), c = f c₋ + i z, h = o t(c).
 * Dropout's masks on h₋ are constant over time; each gate's columns read an h₋ masked for that gate.
 */
final class LstmRun extends RecurrentOp.RecurrentRun {
    private final int units;
    private final int columns;
    private final int time;
    private final Curve gate;
    private final Curve cell;
    /** (group, time, units): the state, and the activated state. */
    private final float[] c;

    private final float[] t;
    private final float[] masked;
    private final float[] dh;
    private final float[] dc;
    private final float[] carried;
    private final float[] scratch;
    private final float[] dg;

    LstmRun(RecurrentOp op, Op.Run input, int sumsAt, int group) {
        super(op, input, sumsAt, group);
        this.units = op.units;
        this.columns = op.columns;
        this.time = op.time;
        this.gate = Activations.curve(op.spec.recurrentActivation());
        this.cell = Activations.curve(op.spec.activation());
        this.c = new float[group * time * units];
        this.t = new float[group * time * units];
        this.masked = new float[group * units];
        this.dh = new float[group * units];
        this.dc = new float[group * units];
        this.carried = new float[group * units];
        this.scratch = new float[group * units];
        this.dg = new float[columns];
    }

    @Override
    void steps(int rows) {
        for (int q = 0; q < time; q++) {
            int now = op.time(q);
            if (q > 0) {
                addRecurrent(rows, now, op.time(q - 1));
            }
            for (int s = 0; s < rows; s++) {
                int row = s * time + now;
                int at = row * units;
                op.kernels.apply(gate, g, row * columns, 2 * units);
                op.kernels.apply(cell, g, row * columns + 2 * units, units);
                op.kernels.apply(gate, g, row * columns + 3 * units, units);
                int before = q == 0 ? -1 : (s * time + op.time(q - 1)) * units;
                op.kernels.lstmState(units, g, row * columns, c, before, at);
                System.arraycopy(c, at, t, at, units);
                op.kernels.apply(cell, t, at, units);
                int o = row * columns + 3 * units;
                for (int j = 0; j < units; j++) {
                    h[at + j] = g[o + j] * t[at + j];
                }
            }
        }
    }

    private void addRecurrent(int rows, int now, int before) {
        float[] mask = recurrentMask;
        if (mask == null) {
            op.kernels.multiply(
                    rows,
                    columns,
                    units,
                    h,
                    before * units,
                    time * units,
                    op.weights,
                    op.recurrentAt,
                    columns,
                    g,
                    now * columns,
                    time * columns);
            return;
        }
        for (int k = 0; k < op.gates; k++) {
            for (int s = 0; s < rows; s++) {
                int from = (s * time + before) * units;
                int m = (s * op.gates + k) * units;
                for (int j = 0; j < units; j++) {
                    masked[s * units + j] = h[from + j] * mask[m + j];
                }
            }
            op.kernels.multiply(
                    rows,
                    units,
                    units,
                    masked,
                    0,
                    units,
                    op.weights,
                    op.recurrentAt + k * units,
                    columns,
                    g,
                    now * columns + k * units,
                    time * columns);
        }
    }

    @Override
    void stepsBack(int rows, float[] sums) {
        Arrays.fill(dc, 0f);
        Arrays.fill(carried, 0f);
        for (int q = time - 1; q >= 0; q--) {
            int now = op.time(q);
            System.arraycopy(carried, 0, dh, 0, rows * units);
            for (int s = 0; s < rows; s++) {
                addUpstream(s, q, dh, s * units);
                stepBack(s, now, q == 0 ? -1 : op.time(q - 1));
            }
            if (q > 0) {
                carry(rows, now);
            }
        }
        for (int s = 0; s < rows && time > 1; s++) {
            // h₋ of a step is the row before it in the order of reading
            int a = (s * time + (op.spec.backwards() ? 1 : 0)) * units;
            int b = (s * time + (op.spec.backwards() ? 0 : 1)) * columns;
            int at = sumsAt + op.recurrentAt - op.kernelAt;
            addProduct(recurrentMask, s, units, columns, h, a, g, b, columns, time - 1, sums, at);
        }
    }

    private void stepBack(int s, int now, int before) {
        int row = s * time + now;
        int at = row * units;
        int gates = row * columns;
        int own = s * units;
        for (int j = 0; j < units; j++) {
            scratch[own + j] = dh[own + j] * g[gates + 3 * units + j];
        }
        op.kernels.slope(cell, t, at, scratch, own, units);
        for (int j = 0; j < units; j++) {
            dc[own + j] += scratch[own + j];
        }
        int previous = before < 0 ? -1 : (s * time + before) * units;
        op.kernels.lstmStateBack(units, g, gates, c, previous, t, at, dh, own, dc, own, dg, 0);
        op.kernels.slope(gate, g, gates, dg, 0, 2 * units);
        op.kernels.slope(cell, g, gates + 2 * units, dg, 2 * units, units);
        op.kernels.slope(gate, g, gates + 3 * units, dg, 3 * units, units);
        System.arraycopy(dg, 0, g, gates, columns);
    }

    /** carried = derivative by h₋, from the gates' derivatives at {@code now}. */
    private void carry(int rows, int now) {
        Arrays.fill(carried, 0f);
        float[] mask = recurrentMask;
        if (mask == null) {
            op.kernels.multiply(
                    rows,
                    units,
                    columns,
                    g,
                    now * columns,
                    time * columns,
                    op.recurrentTransposed,
                    0,
                    units,
                    carried,
                    0,
                    units);
            return;
        }
        for (int k = 0; k < op.gates; k++) {
            Arrays.fill(scratch, 0f);
            op.kernels.multiply(
                    rows,
                    units,
                    units,
                    g,
                    now * columns + k * units,
                    time * columns,
                    op.recurrentTransposed,
                    k * units * units,
                    units,
                    scratch,
                    0,
                    units);
            for (int s = 0; s < rows; s++) {
                int m = (s * op.gates + k) * units;
                for (int j = 0; j < units; j++) {
                    carried[s * units + j] += scratch[s * units + j] * mask[m + j];
                }
            }
        }
    }
}
