package io.ichnite.nn;

import io.ichnite.tensor.Curve;
import java.util.Arrays;

/**
 * A GRU's steps: update z, reset r and candidate n, h = z h₋ + (1 − z) n. With the reset after the recurrent product, n =
 * tanh(x W + b + r (h₋ U + b′)); with it before, n = tanh(x W + b + (r h₋) U). Masks on h₋ as in an LSTM, one for each
 * gate.
 */
final class GruRun extends RecurrentOp.RecurrentRun {
    private final int units;
    private final int columns;
    private final int time;
    private final Curve gate;
    private final Curve cell;
    /** (group, time, units): what the reset gate meets: h₋ U + b′ after the product, r h₋ before it. */
    private final float[] reset;
    /** (group, time, gates · units): derivatives by the recurrent side's sums. */
    private final float[] dr;

    private final float[] masked;
    private final float[] dh;
    private final float[] carried;
    private final float[] scratch;

    GruRun(RecurrentOp op, Op.Run input, int sumsAt, int group) {
        super(op, input, sumsAt, group);
        this.units = op.units;
        this.columns = op.columns;
        this.time = op.time;
        this.gate = Activations.curve(op.spec.recurrentActivation());
        this.cell = Activations.curve(op.spec.activation());
        this.reset = new float[group * time * units];
        this.dr = new float[group * time * columns];
        this.masked = new float[units];
        this.dh = new float[units];
        this.carried = new float[units];
        this.scratch = new float[units];
    }

    /** masked = h₋ under the mask of gate {@code k}; zeros at the first step. */
    private void mask(int s, int q, int k) {
        if (q == 0) {
            Arrays.fill(masked, 0f);
            return;
        }
        int from = (s * time + op.time(q - 1)) * units;
        float[] mask = recurrentMask;
        int m = (s * op.gates + k) * units;
        for (int j = 0; j < units; j++) {
            masked[j] = mask == null ? h[from + j] : h[from + j] * mask[m + j];
        }
    }

    /** into[at…] += masked · the recurrent kernel's columns of gate {@code k}. */
    private void multiply(float[] vector, int k, float[] into, int at) {
        op.kernels.multiply(
                1, units, units, vector, 0, units, op.weights, op.recurrentAt + k * units, columns, into, at, units);
    }

    private float secondBias(int k, int j) {
        return op.resetAfter ? op.weights[op.biasAt + columns + k * units + j] : 0f;
    }

    @Override
    void steps(int rows) {
        for (int s = 0; s < rows; s++) {
            for (int q = 0; q < time; q++) {
                int row = s * time + op.time(q);
                int at = row * units;
                int z = row * columns;
                int r = z + units;
                int n = r + units;
                for (int k = 0; k < 2; k++) {
                    for (int j = 0; j < units; j++) {
                        g[z + k * units + j] += secondBias(k, j);
                    }
                    mask(s, q, k);
                    multiply(masked, k, g, z + k * units);
                }
                op.kernels.apply(gate, g, z, 2 * units);
                mask(s, q, 2);
                for (int j = 0; j < units; j++) {
                    reset[at + j] = op.resetAfter ? secondBias(2, j) : g[r + j] * masked[j];
                }
                if (op.resetAfter) {
                    multiply(masked, 2, reset, at);
                    for (int j = 0; j < units; j++) {
                        g[n + j] += g[r + j] * reset[at + j];
                    }
                } else {
                    System.arraycopy(reset, at, scratch, 0, units);
                    multiply(scratch, 2, g, n);
                }
                op.kernels.apply(cell, g, n, units);
                int before = q == 0 ? -1 : (s * time + op.time(q - 1)) * units;
                for (int j = 0; j < units; j++) {
                    float old = before < 0 ? 0f : h[before + j];
                    h[at + j] = g[z + j] * (old - g[n + j]) + g[n + j];
                }
            }
        }
    }

    @Override
    void stepsBack(int rows, float[] sums) {
        for (int s = 0; s < rows; s++) {
            Arrays.fill(carried, 0f);
            for (int q = time - 1; q >= 0; q--) {
                System.arraycopy(carried, 0, dh, 0, units);
                addUpstream(s, q, dh, 0);
                stepBack(s, q);
            }
            addGradients(s, sums);
        }
    }

    private void stepBack(int s, int q) {
        int row = s * time + op.time(q);
        int at = row * units;
        int z = row * columns;
        int r = z + units;
        int n = r + units;
        int before = q == 0 ? -1 : (s * time + op.time(q - 1)) * units;
        for (int j = 0; j < units; j++) {
            float old = before < 0 ? 0f : h[before + j];
            carried[j] = dh[j] * g[z + j];
            dr[z + j] = dh[j] * (old - g[n + j]);
            dr[n + j] = dh[j] * (1f - g[z + j]);
        }
        op.kernels.slope(cell, g, n, dr, n, units);
        if (op.resetAfter) {
            for (int j = 0; j < units; j++) {
                g[n + j] = dr[n + j];
                dr[r + j] = dr[n + j] * reset[at + j];
                dr[n + j] *= g[r + j];
            }
        } else {
            mask(s, q, 2);
            Arrays.fill(scratch, 0f);
            back(2, dr, n);
            for (int j = 0; j < units; j++) {
                g[n + j] = dr[n + j];
                dr[r + j] = scratch[j] * masked[j];
                // the candidate's way back to h₋ goes through the reset gate, then the mask
                carried[j] += scratch[j] * g[r + j] * factor(s, 2, j);
            }
        }
        op.kernels.slope(gate, g, z, dr, z, 2 * units);
        System.arraycopy(dr, z, g, z, 2 * units);
        for (int k = 0; k < (op.resetAfter ? 3 : 2); k++) {
            Arrays.fill(scratch, 0f);
            back(k, dr, z + k * units);
            for (int j = 0; j < units; j++) {
                carried[j] += scratch[j] * factor(s, k, j);
            }
        }
    }

    private float factor(int s, int k, int j) {
        float[] mask = recurrentMask;
        return mask == null ? 1f : mask[(s * op.gates + k) * units + j];
    }

    /** scratch += d[at…] · the transposed recurrent kernel of gate {@code k}. */
    private void back(int k, float[] d, int at) {
        op.kernels.multiply(
                1, units, units, d, at, units, op.recurrentTransposed, k * units * units, units, scratch, 0, units);
    }

    private void addGradients(int s, float[] sums) {
        int at = sumsAt + op.recurrentAt - op.kernelAt;
        if (op.resetAfter) {
            int bias = sumsAt + op.biasAt - op.kernelAt + columns;
            op.kernels.addColumns(time, columns, dr, s * time * columns, columns, sums, bias);
        } else {
            op.kernels.multiplyTransposed(
                    units,
                    units,
                    time,
                    reset,
                    s * time * units,
                    units,
                    dr,
                    s * time * columns + 2 * units,
                    columns,
                    sums,
                    at + 2 * units,
                    columns);
        }
        if (time > 1) {
            int a = (s * time + (op.spec.backwards() ? 1 : 0)) * units;
            int b = (s * time + (op.spec.backwards() ? 0 : 1)) * columns;
            int width = op.resetAfter ? columns : 2 * units;
            addProduct(recurrentMask, s, units, width, h, a, dr, b, columns, time - 1, sums, at);
        }
    }
}
