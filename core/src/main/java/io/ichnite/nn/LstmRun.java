package io.ichnite.nn;

import io.ichnite.tensor.Curve;
import java.util.Arrays;

/**
 * An LSTM's steps, all samples of the group at once: i, f, z, o = gates of (x W + h₋ U + b), c = f c₋ + i z, h = o t(c).
 * Dropout's masks on h₋ are constant over time; each gate reads an h₋ masked for that gate.
 */
final class LstmRun extends RecurrentRun {
    private static final int GATES = 4;

    private final Curve gate;
    private final Curve cell;
    /** (step + 1, sample, padded): the second of the states, which stays inside. */
    private final float[] c;

    private float[] dc = {};

    LstmRun(RecurrentOp op, Op.Run input, int sumsAt, int group) {
        super(op, GATES + 1, 2, input, sumsAt, group);
        this.gate = Activations.curve(op.spec.recurrentActivation());
        this.cell = Activations.curve(op.spec.activation());
        this.c = states[1];
    }

    @Override
    void steps(int from, int to) {
        for (int q = from; q < to; q++) {
            find(q);
            for (int k = 0; k < GATES; k++) {
                addRecurrent(k, found, recurrentMask.at(k), g, at(k, q));
            }
            op.kernels.lstmStep(gate, cell, width, g, at(0, q), apart, c, h, (q + 1) * width);
        }
    }

    @Override
    void startBack() {
        if (dc.length == 0) {
            dc = new float[h.length / (op.time + 1)];
        }
        Arrays.fill(dc, 0f);
    }

    @Override
    void stepsBack(int from, int to) {
        for (int q = to - 1; q >= from; q--) {
            int before = (q - from) * width;
            int own = before + width;
            op.kernels.lstmStepBack(
                    gate, cell, width, g, at(0, q), apart, c, (q + 1) * width, dh, own, dc, dg, before, dgApart);
            addBack(0, GATES, dg, before, before);
        }
    }

    @Override
    void recurrentGradients(int from, int to) {
        for (int k = 0; k < GATES; k++) {
            addRecurrentGradient(k, from, to, dg, k * dgApart);
        }
    }
}
