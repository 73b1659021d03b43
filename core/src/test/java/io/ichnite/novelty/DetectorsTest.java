package io.ichnite.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import io.ichnite.metric.Separation;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every detector of ours keeps the contract, and survives being taken apart. */
class DetectorsTest {
    /** What ours keep besides. */
    abstract static class Ours extends NoveltyDetectorContract {
        private final DetectorPlan plan;

        Ours(DetectorKind kind) {
            this(DetectorPlan.defaults(kind));
        }

        Ours(DetectorPlan plan) {
            this.plan = plan;
        }

        @Override
        protected FittedDetector detector() {
            return Detectors.fit(plan, training(), kernels).detector();
        }

        @Test
        void whatIsRestoredScoresTheSame() {
            FittedDetector detector = detector();
            FittedDetector again = Detectors.restore(detector.parts());
            assertEquals(detector.parts(), again.parts());
            assertEquals(detector.width(), again.width());
            assertEquals(detector.needsLogits(), again.needsLogits());
            FeatureRows rows = familiar(30, 9);
            Scorer scorer = new Scorer(kernels, 1);
            assertArrayEquals(scorer.score(detector, rows), scorer.score(again, rows));
        }

        @Test
        void theSameRowsGiveTheSameDetector() {
            assertEquals(detector().parts(), detector().parts());
        }

        @Test
        void partsThatLackSomethingAreRefused() {
            DetectorParts parts = detector().parts();
            for (String name : parts.matrices().keySet()) {
                DetectorParts other = parts.with(name, new Matrix(5, 7, new double[35]));
                assertThrows(IllegalArgumentException.class, () -> Detectors.restore(other), name);
            }
            DetectorParts more = parts.with("surplus", 1);
            assertThrows(IllegalArgumentException.class, () -> Detectors.restore(more));
            if (!parts.parts().isEmpty()) {
                DetectorParts none = parts.with(List.of());
                assertThrows(IllegalArgumentException.class, () -> Detectors.restore(none));
            }
        }
    }

    @Nested
    class MahalanobisTest extends Ours {
        MahalanobisTest() {
            super(DetectorKind.MAHALANOBIS);
        }
    }

    @Nested
    class RelativeTest extends Ours {
        RelativeTest() {
            super(DetectorKind.RELATIVE);
        }
    }

    @Nested
    class NormalisedTest extends Ours {
        NormalisedTest() {
            super(DetectorKind.NORMALISED);
        }
    }

    @Nested
    class RelativeNormalisedTest extends Ours {
        RelativeNormalisedTest() {
            super(DetectorKind.RELATIVE_NORMALISED);
        }
    }

    @Nested
    class ChiSquareTest extends Ours {
        ChiSquareTest() {
            super(DetectorKind.CHI_SQUARE);
        }
    }

    @Nested
    class KnnTest extends Ours {
        KnnTest() {
            super(DetectorKind.KNN);
        }
    }

    @Nested
    class MspTest extends Ours {
        MspTest() {
            super(DetectorKind.MSP);
        }
    }

    @Nested
    class MaxLogitTest extends Ours {
        MaxLogitTest() {
            super(DetectorKind.MAX_LOGIT);
        }
    }

    @Nested
    class EnergyTest extends Ours {
        EnergyTest() {
            super(DetectorKind.ENERGY);
        }
    }

    @Nested
    class EntropyTest extends Ours {
        EntropyTest() {
            super(DetectorKind.ENTROPY);
        }
    }

    @Nested
    class GenTest extends Ours {
        GenTest() {
            super(DetectorKind.GEN);
        }
    }

    @Nested
    class OdinTest extends Ours {
        OdinTest() {
            super(DetectorKind.ODIN);
        }
    }

    @Nested
    class ReactTest extends Ours {
        ReactTest() {
            super(DetectorKind.REACT);
        }
    }

    @Nested
    class AshPTest extends Ours {
        AshPTest() {
            super(DetectorKind.ASH_P);
        }
    }

    @Nested
    class AshSTest extends Ours {
        AshSTest() {
            super(DetectorKind.ASH_S);
        }
    }

    @Nested
    class ScaleTest extends Ours {
        ScaleTest() {
            super(DetectorKind.SCALE);
        }
    }

    @Nested
    class ResidualTest extends Ours {
        ResidualTest() {
            super(DetectorKind.RESIDUAL);
        }
    }

    @Nested
    class VimTest extends Ours {
        VimTest() {
            super(DetectorKind.VIM);
        }
    }

    @Nested
    class FdbdTest extends Ours {
        FdbdTest() {
            super(DetectorKind.FDBD);
        }
    }

    @Nested
    class MadTest extends Ours {
        MadTest() {
            super(DetectorKind.MAD);
        }
    }

    @Nested
    class EmpiricalTest extends Ours {
        EmpiricalTest() {
            super(DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withCovariance(Covariance.Estimator.EMPIRICAL));
        }
    }

    @Nested
    class SeedTest extends Ours {
        SeedTest() {
            super(DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withSeedCompatible());
        }
    }

    @Nested
    class OneSidedTest extends Ours {
        OneSidedTest() {
            super(DetectorPlan.defaults(DetectorKind.MAD).withOneSided());
        }
    }

    @Nested
    class CombinedTest extends Ours {
        CombinedTest() {
            super(DetectorKind.MAHALANOBIS);
        }

        /** Of one layer: rows here have no more. */
        @Override
        protected FittedDetector detector() {
            FeatureRows known = familiar(60, 31);
            double[] far = new double[60 * WIDTH];
            SplitMix random = new SplitMix(33);
            for (int i = 0; i < far.length; i++) {
                far[i] = Math.max(0, 1 + 2 * random.normal());
            }
            return LayerCombination.fit(List.of(super.detector()), known, withLogits(far), kernels);
        }
    }

    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    /** Near what was fitted against far from it: which detectors have to tell them apart here. */
    @Test
    void farIsLessFamiliarThanNear() {
        FeatureRows near = NoveltyDetectorContract.familiar(200, 21);
        double[] x = new double[200 * NoveltyDetectorContract.WIDTH];
        SplitMix random = new SplitMix(22);
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, 1 + 2 * random.normal());
        }
        FeatureRows far = NoveltyDetectorContract.withLogits(x);
        Scorer scorer = new Scorer(kernels, 1);
        for (DetectorKind kind : DetectorKind.values()) {
            if (kind.named()) {
                FittedDetector detector = Detectors.fit(
                                DetectorPlan.defaults(kind).withK(5), NoveltyDetectorContract.training(), kernels)
                        .detector();
                double auroc = Separation.of(scorer.score(detector, near), scorer.score(detector, far))
                        .auroc();
                // relative looks at what parts the classes, and energies at size alone
                boolean byDistance =
                        !kind.needsLogits() && !kind.needsHead() && !kind.word().startsWith("relative");
                assertTrue(!byDistance || auroc > 0.8, kind + " " + auroc);
            }
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        FeatureRows rows = NoveltyDetectorContract.familiar(20, 1);
        for (DetectorKind kind : DetectorKind.values()) {
            if (!kind.named()) {
                continue;
            }
            DetectorPlan plan = DetectorPlan.defaults(kind);
            if (kind.needsLabels() || kind.needsHead()) {
                BadConfig bad =
                        assertThrows(BadConfig.class, () -> Detectors.fit(plan, TrainingRows.of(rows), kernels));
                assertTrue(String.valueOf(bad.getMessage()).contains(kind.word() + " needs the "), bad.getMessage());
            }
            assertThrows(
                    BadConfig.class,
                    () -> Detectors.fit(plan, TrainingRows.of(NoveltyDetectorContract.familiar(0, 1)), kernels));
        }
        BadConfig tooFew = assertThrows(
                BadConfig.class,
                () -> Detectors.fit(DetectorPlan.defaults(DetectorKind.KNN), TrainingRows.of(rows), kernels));
        assertTrue(String.valueOf(tooFew.getMessage()).contains("from 1 to 20"), tooFew.getMessage());
        Head other = Head.of(new Matrix(1, 2, new double[2]), new double[1]);
        BadConfig layer = assertThrows(
                BadConfig.class,
                () -> Detectors.fit(
                        DetectorPlan.defaults(DetectorKind.VIM),
                        TrainingRows.of(rows).withHead(other),
                        kernels));
        assertTrue(String.valueOf(layer.getMessage()).contains("takes 2 features"), layer.getMessage());
    }

    @Test
    void anEmptyClassIsAnErrorAndAClassOfOneRowIsNone() {
        FeatureRows rows = NoveltyDetectorContract.familiar(20, 1);
        int[] labels = new int[20];
        labels[3] = 2;
        for (DetectorKind kind : DetectorKind.values()) {
            if (!kind.named() || !kind.needsLabels()) {
                continue;
            }
            DetectorPlan plan = DetectorPlan.defaults(kind);
            BadConfig bad =
                    assertThrows(BadConfig.class, () -> Detectors.fit(plan, TrainingRows.of(rows, labels, 3), kernels));
            assertTrue(String.valueOf(bad.getMessage()).startsWith("class 1 of 3 has no row"), bad.getMessage());
        }
        labels[4] = 1;
        for (DetectorKind kind : DetectorKind.values()) {
            if (kind.named() && kind.needsLabels()) {
                finite(DetectorPlan.defaults(kind), TrainingRows.of(rows, labels, 3));
                finite(
                        DetectorPlan.defaults(kind).withCovariance(Covariance.Estimator.EMPIRICAL),
                        TrainingRows.of(rows, labels, 3));
            }
        }
    }

    /** Rows that vary in no direction, in one, in far too many, by almost nothing, by enormous numbers. */
    @Test
    void singularRowsAreNoReasonToFail() {
        int d = NoveltyDetectorContract.WIDTH;
        int n = 12;
        SplitMix random = new SplitMix(5);
        for (int form = 0; form < 7; form++) {
            double[] x = new double[n * d];
            for (int i = 0; i < x.length; i++) {
                x[i] = switch (form) {
                    case 0 -> 0;
                    case 1 -> 7.25;
                    case 2 -> i / d;
                    case 3 -> random.normal();
                    case 4 -> 1 + 1e-170 * random.normal();
                    case 5 -> 1e30 * random.normal();
                    default -> (i % d == 0 ? 1e12 : 1e-12) * random.normal();
                };
            }
            int[] labels = new int[n];
            labels[0] = 1;
            for (int r = 0; r < n; r++) {
                labels[r] = r % 3;
            }
            TrainingRows training =
                    TrainingRows.of(FeatureRows.of(x, d), labels, 3).withHead(NoveltyDetectorContract.head());
            for (DetectorKind kind : DetectorKind.values()) {
                if (kind.named()) {
                    for (Covariance.Estimator estimator : Covariance.Estimator.values()) {
                        finite(
                                DetectorPlan.defaults(kind)
                                        .withCovariance(estimator)
                                        .withK(3),
                                training);
                    }
                }
            }
            finite(DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withSeedCompatible(), training);
        }
    }

    private void finite(DetectorPlan plan, TrainingRows training) {
        Detectors.Fitted fitted = Detectors.fit(plan, training, kernels);
        FeatureRows rows = training.rows();
        double[] logits = new double[rows.rows() * 3];
        Arrays.setAll(logits, i -> i % 3);
        FeatureRows asked = FeatureRows.of(all(rows), rows.width()).withLogits(logits, 3);
        for (double score : new Scorer(kernels, 1).score(fitted.detector(), asked)) {
            assertTrue(Double.isFinite(score), plan + " " + score);
        }
        FitReport report = fitted.report();
        assertTrue(report == null || Double.isFinite(report.condition()), plan + " " + report);
    }

    private static double[] all(FeatureRows rows) {
        double[] all = new double[rows.rows() * rows.width()];
        rows.features(0, rows.rows(), all, 0);
        return all;
    }

    @Test
    void theReportNamesDeadAndDoubledFeatures() {
        FitReport report = Detectors.fit(
                        DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withCovariance(Covariance.Estimator.EMPIRICAL),
                        NoveltyDetectorContract.training(),
                        kernels)
                .report();
        Objects.requireNonNull(report);
        assertEquals(List.of(4), report.dead());
        assertEquals(List.of(7), report.duplicates());
        assertEquals(NoveltyDetectorContract.WIDTH - 2, report.rank());
        assertEquals(0, report.doubtful());
        assertTrue(report.condition() > 1 && report.condition() < 1e4, "" + report.condition());
        FitReport shrunk = Detectors.fit(
                        DetectorPlan.defaults(DetectorKind.MAHALANOBIS), NoveltyDetectorContract.training(), kernels)
                .report();
        assertTrue(shrunk != null && shrunk.rank() == NoveltyDetectorContract.WIDTH && shrunk.shrinkage() > 0);
    }

    @Test
    void wordsNameDetectors() {
        assertEquals(DetectorKind.ASH_P, DetectorKind.of("ash-p"));
        assertThrows(IllegalArgumentException.class, () -> DetectorKind.of("magic"));
        assertTrue(DetectorKind.names().startsWith("mahalanobis, relative, normalised, "));
        assertFalse(DetectorKind.names().contains("combined"));
        assertThrows(IllegalArgumentException.class, () -> DetectorPlan.defaults(DetectorKind.COMBINED));
    }
}
