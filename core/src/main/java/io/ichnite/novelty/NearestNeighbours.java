package io.ichnite.novelty;

import io.ichnite.error.BadConfig;
import io.ichnite.tensor.DoubleKernels;
import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * −the Euclidean distance to the k-th nearest of the rows that were fitted (Sun et al., 2022), between features of length 1. Keeps all
 * rows it was fitted on. Distances are compared block by block, by products; that of the neighbour that is found is worked out again
 * from the differences, as nothing cancels there.
 */
public final class NearestNeighbours implements FittedDetector {
    private static final String ROWS = "rows";
    private static final String K = "k";
    private static final String NORMALISE = "normalise";

    private static final int QUERIES = 64;
    /** Fitted rows that are compared at once. */
    private static final int BLOCK = 256;

    private final Matrix rows;
    private final int k;
    private final boolean normalise;
    /** Some fitted rows after another, each transposed, shape (width, BLOCK); what no row fills is 0. */
    private final double[][] columns;

    private final double[] squares;

    private NearestNeighbours(Matrix rows, int k, boolean normalise) {
        this.rows = rows;
        this.k = k;
        this.normalise = normalise;
        int width = rows.columns();
        this.columns = new double[(rows.rows() + BLOCK - 1) / BLOCK][BLOCK * width];
        this.squares = new double[rows.rows()];
        for (int r = 0; r < rows.rows(); r++) {
            for (int j = 0; j < width; j++) {
                double value = rows.get(r, j);
                columns[r / BLOCK][j * BLOCK + r % BLOCK] = value;
                squares[r] = Math.fma(value, value, squares[r]);
            }
        }
    }

    /**
     * @param k which neighbour, from 1
     * @param normalise whether to look at features of length 1, as published
     * @throws BadConfig if there are fewer than k rows
     */
    public static NearestNeighbours of(FeatureRows rows, int k, boolean normalise) {
        if (k < 1 || k > rows.rows()) {
            throw new BadConfig("knn: expected a neighbour from 1 to " + rows.rows()
                    + ", the number of rows to fit on, found k = " + k);
        }
        FeatureRows kept = normalise ? rows.normalised() : rows;
        double[] all = new double[Math.multiplyExact(rows.rows(), rows.width())];
        kept.features(0, rows.rows(), all, 0);
        return new NearestNeighbours(new Matrix(rows.rows(), rows.width(), all), k, normalise);
    }

    static NearestNeighbours of(DetectorParts parts) {
        parts.expect(List.of(K, NORMALISE), List.of(ROWS), 0);
        Matrix rows = parts.matrix(ROWS);
        if (rows.rows() < 1 || rows.columns() < 1) {
            throw new IllegalArgumentException("knn: expected rows");
        }
        return new NearestNeighbours(rows, parts.whole(K, 1, rows.rows()), parts.whole(NORMALISE, 0, 1) == 1);
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.KNN).with(ROWS, rows).with(K, k).with(NORMALISE, normalise ? 1 : 0);
    }

    @Override
    public int width() {
        return rows.columns();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public void score(FeatureRows asked, int from, int to, Kernels kernels, double[] into, int at) {
        int width = width();
        if (asked.width() != width) {
            throw new IllegalArgumentException("expected " + width + " features a row, found " + asked.width());
        }
        DoubleKernels doubles = kernels.doubles();
        double[] x = new double[QUERIES * width];
        double[] products = new double[QUERIES * BLOCK];
        Nearest[] nearest = new Nearest[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            nearest[i] = new Nearest(k);
        }
        for (int first = from; first < to; first += QUERIES) {
            int some = Math.min(QUERIES, to - first);
            asked.features(first, first + some, x, 0);
            for (int r = 0; r < some; r++) {
                if (normalise) {
                    FeatureRows.normalise(x, r * width, width);
                }
                nearest[r].clear();
            }
            for (int b = 0; b < columns.length; b++) {
                Arrays.fill(products, 0);
                doubles.multiply(some, BLOCK, width, x, 0, width, columns[b], 0, BLOCK, products, 0, BLOCK);
                int begin = b * BLOCK;
                int count = Math.min(BLOCK, rows.rows() - begin);
                for (int r = 0; r < some; r++) {
                    for (int i = 0; i < count; i++) {
                        nearest[r].offer(squares[begin + i] - 2 * products[r * BLOCK + i], begin + i);
                    }
                }
            }
            for (int r = 0; r < some; r++) {
                into[at + first + r - from] = Finite.score(-distance(x, r * width, nearest[r].farthest()));
            }
        }
    }

    private double distance(double[] x, int at, int row) {
        double sum = 0;
        for (int j = 0; j < width(); j++) {
            double off = x[at + j] - rows.get(row, j);
            sum += off * off;
        }
        return Math.sqrt(sum);
    }

    /** The k smallest so far, the largest of them on top (a heap); of equal ones those that came first. */
    private static final class Nearest {
        private final double[] sizes;
        private final int[] rows;
        private int count;

        Nearest(int k) {
            sizes = new double[k];
            rows = new int[k];
        }

        void clear() {
            count = 0;
        }

        int farthest() {
            return rows[0];
        }

        void offer(double size, int row) {
            if (count < sizes.length) {
                int at = count++;
                while (at > 0 && sizes[(at - 1) / 2] < size) {
                    sizes[at] = sizes[(at - 1) / 2];
                    rows[at] = rows[(at - 1) / 2];
                    at = (at - 1) / 2;
                }
                sizes[at] = size;
                rows[at] = row;
            } else if (size < sizes[0]) {
                sink(size, row);
            }
        }

        private void sink(double size, int row) {
            int at = 0;
            while (true) {
                int child = 2 * at + 1;
                if (child + 1 < count && sizes[child + 1] > sizes[child]) {
                    child++;
                }
                if (child >= count || sizes[child] <= size) {
                    break;
                }
                sizes[at] = sizes[child];
                rows[at] = rows[child];
                at = child;
            }
            sizes[at] = size;
            rows[at] = row;
        }
    }
}
