package io.ichnite.novelty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianDeviationTest {
    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    /** One class on a line: distances to its middle 0, 1, 1, 2, 2, 3, 3; their median 2, their MAD 1. */
    private MedianDeviation fitted(boolean oneSided) {
        FeatureRows rows = FeatureRows.of(new float[] {0, 5, 1, 5, -1, 5, 2, 5, -2, 5, 3, 5, -3, 5}, 2);
        DetectorPlan plan = DetectorPlan.defaults(DetectorKind.MAD);
        return (MedianDeviation)
                Detectors.fit(oneSided ? plan.withOneSided() : plan, TrainingRows.of(rows, new int[7], 1), kernels)
                        .detector();
    }

    private double score(MedianDeviation detector, float x) {
        return new Scorer(kernels, 1).score(detector, FeatureRows.of(new float[] {x, 5}, 2))[0];
    }

    @Test
    void nearerThanUsualIsNovelTooButNotOneSided() {
        assertEquals(-8 / 1.4826, score(fitted(false), 10), 1e-12);
        assertEquals(-2 / 1.4826, score(fitted(false), 0), 1e-12);
        assertEquals(-8 / 1.4826, score(fitted(true), 10), 1e-12);
        assertEquals(0, score(fitted(true), 0), 1e-12);
        assertTrue(score(fitted(true), 10) < MedianDeviation.THRESHOLD);
    }

    @Test
    void reasonsAreSharesOfTheDistance() {
        List<MedianDeviation.Reason> reasons = fitted(false).reasons(FeatureRows.of(new float[] {3, 9}, 2), 0);
        assertEquals(new MedianDeviation.Reason(1, 9, 5, 0.64), round(reasons.get(0)));
        assertEquals(new MedianDeviation.Reason(0, 3, 0, 0.36), round(reasons.get(1)));
        for (MedianDeviation.Reason reason : fitted(false).reasons(FeatureRows.of(new float[] {0, 5}, 2), 0)) {
            assertEquals(0, reason.share());
        }
    }

    private static MedianDeviation.Reason round(MedianDeviation.Reason reason) {
        return new MedianDeviation.Reason(
                reason.feature(), reason.value(), reason.typical(), Math.rint(reason.share() * 1e9) / 1e9);
    }
}
