package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * How far a row is from where the network would decide otherwise, against how far it is from the mean of fitted rows (fDBD, Liu and
 * Qin, 2024): Σ_j |l_max − l_j| / ‖w_max − w_j‖ / ‖x − mean‖. Logits are the head's, of the features.
 */
public final class BoundaryDistance implements FittedDetector {
    private static final String MEAN = "mean";
    private static final String WEIGHTS = "weights";
    private static final String BIASES = "biases";
    private static final double LEAST = 1e-12;
    /** Each has a boundary with each. */
    private static final int MOST_CLASSES = 2048;

    private final Head head;
    private final Matrix mean;
    /** ‖w_a − w_b‖, shape (classes, classes). */
    private final double[] apart;

    private BoundaryDistance(Head head, Matrix mean) {
        this.head = head;
        this.mean = mean;
        int k = head.classes();
        if (k > MOST_CLASSES) {
            throw new IllegalArgumentException("fdbd: expected at most " + MOST_CLASSES + " classes, found " + k);
        }
        this.apart = new double[k * k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                double sum = 0;
                for (int j = 0; j < head.width(); j++) {
                    double off = head.weights().get(a, j) - head.weights().get(b, j);
                    sum += off * off;
                }
                apart[a * k + b] = Math.sqrt(sum);
            }
        }
    }

    static BoundaryDistance of(FeatureRows rows, Head head, Kernels kernels) {
        Matrix mean = ClassMoments.of(rows, new int[rows.rows()], 1, kernels).means();
        return new BoundaryDistance(head, mean);
    }

    static BoundaryDistance of(DetectorParts parts) {
        parts.expect(List.of(), List.of(MEAN, WEIGHTS, BIASES), 0);
        Matrix weights = parts.matrix(WEIGHTS);
        Head head = Head.of(weights, parts.matrix(BIASES, 1, weights.rows()).values());
        return new BoundaryDistance(head, parts.matrix(MEAN, 1, weights.columns()));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.FDBD)
                .with(MEAN, mean)
                .with(WEIGHTS, head.weights())
                .with(BIASES, head.biases());
    }

    @Override
    public int width() {
        return head.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        if (rows.width() != width()) {
            throw new IllegalArgumentException("expected " + width() + " features a row, found " + rows.width());
        }
        int k = head.classes();
        double[] x = new double[width()];
        double[] logits = new double[k];
        for (int row = from; row < to; row++) {
            rows.features(row, row + 1, x, 0);
            head.logits(x, 0, logits);
            int top = 0;
            for (int c = 1; c < k; c++) {
                top = logits[c] > logits[top] ? c : top;
            }
            double sum = 0;
            for (int c = 0; c < k; c++) {
                double between = apart[top * k + c];
                // classes of the same weights have no boundary
                sum += between == 0 ? 0 : Math.abs(logits[top] - logits[c]) / between;
            }
            double length = 0;
            for (int j = 0; j < x.length; j++) {
                double off = x[j] - mean.get(0, j);
                length += off * off;
            }
            into[at + row - from] = Finite.score(sum / Math.max(LEAST, Math.sqrt(length)));
        }
    }
}
