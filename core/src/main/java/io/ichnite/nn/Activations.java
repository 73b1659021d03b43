package io.ichnite.nn;

import io.ichnite.tensor.Curve;
import io.ichnite.tensor.Kernels;

/** Activations over rows of an array, in place, and back through them by their own values. */
final class Activations {
    private Activations() {}

    /** The curve of an activation that works on each number alone; softmax has none. */
    static Curve curve(Activation activation) {
        return switch (activation) {
            case LINEAR -> Curve.LINEAR;
            case RELU -> Curve.RELU;
            case SIGMOID -> Curve.SIGMOID;
            case TANH -> Curve.TANH;
            case HARD_SIGMOID -> Curve.HARD_SIGMOID;
            case HARD_SIGMOID_KERAS3 -> Curve.HARD_SIGMOID_6;
            case SOFTMAX -> throw new IllegalArgumentException("softmax is no function of one number");
        };
    }

    static void forward(Kernels kernels, Activation activation, float[] y, int from, int rows, int width) {
        if (activation == Activation.SOFTMAX) {
            for (int r = 0; r < rows; r++) {
                softmax(y, from + r * width, width);
            }
        } else {
            kernels.apply(curve(activation), y, from, rows * width);
        }
    }

    /** Turns the derivative by the activated numbers {@code y} into that by the sums before. */
    static void backward(
            Kernels kernels, Activation activation, float[] y, int y0, float[] dy, int d0, int rows, int width) {
        if (activation == Activation.SOFTMAX) {
            for (int r = 0; r < rows; r++) {
                softmaxBack(y, y0 + r * width, dy, d0 + r * width, width);
            }
        } else {
            kernels.slope(curve(activation), y, y0, dy, d0, rows * width);
        }
    }

    /** In double precision and by StrictMath, so that probabilities are the same on every machine. */
    static void softmax(float[] y, int from, int width) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < width; j++) {
            max = Math.max(max, y[from + j]);
        }
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += StrictMath.exp(y[from + j] - max);
        }
        for (int j = 0; j < width; j++) {
            y[from + j] = (float) (StrictMath.exp(y[from + j] - max) / sum);
        }
    }

    private static void softmaxBack(float[] y, int y0, float[] dy, int d0, int width) {
        double dot = 0;
        for (int j = 0; j < width; j++) {
            dot += (double) dy[d0 + j] * y[y0 + j];
        }
        for (int j = 0; j < width; j++) {
            dy[d0 + j] = (float) (y[y0 + j] * (dy[d0 + j] - dot));
        }
    }
}
