package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * What LSTM and GRU share: the weights, their transposes, the product of all inputs with the kernel, and where a step
 * stands in time. Gates lie side by side in the columns.
 */
final class RecurrentOp extends Op {
    /** Time steps a block of the kernels' gradients, whose tile walks along time. */
    private static final int GRADIENT_BLOCK = 48;

    final Kernels kernels;
    final Recurrence spec;
    final boolean lstm;
    /** Whether a GRU's reset gate acts after the recurrent product. */
    final boolean resetAfter;

    final int time;
    final int channels;
    final int units;
    final int gates;
    /** Columns of the kernels. */
    final int columns;

    final int kernelAt;
    final int recurrentAt;
    final int biasAt;
    final float[] kernelTransposed;
    final float[] recurrentTransposed;
    float[] weights = {};

    private final int layer;
    private final int part;
    private final boolean aligned;
    private final int sums;

    /**
     * @param at where the layer's weights begin
     * @param layer its index in the spec, and {@code part} its first mask's number
     * @param aligned whether a backward layer's outputs are laid in the order of its inputs, as Bidirectional does
     */
    RecurrentOp(
            LayerSpec.Recurrent layerSpec, Shape input, Kernels kernels, int at, int layer, int part, boolean aligned) {
        super(layerSpec.output(java.util.List.of(input)).size());
        this.kernels = kernels;
        this.spec = layerSpec.recurrence();
        this.lstm = layerSpec instanceof LayerSpec.Lstm;
        this.resetAfter = layerSpec instanceof LayerSpec.Gru gru && gru.resetAfter();
        this.time = input.extent(0);
        this.channels = input.extent(1);
        this.units = spec.units();
        this.gates = layerSpec.gates();
        this.columns = gates * units;
        this.kernelAt = at;
        this.recurrentAt = at + channels * columns;
        this.biasAt = recurrentAt + units * columns;
        this.kernelTransposed = new float[channels * columns];
        this.recurrentTransposed = new float[units * columns];
        this.layer = layer;
        this.part = part;
        this.aligned = aligned;
        this.sums = channels * columns + units * columns + columns * (resetAfter ? 2 : 1);
    }

    @Override
    void prepare(float[] values) {
        weights = values;
        Transpose.copy(channels, columns, values, kernelAt, kernelTransposed, 0);
        Transpose.copy(units, columns, values, recurrentAt, recurrentTransposed, 0);
    }

    @Override
    int sums() {
        return sums;
    }

    @Override
    void settle(float[] total, int from, float[] values, float[] gradient) {
        System.arraycopy(total, from, gradient, kernelAt, sums);
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        return lstm ? new LstmRun(this, inputs[0], sumsAt, group) : new GruRun(this, inputs[0], sumsAt, group);
    }

    /** Where in time the q-th step stands. */
    int time(int q) {
        return spec.backwards() ? time - 1 - q : q;
    }

    /** Where in the output the step that stands at {@code t} goes. */
    int place(int t) {
        return spec.backwards() && !aligned ? time - 1 - t : t;
    }

    /** One thread's half of it: inputs times kernel, and back. */
    abstract static class RecurrentRun extends Run {
        final RecurrentOp op;
        final Run input;
        final int sumsAt;
        /** (group, time, gates · units): sums, then activated gates, then their derivatives by the sums. */
        final float[] g;
        /** (group, time, units): the outputs, in the order of the inputs. */
        final float[] h;

        /** (group, gate, units); null without recurrent dropout. */
        float @Nullable [] recurrentMask;
        /** (group, gate, channels); null without dropout. */
        private float @Nullable [] inputMask;

        private final float[] maskStore;
        private final float[] recurrentStore;
        private final float[] maskedKernel;

        RecurrentRun(RecurrentOp op, Run input, int sumsAt, int group) {
            super(group * op.size);
            this.op = op;
            this.input = input;
            this.sumsAt = sumsAt;
            this.g = new float[group * op.time * op.columns];
            this.h = new float[group * op.time * op.units];
            this.maskStore = new float[op.spec.dropout() > 0 ? group * op.gates * op.channels : 0];
            this.recurrentStore = new float[op.spec.recurrentDropout() > 0 ? group * op.columns : 0];
            this.maskedKernel = new float[Math.max(op.channels, op.units) * op.columns];
        }

        /** Steps through time, from sums of the inputs in {@code g} to outputs in {@code h}. */
        abstract void steps(int rows);

        /** Steps back, from {@code dy} to derivatives by the sums in {@code g}; adds to the recurrent kernel's sums. */
        abstract void stepsBack(int rows, float[] sums);

        @Override
        final void forward(Pass pass) {
            drawMasks(pass);
            int rows = pass.rows();
            for (int r = 0; r < rows * op.time; r++) {
                System.arraycopy(op.weights, op.biasAt, g, r * op.columns, op.columns);
            }
            if (inputMask == null) {
                project(0, rows * op.time, op.weights, op.kernelAt);
            } else {
                for (int s = 0; s < rows; s++) {
                    maskRows(inputMask, s, op.channels, op.weights, op.kernelAt, maskedKernel);
                    project(s * op.time, op.time, maskedKernel, 0);
                }
            }
            steps(rows);
            emit(rows);
        }

        private void project(int row, int rows, float[] kernel, int at) {
            op.kernels.multiply(
                    rows,
                    op.columns,
                    op.channels,
                    input.y,
                    row * op.channels,
                    op.channels,
                    kernel,
                    at,
                    op.columns,
                    g,
                    row * op.columns,
                    op.columns);
        }

        private void emit(int rows) {
            for (int s = 0; s < rows; s++) {
                if (op.spec.returnSequences()) {
                    for (int t = 0; t < op.time; t++) {
                        int from = (s * op.time + t) * op.units;
                        System.arraycopy(h, from, y, (s * op.time + op.place(t)) * op.units, op.units);
                    }
                } else {
                    int from = (s * op.time + op.time(op.time - 1)) * op.units;
                    System.arraycopy(h, from, y, s * op.units, op.units);
                }
            }
        }

        /** Adds to {@code d[at…]} what comes from above at the q-th step. */
        final void addUpstream(int s, int q, float[] d, int at) {
            int from;
            if (op.spec.returnSequences()) {
                from = (s * op.time + op.place(op.time(q))) * op.units;
            } else if (q == op.time - 1) {
                from = s * op.units;
            } else {
                return;
            }
            for (int j = 0; j < op.units; j++) {
                d[at + j] += dy[from + j];
            }
        }

        @Override
        final void backward(Pass pass, float[] sums) {
            int rows = pass.rows();
            stepsBack(rows, sums);
            int bias = sumsAt + op.biasAt - op.kernelAt;
            op.kernels.addColumns(rows * op.time, op.columns, g, 0, op.columns, sums, bias);
            for (int s = 0; s < rows; s++) {
                int x = s * op.time * op.channels;
                int d = s * op.time * op.columns;
                addProduct(inputMask, s, op.channels, op.columns, input.y, x, g, d, op.columns, op.time, sums, sumsAt);
                float[] kernel = op.kernelTransposed;
                if (inputMask != null) {
                    kernel = maskedKernel;
                    maskColumns(inputMask, s, op.kernelTransposed, kernel);
                }
                op.kernels.multiply(
                        op.time,
                        op.channels,
                        op.columns,
                        g,
                        d,
                        op.columns,
                        kernel,
                        0,
                        op.channels,
                        input.dy,
                        x,
                        op.channels);
            }
        }

        /**
         * sums += mask ⊙ aᵀ · b over {@code rows} time steps, for one sample; the masks of a kernel's inputs are constant
         * over time, so they can wait until the product is there.
         */
        final void addProduct(
                float @Nullable [] mask,
                int s,
                int inputs,
                int width,
                float[] a,
                int a0,
                float[] b,
                int b0,
                int ldb,
                int rows,
                float[] sums,
                int at) {
            float[] into = mask == null ? sums : maskedKernel;
            int place = mask == null ? at : 0;
            if (mask != null) {
                java.util.Arrays.fill(maskedKernel, 0, inputs * op.columns, 0f);
            }
            for (int t = 0; t < rows; t += GRADIENT_BLOCK) {
                int n = Math.min(GRADIENT_BLOCK, rows - t);
                op.kernels.multiplyTransposed(
                        inputs, width, n, a, a0 + t * inputs, inputs, b, b0 + t * ldb, ldb, into, place, op.columns);
            }
            if (mask != null) {
                for (int c = 0; c < inputs; c++) {
                    for (int j = 0; j < width; j++) {
                        int gate = j / op.units;
                        sums[at + c * op.columns + j] +=
                                maskedKernel[c * op.columns + j] * mask[(s * op.gates + gate) * inputs + c];
                    }
                }
            }
        }

        /** to[c][gate, j] = from[c][gate, j] · mask[gate][c]: masking a kernel's rows masks its inputs. */
        private void maskRows(float[] mask, int s, int inputs, float[] from, int from0, float[] to) {
            for (int c = 0; c < inputs; c++) {
                for (int gate = 0; gate < op.gates; gate++) {
                    float factor = mask[(s * op.gates + gate) * inputs + c];
                    int at = c * op.columns + gate * op.units;
                    for (int j = 0; j < op.units; j++) {
                        to[at + j] = from[from0 + at + j] * factor;
                    }
                }
            }
        }

        /** The same for the transposed kernel. */
        private void maskColumns(float[] mask, int s, float[] from, float[] to) {
            for (int r = 0; r < op.columns; r++) {
                int place = (s * op.gates + r / op.units) * op.channels;
                for (int c = 0; c < op.channels; c++) {
                    to[r * op.channels + c] = from[r * op.channels + c] * mask[place + c];
                }
            }
        }

        private void drawMasks(Pass pass) {
            inputMask = draw(pass, op.part, op.spec.dropout(), maskStore, op.channels);
            recurrentMask = draw(pass, op.part + 1, op.spec.recurrentDropout(), recurrentStore, op.units);
        }

        private float @Nullable [] draw(Pass pass, int part, float rate, float[] store, int width) {
            Masks masks = pass.masks();
            if (masks == null || rate == 0) {
                return null;
            }
            int all = op.gates * width;
            for (int s = 0; s < pass.rows(); s++) {
                int drawn = op.spec.maskPerGate() ? all : width;
                masks.fill(op.layer, part, pass.sample(s), rate, store, s * all, drawn);
                for (int at = drawn; at < all; at += width) {
                    System.arraycopy(store, s * all, store, s * all + at, width);
                }
            }
            return store;
        }
    }
}
