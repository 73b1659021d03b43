package io.ichnite.novelty;

/**
 * Which detector to fit, and how.
 *
 * @param kind one that is asked for by name
 * @param covariance how a covariance is estimated
 * @param seedCompatible the published system's own rounding; of {@link DetectorKind#MAHALANOBIS} alone
 * @param k which neighbour counts
 * @param main directions that fitted rows take, for residual and vim; 0 for what their authors take: 1000 from a width of 2048 on, 512
 *     from 768 on, else half the width
 * @param oneSided whether mad takes only what is farther than usual for novel
 */
public record DetectorPlan(
        DetectorKind kind, Covariance.Estimator covariance, boolean seedCompatible, int k, int main, boolean oneSided) {
    /** The neighbour of the paper. */
    public static final int NEIGHBOUR = 50;

    public DetectorPlan {
        if (!kind.named()) {
            throw new IllegalArgumentException(kind.word() + " is not asked for by name");
        }
        if (seedCompatible && kind != DetectorKind.MAHALANOBIS) {
            throw new IllegalArgumentException("the published system has mahalanobis alone");
        }
        if (k < 1 || main < 0) {
            throw new IllegalArgumentException("k = " + k + ", main = " + main);
        }
    }

    /** Ledoit and Wolf's covariance, the 50th neighbour, all as its authors have it. */
    public static DetectorPlan defaults(DetectorKind kind) {
        return new DetectorPlan(kind, Covariance.Estimator.LEDOIT_WOLF, false, NEIGHBOUR, 0, false);
    }

    public DetectorPlan withCovariance(Covariance.Estimator estimator) {
        return new DetectorPlan(kind, estimator, seedCompatible, k, main, oneSided);
    }

    public DetectorPlan withSeedCompatible() {
        return new DetectorPlan(kind, Covariance.Estimator.EMPIRICAL, true, k, main, oneSided);
    }

    public DetectorPlan withK(int neighbour) {
        return new DetectorPlan(kind, covariance, seedCompatible, neighbour, main, oneSided);
    }

    public DetectorPlan withMain(int directions) {
        return new DetectorPlan(kind, covariance, seedCompatible, k, directions, oneSided);
    }

    public DetectorPlan withOneSided() {
        return new DetectorPlan(kind, covariance, seedCompatible, k, main, true);
    }

    /** The main directions of rows of a width: at least 1, and 1 less than the width at most, unless that is 1. */
    int mainOf(int width) {
        int wish = main > 0 ? main : width >= 2048 ? 1000 : width >= 768 ? 512 : width / 2;
        return Math.max(0, Math.min(wish, width - 1));
    }
}
