package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassMixTest {
    @Test
    void everyRowGetsTheSharesOfTraining() {
        int[] train = {0, 1, 1, -1, 2, 1, 0, 0, 0};
        float[] mix = ClassMix.probabilities(train, 4, 3);
        assertArrayEquals(new float[] {.5f, .375f, .125f, 0, .5f, .375f, .125f, 0, .5f, .375f, .125f, 0}, mix);
        Evaluation evaluation = Evaluation.of(mix, 4, new int[] {0, 0, 1});
        assertEquals(2.0 / 3, evaluation.accuracy(), 1e-15);
        assertEquals(0.8 / 2, evaluation.macroF1(), 1e-15);
        assertEquals(-(2 * Math.log(4.0 / 8) + Math.log(3.0 / 8)) / 3, evaluation.logLoss(), 1e-15);
    }

    @Test
    void countsOfRowsGiveTheSame() {
        assertArrayEquals(
                ClassMix.probabilities(new int[] {0, 2, 2, 0, 0}, 4, 2),
                ClassMix.probabilities(List.of(3, 0, 2, 0), 2));
        assertThrows(IllegalArgumentException.class, () -> ClassMix.probabilities(List.of(0, 0), 2));
        int most = Integer.MAX_VALUE;
        assertArrayEquals(new float[] {.5f, .5f}, ClassMix.probabilities(List.of(most, most), 1));
    }

    @Test
    void itAnswersTheCommonestClassTheLowestOnTies() {
        float[] mix = ClassMix.probabilities(new int[] {2, 1, 2, 1, 0}, 3, 2);
        Evaluation evaluation = Evaluation.of(mix, 3, new int[] {0, 2});
        assertEquals(
                List.of(0, 2, 0),
                evaluation.classes().stream().map(Evaluation.PerClass::answered).toList());
    }

    @Test
    void onTheTrainingRowsItsLogLossIsTheEntropyOfTheMix() {
        int[] rows = IntStream.range(0, 700)
                .map(i -> i % 7 < 4 ? 0 : i % 7 < 6 ? 1 : 2)
                .toArray();
        double entropy = Arrays.stream(new double[] {4 / 7.0, 2 / 7.0, 1 / 7.0})
                .map(p -> -p * Math.log(p))
                .sum();
        // the shares are float32
        assertEquals(
                entropy,
                Evaluation.of(ClassMix.probabilities(rows, 3, 700), 3, rows).logLoss(),
                1e-7);
    }

    @Test
    void itCannotRankAnything() {
        int[] labels = {0, 1, 2, 2, 1};
        Ranking ranking = Ranking.of(ClassMix.probabilities(labels, 3, 5), 3, labels);
        assertEquals(0.5, ranking.auroc());
        assertEquals(0, ranking.truePositiveRateAt(0.01));
    }

    @Test
    void itNeedsLabels() {
        assertThrows(IllegalArgumentException.class, () -> ClassMix.probabilities(new int[] {-1}, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> ClassMix.probabilities(new int[] {2}, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> ClassMix.probabilities(new int[] {-2}, 2, 1));
    }
}
