package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistancesTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private final Values some = Values.of(new double[] {1, 1, 2, 2, 2, 5});
    private final Values others = Values.of(new double[] {0, 1, 2, 2, 3, 7, 7});

    @Test
    void tiesAreHandledAsSciPyDoes() {
        assertEquals(0.09065934065934078, Distances.cramerVonMises(some, others), 1e-12);
        assertEquals(1.2619047619047619, Distances.wasserstein(some, others), 1e-12);
        assertEquals(0.6043824620514147, Distances.mannWhitney(some, others), 1e-9);
    }

    @Test
    void whatIsCarriedIsTheDistance() {
        Random random = new Random(SEED);
        double[] numbers = random.doubles(50).toArray();
        double[] moved = Arrays.stream(numbers).map(x -> x - 3).toArray();
        assertEquals(3, Distances.wasserstein(Values.of(numbers), Values.of(moved)), 1e-12);
        assertEquals(0, Distances.wasserstein(some, some));
        double far = Distances.wasserstein(Values.of(new double[] {-1e308}), Values.of(new double[] {1e308}));
        assertTrue(far > 1e308, "found " + far);
    }

    @Test
    void sharesAreStableAgainstThemselves() {
        assertEquals(0, Distances.stability(some, some));
        Values constant = Values.of(new double[20]);
        assertEquals(0, Distances.stability(constant, constant));
        double apart = Distances.stability(constant, Values.of(new double[] {1, 2}));
        assertEquals(2 * (1 - 1e-4) * Math.log(1e4), apart, 1e-12);
    }

    @Test
    void allEqualIsNoEvidence() {
        Values constant = Values.of(new double[5]);
        assertEquals(1, Distances.mannWhitney(constant, constant));
    }

    @Test
    void discrepancyNeedsPairs() {
        double[] row = {1, 2};
        assertThrows(IllegalArgumentException.class, () -> Distances.Discrepancy.of(row, row, 2));
        assertThrows(IllegalArgumentException.class, () -> Distances.Discrepancy.of(new double[3], new double[4], 2));
        Distances.Discrepancy none = Distances.Discrepancy.of(new double[6], new double[4], 2);
        assertEquals(0, none.squared(), 1e-15);
        assertEquals(1, none.sigma());
    }

    @Test
    void quantilesAreLinear() {
        Values values = Values.of(new double[] {4, 1, 3, 2});
        assertEquals(1, values.quantile(0));
        assertEquals(1.75, values.quantile(0.25));
        assertEquals(2.5, values.quantile(0.5));
        assertEquals(4, values.quantile(1));
        assertEquals(0, Values.of(new double[] {-1.7e308, 1.7e308}).quantile(0.5));
        assertEquals(0.375, Values.of(new double[] {1, 2, 2, 3}).rank(1.5) + 0.125);
        assertEquals(0.5, Values.of(new double[] {1, 2, 2, 3}).rank(2));
    }

    @Test
    void tailsKeepTheirDigits() {
        double[][] scipy = {
            {-1, 1.6826894921370859},
            {0, 1},
            {0.5, 0.6170750774519738},
            {1, 0.31731050786291415},
            {2, 0.04550026389635839},
            {2.8, 0.005110260660855864},
            {2.9, 0.003731626600768075},
            {5, 5.733031437583866e-07},
            {10, 1.523970604832094e-23},
            {30, 9.813427854295816e-198},
        };
        for (double[] golden : scipy) {
            assertEquals(golden[1], NormalLaw.bothTails(golden[0]), 1e-12 * golden[1], "at " + golden[0]);
        }
    }
}
