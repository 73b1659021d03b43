package io.ichnite.novelty;

/**
 * The network's last layer: logits = W x + b. Immutable and safe for use by many threads.
 *
 * <p>W is kept a row a class, shape (classes, width).
 */
public final class Head {
    private final Matrix weights;
    private final double[] biases;

    private Head(Matrix weights, double[] biases) {
        this.weights = weights;
        this.biases = biases;
    }

    /**
     * @param weights a row a class
     * @param biases one a class
     * @throws IllegalArgumentException if they do not fit together, there is no class, or a bias is not finite
     */
    public static Head of(Matrix weights, double[] biases) {
        if (weights.rows() < 1 || weights.columns() < 1 || weights.rows() != biases.length) {
            throw new IllegalArgumentException("weights " + weights + " and " + biases.length + " biases");
        }
        return new Head(weights, Matrix.of(1, biases.length, biases).values());
    }

    public int classes() {
        return weights.rows();
    }

    /** Features of a row. */
    public int width() {
        return weights.columns();
    }

    Matrix weights() {
        return weights;
    }

    Matrix biases() {
        return Matrix.row(biases);
    }

    /** The logits of the features at {@code at}. */
    void logits(double[] x, int at, double[] into) {
        int width = width();
        double[] w = weights.values();
        for (int c = 0; c < biases.length; c++) {
            double sum = biases[c];
            for (int j = 0; j < width; j++) {
                sum += x[at + j] * w[c * width + j];
            }
            into[c] = sum;
        }
    }
}
