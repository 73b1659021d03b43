package io.ichnite.novelty;

import io.ichnite.tensor.DoubleKernels;
import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * Gaussians of different means and one covariance, ready to score: whitened once. With z = x G and m_c = μ_c G,
 *
 * <pre>−½ d_c² = z·m_c − ½ m_c·m_c − ½ z·z,   z·m_c = x·(G m_c),</pre>
 *
 * so a block of rows takes one product with G, which is half zeros, and one with a column a class; the distances of all rows to each
 * other, which the textbook's product of three matrices would make, never come up. Everything is taken from the middle of the means
 * first, as far-off numbers would cancel. Immutable and thread-safe.
 */
final class Gaussians {
    /** Rows at a time: what is worked on stays in the cache. */
    private static final int BLOCK = 64;

    /** Columns of a product that are worked out at once; those of float32 fill the same vectors. */
    private static final int PANEL64 = 32;

    private static final int PANEL32 = 64;

    private final int width;
    private final int classes;
    private final Matrix means;
    private final Matrix factor;
    private final Side64 wide;
    private final Side32 narrow;

    Gaussians(Matrix means, Matrix factor) {
        if (means.columns() != factor.rows() || means.rows() < 1) {
            throw new IllegalArgumentException("means " + means + " and a factor " + factor);
        }
        this.width = means.columns();
        this.classes = means.rows();
        this.means = means;
        this.factor = factor;
        double[] centre = new double[width];
        for (int j = 0; j < width; j++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += means.get(c, j);
            }
            // a float32, so that float32 rows are moved without rounding what they are moved by
            centre[j] = (float) (sum / classes);
        }
        this.wide = new Side64(centre);
        this.narrow = new Side32(centre, wide);
    }

    int width() {
        return width;
    }

    int classes() {
        return classes;
    }

    Matrix means() {
        return means;
    }

    Matrix factor() {
        return factor;
    }

    /** The (pseudo-)inverse of the covariance: G Gᵀ. */
    Matrix precision() {
        double[] p = new double[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                double sum = 0;
                for (int k = 0; k < factor.columns(); k++) {
                    sum += factor.get(i, k) * factor.get(j, k);
                }
                p[i * width + j] = sum;
            }
        }
        return new Matrix(width, width, p);
    }

    /** Takes the scores of one row, −½ d_c² of each class from {@code at} on. */
    interface Sink {
        void row(int row, double[] scores, int at);
    }

    /** Scores rows {@code from} to {@code to} − 1, in order. */
    void score(FeatureRows rows, int from, int to, Precision precision, Kernels kernels, Sink sink) {
        if (rows.width() != width) {
            throw new IllegalArgumentException("expected " + width + " features a row, found " + rows.width());
        }
        if (precision == Precision.FLOAT32) {
            narrow.score(rows, from, to, kernels, sink);
        } else {
            wide.score(rows, from, to, kernels, sink);
        }
    }

    private static int filledUp(int count) {
        return (count + DoubleKernels.LANES - 1) / DoubleKernels.LANES * DoubleKernels.LANES;
    }

    /** How many rows of the factor the columns {@code from} to {@code to} − 1 need: below are zeros. */
    private int depth(int from, int to) {
        for (int i = width - 1; i >= 0; i--) {
            for (int j = from; j < Math.min(to, factor.columns()); j++) {
                if (factor.get(i, j) != 0) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    /** All in float64. */
    private final class Side64 {
        private final double[] centre;
        private final int columns = filledUp(factor.columns());
        private final int lanes = filledUp(classes);
        /** The factor, some columns at a time, each as deep as it goes. */
        private final double[][] panels = new double[(columns + PANEL64 - 1) / PANEL64][];

        private final double[] along; // (width, lanes): G m_c
        private final double[] half; // ½ m_c·m_c, filled up with zeros

        Side64(double[] centre) {
            this.centre = centre;
            this.along = new double[width * lanes];
            this.half = new double[lanes];
            for (int p = 0; p < panels.length; p++) {
                int first = p * PANEL64;
                int some = Math.min(PANEL64, columns - first);
                int depth = depth(first, first + some);
                panels[p] = new double[depth * some];
                for (int i = 0; i < depth; i++) {
                    for (int j = 0; j < some && first + j < factor.columns(); j++) {
                        panels[p][i * some + j] = factor.get(i, first + j);
                    }
                }
            }
            for (int c = 0; c < classes; c++) {
                double[] m = new double[factor.columns()];
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j < m.length; j++) {
                        m[j] += (means.get(c, i) - centre[i]) * factor.get(i, j);
                    }
                }
                for (double value : m) {
                    half[c] += value * value / 2;
                }
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j < m.length; j++) {
                        along[i * lanes + c] += factor.get(i, j) * m[j];
                    }
                }
            }
        }

        void score(FeatureRows rows, int from, int to, Kernels kernels, Sink sink) {
            DoubleKernels doubles = kernels.doubles();
            double[] x = new double[BLOCK * width];
            double[] z = new double[BLOCK * columns];
            double[] scores = new double[BLOCK * lanes];
            double[] norms = new double[BLOCK];
            float[] floats = rows.floats();
            for (int first = from; first < to; first += BLOCK) {
                int some = Math.min(BLOCK, to - first);
                if (floats != null) {
                    doubles.subtract(some, width, floats, first * width, centre, x, 0);
                } else {
                    rows.features(first, first + some, x, 0);
                    for (int r = 0; r < some; r++) {
                        for (int j = 0; j < width; j++) {
                            x[r * width + j] -= centre[j];
                        }
                    }
                }
                Arrays.fill(z, 0);
                for (int p = 0; p < panels.length; p++) {
                    int begin = p * PANEL64;
                    int count = Math.min(PANEL64, columns - begin);
                    int depth = panels[p].length / count;
                    doubles.multiply(some, count, depth, x, 0, width, panels[p], 0, count, z, begin, columns);
                }
                doubles.squaredNorms(some, columns, z, 0, columns, norms, 0);
                for (int r = 0; r < some; r++) {
                    for (int c = 0; c < lanes; c++) {
                        scores[r * lanes + c] = -half[c];
                    }
                }
                doubles.multiply(some, lanes, width, x, 0, width, along, 0, lanes, scores, 0, lanes);
                for (int r = 0; r < some; r++) {
                    for (int c = 0; c < classes; c++) {
                        scores[r * lanes + c] -= norms[r] / 2;
                    }
                    sink.row(first + r, scores, r * lanes);
                }
            }
        }
    }

    /** The same in float32, from the first subtraction on. */
    private final class Side32 {
        private final float[] centre = new float[width];
        private final double[] wideCentre;
        private final int columns = filledUp(factor.columns());
        private final int lanes = filledUp(classes);
        private final float[][] panels = new float[(columns + PANEL32 - 1) / PANEL32][];
        private final float[] along = new float[width * lanes];
        private final float[] half = new float[lanes];

        Side32(double[] wideCentre, Side64 wide) {
            this.wideCentre = wideCentre;
            for (int j = 0; j < width; j++) {
                centre[j] = (float) wideCentre[j];
            }
            for (int p = 0; p < panels.length; p++) {
                int first = p * PANEL32;
                int some = Math.min(PANEL32, columns - first);
                int depth = depth(first, first + some);
                panels[p] = new float[depth * some];
                for (int i = 0; i < depth; i++) {
                    for (int j = 0; j < some && first + j < factor.columns(); j++) {
                        panels[p][i * some + j] = (float) factor.get(i, first + j);
                    }
                }
            }
            for (int i = 0; i < along.length; i++) {
                along[i] = (float) wide.along[i];
            }
            for (int c = 0; c < lanes; c++) {
                half[c] = (float) wide.half[c];
            }
        }

        void score(FeatureRows rows, int from, int to, Kernels kernels, Sink sink) {
            float[] x = new float[BLOCK * width];
            double[] wideX = new double[width];
            float[] z = new float[BLOCK * columns];
            float[] scores = new float[BLOCK * lanes];
            double[] result = new double[classes];
            float[] norms = new float[BLOCK];
            float[] floats = rows.floats();
            for (int first = from; first < to; first += BLOCK) {
                int some = Math.min(BLOCK, to - first);
                for (int r = 0; r < some; r++) {
                    if (floats != null) {
                        int begin = (first + r) * width;
                        for (int j = 0; j < width; j++) {
                            x[r * width + j] = floats[begin + j] - centre[j];
                        }
                    } else {
                        rows.features(first + r, first + r + 1, wideX, 0);
                        for (int j = 0; j < width; j++) {
                            x[r * width + j] = (float) (wideX[j] - wideCentre[j]);
                        }
                    }
                }
                Arrays.fill(z, 0);
                for (int p = 0; p < panels.length; p++) {
                    int begin = p * PANEL32;
                    int count = Math.min(PANEL32, columns - begin);
                    int depth = panels[p].length / count;
                    kernels.multiply(some, count, depth, x, 0, width, panels[p], 0, count, z, begin, columns);
                }
                kernels.squaredNorms(some, columns, z, 0, columns, norms, 0);
                for (int r = 0; r < some; r++) {
                    for (int c = 0; c < lanes; c++) {
                        scores[r * lanes + c] = -half[c];
                    }
                }
                kernels.multiply(some, lanes, width, x, 0, width, along, 0, lanes, scores, 0, lanes);
                for (int r = 0; r < some; r++) {
                    for (int c = 0; c < classes; c++) {
                        result[c] = (double) scores[r * lanes + c] - norms[r] / 2;
                    }
                    sink.row(first + r, result, 0);
                }
            }
        }
    }
}
