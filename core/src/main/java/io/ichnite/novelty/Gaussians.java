package io.ichnite.novelty;

import io.ichnite.tensor.DoubleKernels;
import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * Gaussians of different means and one covariance, ready to score: whitened once, so that d_c² = ‖(x − μ_c) G‖². The columns of G are
 * turned among each other, which changes no length, until the means differ in the last few of them alone (as many as there are
 * classes) and G is zero below a slope. So
 *
 * <pre>d_c² = ‖z₁‖² + ‖z₂ − m_c‖²,   z = (z₁, z₂) = x G,</pre>
 *
 * and a block of rows takes one product, half of which is zeros that are left out; the distances of all rows to each other, which the
 * textbook's product of three matrices would make, never come up. Everything is taken from the middle of the means first, as far-off
 * numbers would cancel. Immutable and thread-safe.
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

    private final double[] centre;
    /** The factor, its columns turned, filled up with columns of zeros; shape (width, columns). */
    private final Matrix turned;
    /** Columns in which no mean is off the centre. */
    private final int same;
    /** Columns in which means differ. */
    private final int apart;
    /** Where the means are in those columns, shape (apart, classes). */
    private final double[] places;

    private final double[][] wide;
    private final float[][] narrow;

    Gaussians(Matrix means, Matrix factor) {
        if (means.columns() != factor.rows() || means.rows() < 1) {
            throw new IllegalArgumentException("means " + means + " and a factor " + factor);
        }
        this.width = means.columns();
        this.classes = means.rows();
        this.means = means;
        this.factor = factor;
        this.centre = new double[width];
        for (int j = 0; j < width; j++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += means.get(c, j);
            }
            // a float32, so that float32 rows are moved without rounding what they are moved by
            centre[j] = (float) (sum / classes);
        }
        int rank = factor.columns();
        Matrix stack = Triangle.turned(stack());
        this.apart = Math.min(classes, rank);
        this.same = rank - apart;
        int columns = filledUp(rank);
        double[] all = new double[width * columns];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < rank; j++) {
                all[i * columns + j] = stack.get(i, j);
            }
        }
        this.turned = new Matrix(width, columns, all);
        this.places = new double[apart * classes];
        for (int j = 0; j < apart; j++) {
            for (int c = 0; c < classes; c++) {
                places[j * classes + c] = stack.get(width + c, same + j);
            }
        }
        this.wide = panels(PANEL64);
        double[][] panels = panels(PANEL32);
        this.narrow = new float[panels.length][];
        for (int p = 0; p < panels.length; p++) {
            narrow[p] = new float[panels[p].length];
            for (int i = 0; i < panels[p].length; i++) {
                narrow[p][i] = (float) panels[p][i];
            }
        }
    }

    /** The factor, and below it where it takes the means: turning makes their columns few first, and then the factor's. */
    private Matrix stack() {
        int rank = factor.columns();
        double[] rows = Arrays.copyOf(factor.values(), (width + classes) * rank);
        for (int c = 0; c < classes; c++) {
            for (int i = 0; i < width; i++) {
                double off = means.get(c, i) - centre[i];
                for (int j = 0; j < rank; j++) {
                    rows[(width + c) * rank + j] += off * factor.get(i, j);
                }
            }
        }
        return new Matrix(width + classes, rank, rows);
    }

    /** The turned factor, so many columns at a time, each as deep as it goes. */
    private double[][] panels(int size) {
        int columns = turned.columns();
        double[][] panels = new double[(columns + size - 1) / size][];
        for (int p = 0; p < panels.length; p++) {
            int first = p * size;
            int some = Math.min(size, columns - first);
            int depth = depth(first, first + some);
            panels[p] = new double[depth * some];
            for (int i = 0; i < depth; i++) {
                for (int j = 0; j < some; j++) {
                    panels[p][i * some + j] = turned.get(i, first + j);
                }
            }
        }
        return panels;
    }

    /** How many rows of the turned factor the columns {@code from} to {@code to} − 1 need: below are zeros. */
    private int depth(int from, int to) {
        for (int i = width - 1; i >= 0; i--) {
            for (int j = from; j < to; j++) {
                if (turned.get(i, j) != 0) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    private static int filledUp(int count) {
        return (count + DoubleKernels.LANES - 1) / DoubleKernels.LANES * DoubleKernels.LANES;
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

    /** Takes what a row is given: −½ d_c² of each class, at most 0. */
    interface Sink {
        void row(int row, double[] scores);
    }

    /** Scores rows {@code from} to {@code to} − 1, in order. */
    void score(FeatureRows rows, int from, int to, Precision precision, Kernels kernels, Sink sink) {
        if (rows.width() != width) {
            throw new IllegalArgumentException("expected " + width + " features a row, found " + rows.width());
        }
        if (precision == Precision.FLOAT32) {
            scoreNarrow(rows, from, to, kernels, sink);
        } else {
            scoreWide(rows, from, to, kernels.doubles(), sink);
        }
    }

    private void scoreWide(FeatureRows rows, int from, int to, DoubleKernels kernels, Sink sink) {
        int columns = turned.columns();
        double[] x = new double[BLOCK * width];
        double[] z = new double[BLOCK * columns];
        double[] norms = new double[BLOCK];
        double[] scores = new double[classes];
        for (int first = from; first < to; first += BLOCK) {
            int some = Math.min(BLOCK, to - first);
            centred(rows, first, some, kernels, x);
            Arrays.fill(z, 0);
            for (int p = 0; p < wide.length; p++) {
                int begin = p * PANEL64;
                int count = Math.min(PANEL64, columns - begin);
                kernels.multiply(
                        some, count, wide[p].length / count, x, 0, width, wide[p], 0, count, z, begin, columns);
            }
            kernels.squaredNorms(some, same, z, 0, columns, norms, 0);
            for (int r = 0; r < some; r++) {
                Arrays.fill(scores, norms[r]);
                for (int j = 0; j < apart; j++) {
                    nearness(z[r * columns + same + j], j, scores);
                }
                finish(first + r, scores, sink);
            }
        }
    }

    private void centred(FeatureRows rows, int first, int some, DoubleKernels kernels, double[] x) {
        float[] floats = rows.floats();
        if (floats != null) {
            kernels.subtract(some, width, floats, first * width, centre, x, 0);
            return;
        }
        rows.features(first, first + some, x, 0);
        for (int r = 0; r < some; r++) {
            for (int j = 0; j < width; j++) {
                x[r * width + j] -= centre[j];
            }
        }
    }

    /** The same in float32 from the first subtraction on, but for what is left to add up of each row. */
    private void scoreNarrow(FeatureRows rows, int from, int to, Kernels kernels, Sink sink) {
        int columns = turned.columns();
        float[] x = new float[BLOCK * width];
        float[] z = new float[BLOCK * columns];
        float[] norms = new float[BLOCK];
        double[] scores = new double[classes];
        for (int first = from; first < to; first += BLOCK) {
            int some = Math.min(BLOCK, to - first);
            centred(rows, first, some, x);
            Arrays.fill(z, 0);
            for (int p = 0; p < narrow.length; p++) {
                int begin = p * PANEL32;
                int count = Math.min(PANEL32, columns - begin);
                kernels.multiply(
                        some, count, narrow[p].length / count, x, 0, width, narrow[p], 0, count, z, begin, columns);
            }
            kernels.squaredNorms(some, same, z, 0, columns, norms, 0);
            for (int r = 0; r < some; r++) {
                Arrays.fill(scores, norms[r]);
                for (int j = 0; j < apart; j++) {
                    nearness(z[r * columns + same + j], j, scores);
                }
                finish(first + r, scores, sink);
            }
        }
    }

    private void centred(FeatureRows rows, int first, int some, float[] x) {
        float[] floats = rows.floats();
        double[] row = new double[floats == null ? width : 0];
        for (int r = 0; r < some; r++) {
            if (floats != null) {
                int begin = (first + r) * width;
                for (int j = 0; j < width; j++) {
                    x[r * width + j] = floats[begin + j] - (float) centre[j];
                }
            } else {
                rows.features(first + r, first + r + 1, row, 0);
                for (int j = 0; j < width; j++) {
                    x[r * width + j] = (float) row[j] - (float) centre[j];
                }
            }
        }
    }

    /** Adds to each class how far it is in one column. */
    private void nearness(double value, int column, double[] sums) {
        int at = column * classes;
        for (int c = 0; c < sums.length; c++) {
            double off = value - places[at + c];
            sums[c] += off * off;
        }
    }

    private static void finish(int row, double[] scores, Sink sink) {
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Finite.score(0 - scores[c] / 2);
        }
        sink.row(row, scores);
    }
}
