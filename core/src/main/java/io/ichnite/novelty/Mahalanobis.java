package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * The distance to the nearest class mean, in the covariance that all classes share (Lee et al., 2018): max_c −½ (x−μ_c)ᵀ P (x−μ_c).
 * At most 0, which is the score of a class mean itself.
 */
public final class Mahalanobis implements FittedDetector {
    private static final String MEANS = "means";
    private static final String FACTOR = "factor";

    private final Gaussians gaussians;
    private final Precision precision;

    private Mahalanobis(Gaussians gaussians, Precision precision) {
        this.gaussians = gaussians;
        this.precision = precision;
    }

    /**
     * Of what rows were summed up to.
     *
     * @throws io.ichnite.error.BadConfig if a class has no row
     */
    public static Mahalanobis of(ClassMoments moments, Covariance.Estimator estimator) {
        return of(moments.means(), Whitening.of(moments.shared(estimator)));
    }

    static Mahalanobis of(Matrix means, Whitening whitening) {
        return new Mahalanobis(new Gaussians(means, whitening.factor()), Precision.FLOAT64);
    }

    static Mahalanobis of(DetectorParts parts) {
        parts.expect(List.of(), List.of(MEANS, FACTOR), 0);
        return new Mahalanobis(new Gaussians(parts.matrix(MEANS), parts.matrix(FACTOR)), Precision.FLOAT64);
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.MAHALANOBIS)
                .with(MEANS, gaussians.means())
                .with(FACTOR, gaussians.factor());
    }

    @Override
    public int width() {
        return gaussians.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    public int classes() {
        return gaussians.classes();
    }

    /** Directions in which rows varied; the others are not looked at. */
    public int rank() {
        return gaussians.factor().columns();
    }

    /** The (pseudo-)inverse of the covariance, P, shape (width, width). */
    public Matrix inverse() {
        return gaussians.precision();
    }

    @Override
    public Mahalanobis in(Precision wanted) {
        return new Mahalanobis(gaussians, wanted);
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        int classes = classes();
        gaussians.score(rows, from, to, precision, kernels, (row, scores) -> {
            double best = scores[0];
            for (int c = 1; c < classes; c++) {
                best = Math.max(best, scores[c]);
            }
            into[at + row - from] = best;
        });
    }

    /**
     * The score of each class, −½ d_c², for rows {@code from} to {@code to} − 1, row by row from the begin of {@code into}, shape
     * (to − from, classes).
     *
     * @throws IllegalArgumentException if rows have another width
     */
    public void scoreClasses(FeatureRows rows, int from, int to, Kernels kernels, double[] into) {
        int classes = classes();
        gaussians.score(
                rows,
                from,
                to,
                precision,
                kernels,
                (row, scores) -> System.arraycopy(scores, 0, into, (row - from) * classes, classes));
    }
}
