package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.metric.Scores;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Scores SURE_AND_RIGHT = scores(.9f, .9f);
    private static final Scores RIGHT = scores(.6f, .6f);
    private static final Scores WRONG = scores(.3f, .3f);
    /** One answer is wrong, by a hair, the other very sure. */
    private static final Scores SURE_AND_HALF_RIGHT = scores(.499f, .99f);

    private static Scores scores(float first, float second) {
        return Scores.of(new float[] {first, 1 - first, 1 - second, second}, 2, new int[] {0, 1});
    }

    @Test
    void saysWhatTheLinearModelDoesBetter() {
        assertEquals(
                "The linear model does better than the network: lower log loss, higher macro-F1.\n",
                Comparison.words(WRONG, RIGHT));
        assertEquals("The linear model has the lower log loss.\n", Comparison.words(RIGHT, SURE_AND_RIGHT));
        assertEquals("The linear model has the higher macro-F1.\n", Comparison.words(SURE_AND_HALF_RIGHT, RIGHT));
    }

    @Test
    void isSilentWhereItDoesNot() {
        assertEquals("", Comparison.words(SURE_AND_RIGHT, WRONG));
        assertEquals("", Comparison.words(RIGHT, RIGHT));
    }
}
