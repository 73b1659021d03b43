package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * Energy less α times the residual (Wang et al., 2022): the residual as one more logit, α such that on fitted rows it is as large as
 * the largest true one is, in the mean. Logits are the head's, of the features.
 */
public final class Vim implements FittedDetector {
    private static final String ALPHA = "alpha";
    private static final String WEIGHTS = "weights";
    private static final String BIASES = "biases";
    /** Residuals of no more than this share of a row are rounding. */
    private static final double NOTHING = 1e-12;

    private final ResidualSpace space;
    private final Head head;
    private final double alpha;

    private Vim(ResidualSpace space, Head head, double alpha) {
        this.space = space;
        this.head = head;
        this.alpha = alpha;
        if (space.width() != head.width()) {
            throw new IllegalArgumentException("vim: a head of " + head.width() + " for " + space.width());
        }
    }

    /** @param main how many directions fitted rows take, from 1 to below their width */
    static Vim of(FeatureRows rows, Head head, int main, Kernels kernels) {
        ResidualSpace space = ResidualSpace.of(rows, head, main, kernels);
        int n = rows.rows();
        double[] lengths = new double[n];
        space.lengths(rows, 0, n, kernels, lengths);
        double[] x = new double[rows.width()];
        double[] logits = new double[head.classes()];
        double largest = 0;
        double residual = 0;
        double size = 0;
        for (int row = 0; row < n; row++) {
            rows.features(row, row + 1, x, 0);
            head.logits(x, 0, logits);
            largest += Logits.largest(logits) / n;
            residual += lengths[row] / n;
            for (double value : x) {
                size += Math.abs(value) / n;
            }
        }
        // where fitted rows have no residual, there is nothing to weigh it by
        double alpha = residual > NOTHING * size ? largest / residual : 0;
        return new Vim(space, head, Double.isFinite(alpha) ? alpha : 0);
    }

    static Vim of(DetectorParts parts) {
        parts.expect(List.of(ALPHA), List.of(Residual.ORIGIN, Residual.DIRECTIONS, WEIGHTS, BIASES), 0);
        Matrix weights = parts.matrix(WEIGHTS);
        return new Vim(
                new ResidualSpace(parts.matrix(Residual.ORIGIN), parts.matrix(Residual.DIRECTIONS)),
                Head.of(weights, parts.matrix(BIASES, 1, weights.rows()).values()),
                parts.number(ALPHA));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.VIM)
                .with(ALPHA, alpha)
                .with(Residual.ORIGIN, space.origin())
                .with(Residual.DIRECTIONS, space.directions())
                .with(WEIGHTS, head.weights())
                .with(BIASES, head.biases());
    }

    @Override
    public int width() {
        return space.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        double[] lengths = new double[to - from];
        space.lengths(rows, from, to, kernels, lengths);
        double[] x = new double[width()];
        double[] logits = new double[head.classes()];
        for (int row = from; row < to; row++) {
            rows.features(row, row + 1, x, 0);
            head.logits(x, 0, logits);
            into[at + row - from] = Finite.score(Logits.energy(logits, 1) - alpha * lengths[row - from]);
        }
    }
}
