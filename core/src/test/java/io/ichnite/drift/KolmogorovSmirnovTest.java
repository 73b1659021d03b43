package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    /** n, d, and what scipy.stats.kstwo.sf(d, n) of SciPy 1.17.1 says. */
    private static final double[][] LAW = {
        {1, 0.7, 0.6000000000000001},
        {5, 0.15, 0.9988},
        {10, 0.2, 0.7487190399999999},
        {10, 0.274, 0.3715203845434957},
        {50, 0.1, 0.6623112704658186},
        {83, 0.06, 0.9085431884069284},
        {140, 0.09, 0.1946946629845738},
        {141, 0.05, 0.854845693009663},
        {141, 0.1, 0.11128445516467944},
        {500, 0.03, 0.7473166700457021},
        {500, 0.06, 0.05243463489026223},
        {1000, 0.01, 0.9999496745370611},
        {5000, 0.03, 0.00024159234422666817},
        {5000, 0.01, 0.6954557253913853},
        {100000, 0.002, 0.8178408363081542},
        {100000, 0.01, 4.093278023549254e-09},
        {20, 0.5, 3.787595240539032e-05},
        {3, 0.9, 0.0019999999999999987},
        {100, 0.0051, 1.0},
    };

    @Test
    void theLawIsSciPys() {
        for (double[] golden : LAW) {
            double found = KolmogorovLaw.above(golden[0], golden[1]);
            assertEquals(golden[2], found, 1e-6 * golden[2], "n " + golden[0] + ", distance " + golden[1]);
        }
        assertEquals(0, KolmogorovLaw.above(7, 1));
        assertEquals(1, KolmogorovLaw.above(7, 0));
    }

    @Test
    void tiesAreStepsOfBoth() {
        double[] some = {1, 1, 2, 2, 2, 5};
        double[] others = {0, 1, 2, 2, 3, 7, 7};
        KolmogorovSmirnov test = KolmogorovSmirnov.of(some, others);
        assertEquals(0.2857142857142857, test.distance(), 1e-15);
        assertEquals(0.8717948717948717, test.exact(), 1e-12);
        assertEquals(0.9190152251376742, test.asymptotic(), 1e-9);
        assertEquals(test.exact(), KolmogorovSmirnov.of(others, some).exact(), 1e-15);
    }

    @Test
    void smallSamplesAreCountedOut() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            int n = 1 + random.nextInt(6);
            int m = 1 + random.nextInt(6);
            double[] some = random.doubles(n).toArray();
            double[] others = random.doubles(m).toArray();
            KolmogorovSmirnov test = KolmogorovSmirnov.of(some, others);
            int asFar = 0;
            int all = 0;
            for (int orders = 0; orders < 1 << n + m; orders++) {
                if (Integer.bitCount(orders) == n) {
                    all++;
                    asFar += farthest(orders, n, m) >= test.steps() ? 1 : 0;
                }
            }
            assertEquals((double) asFar / all, test.exact(), 1e-12, "ichnite.seed=" + SEED + " round " + round);
        }
    }

    /** Of an order of both samples, a bit a number, the largest distance times both sizes. */
    private static long farthest(int order, int n, int m) {
        long most = 0;
        int i = 0;
        for (int k = 0; k < n + m; k++) {
            i += order >>> k & 1;
            most = Math.max(most, Math.abs((long) i * m - (long) (k + 1 - i) * n));
        }
        return most;
    }

    @Test
    void bothFormsMeetWhereSamplesAreLarge() {
        Random random = new Random(SEED);
        double[] some = random.doubles(900).toArray();
        double[] others = random.doubles(700).map(x -> 0.95 * x + 0.05).toArray();
        KolmogorovSmirnov test = KolmogorovSmirnov.of(some, others);
        assertEquals(1, test.exact() / test.asymptotic(), 0.1, "ichnite.seed=" + SEED);
        assertEquals(test.asymptotic(), test.chance());
    }

    @Test
    void endsAreSharp() {
        assertEquals(
                1,
                KolmogorovSmirnov.of(new double[] {1, 2}, new double[] {1, 2}).exact());
        KolmogorovSmirnov apart = KolmogorovSmirnov.of(new double[] {1, 2, 3}, new double[] {7, 8});
        assertEquals(1, apart.distance());
        assertEquals(2.0 / 10, apart.exact(), 1e-15);
        assertEquals(
                0, KolmogorovSmirnov.of(new double[] {0.0}, new double[] {-0.0}).steps());
        double[] low = new double[1000];
        double[] high = new double[1000];
        Arrays.fill(high, 1);
        double chance = KolmogorovSmirnov.of(low, high).exact();
        assertTrue(chance >= 0 && chance < 1e-300, "found " + chance);
    }

    @Test
    void refusesWhatIsNoSample() {
        assertThrows(IllegalArgumentException.class, () -> Values.of(new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Values.of(new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> Values.of(new double[] {Double.NEGATIVE_INFINITY}));
    }
}
