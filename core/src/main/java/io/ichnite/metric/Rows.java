package io.ichnite.metric;

import java.util.Arrays;

/** Probabilities beside the truth, without the rows whose class is not known. */
final class Rows {
    private final float[] probabilities;
    private final int classes;
    private final int[] labels;
    /** Those whose class is known, ascending. */
    private final int[] rows;

    private Rows(float[] probabilities, int classes, int[] labels, int[] rows) {
        this.probabilities = probabilities;
        this.classes = classes;
        this.labels = labels;
        this.rows = rows;
    }

    /**
     * @param probabilities row by row, shape (rows, classes)
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    static Rows of(float[] probabilities, int classes, int[] labels) {
        if (classes < 1 || (long) classes * labels.length != probabilities.length) {
            throw new IllegalArgumentException(
                    labels.length + " rows of " + classes + " classes do not make " + probabilities.length);
        }
        int[] known = new int[labels.length];
        int count = 0;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < -1 || labels[row] >= classes) {
                throw new IllegalArgumentException("row " + row + " has class " + labels[row] + " of " + classes);
            }
            if (labels[row] >= 0) {
                known[count++] = row;
            }
        }
        return new Rows(probabilities, classes, labels, Arrays.copyOf(known, count));
    }

    int known() {
        return rows.length;
    }

    int unknown() {
        return labels.length - rows.length;
    }

    /** Where the i-th of the known rows stands among all. */
    int row(int i) {
        return rows[i];
    }

    int label(int i) {
        return labels[rows[i]];
    }

    float probability(int i, int c) {
        return probabilities[rows[i] * classes + c];
    }

    /** The most probable class, the first on ties. NaN is passed over; where there is nothing else, class 0 answers. */
    int answer(int i) {
        int from = rows[i] * classes;
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            if (probabilities[from + c] > most) {
                most = probabilities[from + c];
                best = c;
            }
        }
        return best;
    }
}
