package io.ichnite.nn;

import io.ichnite.tensor.SplitMix;
import java.util.List;

/** Weights before training, drawn as Keras draws them by default, though from our own random numbers. */
public final class InitialWeights {
    private static final double EMBEDDING_LIMIT = 0.05;

    private InitialWeights() {}

    /** The same network and seed give the same weights, on every machine. */
    public static Weights draw(NetworkSpec spec, long seed) {
        List<WeightSpec> specs = spec.weights();
        Weights weights = Weights.zeros(specs);
        for (int i = 0; i < specs.size(); i++) {
            SplitMix random = new SplitMix(SplitMix.mix(seed) ^ SplitMix.mix(i + 1));
            fill(specs.get(i), weights.values(), weights.offset(i), random);
        }
        return weights;
    }

    private static void fill(WeightSpec spec, float[] values, int at, SplitMix random) {
        int size = spec.shape().size();
        switch (spec.start()) {
            case ZEROS -> {}
            case UNIFORM -> uniform(EMBEDDING_LIMIT, size, values, at, random);
            case GLOROT_UNIFORM -> uniform(glorotLimit(spec.shape()), size, values, at, random);
            case ORTHOGONAL -> orthogonal(spec.shape().extent(0), spec.shape().extent(1), values, at, random);
            case FORGET_GATE_OPEN -> {
                for (int j = size / 4; j < size / 2; j++) {
                    values[at + j] = 1f;
                }
            }
        }
    }

    private static void uniform(double limit, int size, float[] values, int at, SplitMix random) {
        for (int j = 0; j < size; j++) {
            values[at + j] = (float) ((2 * random.uniform() - 1) * limit);
        }
    }

    /** √(6 / (fan in + fan out)); a convolution's length counts in both (Glorot and Bengio, 2010, as Keras reads it). */
    private static double glorotLimit(Shape shape) {
        int rank = shape.rank();
        int field = shape.size() / (shape.extent(rank - 2) * shape.extent(rank - 1));
        double fans = (double) field * (shape.extent(rank - 2) + shape.extent(rank - 1));
        return Math.sqrt(6 / fans);
    }

    /** Orthonormal rows, or columns where those are fewer: Gram-Schmidt, twice over, on normal vectors. */
    private static void orthogonal(int rows, int columns, float[] values, int at, SplitMix random) {
        boolean wide = rows <= columns;
        int count = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            double[] v = vectors[i];
            for (int j = 0; j < length; j++) {
                v[j] = random.normal();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    subtractProjection(v, vectors[k]);
                }
            }
            double norm = Math.sqrt(dot(v, v));
            for (int j = 0; j < length; j++) {
                v[j] /= norm;
                values[at + (wide ? i * columns + j : j * columns + i)] = (float) v[j];
            }
        }
    }

    private static void subtractProjection(double[] v, double[] unit) {
        double along = dot(v, unit);
        for (int j = 0; j < v.length; j++) {
            v[j] -= along * unit[j];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
