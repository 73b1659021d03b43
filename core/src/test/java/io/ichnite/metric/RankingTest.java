package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void isWhatScikitLearnSays() throws IOException {
        double golden = Goldens.json("metrics.json")
                .get("multiclass")
                .get("auroc_ovr_macro")
                .asDouble();
        int[] labels = SmallNpy.ints("/goldens/metrics/y.npy");
        double[] exact = SmallNpy.doubles("/goldens/metrics/prob.npy");
        List<ThresholdCurve> curves = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            double[] scores = new double[labels.length];
            boolean[] positive = new boolean[labels.length];
            for (int row = 0; row < labels.length; row++) {
                scores[row] = exact[8 * row + c];
                positive[row] = labels[row] == c;
            }
            curves.add(ThresholdCurve.of(scores, positive));
        }
        assertEquals(golden, new Ranking(curves).auroc(), 1e-12);
        // The same as float32: no two scores of a class fall together that matter to a pair.
        Ranking ranking = Ranking.of(SmallNpy.floats("/goldens/metrics/prob32.npy"), 8, labels);
        assertEquals(golden, ranking.auroc(), 1e-12);
    }

    @Test
    void ofTwoClassesTheSecondIsWhatIsLookedFor() {
        // Class 1's probability orders the rows 1, 0, 1, 0: three of four pairs are right.
        float[] p = {.1f, .9f, .2f, .8f, .3f, .7f, .4f, .6f};
        Ranking ranking = Ranking.of(p, 2, new int[] {1, 0, 1, 0});
        assertEquals(0.75, ranking.auroc());
        assertEquals(0.5, ranking.truePositiveRateAt(0.01));
        assertEquals((1 + 2.0 / 3) / 2, ranking.averagePrecision(), 1e-15);
        assertEquals(ranking.classes().get(1).auroc(), ranking.auroc());
        // By class 0's probability the rows are ordered 0, 1, 0, 1: its average precision is another.
        assertEquals((1 + 2.0 / 3) / 2, ranking.classes().get(0).averagePrecision(), 1e-15);
    }

    @Test
    void classesThatDoNotOccurDoNotCount() {
        float[] p = {.8f, .1f, .1f, .1f, .8f, .1f, .4f, .5f, .1f};
        Ranking ranking = Ranking.of(p, 3, new int[] {0, 1, 0});
        assertFalse(ranking.classes().get(2).parts());
        assertTrue(Double.isNaN(ranking.classes().get(2).auroc()));
        assertEquals(1, ranking.auroc());
        assertEquals(1, ranking.averagePrecision());
        Ranking one = Ranking.of(p, 3, new int[] {1, 1, 1});
        assertTrue(Double.isNaN(one.auroc()) && Double.isNaN(one.truePositiveRateAt(.01)));
        assertFalse(Ranking.of(p, 3, new int[] {0, 1, 0}).resolves(0.01));
    }

    @Test
    void rowsWithoutALabelAreLeftOut() {
        float[] p = {.9f, .1f, .5f, .5f, .1f, .9f};
        Ranking all = Ranking.of(p, 2, new int[] {0, -1, 1});
        assertEquals(Ranking.of(new float[] {.9f, .1f, .1f, .9f}, 2, new int[] {0, 1}), all);
        assertThrows(IllegalArgumentException.class, () -> Ranking.of(p, 2, new int[] {0, 2, 1}));
        assertThrows(IllegalArgumentException.class, () -> Ranking.of(p, 3, new int[] {0, 2, 1}));
    }

    @Test
    void aThousandNegativesResolveOneInAThousand() {
        float[] p = new float[2 * 1001];
        int[] labels = new int[1001];
        for (int row = 0; row < labels.length; row++) {
            p[2 * row + 1] = row / 2000f;
            labels[row] = row == 999 ? 1 : 0;
        }
        Ranking ranking = Ranking.of(p, 2, labels);
        assertTrue(ranking.resolves(0.001));
        assertEquals(1, ranking.truePositiveRateAt(0.001), "one false alarm in a thousand is allowed");
        labels[0] = -1;
        ranking = Ranking.of(p, 2, labels);
        assertFalse(ranking.resolves(0.001));
        assertEquals(0, ranking.truePositiveRateAt(0.001), "and in 999 none is");
    }
}
