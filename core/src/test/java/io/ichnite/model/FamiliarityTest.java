package io.ichnite.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.KernelChoice;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FamiliarityTest {
    private static FittedDetector detector(DetectorKind kind) {
        FeatureRows rows = FeatureRows.of(new double[] {1, 2, 3, 5, 4, 1}, 2).withLogits(new double[6], 2);
        return Detectors.fit(
                        DetectorPlan.defaults(kind).withK(1),
                        TrainingRows.of(rows),
                        KernelChoice.choose("plain").kernels())
                .detector();
    }

    @Test
    void theThresholdIsFamiliarAndWhatIsBelowIsNot() {
        Familiarity familiarity = new Familiarity(detector(DetectorKind.KNN), List.of("7"), -1.5, 0.1);
        assertTrue(familiarity.familiar(-1.5));
        assertTrue(familiarity.familiar(0));
        assertFalse(familiarity.familiar(Math.nextDown(-1.5)));
    }

    @Test
    void theThresholdIsTheRankThatKeepsTheErrorRate() {
        double[] scores = {5, 3, 9, 1, 7, 2, 8, 4, 6};
        assertEquals(1, Familiarity.threshold(scores, 0.1), "0.1 of 9 + 1 is the first");
        assertEquals(3, Familiarity.threshold(scores, 0.3));
        assertEquals(9, Familiarity.threshold(scores, 0.99));
        assertEquals(5, scores[0], "the scores stay as they are");
        assertThrows(BadConfig.class, () -> Familiarity.threshold(new double[8], 0.1));
        assertThrows(BadConfig.class, () -> Familiarity.threshold(new double[0], 0.5));
    }

    @Test
    void ofFurtherRowsNoMoreThanTheRateIsTakenForNovel() {
        Random random = new Random(4);
        long novel = 0;
        int rounds = 4000;
        for (int round = 0; round < rounds; round++) {
            double[] scores = random.doubles(13).toArray();
            novel += random.nextDouble() < Familiarity.threshold(scores, 0.2) ? 1 : 0;
        }
        // ⌊0.2 · 14⌋ / 14 = 1/7; four deviations of 4000 draws are 0.022
        assertEquals(1 / 7.0, (double) novel / rounds, 0.022);
    }

    @Test
    void partsThatDoNotBelongTogetherAreRefused() {
        FittedDetector features = detector(DetectorKind.KNN);
        FittedDetector logits = detector(DetectorKind.ENERGY);
        new Familiarity(logits, List.of(), 0, 0.5);
        assertThrows(IllegalArgumentException.class, () -> new Familiarity(features, List.of(), 0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Familiarity(logits, List.of("7"), 0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Familiarity(features, List.of("7"), Double.NaN, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Familiarity(features, List.of("7"), 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Familiarity(features, List.of("7"), 0, 1));
    }
}
