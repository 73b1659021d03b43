package io.ichnite.train;

/** Mean loss and accuracy as they grow, row by row. Not thread-safe. */
final class Tally {
    private final int classes;
    private double loss;
    private int right;
    private int rows;

    Tally(int classes) {
        this.classes = classes;
    }

    int classes() {
        return classes;
    }

    int rows() {
        return rows;
    }

    /** How many rows were answered right. */
    int right() {
        return right;
    }

    /** The sum of the rows' losses. */
    double total() {
        return loss;
    }

    /** Counts on from there. */
    void from(Checkpoint.Position position) {
        loss = position.loss();
        right = position.right();
        rows = position.rows();
    }

    /** NaN before the first row. */
    double loss() {
        return loss / rows;
    }

    /** The share of rows whose largest output, the first of equals, is the right one; NaN before the first row. */
    double accuracy() {
        return (double) right / rows;
    }

    void add(double[] losses, float[] outputs, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            loss += losses[i];
            int top = 0;
            for (int c = 1; c < classes; c++) {
                if (outputs[i * classes + c] > outputs[i * classes + top]) {
                    top = c;
                }
            }
            right += top == labels[i] ? 1 : 0;
            rows++;
        }
    }
}
