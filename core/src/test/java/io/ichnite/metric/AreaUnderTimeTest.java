package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AreaUnderTimeTest {
    @Test
    void isAMeanThatHalvesTheEnds() {
        assertEquals((.5 + .6 + .2) / 2, AreaUnderTime.of(List.of(1.0, .6, .4)), 1e-15);
        assertEquals(.7, AreaUnderTime.of(List.of(.7, .7, .7, .7)), 1e-15);
        assertEquals(0, AreaUnderTime.of(List.of(.7)));
        assertEquals(0, AreaUnderTime.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> AreaUnderTime.of(List.of(.7, Double.NaN)));
    }

    @Test
    void classesWithoutRowsMissNothing() {
        Evaluation evaluation = Evaluation.of(new float[] {1, 0, 0, 1, 0, 0, 1, 0, 0}, 3, new int[] {0, 0, 1});
        assertEquals(.5, AreaUnderTime.missed(evaluation));
        assertEquals(0, AreaUnderTime.missed(evaluation.classes().get(2)));
        assertTrue(Double.isNaN(AreaUnderTime.missed(Evaluation.of(new float[] {1, 0}, 2, new int[] {-1}))));
    }
}
