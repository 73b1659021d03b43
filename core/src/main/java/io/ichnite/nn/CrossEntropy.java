package io.ichnite.nn;

import java.util.List;

/**
 * Categorical cross-entropy of a softmax: the mean over the batch of −log p of the right class, with p clipped to
 * [1e-7, 1 − 1e-7] as Keras does. Its derivative by the softmax' sums is p − 1 for the right class and p for the others,
 * over the size of the batch. Of a single unit, a sigmoid, it is the binary cross-entropy: its output is p of the second class.
 */
public final class CrossEntropy implements Objective {
    /** Keras' epsilon. */
    public static final double CLIP = 1e-7;

    private final int[] labels;
    private final int rows;
    private final List<Float> weights;

    /**
     * @param labels the right class of each row
     * @param rows how many rows the mean is over
     * @param weights a factor for the loss of each class, not divided out again; empty for none
     */
    public CrossEntropy(int[] labels, int rows, List<Float> weights) {
        this.labels = labels;
        this.rows = rows;
        this.weights = weights;
    }

    /** −log p, clipped. */
    public static double loss(float p) {
        return -StrictMath.log(Math.min(Math.max(p, CLIP), 1 - CLIP));
    }

    @Override
    public double back(int sample, float[] y, int y0, float[] dy, int d0, int size) {
        int label = labels[sample];
        float weight = weights.isEmpty() ? 1f : weights.get(label);
        if (size == 1) {
            dy[d0] = weight * (y[y0] - label) / rows;
            return weight * loss(label == 1 ? y[y0] : 1f - y[y0]);
        }
        for (int j = 0; j < size; j++) {
            dy[d0 + j] = weight * (y[y0 + j] - (j == label ? 1f : 0f)) / rows;
        }
        return weight * loss(y[y0 + label]);
    }

    @Override
    public boolean bySums() {
        return true;
    }
}
