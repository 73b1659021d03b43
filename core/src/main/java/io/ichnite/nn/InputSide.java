package io.ichnite.nn;

import java.util.Arrays;

/**
 * What a recurrent layer does with its inputs, over a block of steps at a time: the product with the kernel under the
 * inputs' mask, and back. Bound to no order of steps, so all samples and steps of a block are rows of one product for each
 * gate.
 */
final class InputSide {
    private final RecurrentOp op;
    private final Op.Run input;
    private final int sumsAt;
    private final StepMask mask;
    /** (step, sample, channels) of a block: the inputs under a mask, in the order of reading. */
    private final float[] masked;
    /** The same backwards, before the mask; empty until then. */
    private float[] unmasked = {};
    /** (gate, channels, padded) and (gate, padded): the gradients of kernel and bias. */
    private float[] dKernel = {};

    private float[] dBias = {};

    private int rows;

    /**
     * @param sumsAt where the layer's sums begin, the kernel's first
     * @param blockRows steps by samples of a block, at most
     */
    InputSide(RecurrentOp op, Op.Run input, int sumsAt, int parts, int blockRows, int group) {
        this.op = op;
        this.input = input;
        this.sumsAt = sumsAt;
        this.mask = new StepMask(op.layer, op.part, op.spec.dropout(), op.channels, op.channels, parts, group);
        this.masked = new float[blockRows * op.channels];
    }

    /** Makes ready for the samples of a pass. */
    void start(Pass pass) {
        rows = pass.rows();
        mask.draw(pass);
    }

    /** g = bias + inputs · kernel for steps {@code from} to {@code to} − 1; gate 0's begin at {@code at}. */
    void forward(int from, int to, float[] g, int at, int apart) {
        int n = (to - from) * rows;
        int width = op.padded;
        int channels = op.channels;
        for (int gate = 0; gate < op.gates; gate++) {
            int own = at + gate * apart;
            int kernelAt = gate * channels * width;
            repeat(op.bias, gate * width, width, n, g, own);
            maskInputs(gate, from, to);
            op.kernels.multiply(n, width, channels, masked, 0, channels, op.kernel, kernelAt, width, g, own, width);
        }
    }

    /** to = {@code times} times the {@code n} numbers from {@code from0}, by copies twice as long each time. */
    static void repeat(float[] from, int from0, int n, int times, float[] to, int at) {
        System.arraycopy(from, from0, to, at, n);
        for (int done = n; done < n * times; done *= 2) {
            System.arraycopy(to, at, to, at + done, Math.min(done, n * times - done));
        }
    }

    /** masked = a block's inputs for a gate, unless they are those of the gate before. */
    private void maskInputs(int gate, int from, int to) {
        int n = op.channels;
        for (int s = 0; s < rows && gate < mask.parts(); s++) {
            op.kernels.multiplyRows(
                    to - from,
                    n,
                    input.y,
                    inputAt(s, from),
                    op.direction() * n,
                    mask.factors(),
                    mask.at(gate) + s * n,
                    0,
                    masked,
                    s * n,
                    rows * n);
        }
    }

    private int inputAt(int s, int q) {
        return (s * op.time + op.time(q)) * op.channels;
    }

    /** Before the first block back. */
    void startBack() {
        if (unmasked.length == 0) {
            unmasked = new float[masked.length];
            dKernel = new float[op.kernel.length];
            dBias = new float[op.bias.length];
        }
        Arrays.fill(dKernel, 0f);
        Arrays.fill(dBias, 0f);
    }

    /**
     * Adds to the gradients of kernel and bias and to the inputs' derivatives for steps {@code from} to {@code to} − 1.
     *
     * @param dg the derivatives by the gates' sums, gate 0's from 0
     */
    void backward(int from, int to, float[] dg, int apart) {
        int n = (to - from) * rows;
        int width = op.padded;
        int channels = op.channels;
        for (int gate = 0; gate < op.gates; gate++) {
            int d0 = gate * apart;
            int at = gate * channels * width;
            int kernelAt = gate * op.units * channels;
            op.kernels.addColumns(n, width, dg, d0, width, dBias, gate * width);
            maskInputs(gate, from, to);
            op.kernels.multiplyTransposed(channels, width, n, masked, 0, channels, dg, d0, width, dKernel, at, width);
            if (gate < mask.parts()) {
                Arrays.fill(unmasked, 0, n * channels, 0f);
            }
            op.kernels.multiply(
                    n,
                    channels,
                    op.units,
                    dg,
                    d0,
                    width,
                    op.kernelTransposed,
                    kernelAt,
                    channels,
                    unmasked,
                    0,
                    channels);
            if (mask.parts() > 1 || gate == op.gates - 1) {
                addMasked(gate, from, to);
            }
        }
    }

    /** After the last block back: adds the gradients to the sums. */
    void endBack(float[] sums) {
        op.addGradient(op.channels, dKernel, sums, sumsAt);
        op.addGradient(1, dBias, sums, sumsAt + op.biasSums);
    }

    /** Adds what a gate gave back, under its mask, to the inputs' derivatives. */
    private void addMasked(int gate, int from, int to) {
        int n = op.channels;
        for (int s = 0; s < rows; s++) {
            op.kernels.addMultipliedRows(
                    to - from,
                    n,
                    unmasked,
                    s * n,
                    rows * n,
                    mask.factors(),
                    mask.at(gate) + s * n,
                    0,
                    input.dy,
                    inputAt(s, from),
                    op.direction() * n);
        }
    }
}
