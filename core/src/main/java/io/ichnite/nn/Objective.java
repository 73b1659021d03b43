package io.ichnite.nn;

/** What a network's outputs ought to be: turns them into a loss and the derivative to send back. Thread-safe. */
public interface Objective {
    /**
     * The loss of one sample; writes the derivative of the whole batch's loss by its outputs to {@code dy[d0 … d0 + size)}.
     *
     * @param sample row of the batch
     * @param y holds the outputs from {@code y0}
     */
    double back(int sample, float[] y, int y0, float[] dy, int d0, int size);

    /** Whether the derivative is that by the sums before the last layer's activation, instead of by its outputs. */
    boolean bySums();
}
