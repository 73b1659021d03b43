package io.ichnite.nn;

import java.util.Arrays;

/**
 * One thread's half of a recurrent layer. Steps lie in the order of reading, the group's samples side by side in each, and
 * gates apart from each other, so that what is done to a step is done to one piece of memory. The products that need not
 * wait for each other, those with the inputs and the kernels' gradients, are taken over a block of steps while it is in
 * the caches.
 */
abstract class RecurrentRun extends Op.Run {
    /** Rows (steps by samples) of a block: with 64 units as many as fill half a first-level cache. */
    private static final int BLOCK_ROWS = 64;

    final RecurrentOp op;
    final int units;
    /** (gate, step, sample, units): sums, then activated gates, then their derivatives by the sums. */
    final float[] g;
    /** How far one gate's numbers stand from the next one's. */
    final int apart;
    /** (step + 1, sample, units): what was put out; row 0 is what the first step finds. */
    final float[] h;
    /** (step + 1, sample, units) of a block: the derivatives by {@code h}; row 0 is for the block before. */
    float[] dh = {};

    final StepMask recurrentMask;

    /** Samples of this pass. */
    int rows;
    /** Numbers of a step: samples by units. */
    int width;

    private final Op.Run input;
    private final int sumsAt;
    private final int blockRows;
    private final StepMask inputMask;
    /** (step, sample, channels) of a block: the inputs in the order of reading. */
    private final float[] x;
    /** The inputs or the outputs of a block under a mask. */
    private final float[] masked;
    /** (part, sample, units): the outputs of a step under each mask. */
    private final float[] maskedStep;

    private float[] dx = {};
    private float[] unmasked = {};
    private float[] unmaskedStep = {};

    RecurrentRun(RecurrentOp op, Op.Run input, int sumsAt, int group) {
        super(group * op.size);
        this.op = op;
        this.units = op.units;
        this.input = input;
        this.sumsAt = sumsAt;
        this.apart = op.time * group * units;
        this.g = new float[op.gates * apart];
        this.h = new float[(op.time + 1) * group * units];
        int parts = op.spec.maskPerGate() ? op.gates : 1;
        this.inputMask = new StepMask(op.layer, op.part, op.spec.dropout(), op.channels, parts, group);
        this.recurrentMask = new StepMask(op.layer, op.part + 1, op.spec.recurrentDropout(), units, parts, group);
        this.blockRows = Math.max(BLOCK_ROWS, group);
        this.x = new float[blockRows * op.channels];
        this.masked = new float[blockRows * Math.max(op.channels, units)];
        this.maskedStep = new float[parts * group * units];
    }

    /** Before the first step: its state is zero, as what it finds in h is. */
    abstract void start();

    /** Steps from the {@code from}-th to before the {@code to}-th: from sums of the inputs in g to outputs in h. */
    abstract void steps(int from, int to);

    /** Steps back through a block, from dh to derivatives by the sums in g, adding to dh of the step before. */
    abstract void stepsBack(int from, int to);

    /** Adds the gradients of the recurrent kernel, and of what else only a step knows, over a block. */
    abstract void recurrentGradients(int from, int to, float[] sums);

    /** Before the first step back. */
    abstract void startBack();

    @Override
    final void forward(Pass pass) {
        rows = pass.rows();
        width = rows * units;
        inputMask.draw(pass);
        recurrentMask.draw(pass);
        Arrays.fill(h, 0, width, 0f);
        start();
        walk(0);
        emit();
    }

    /** Walks from a step to the end; what that step finds stands in row {@code from} of the states. */
    private void walk(int from) {
        int block = blockRows / rows;
        for (int q = from; q < op.time; q += block) {
            int to = Math.min(op.time, q + block);
            project(q, to);
            steps(q, to);
        }
    }

    /** Where in g a gate's numbers of a step begin. */
    final int at(int gate, int q) {
        return gate * apart + q * width;
    }

    /** g = bias + inputs · kernel over a block. */
    private void project(int from, int to) {
        gather(from, to);
        int n = (to - from) * rows;
        for (int gate = 0; gate < op.gates; gate++) {
            repeat(op.bias, gate * units, units, n, g, at(gate, from));
            float[] a = x;
            if (inputMask.on()) {
                a = masked;
                if (gate < inputMask.parts()) {
                    mask(inputMask, gate, to - from, rows * op.channels, x, 0);
                }
            }
            int kernelAt = gate * op.channels * units;
            op.kernels.multiply(
                    n, units, op.channels, a, 0, op.channels, op.kernel, kernelAt, units, g, at(gate, from), units);
        }
    }

    private void gather(int from, int to) {
        int channels = op.channels;
        for (int s = 0; s < rows; s++) {
            for (int q = from; q < to; q++) {
                int row = (q - from) * rows + s;
                System.arraycopy(input.y, (s * op.time + op.time(q)) * channels, x, row * channels, channels);
            }
        }
    }

    /** to = {@code times} times the {@code n} numbers from {@code from0}, by copies twice as long each time. */
    static void repeat(float[] from, int from0, int n, int times, float[] to, int at) {
        System.arraycopy(from, from0, to, at, n);
        for (int done = n; done < n * times; done *= 2) {
            System.arraycopy(to, at, to, at + done, Math.min(done, n * times - done));
        }
    }

    private void mask(StepMask mask, int gate, int steps, int n, float[] from, int from0) {
        op.kernels.multiplyRows(steps, n, from, from0, n, mask.factors(), mask.at(gate), 0, masked, 0, n);
    }

    /** Makes ready what {@link #addRecurrent} reads: what the q-th step finds, under its masks. */
    final void maskStep(int q) {
        if (recurrentMask.on()) {
            float[] factors = recurrentMask.factors();
            int parts = recurrentMask.parts();
            op.kernels.multiplyRows(parts, width, h, q * width, 0, factors, 0, width, maskedStep, 0, width);
        }
    }

    /** What the q-th step finds, under a gate's mask: an array, and where it begins. */
    final float[] found() {
        return recurrentMask.on() ? maskedStep : h;
    }

    final int foundAt(int gate, int q) {
        return recurrentMask.on() ? recurrentMask.at(gate) : q * width;
    }

    /** to += what the q-th step finds · the recurrent kernel of a gate. */
    final void addRecurrent(int gate, int q, float[] to, int at) {
        addRecurrent(gate, found(), foundAt(gate, q), to, at);
    }

    final void addRecurrent(int gate, float[] from, int from0, float[] to, int at) {
        int recurrentAt = gate * units * units;
        op.kernels.multiply(rows, units, units, from, from0, units, op.recurrent, recurrentAt, units, to, at, units);
    }

    private void emit() {
        for (int s = 0; s < rows; s++) {
            if (op.spec.returnSequences()) {
                for (int q = 0; q < op.time; q++) {
                    int to = (s * op.time + op.place(q)) * units;
                    System.arraycopy(h, (q + 1) * width + s * units, y, to, units);
                }
            } else {
                System.arraycopy(h, op.time * width + s * units, y, s * units, units);
            }
        }
    }

    @Override
    final void backward(Pass pass, float[] sums) {
        if (dh.length == 0) {
            openBack();
        }
        startBack();
        Arrays.fill(dh, 0, width, 0f);
        int block = blockRows / rows;
        for (int to = op.time; to > 0; to -= block) {
            int from = Math.max(0, to - block);
            upstream(from, to);
            stepsBack(from, to);
            recurrentGradients(from, to, sums);
            inputGradients(from, to, sums);
        }
    }

    private void openBack() {
        dh = new float[(blockRows + h.length / (op.time + 1)) * units];
        dx = new float[x.length];
        unmasked = new float[x.length];
        unmaskedStep = new float[maskedStep.length];
    }

    /** dh = what comes from above, and at the block's end what its first row got from the block after. */
    private void upstream(int from, int to) {
        System.arraycopy(dh, 0, dh, (to - from) * width, width);
        Arrays.fill(dh, 0, (to - from) * width, 0f);
        for (int s = 0; s < rows; s++) {
            if (op.spec.returnSequences()) {
                for (int q = from; q < to; q++) {
                    int at = (s * op.time + op.place(q)) * units;
                    op.kernels.addColumns(1, units, dy, at, 0, dh, (q + 1 - from) * width + s * units);
                }
            } else if (to == op.time) {
                op.kernels.addColumns(1, units, dy, s * units, 0, dh, (to - from) * width + s * units);
            }
        }
    }

    /**
     * Adds to dh from {@code at} what comes back through the recurrent kernels of gates {@code first} to {@code last} − 1.
     *
     * @param d the derivatives by their sums from {@code d0}, {@link #apart} from gate to gate
     */
    final void addBack(int first, int last, float[] d, int d0, int at) {
        if (!recurrentMask.on()) {
            for (int gate = first; gate < last; gate++) {
                addBack(gate, d, d0 + (gate - first) * apart, dh, at);
            }
            return;
        }
        int begin = recurrentMask.at(first);
        int parts = recurrentMask.part(last - 1) - recurrentMask.part(first) + 1;
        Arrays.fill(unmaskedStep, 0, parts * width, 0f);
        for (int gate = first; gate < last; gate++) {
            addBack(gate, d, d0 + (gate - first) * apart, unmaskedStep, recurrentMask.at(gate) - begin);
        }
        float[] factors = recurrentMask.factors();
        op.kernels.addMultipliedRows(parts, width, unmaskedStep, 0, width, factors, begin, width, dh, at, 0);
    }

    final void addBack(int gate, float[] d, int d0, float[] to, int to0) {
        int from = gate * units * units;
        op.kernels.multiply(rows, units, units, d, d0, units, op.recurrentTransposed, from, units, to, to0, units);
    }

    /** Adds a gate's part of the recurrent kernel's gradient over a block. */
    final void addRecurrentGradient(int gate, int from, int to, float[] d, int d0, float[] sums) {
        float[] a = h;
        int a0 = from * width;
        if (recurrentMask.on()) {
            mask(recurrentMask, gate, to - from, width, h, a0);
            a = masked;
            a0 = 0;
        }
        addRecurrentGradient(gate, (to - from) * rows, a, a0, d, d0, sums);
    }

    final void addRecurrentGradient(int gate, int n, float[] a, int a0, float[] d, int d0, float[] sums) {
        int at = sumsAt + op.recurrentSums + gate * units;
        op.kernels.multiplyTransposed(units, units, n, a, a0, units, d, d0, units, sums, at, op.columns);
    }

    /** Adds to the sums of a bias; {@code which} counts gates, and goes on with a second bias's. */
    final void addBias(int which, int n, float[] d, int d0, float[] sums) {
        op.kernels.addColumns(n, units, d, d0, units, sums, sumsAt + op.biasSums + which * units);
    }

    private void inputGradients(int from, int to, float[] sums) {
        gather(from, to);
        int n = (to - from) * rows;
        int channels = op.channels;
        Arrays.fill(dx, 0, n * channels, 0f);
        for (int gate = 0; gate < op.gates; gate++) {
            int d0 = at(gate, from);
            addBias(gate, n, g, d0, sums);
            boolean drawn = inputMask.on() && gate < inputMask.parts();
            if (drawn) {
                mask(inputMask, gate, to - from, rows * channels, x, 0);
                Arrays.fill(unmasked, 0, n * channels, 0f);
            }
            float[] a = inputMask.on() ? masked : x;
            op.kernels.multiplyTransposed(
                    channels, units, n, a, 0, channels, g, d0, units, sums, sumsAt + gate * units, op.columns);
            float[] back = inputMask.on() ? unmasked : dx;
            int kernelAt = gate * units * channels;
            op.kernels.multiply(
                    n, channels, units, g, d0, units, op.kernelTransposed, kernelAt, channels, back, 0, channels);
            if (inputMask.on() && (inputMask.parts() > 1 || gate == op.gates - 1)) {
                int step = rows * channels;
                op.kernels.addMultipliedRows(
                        to - from, step, unmasked, 0, step, inputMask.factors(), inputMask.at(gate), 0, dx, 0, step);
            }
        }
        for (int s = 0; s < rows; s++) {
            for (int q = from; q < to; q++) {
                int row = ((q - from) * rows + s) * channels;
                op.kernels.addColumns(1, channels, dx, row, 0, input.dy, (s * op.time + op.time(q)) * channels);
            }
        }
    }
}
