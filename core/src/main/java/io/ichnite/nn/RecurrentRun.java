package io.ichnite.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One thread's half of a recurrent layer. Steps lie in the order of reading, the group's samples side by side in each, and
 * gates apart from each other, so that what is done to a step is done to one piece of memory. The products that need not
 * wait for each other, those with the inputs and the kernels' gradients, are taken over a block of steps while it is in
 * the caches.
 */
abstract class RecurrentRun extends Op.Run {
    /** Rows (steps by samples) of a block: whole tiles of four and of six, and with 64 units 24 KB for each gate. */
    private static final int BLOCK_ROWS = 96;
    /** Floats in a page of memory. */
    private static final int PAGE = 1024;

    /**
     * Below it (2⁻⁸⁰) a derivative that goes back through time is zero. No sum whose terms reach 2⁻⁵⁶ would be changed by it,
     * while its products soon are denormal, which many processors are slow at. Zeros are not sent further.
     */
    private static final float FAINT = 0x1p-80f;

    final RecurrentOp op;
    /** Numbers of a sample's step: the units, and idle ones. */
    final int padded;
    /**
     * (plane, step, sample, padded), a plane for each gate and more as a layer likes: sums, then activated gates. Of one block
     * of steps, as long as nobody asks for derivatives.
     */
    float[] g;
    /** How far one gate's numbers stand from the next one's in g. */
    int apart;
    /** Each (step + 1, sample, padded): what goes from step to step. Row 0 is what the first step finds. */
    final float[][] states;
    /** The first of them: what was put out. */
    final float[] h;
    /** (gate, step, sample, padded) of a block: the derivatives by the gates' sums. */
    float[] dg = {};
    /** How far one gate's numbers stand from the next one's in dg. */
    final int dgApart;
    /** (step + 1, sample, padded) of a block: the derivatives by h; row 0 is for the block before. */
    float[] dh = {};

    final StepMask recurrentMask;
    /** (part, sample, padded): what a step finds, under each mask. */
    final float[] found;

    /** Samples of this pass. */
    int rows;
    /** Numbers of a step: samples by {@link #padded}. */
    int width;

    /** Where the layer's sums begin. */
    final int sumsAt;

    private final int blockRows;
    private final int planes;
    private final InputSide inputs;
    /** (step, sample, padded) of a block: what the steps find, under a mask. */
    private final float[] masked;
    /** (part, sample, padded): what comes back to a step, before the masks. */
    private float[] unmasked = {};
    /** (gate, units, padded): the gradient of the recurrent kernel. */
    private float[] dRecurrent = {};

    /** Whether g has room for all steps. */
    private boolean keeps;
    /** The step that g begins with. */
    private int first;

    /** The run whose only sample's states to go on from, and the step to begin with. */
    private @Nullable RecurrentRun before;

    private int begin;

    /**
     * @param planes numbers that a step keeps for each unit, the gates' first
     * @param states how many numbers go from step to step for each unit, the output first
     */
    RecurrentRun(RecurrentOp op, int planes, int states, Op.Run input, int sumsAt, int group) {
        super(group * op.size);
        this.op = op;
        this.padded = op.padded;
        this.sumsAt = sumsAt;
        this.blockRows = Math.max(BLOCK_ROWS, group);
        this.planes = planes;
        this.dgApart = offPage(blockRows * padded);
        this.apart = dgApart;
        this.g = new float[planes * apart];
        this.states = new float[states][(op.time + 1) * group * padded];
        this.h = this.states[0];
        int parts = op.spec.maskPerGate() ? op.gates : 1;
        this.inputs = new InputSide(op, input, sumsAt, parts, blockRows, group);
        this.recurrentMask =
                new StepMask(op.layer, op.part + 1, op.spec.recurrentDropout(), op.units, padded, parts, group);
        this.masked = new float[blockRows * padded];
        this.found = new float[parts * group * padded];
    }

    /** At least {@code n}, and a quarter of a page off whole pages, as a store delays loads a whole page apart. */
    private static int offPage(int n) {
        return (n + PAGE - 1) / PAGE * PAGE + PAGE / 4;
    }

    /** Steps from the {@code from}-th to before the {@code to}-th: from sums of the inputs in g to outputs in h. */
    abstract void steps(int from, int to);

    /** Before the first step back. */
    abstract void startBack();

    /** After the last step back: adds to the sums what the base class does not know of. */
    void endBack(float[] sums) {}

    /** Steps back through a block, from dh to dg, adding to dh of the step before. */
    abstract void stepsBack(int from, int to);

    /** Adds the gradients of the recurrent kernel, and of what else only a step knows, over a block. */
    abstract void recurrentGradients(int from, int to);

    @Override
    final void forward(Pass pass) {
        rows = pass.rows();
        width = rows * padded;
        inputs.start(pass);
        recurrentMask.draw(pass);
        start();
        walk(begin);
        begin = 0;
        before = null;
    }

    @Override
    final void continueFrom(Op.Run other, int row) {
        before = (RecurrentRun) other;
        begin = row;
    }

    /** What the first step finds: zeros, or what another's only sample has come to by then. */
    private void start() {
        for (int k = 0; k < states.length; k++) {
            if (before == null) {
                Arrays.fill(states[k], 0, width, 0f);
                continue;
            }
            for (int s = 0; s < rows; s++) {
                System.arraycopy(before.states[k], begin * padded, states[k], begin * width + s * padded, padded);
            }
        }
    }

    private void walk(int from) {
        int block = blockRows / rows;
        for (int q = from; q < op.time; q += block) {
            int to = Math.min(op.time, q + block);
            first = keeps ? 0 : q;
            inputs.forward(q, to, g, at(0, q), apart);
            steps(q, to);
            emit(q, to);
        }
        for (int s = 0; s < rows && !op.spec.returnSequences(); s++) {
            System.arraycopy(h, op.time * width + s * padded, y, s * op.units, op.units);
        }
    }

    /** Where in g a plane's numbers of a step begin. */
    final int at(int plane, int q) {
        return plane * apart + (q - first) * width;
    }

    private void emit(int from, int to) {
        for (int s = 0; s < rows && op.spec.returnSequences(); s++) {
            for (int q = from; q < to; q++) {
                int at = (s * op.time + op.place(q)) * op.units;
                System.arraycopy(h, (q + 1) * width + s * padded, y, at, op.units);
            }
        }
    }

    /** found = what the q-th step finds, under its masks. */
    final void find(int q) {
        float[] factors = recurrentMask.factors();
        int parts = recurrentMask.parts();
        op.kernels.multiplyRows(parts, width, h, q * width, 0, factors, 0, width, found, 0, width);
    }

    /** to += a step's numbers · the recurrent kernel of a gate. */
    final void addRecurrent(int gate, float[] from, int from0, float[] to, int at) {
        int recurrentAt = gate * op.units * padded;
        op.kernels.multiply(
                rows, padded, op.units, from, from0, padded, op.recurrent, recurrentAt, padded, to, at, padded);
    }

    @Override
    final void backward(Pass pass, float[] sums) {
        if (!keeps) {
            keeps = true;
            apart = offPage(h.length);
            g = new float[planes * apart];
            // the first pass of all that has to go back: once more, now keeping what that needs
            forward(pass);
            dh = new float[blockRows * padded + h.length / (op.time + 1)];
            dg = new float[op.gates * dgApart];
            unmasked = new float[found.length];
            dRecurrent = new float[op.recurrent.length];
        }
        Arrays.fill(dh, 0, width, 0f);
        Arrays.fill(dRecurrent, 0f);
        inputs.startBack();
        startBack();
        int block = blockRows / rows;
        for (int to = op.time; to > 0; to -= block) {
            int from = Math.max(0, to - block);
            upstream(from, to);
            if (isZero(dh, (to - from + 1) * width) && isZero(carried(), carried().length)) {
                continue;
            }
            stepsBack(from, to);
            recurrentGradients(from, to);
            inputs.backward(from, to, dg, dgApart);
            dropFaint(dh, width);
            dropFaint(carried(), carried().length);
        }
        inputs.endBack(sums);
        op.addGradient(op.units, dRecurrent, sums, sumsAt + op.recurrentSums);
        endBack(sums);
    }

    /** What flows back through time beside dh. */
    abstract float[] carried();

    private static boolean isZero(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            if (x[i] != 0f) {
                return false;
            }
        }
        return true;
    }

    private static void dropFaint(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            if (Math.abs(x[i]) < FAINT) {
                x[i] = 0f;
            }
        }
    }

    /** dh = what comes from above, and at the block's end what its first row got from the block after. */
    private void upstream(int from, int to) {
        System.arraycopy(dh, 0, dh, (to - from) * width, width);
        Arrays.fill(dh, 0, (to - from) * width, 0f);
        for (int s = 0; s < rows; s++) {
            if (op.spec.returnSequences()) {
                for (int q = from; q < to; q++) {
                    int at = (s * op.time + op.place(q)) * op.units;
                    op.kernels.addColumns(1, op.units, dy, at, 0, dh, (q + 1 - from) * width + s * padded);
                }
            } else if (to == op.time) {
                op.kernels.addColumns(1, op.units, dy, s * op.units, 0, dh, (to - from) * width + s * padded);
            }
        }
    }

    /**
     * Adds to dh from {@code at} what comes back through the recurrent kernels of gates {@code first} to {@code last} − 1.
     *
     * @param d the derivatives by their sums from {@code d0}, {@link #dgApart} from gate to gate
     */
    final void addBack(int first, int last, float[] d, int d0, int at) {
        int begin = recurrentMask.at(first);
        int parts = Math.min(last - first, recurrentMask.parts());
        Arrays.fill(unmasked, 0, parts * width, 0f);
        for (int gate = first; gate < last; gate++) {
            addBack(gate, d, d0 + (gate - first) * dgApart, unmasked, recurrentMask.at(gate) - begin);
        }
        float[] factors = recurrentMask.factors();
        op.kernels.addMultipliedRows(parts, width, unmasked, 0, width, factors, begin, width, dh, at, 0);
    }

    /** to += a step's derivatives by a gate's recurrent sums · that gate's transposed kernel, before the mask. */
    final void addBack(int gate, float[] d, int d0, float[] to, int to0) {
        int from = gate * op.units * padded;
        op.kernels.multiply(
                rows, padded, op.units, d, d0, padded, op.recurrentTransposed, from, padded, to, to0, padded);
    }

    /** Adds a gate's part of the recurrent kernel's gradient over a block; gates come first to last. */
    final void addRecurrentGradient(int gate, int from, int to, float[] d, int d0) {
        if (gate < recurrentMask.parts()) {
            float[] factors = recurrentMask.factors();
            int at = recurrentMask.at(gate);
            op.kernels.multiplyRows(to - from, width, h, from * width, width, factors, at, 0, masked, 0, width);
        }
        addRecurrentGradient(gate, (to - from) * rows, masked, 0, d, d0);
    }

    /** The same where the kernel's inputs are at hand, {@code n} rows of them. */
    final void addRecurrentGradient(int gate, int n, float[] a, int a0, float[] d, int d0) {
        int at = gate * op.units * padded;
        op.kernels.multiplyTransposed(op.units, padded, n, a, a0, padded, d, d0, padded, dRecurrent, at, padded);
    }
}
