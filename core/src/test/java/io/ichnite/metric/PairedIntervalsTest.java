package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedIntervalsTest {
    private static final Intervals.Plan PLAN = new Intervals.Plan(200, 0.9, 3);
    private static final int ROWS = 60;

    /** Two classes in turn, said with so much sureness; every {@code wrong}-th row is answered wrongly, none for 0. */
    private static float[] answers(float sureness, int wrong) {
        float[] answers = new float[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            int said = wrong > 0 && i % wrong == 0 ? 1 - i % 2 : i % 2;
            answers[2 * i + said] = sureness;
            answers[2 * i + 1 - said] = 1 - sureness;
        }
        return answers;
    }

    private static int[] labels() {
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % 2;
        }
        return labels;
    }

    private static List<Integer> groups(int of) {
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            groups.add(i / of);
        }
        return groups;
    }

    @Test
    void aModelDoesNotDifferFromItself() {
        float[] answers = answers(0.8f, 5);
        PairedIntervals same = PairedIntervals.of(answers, answers, 2, labels(), groups(3), PLAN, 2);
        assertEquals(20, same.groups());
        for (PairedIntervals.Difference each : List.of(same.logLoss(), same.accuracy(), same.macroF1(), same.auroc())) {
            assertEquals(0, each.value());
            assertEquals(new Interval(0, 0), each.interval(), "both are measured on the same draws");
            assertFalse(each.sure());
        }
    }

    @Test
    void measuresAreThoseOfEachAlone() {
        float[] one = answers(0.7f, 4);
        float[] other = answers(0.9f, 6);
        PairedIntervals paired = PairedIntervals.of(one, other, 2, labels(), groups(4), PLAN, 1);
        Evaluation first = Evaluation.of(one, 2, labels());
        Evaluation second = Evaluation.of(other, 2, labels());
        assertEquals(first.accuracy(), paired.accuracy().one(), 1e-12);
        assertEquals(second.accuracy(), paired.accuracy().other(), 1e-12);
        assertEquals(second.logLoss() - first.logLoss(), paired.logLoss().value(), 1e-12);
        assertEquals(second.macroF1() - first.macroF1(), paired.macroF1().value(), 1e-12);
        assertTrue(paired.accuracy().interval().low() <= paired.accuracy().value());
        assertTrue(paired.accuracy().interval().high() >= paired.accuracy().value());
    }

    /** The same rows are wrong in both: each alone moves from draw to draw, their difference does not. */
    @Test
    void whatIsHardForBothDoesNotWidenTheDifference() {
        float[] one = answers(0.7f, 4);
        float[] other = answers(0.9f, 4);
        PairedIntervals paired = PairedIntervals.of(one, other, 2, labels(), groups(2), PLAN, 1);
        Intervals alone = Intervals.of(one, 2, labels(), groups(2), PLAN, 1);
        assertTrue(alone.accuracy().high() > alone.accuracy().low());
        assertEquals(new Interval(0, 0), paired.accuracy().interval());
    }

    @Test
    void aModelThatIsAlwaysRightIsSurelyBetter() {
        PairedIntervals paired =
                PairedIntervals.of(answers(0.8f, 2), answers(0.8f, 0), 2, labels(), groups(3), PLAN, 1);
        assertTrue(paired.accuracy().sure());
        assertTrue(paired.logLoss().sure());
        assertTrue(paired.logLoss().value() < 0);
    }

    @Test
    void threadsDoNotMatterAndOneGroupTellsNothing() {
        float[] one = answers(0.7f, 4);
        float[] other = answers(0.9f, 6);
        assertEquals(
                PairedIntervals.of(one, other, 2, labels(), groups(3), PLAN, 1),
                PairedIntervals.of(one, other, 2, labels(), groups(3), PLAN, 3));
        PairedIntervals single = PairedIntervals.of(one, other, 2, labels(), groups(ROWS), PLAN, 1);
        assertTrue(Double.isNaN(single.accuracy().interval().low()));
        assertFalse(single.accuracy().sure());
        assertThrows(
                IllegalArgumentException.class, () -> PairedIntervals.of(one, other, 2, labels(), List.of(1), PLAN, 1));
    }
}
