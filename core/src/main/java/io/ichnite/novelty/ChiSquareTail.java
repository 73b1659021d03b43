package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * Mahalanobis as a probability: that a row of the nearest class, were the class a Gaussian, would lie farther out, P(χ²_rank > d²).
 * From 0 to 1. Far out it is 0 for all alike: to rank, the distance itself is better.
 */
public final class ChiSquareTail implements FittedDetector {
    private final Mahalanobis distance;

    private ChiSquareTail(Mahalanobis distance) {
        this.distance = distance;
    }

    /** By a distance that was fitted already. */
    public static ChiSquareTail of(Mahalanobis distance) {
        return new ChiSquareTail(distance);
    }

    static ChiSquareTail of(DetectorParts parts) {
        parts.expect(List.of(), List.of(), 1);
        return new ChiSquareTail(Mahalanobis.of(parts.parts().get(0)));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.CHI_SQUARE).with(List.of(distance.parts()));
    }

    @Override
    public int width() {
        return distance.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public ChiSquareTail in(Precision wanted) {
        return new ChiSquareTail(distance.in(wanted));
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        distance.score(rows, from, to, kernels, into, at);
        for (int row = from; row < to; row++) {
            into[at + row - from] = ChiSquare.tail(distance.rank(), -2 * into[at + row - from]);
        }
    }
}
