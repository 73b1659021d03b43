package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * What the threads of an LSTM or a GRU share: its sizes, its kernels cut gate from gate, their transposes, and where a
 * step stands in time.
 */
final class RecurrentOp extends Op {
    /** The longest vector that any machine has. */
    private static final int PADDING = 16;

    final Kernels kernels;
    final Recurrence spec;
    /** Whether a GRU's reset gate acts after the recurrent product. */
    final boolean resetAfter;

    final int time;
    final int channels;
    final int units;
    final int gates;
    /** The units with idle ones, which nobody reads, so that whole vectors of any length fit. */
    final int padded;

    /** (gate, channels, padded). */
    final float[] kernel;
    /** (gate, units, channels). */
    final float[] kernelTransposed;
    /** (gate, units, padded). */
    final float[] recurrent;
    /** (gate, units, padded), each gate's transposed. */
    final float[] recurrentTransposed;
    /** (gate, padded): what the gates' sums begin with. */
    final float[] bias;
    /** (padded): what a GRU's candidate adds to its recurrent product before the reset gate; else empty. */
    final float[] candidateBias;

    /** Where the recurrent kernel's sums begin after the kernel's, and the bias's after those. */
    final int recurrentSums;

    final int biasSums;

    /** Index of the layer in the spec, and its first mask's number. */
    final int layer;

    final int part;

    /** Columns of the kernels as the weights have them. */
    private final int columns;

    private final boolean lstm;
    private final boolean aligned;
    private final int weightsAt;
    private final int sums;

    /**
     * @param at where the layer's weights begin
     * @param layer its index in the spec, and {@code part} its first mask's number
     * @param aligned whether a backward layer's outputs are laid in the order of its inputs, as Bidirectional does
     */
    RecurrentOp(
            LayerSpec.Recurrent layerSpec, Shape input, Kernels kernels, int at, int layer, int part, boolean aligned) {
        super(layerSpec.output(List.of(input)).size());
        this.kernels = kernels;
        this.spec = layerSpec.recurrence();
        this.lstm = layerSpec instanceof LayerSpec.Lstm;
        this.resetAfter = layerSpec instanceof LayerSpec.Gru gru && gru.resetAfter();
        this.time = input.extent(0);
        this.channels = input.extent(1);
        this.units = spec.units();
        this.gates = layerSpec.gates();
        this.columns = gates * units;
        this.padded = (units + PADDING - 1) / PADDING * PADDING;
        this.kernel = new float[gates * channels * padded];
        this.kernelTransposed = new float[channels * columns];
        this.recurrent = new float[gates * units * padded];
        this.recurrentTransposed = new float[gates * units * padded];
        this.bias = new float[gates * padded];
        this.candidateBias = new float[resetAfter ? padded : 0];
        this.recurrentSums = channels * columns;
        this.biasSums = recurrentSums + units * columns;
        this.layer = layer;
        this.part = part;
        this.aligned = aligned;
        this.weightsAt = at;
        this.sums = biasSums + columns * (resetAfter ? 2 : 1);
    }

    @Override
    void prepare(float[] weights) {
        int recurrentAt = weightsAt + recurrentSums;
        int biasAt = weightsAt + biasSums;
        cut(channels, weights, weightsAt, kernel);
        cut(units, weights, recurrentAt, recurrent);
        Transpose.copy(channels, columns, weights, weightsAt, kernelTransposed, 0);
        for (int row = 0; row < columns; row++) {
            for (int j = 0; j < units; j++) {
                recurrentTransposed[row * padded + j] = weights[recurrentAt + j * columns + row];
            }
        }
        cut(1, weights, biasAt, bias);
        if (resetAfter) {
            int second = biasAt + columns;
            for (int j = 0; j < 2 * units; j++) {
                bias[j / units * padded + j % units] += weights[second + j];
            }
            System.arraycopy(weights, second + 2 * units, candidateBias, 0, units);
        }
    }

    /** A kernel's columns gate after gate, so that each gate's product reads memory in one piece. */
    private void cut(int rows, float[] weights, int at, float[] to) {
        for (int gate = 0; gate < gates; gate++) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(weights, at + r * columns + gate * units, to, (gate * rows + r) * padded, units);
            }
        }
    }

    /** The way back of such a cut: adds a gradient (gate, rows, padded) to the sums of (rows, columns) from {@code at}. */
    void addGradient(int rows, float[] gradient, float[] to, int at) {
        for (int gate = 0; gate < gates; gate++) {
            for (int r = 0; r < rows; r++) {
                int from = (gate * rows + r) * padded;
                kernels.addColumns(1, units, gradient, from, 0, to, at + r * columns + gate * units);
            }
        }
    }

    /** Where a GRU's second bias's sums begin. */
    int secondBiasSums() {
        return biasSums + columns;
    }

    @Override
    int rows() {
        return spec.returnSequences() ? time : 1;
    }

    @Override
    boolean causal() {
        return !spec.backwards();
    }

    @Override
    boolean drops() {
        return spec.dropout() > 0 || spec.recurrentDropout() > 0;
    }

    @Override
    int sums() {
        return sums;
    }

    @Override
    void settle(float[] total, int from, float[] values, float[] gradient) {
        System.arraycopy(total, from, gradient, weightsAt, sums);
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return lstm ? new LstmRun(this, inputs[0], sumsAt, group) : new GruRun(this, inputs[0], sumsAt, group);
    }

    /** Which way a step goes: 1, or −1 backwards. */
    int direction() {
        return spec.backwards() ? -1 : 1;
    }

    /** Where in time the q-th step stands. */
    int time(int q) {
        return spec.backwards() ? time - 1 - q : q;
    }

    /** Where in the output of sequences the q-th step goes. */
    int place(int q) {
        return aligned ? time(q) : q;
    }
}
