package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * Mahalanobis, less what a single Gaussian over all rows says: max_c −½ d_c² + ½ d₀² (Ren et al., 2021). What is far from everything
 * in a way that has nothing to do with the classes counts for less. A difference of large numbers where d is large.
 */
public final class Relative implements FittedDetector {
    private final Mahalanobis near;
    private final Mahalanobis background;

    private Relative(Mahalanobis near, Mahalanobis background) {
        if (near.width() != background.width() || background.classes() != 1) {
            throw new IllegalArgumentException("relative: the background does not fit the classes");
        }
        this.near = near;
        this.background = background;
    }

    /**
     * Of what rows were summed up to; the estimator is that of both covariances.
     *
     * @throws io.ichnite.error.BadConfig if a class has no row
     */
    public static Relative of(ClassMoments moments, Covariance.Estimator estimator) {
        return of(Mahalanobis.of(moments, estimator), moments, estimator);
    }

    static Relative of(Mahalanobis near, ClassMoments moments, Covariance.Estimator estimator) {
        return new Relative(near, Mahalanobis.of(moments.whole(), estimator));
    }

    static Relative of(DetectorParts parts) {
        parts.expect(List.of(), List.of(), 2);
        return new Relative(
                Mahalanobis.of(parts.parts().get(0)),
                Mahalanobis.of(parts.parts().get(1)));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.RELATIVE).with(List.of(near.parts(), background.parts()));
    }

    @Override
    public int width() {
        return near.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public Relative in(Precision wanted) {
        return new Relative(near.in(wanted), background.in(wanted));
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        double[] far = new double[to - from];
        background.scoreClasses(rows, from, to, kernels, far);
        near.score(rows, from, to, kernels, into, at);
        for (int row = from; row < to; row++) {
            into[at + row - from] = Finite.score(into[at + row - from] - far[row - from]);
        }
    }
}
