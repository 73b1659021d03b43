package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanSeparationTest {
    private static final Intervals.Plan PLAN = new Intervals.Plan(400, 0.9, 7);

    private final Random random = new Random(2);

    private double[] scores(int count, double middle) {
        return IntStream.range(0, count)
                .mapToDouble(i -> middle + random.nextGaussian())
                .toArray();
    }

    private static List<Integer> kin(int count, int groups) {
        return IntStream.range(0, count).map(i -> i % groups).boxed().toList();
    }

    @Test
    void isTheMeanOfPartsAndNotOfPooledScores() {
        // Parts that are right always, on scales of their own: pooled, they would not be.
        ScoredRows low = ScoredRows.of(new double[] {2, 3}, kin(2, 2), new double[] {0, 1}, kin(2, 2));
        ScoredRows high = ScoredRows.of(new double[] {-2, -3}, kin(2, 2), new double[] {-5, -6}, kin(2, 2));
        MeanSeparation both = MeanSeparation.of(List.of(low, high), PLAN, 1);
        assertEquals(1, both.mean(SeparationMeasure.AUROC));
        assertEquals(0, both.spread(SeparationMeasure.AUROC));
        assertEquals(0, both.mean(SeparationMeasure.FPR95_KNOWN_POSITIVE));
        ScoredRows wrong = ScoredRows.of(new double[] {0, 1}, kin(2, 2), new double[] {2, 3}, kin(2, 2));
        MeanSeparation mixed = MeanSeparation.of(List.of(low, wrong), PLAN, 1);
        assertEquals(0.5, mixed.mean(SeparationMeasure.AUROC));
        assertEquals(Math.sqrt(0.5), mixed.spread(SeparationMeasure.AUROC), 1e-15);
        for (SeparationMeasure measure : SeparationMeasure.values()) {
            assertEquals(measure.of(low.separation()), both.mean(measure));
        }
    }

    @Test
    void intervalsHoldTheMeanAndAreTheSameForAnyNumberOfThreads() {
        List<ScoredRows> parts = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            parts.add(ScoredRows.of(scores(60, 1), kin(60, 15), scores(40, 0), kin(40, 9)));
        }
        MeanSeparation one = MeanSeparation.of(parts, PLAN, 1);
        MeanSeparation three = MeanSeparation.of(parts, PLAN, 3);
        for (SeparationMeasure measure : SeparationMeasure.values()) {
            Interval interval = one.interval(measure);
            assertEquals(interval, three.interval(measure));
            assertTrue(interval.low() < interval.high(), measure.word());
        }
        double auroc = one.mean(SeparationMeasure.AUROC);
        Interval interval = one.interval(SeparationMeasure.AUROC);
        assertTrue(interval.low() < auroc && auroc < interval.high());
    }

    @Test
    void groupsThatMoveTogetherWidenTheInterval() {
        double[] known = new double[60];
        for (int i = 0; i < known.length; i++) {
            known[i] = new double[] {-1, -0.4, 0.6, 1, 1.8, 2.6}[i % 6];
        }
        double[] novel = scores(60, 0);
        MeanSeparation kin = MeanSeparation.of(List.of(ScoredRows.of(known, kin(60, 6), novel, kin(60, 60))), PLAN, 1);
        MeanSeparation rows =
                MeanSeparation.of(List.of(ScoredRows.of(known, kin(60, 60), novel, kin(60, 60))), PLAN, 1);
        assertTrue(width(kin) > 1.5 * width(rows), width(kin) + " and " + width(rows));
    }

    private static double width(MeanSeparation mean) {
        Interval interval = mean.interval(SeparationMeasure.AUROC);
        return interval.high() - interval.low();
    }

    @Test
    void whatIsDrawnAlikeDiffersByWhatItIs() {
        double[] known = scores(50, 1);
        double[] novel = scores(50, 0);
        double[] twice = Arrays.stream(known).map(score -> 2 * score).toArray();
        double[] alike = Arrays.stream(novel).map(score -> 2 * score).toArray();
        MeanSeparation one = MeanSeparation.of(List.of(ScoredRows.of(known, kin(50, 50), novel, kin(50, 50))), PLAN, 1);
        MeanSeparation same =
                MeanSeparation.of(List.of(ScoredRows.of(twice, kin(50, 50), alike, kin(50, 50))), PLAN, 1);
        assertEquals(new Interval(0, 0), one.less(same, SeparationMeasure.AUROC));
        MeanSeparation worse =
                MeanSeparation.of(List.of(ScoredRows.of(known, kin(50, 50), known, kin(50, 50))), PLAN, 1);
        Interval apart = one.less(worse, SeparationMeasure.AUROC);
        assertTrue(apart.low() > 0, apart.toString());
    }

    @Test
    void theMeanOverFamiliesIsThatOfTheirMeans() {
        List<MeanSeparation> families = new ArrayList<>();
        for (int family = 0; family < 3; family++) {
            families.add(MeanSeparation.of(
                    List.of(ScoredRows.of(scores(40, family), kin(40, 40), scores(30, 0), kin(30, 30))), PLAN, 1));
        }
        MeanSeparation over = MeanSeparation.over(families);
        double[] aurocs = families.stream()
                .mapToDouble(mean -> mean.mean(SeparationMeasure.AUROC))
                .toArray();
        double mean = (aurocs[0] + aurocs[1] + aurocs[2]) / 3;
        assertEquals(mean, over.mean(SeparationMeasure.AUROC), 1e-15);
        double squares = Arrays.stream(aurocs).map(a -> (a - mean) * (a - mean)).sum();
        assertEquals(Math.sqrt(squares / 2), over.spread(SeparationMeasure.AUROC), 1e-15);
        assertTrue(over.interval(SeparationMeasure.AUROC).low() < mean);
    }

    @Test
    void oneGroupOrNoDrawsGiveNoInterval() {
        ScoredRows alone = ScoredRows.of(scores(9, 1), kin(9, 9), scores(9, 0), Collections.nCopies(9, "one"));
        ScoredRows many = ScoredRows.of(scores(9, 1), kin(9, 9), scores(9, 0), kin(9, 9));
        MeanSeparation none = MeanSeparation.of(List.of(alone), PLAN, 1);
        assertTrue(Double.isNaN(none.interval(SeparationMeasure.AUROC).low()));
        MeanSeparation undrawn = MeanSeparation.of(List.of(many), null, 1);
        assertTrue(Double.isNaN(undrawn.interval(SeparationMeasure.AUROC).low()));
        assertTrue(Double.isNaN(undrawn.spread(SeparationMeasure.AUROC)), "of one part");
        MeanSeparation over = MeanSeparation.over(List.of(none, MeanSeparation.of(List.of(many), PLAN, 1)));
        assertTrue(Double.isNaN(over.interval(SeparationMeasure.AUROC).low()));
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        ScoredRows one = ScoredRows.of(scores(4, 1), kin(4, 4), scores(4, 0), kin(4, 4));
        ScoredRows other = ScoredRows.of(scores(4, 1), kin(4, 4), scores(5, 0), kin(5, 5));
        assertThrows(IllegalArgumentException.class, () -> MeanSeparation.of(List.of(one, other), PLAN, 1));
        assertThrows(IllegalArgumentException.class, () -> MeanSeparation.of(List.of(), PLAN, 1));
        assertThrows(IllegalArgumentException.class, () -> MeanSeparation.over(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> ScoredRows.of(new double[0], List.of(), new double[1], List.of("")));
        assertThrows(
                IllegalArgumentException.class,
                () -> ScoredRows.of(new double[1], List.of(), new double[1], List.of("")));
    }
}
