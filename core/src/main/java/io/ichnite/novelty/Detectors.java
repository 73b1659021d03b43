package io.ichnite.novelty;

import io.ichnite.error.BadConfig;
import io.ichnite.tensor.Kernels;
import org.jspecify.annotations.Nullable;

/** Fits our detectors, and makes them again from what was kept of them. */
public final class Detectors {
    /**
     * What a fit gave.
     *
     * @param report of what the rows were like; null for detectors that have no covariance
     */
    public record Fitted(FittedDetector detector, @Nullable FitReport report) {}

    private Detectors() {}

    /**
     * Fits a detector. The same rows give the same detector, to the last bit.
     *
     * @throws BadConfig if the rows lack what this detector needs: rows at all, a row of each class, classes, the head, or k rows
     */
    public static Fitted fit(DetectorPlan plan, TrainingRows training, Kernels kernels) {
        DetectorKind kind = plan.kind();
        FeatureRows rows = training.rows();
        if (rows.rows() == 0) {
            throw new BadConfig(kind.word() + ": expected rows to fit on, found none");
        }
        if (kind.needsLabels() && !training.labelled()) {
            throw new BadConfig(kind.word() + " needs the class of each row");
        }
        if (kind.needsLogits()) {
            return new Fitted(LogitDetector.of(kind), null);
        }
        return switch (kind) {
            case KNN -> new Fitted(NearestNeighbours.of(rows, plan.k(), true), null);
            case MAD ->
                new Fitted(
                        MedianDeviation.of(moments(training, rows, kernels), rows, training.labels(), plan.oneSided()),
                        null);
            case MAHALANOBIS ->
                plan.seedCompatible()
                        ? new Fitted(SeedMahalanobis.of(rows, training.labels(), training.classes(), kernels), null)
                        : byCovariance(plan, moments(training, rows, kernels));
            case RELATIVE, CHI_SQUARE -> byCovariance(plan, moments(training, rows, kernels));
            case NORMALISED, RELATIVE_NORMALISED -> byCovariance(plan, moments(training, rows.normalised(), kernels));
            default -> new Fitted(byHead(plan, rows, head(plan, training), kernels), null);
        };
    }

    /**
     * The same from sums: of Mahalanobis and its relatives, as rows may have been summed up on other machines. For those that
     * normalise, of normalised rows.
     *
     * @throws BadConfig if a class has no row
     * @throws IllegalArgumentException if the plan is for a detector that sums do not make
     */
    public static Fitted byCovariance(DetectorPlan plan, ClassMoments moments) {
        Covariance covariance = moments.shared(plan.covariance());
        Whitening whitening = Whitening.of(covariance);
        Mahalanobis near = Mahalanobis.of(moments.means(), whitening);
        FittedDetector detector =
                switch (plan.kind()) {
                    case MAHALANOBIS -> near;
                    case CHI_SQUARE -> ChiSquareTail.of(near);
                    case RELATIVE -> Relative.of(near, moments, plan.covariance());
                    case NORMALISED -> Normalised.of(near);
                    case RELATIVE_NORMALISED -> Normalised.of(Relative.of(near, moments, plan.covariance()));
                    default -> throw new IllegalArgumentException(plan.kind().word() + " is not made of sums");
                };
        return new Fitted(detector, FitReport.of(moments, covariance, whitening));
    }

    private static ClassMoments moments(TrainingRows training, FeatureRows rows, Kernels kernels) {
        return ClassMoments.of(rows, training.labels(), training.classes(), kernels);
    }

    private static Head head(DetectorPlan plan, TrainingRows training) {
        Head head = training.head();
        if (head == null) {
            throw new BadConfig(plan.kind().word() + " needs the weights of the network's last layer");
        }
        if (head.width() != training.rows().width()) {
            throw new BadConfig(plan.kind().word() + ": the network's last layer takes " + head.width()
                    + " features, these rows have " + training.rows().width() + "; expected the layer that feeds it");
        }
        return head;
    }

    private static FittedDetector byHead(DetectorPlan plan, FeatureRows rows, Head head, Kernels kernels) {
        int main = plan.mainOf(rows.width());
        return switch (plan.kind()) {
            case RESIDUAL -> Residual.of(rows, head, main, kernels);
            case VIM -> Vim.of(rows, head, main, kernels);
            case FDBD -> BoundaryDistance.of(rows, head, kernels);
            default -> ShapedEnergy.of(plan.kind(), rows, head);
        };
    }

    /**
     * The detector that said it is made of these parts.
     *
     * @throws IllegalArgumentException if they make none
     */
    public static FittedDetector restore(DetectorParts parts) {
        return switch (parts.kind()) {
            case MAHALANOBIS -> Mahalanobis.of(parts);
            case RELATIVE -> Relative.of(parts);
            case NORMALISED, RELATIVE_NORMALISED -> Normalised.of(parts);
            case CHI_SQUARE -> ChiSquareTail.of(parts);
            case KNN -> NearestNeighbours.of(parts);
            case MSP, MAX_LOGIT, ENERGY, ENTROPY, GEN, ODIN -> LogitDetector.of(parts);
            case REACT, ASH_P, ASH_S, SCALE -> ShapedEnergy.of(parts);
            case RESIDUAL -> Residual.of(parts);
            case VIM -> Vim.of(parts);
            case FDBD -> BoundaryDistance.of(parts);
            case MAD -> MedianDeviation.of(parts);
            case SEED_MAHALANOBIS -> SeedMahalanobis.of(parts);
            case COMBINED -> LayerCombination.of(parts);
        };
    }
}
