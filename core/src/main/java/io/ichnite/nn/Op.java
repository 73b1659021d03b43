package io.ichnite.nn;

import org.jspecify.annotations.Nullable;

/**
 * One step of a plan, ready to run: what all threads share between two updates of the weights. Changes only in
 * {@link #prepare}.
 */
abstract class Op {
    /** How many numbers one sample's output has. */
    final int size;

    Op(int size) {
        this.size = size;
    }

    /**
     * Which rows of its input a row of its output depends on, where it is a function of these alone, and the same one wherever
     * all lie inside; null where it is not so.
     */
    @Nullable
    Taps taps() {
        return null;
    }

    /** How many rows one sample's output has. */
    int rows() {
        Taps taps = taps();
        return taps == null ? 1 : taps.windows();
    }

    /** How many numbers a row has. */
    final int width() {
        return size / rows();
    }

    /** How many neighbouring rows are computed together, so that they round differently in another company. */
    int tile() {
        return 1;
    }

    /** Whether a row depends on all rows up to its own, and on none behind it. */
    boolean causal() {
        return false;
    }

    /** Whether in training it makes alike samples differ, by what it drops. */
    boolean drops() {
        return false;
    }

    /** Whether it reads the network's integers piece by piece, by {@link Pass#read}, so that nobody has to hold them all. */
    boolean streams() {
        return false;
    }

    /** Derives what depends on the weights alone; called after every change of them. */
    void prepare(float[] weights) {}

    /** How many numbers its gradients are summed up in. */
    int sums() {
        return 0;
    }

    /** Turns the batch's sums (from {@code at}) into gradients of the weights, written to their places. */
    void settle(float[] sums, int at, float[] weights, float[] gradient) {}

    /**
     * One thread's own buffers.
     *
     * @param inputs what it reads; null stands for the network's own integers
     * @param sumsAt where its sums begin
     */
    abstract Run open(Run[] inputs, int sumsAt, int group);

    /** An operation in one thread: values forwards, derivatives backwards, for one group of samples at a time. */
    abstract static class Run {
        /** (group, output): what the last forward gave. */
        final float[] y;
        /** (group, output): the derivative by it, summed up by those who read it; empty when only asked. */
        float[] dy = {};
        /** For each sample of the group, the first row of the output to compute; heeded by those that have {@link #taps}. */
        final int[] from = new int[Lane.MANY];
        /** The row after the last. */
        final int[] to = new int[Lane.MANY];

        Run(int numbers) {
            y = new float[numbers];
        }

        final void openGradients() {
            dy = new float[y.length];
        }

        abstract void forward(Pass pass);

        /** Takes over the state that another's only sample had before a row; only where the op is {@link #causal}. */
        void continueFrom(Run other, int row) {
            throw new IllegalStateException("has no state to continue from");
        }

        /** Adds to the inputs' {@code dy} and to {@code sums}; may overwrite its own {@code dy}. */
        abstract void backward(Pass pass, float[] sums);
    }
}
