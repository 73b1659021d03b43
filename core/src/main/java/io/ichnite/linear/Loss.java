package io.ichnite.linear;

import io.ichnite.tensor.Lanes;
import java.util.Arrays;

/**
 * What a fit minimises: the mean cross-entropy of the rows, in nats, plus ‖weights‖² / 2Cn, and its derivatives.
 *
 * <p>The numbers are a class's weights next to each other for each feature, (features, classes), then the biases. First the
 * threads share out rows, and each row has its own loss and residuals; then they share out columns, and each column adds its
 * rows first to last. So the number of threads changes no bit.
 */
final class Loss implements Lbfgs.Function {
    private static final int ROWS = 64;
    private static final int COLUMNS = 512;

    private final SparseRow[] rows;
    private final int[] labels;
    private final int features;
    private final int classes;
    private final double penalty;
    private final Lanes lanes;
    private final double[] losses;
    /** (rows, classes): probability less truth. */
    private final double[] residuals;

    /** @param labels from 0 to {@code classes} − 1 */
    Loss(SparseRow[] rows, int[] labels, int features, int classes, double cost, Lanes lanes) {
        this.rows = rows;
        this.labels = labels;
        this.features = features;
        this.classes = classes;
        this.penalty = 1 / (cost * rows.length);
        this.lanes = lanes;
        losses = new double[rows.length];
        residuals = new double[Math.multiplyExact(rows.length, classes)];
    }

    int size() {
        return (features + 1) * classes;
    }

    @Override
    public double at(double[] x, double[] gradient) {
        lanes.run((rows.length + ROWS - 1) / ROWS, (lane, unit) -> {
            for (int i = unit * ROWS; i < Math.min(rows.length, (unit + 1) * ROWS); i++) {
                judge(i, x);
            }
        });
        Arrays.fill(gradient, 0);
        lanes.run((features + COLUMNS - 1) / COLUMNS, (lane, unit) -> {
            int from = unit * COLUMNS;
            slope(from, Math.min(features, from + COLUMNS), x, gradient);
        });
        return biases(gradient) + penalty / 2 * squares(x);
    }

    private void judge(int i, double[] x) {
        int at = i * classes;
        scores(rows[i], x, residuals, at);
        double own = residuals[at + labels[i]];
        losses[i] = Softmax.apply(residuals, at, classes) - own;
        residuals[at + labels[i]] -= 1;
    }

    private void scores(SparseRow row, double[] x, double[] into, int at) {
        System.arraycopy(x, features * classes, into, at, classes);
        for (int k = 0; k < row.size(); k++) {
            int weights = row.column(k) * classes;
            double value = row.value(k);
            for (int c = 0; c < classes; c++) {
                into[at + c] += value * x[weights + c];
            }
        }
    }

    private void slope(int from, int to, double[] x, double[] gradient) {
        for (int i = 0; i < rows.length; i++) {
            SparseRow row = rows[i];
            int at = i * classes;
            for (int k = row.from(from); k < row.size() && row.column(k) < to; k++) {
                int weights = row.column(k) * classes;
                double value = row.value(k);
                for (int c = 0; c < classes; c++) {
                    gradient[weights + c] += value * residuals[at + c];
                }
            }
        }
        for (int i = from * classes; i < to * classes; i++) {
            gradient[i] = gradient[i] / rows.length + penalty * x[i];
        }
    }

    /** The derivatives by the biases; gives the mean loss. */
    private double biases(double[] gradient) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += losses[i];
            for (int c = 0; c < classes; c++) {
                gradient[features * classes + c] += residuals[i * classes + c] / rows.length;
            }
        }
        return sum / rows.length;
    }

    private double squares(double[] x) {
        double sum = 0;
        for (int i = 0; i < features * classes; i++) {
            sum += x[i] * x[i];
        }
        return sum;
    }
}
