package io.ichnite.nn;

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

        Run(int numbers) {
            y = new float[numbers];
        }

        final void openGradients() {
            dy = new float[y.length];
        }

        abstract void forward(Pass pass);

        /** Adds to the inputs' {@code dy} and to {@code sums}; may overwrite its own {@code dy}. */
        abstract void backward(Pass pass, float[] sums);
    }
}
