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
    /** The plane of what the reset gate meets: h₋ U + b′ after the product, r h₋ before it. */
    private static final int MET = 3;

    private final Curve gate;
    private final Curve cell;
    /** (step, sample, padded) of a block: the derivatives by what the reset gate meets. */
    private float[] dReset = {};
    /** (gate, padded): the gradient of the second bias, reset after the product. */
    private float[] dSecondBias = {};

    GruRun(RecurrentOp op, Op.Run input, int sumsAt, int group) {
        super(op, MET + 1, 1, input, sumsAt, group);
        this.gate = Activations.curve(op.spec.recurrentActivation());
        this.cell = Activations.curve(op.spec.activation());
    }

    @Override
    void steps(int from, int to) {
        for (int q = from; q < to; q++) {
            int z = at(UPDATE, q);
            int r = at(RESET, q);
            int n = at(CANDIDATE, q);
            int met = at(MET, q);
            int before = q * width;
            int foundAt = recurrentMask.at(CANDIDATE);
            find(q);
            addRecurrent(UPDATE, found, recurrentMask.at(UPDATE), g, z);
            addRecurrent(RESET, found, recurrentMask.at(RESET), g, r);
            op.kernels.apply(gate, g, z, width);
            op.kernels.apply(gate, g, r, width);
            if (op.resetAfter) {
                InputSide.repeat(op.candidateBias, 0, padded, rows, g, met);
                addRecurrent(CANDIDATE, found, foundAt, g, met);
                op.kernels.addMultipliedRows(1, width, g, r, 0, g, met, 0, g, n, 0);
            } else {
                op.kernels.multiplyRows(1, width, g, r, 0, found, foundAt, 0, g, met, 0);
                addRecurrent(CANDIDATE, g, met, g, n);
            }
            op.kernels.apply(cell, g, n, width);
            for (int j = 0; j < width; j++) {
                h[before + width + j] = g[z + j] * (h[before + j] - g[n + j]) + g[n + j];
            }
        }
    }

    @Override
    void startBack() {
        if (dReset.length == 0) {
            dReset = new float[dh.length];
            dSecondBias = new float[op.bias.length];
        }
        Arrays.fill(dSecondBias, 0f);
    }

    @Override
    void stepsBack(int from, int to) {
        for (int q = to - 1; q >= from; q--) {
            int z = at(UPDATE, q);
            int r = at(RESET, q);
            int n = at(CANDIDATE, q);
            int before = q * width;
            int into = (q - from) * width;
            int dr = into + RESET * dgApart;
            int dn = into + CANDIDATE * dgApart;
            for (int j = 0; j < width; j++) {
                float delta = dh[into + width + j];
                dh[into + j] += delta * g[z + j];
                dg[into + j] = delta * (h[before + j] - g[n + j]);
                dg[dn + j] = delta * (1f - g[z + j]);
            }
            op.kernels.slope(cell, g, n, dg, dn, width);
            if (op.resetAfter) {
                op.kernels.multiplyRows(1, width, dg, dn, 0, g, at(MET, q), 0, dg, dr, 0);
                op.kernels.multiplyRows(1, width, dg, dn, 0, g, r, 0, dReset, into, 0);
                addBack(CANDIDATE, CANDIDATE + 1, dReset, into, into);
            } else {
                throughReset(q, into);
            }
            op.kernels.slope(gate, g, z, dg, into, width);
            op.kernels.slope(gate, g, r, dg, dr, width);
            addBack(UPDATE, CANDIDATE, dg, into, into);
        }
    }

    /** From the candidate's derivative by its sums: the reset gate's, and through the product's masked input to h₋. */
    private void throughReset(int q, int into) {
        float[] factors = recurrentMask.factors();
        int mask = recurrentMask.at(CANDIDATE);
        Arrays.fill(dReset, into, into + width, 0f);
        addBack(CANDIDATE, dg, into + CANDIDATE * dgApart, dReset, into);
        find(q);
        op.kernels.multiplyRows(1, width, dReset, into, 0, found, mask, 0, dg, into + RESET * dgApart, 0);
        op.kernels.multiplyRows(1, width, dReset, into, 0, g, at(RESET, q), 0, dReset, into, 0);
        op.kernels.addMultipliedRows(1, width, dReset, into, 0, factors, mask, 0, dh, into, 0);
    }

    @Override
    void recurrentGradients(int from, int to) {
        int n = (to - from) * rows;
        for (int k = UPDATE; k < CANDIDATE; k++) {
            addRecurrentGradient(k, from, to, dg, k * dgApart);
        }
        if (op.resetAfter) {
            addRecurrentGradient(CANDIDATE, from, to, dReset, 0);
            for (int k = UPDATE; k < CANDIDATE; k++) {
                op.kernels.addColumns(n, padded, dg, k * dgApart, padded, dSecondBias, k * padded);
            }
            op.kernels.addColumns(n, padded, dReset, 0, padded, dSecondBias, CANDIDATE * padded);
        } else {
            addRecurrentGradient(CANDIDATE, n, g, at(MET, from), dg, CANDIDATE * dgApart);
        }
    }

    @Override
    void endBack(float[] sums) {
        if (op.resetAfter) {
            op.addGradient(1, dSecondBias, sums, sumsAt + op.secondBiasSums());
        }
    }
}
