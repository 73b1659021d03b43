package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
    @Test
    void theSurestComeFirst() {
        RiskCoverage curve = RiskCoverage.of(new double[] {.2, .9, .5}, new boolean[] {true, false, false});
        assertEquals(List.of(0.0, 0.0, 1.0 / 3), curve.risks());
        assertEquals(1.0 / 9, curve.area(), 1e-15);
    }

    @Test
    void rowsOfOneConfidenceHaveNoOrder() {
        boolean[] errors = {true, false, true, false};
        RiskCoverage curve = RiskCoverage.of(new double[] {.5, .5, .5, .5}, errors);
        assertEquals(List.of(.5, .5, .5, .5), curve.risks());
    }

    @Test
    void withoutRowsNothingIsKnown() {
        assertTrue(Double.isNaN(RiskCoverage.of(new double[0], new boolean[0]).area()));
        assertThrows(IllegalArgumentException.class, () -> RiskCoverage.of(new double[1], new boolean[2]));
        assertThrows(
                IllegalArgumentException.class, () -> RiskCoverage.of(new double[] {Double.NaN}, new boolean[] {true}));
    }
}
