package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private static double[] scores(Random random, int count, int kinds) {
        return random.doubles(count, 0, kinds).map(Math::rint).toArray();
    }

    @Test
    void turningTheScoresTurnsTheSides() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            double[] known = scores(random, 1 + random.nextInt(50), 20);
            double[] novel = scores(random, 1 + random.nextInt(50), 15);
            Separation one = Separation.of(known, novel);
            double[] turnedKnown = Arrays.stream(novel).map(s -> -s).toArray();
            double[] turnedNovel = Arrays.stream(known).map(s -> -s).toArray();
            Separation other = Separation.of(turnedKnown, turnedNovel);
            String what = "ichnite.seed=" + SEED + " round " + round;
            assertEquals(one.auroc(), other.auroc(), 1e-15, what);
            assertEquals(one.auprKnown(), other.auprNovel(), what);
            assertEquals(one.auprNovelTrapezoid(), other.auprKnownTrapezoid(), what);
            assertEquals(one.fpr95KnownPositive(), other.fpr95NovelPositive(), what);
            assertEquals(one.detectionAccuracy(), other.detectionAccuracy(), 1e-15, what);
            assertTrue(one.detectionAccuracy() >= 0.5, what);
        }
    }

    @Test
    void withoutTiesOursAndLeesAgreeOnWhatTheyBothMeasure() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            double[] known = random.doubles(1 + random.nextInt(80)).toArray();
            double[] novel = random.doubles(1 + random.nextInt(80)).toArray();
            Separation ours = Separation.of(known, novel);
            LeeSeparation lees = LeeSeparation.of(known, novel);
            assertEquals(ours.auroc(), lees.auroc(), 1e-12);
            assertEquals(ours.detectionAccuracy(), lees.detectionAccuracy(), 1e-12);
        }
        assertThrows(IllegalArgumentException.class, () -> LeeSeparation.of(new double[0], new double[1]));
    }

    @Test
    void withoutOneSideThereIsNothingToSay() {
        Separation none = Separation.of(new double[] {1, 2}, new double[0]);
        assertTrue(Double.isNaN(none.auroc()) && Double.isNaN(none.detectionAccuracy()));
        assertTrue(Double.isNaN(none.auprKnown()) && Double.isNaN(none.auprNovelTrapezoid()));
        assertTrue(Double.isNaN(none.fpr95KnownPositive()) && Double.isNaN(none.fpr95NovelPositive()));
    }

    @Test
    void intervalsHoldWhatWasMeasuredAndNarrowWithMoreRows() {
        Random random = new Random(SEED);
        double width = 1;
        for (int rows : new int[] {30, 300}) {
            double[] known = random.doubles(rows, 0.2, 1.2).toArray();
            double[] novel = random.doubles(rows, 0, 1).toArray();
            Separation whole = Separation.of(known, novel);
            SeparationIntervals intervals = SeparationIntervals.of(known, novel, new Intervals.Plan(200, 0.95, 3), 1);
            assertTrue(intervals.auroc().low() < whole.auroc()
                    && whole.auroc() < intervals.auroc().high());
            assertTrue(intervals.auroc().high() - intervals.auroc().low() < width);
            width = intervals.auroc().high() - intervals.auroc().low();
            assertEquals(intervals, SeparationIntervals.of(known, novel, new Intervals.Plan(200, 0.95, 3), 3));
        }
        SeparationIntervals few = SeparationIntervals.of(new double[1], new double[5], Intervals.Plan.defaults(1), 1);
        assertTrue(Double.isNaN(few.auroc().low()));
    }

    @Test
    void countsGiveWhatTheCurvesGive() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            double[] known = scores(random, 1 + random.nextInt(40), 12);
            double[] novel = scores(random, 1 + random.nextInt(40), 9);
            double[] all = Arrays.copyOf(known, known.length + novel.length);
            System.arraycopy(novel, 0, all, known.length, novel.length);
            boolean[] positive = new boolean[all.length];
            Arrays.fill(positive, 0, known.length, true);
            ThresholdCurve curve = ThresholdCurve.of(all, positive);
            Separation ours = Separation.of(known, novel);
            assertEquals(curve.auroc(), ours.auroc());
            assertEquals(curve.averagePrecision(), ours.auprKnown(), 1e-14);
            assertEquals(curve.falsePositiveRateAt(0.95), ours.fpr95KnownPositive());
        }
    }

    @Test
    void whatIsPerfectIsOne() {
        double[] known = new Random(SEED).doubles(83, 2, 3).toArray();
        double[] novel = new Random(SEED).doubles(71, 0, 1).toArray();
        assertEquals(new Separation(83, 71, 1, 1, 1, 1, 1, 0, 0, 1), Separation.of(known, novel));
    }
}
