package io.ichnite.nn;

import io.ichnite.tensor.Curve;
import java.util.Arrays;

/**
 * A GRU's steps: update z, reset r and candidate n, h = z h₋ + (1 − z) n. With the reset after the recurrent product, n =
 * tanh(x W + b + r (h₋ U + b′)); with it before, n = tanh(x W + b + (r h₋) U). Masks on h₋ as in an LSTM, one for each
 * gate.
 */
final class GruRun extends RecurrentRun {
    private static final int UPDATE = 0;
    private static final int RESET = 1;
    private static final int CANDIDATE = 2;

    private final Curve gate;
    private final Curve cell;
    /** (step, sample, units): what the reset gate meets: h₋ U + b′ after the product, r h₋ before it. */
    private final float[] reset;
    /** (gate, sample, units): derivatives by a step's gates. */
    private float[] d = {};
    /** (step, sample, units) of a block: the derivatives by the candidate's recurrent sums, reset after the product. */
    private float[] dn = {};
    /** (sample, units): the derivative by r h₋, reset before the product. */
    private float[] dReset = {};

    GruRun(RecurrentOp op, Op.Run input, int sumsAt, int group) {
        super(op, input, sumsAt, group);
        this.gate = Activations.curve(op.spec.recurrentActivation());
        this.cell = Activations.curve(op.spec.activation());
        this.reset = new float[apart];
    }

    /** Its state is its output. */
    @Override
    void start() {}

    @Override
    void steps(int from, int to) {
        for (int q = from; q < to; q++) {
            int z = at(UPDATE, q);
            int r = at(RESET, q);
            int n = at(CANDIDATE, q);
            int met = q * width;
            maskStep(q);
            addRecurrent(UPDATE, q, g, z);
            addRecurrent(RESET, q, g, r);
            op.kernels.apply(gate, g, z, width);
            op.kernels.apply(gate, g, r, width);
            if (op.resetAfter) {
                repeat(op.candidateBias, 0, units, rows, reset, met);
                addRecurrent(CANDIDATE, q, reset, met);
                op.kernels.addMultipliedRows(1, width, g, r, 0, reset, met, 0, g, n, 0);
            } else {
                op.kernels.multiplyRows(1, width, g, r, 0, found(), foundAt(CANDIDATE, q), 0, reset, met, 0);
                addRecurrent(CANDIDATE, reset, met, g, n);
            }
            op.kernels.apply(cell, g, n, width);
            int before = q * width;
            for (int j = 0; j < width; j++) {
                h[before + width + j] = g[z + j] * (h[before + j] - g[n + j]) + g[n + j];
            }
        }
    }

    @Override
    void startBack() {
        if (d.length == 0) {
            d = new float[op.gates * h.length / (op.time + 1)];
            dn = new float[dh.length];
            dReset = new float[h.length / (op.time + 1)];
        }
    }

    @Override
    void stepsBack(int from, int to) {
        for (int q = to - 1; q >= from; q--) {
            int z = at(UPDATE, q);
            int r = at(RESET, q);
            int n = at(CANDIDATE, q);
            int into = (q - from) * width;
            int before = q * width;
            for (int j = 0; j < width; j++) {
                float delta = dh[into + width + j];
                dh[into + j] += delta * g[z + j];
                d[j] = delta * (h[before + j] - g[n + j]);
                d[2 * width + j] = delta * (1f - g[z + j]);
            }
            op.kernels.slope(cell, g, n, d, 2 * width, width);
            if (op.resetAfter) {
                for (int j = 0; j < width; j++) {
                    d[width + j] = d[2 * width + j] * reset[before + j];
                    dn[into + j] = d[2 * width + j] * g[r + j];
                }
                addBack(CANDIDATE, CANDIDATE + 1, dn, into, into);
            } else {
                throughReset(q, into);
            }
            op.kernels.slope(gate, g, z, d, 0, width);
            op.kernels.slope(gate, g, r, d, width, width);
            for (int k = 0; k < op.gates; k++) {
                System.arraycopy(d, k * width, g, at(k, q), width);
            }
            addBack(UPDATE, CANDIDATE, g, z, into);
        }
    }

    /** From the candidate's derivative by its sums: the reset gate's, and through the product's masked input to h₋. */
    private void throughReset(int q, int into) {
        Arrays.fill(dReset, 0, width, 0f);
        addBack(CANDIDATE, d, 2 * width, dReset, 0);
        maskStep(q);
        op.kernels.multiplyRows(1, width, dReset, 0, 0, found(), foundAt(CANDIDATE, q), 0, d, width, 0);
        op.kernels.multiplyRows(1, width, dReset, 0, 0, g, at(RESET, q), 0, dReset, 0, 0);
        if (recurrentMask.on()) {
            int mask = recurrentMask.at(CANDIDATE);
            op.kernels.addMultipliedRows(1, width, dReset, 0, 0, recurrentMask.factors(), mask, 0, dh, into, 0);
        } else {
            op.kernels.addColumns(1, width, dReset, 0, 0, dh, into);
        }
    }

    @Override
    void recurrentGradients(int from, int to, float[] sums) {
        int n = (to - from) * rows;
        for (int k = UPDATE; k < CANDIDATE; k++) {
            addRecurrentGradient(k, from, to, g, at(k, from), sums);
        }
        if (op.resetAfter) {
            addRecurrentGradient(CANDIDATE, from, to, dn, 0, sums);
            addBias(op.gates + UPDATE, n, g, at(UPDATE, from), sums);
            addBias(op.gates + RESET, n, g, at(RESET, from), sums);
            addBias(op.gates + CANDIDATE, n, dn, 0, sums);
        } else {
            addRecurrentGradient(CANDIDATE, n, reset, from * width, g, at(CANDIDATE, from), sums);
        }
    }
}
