package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JensenShannonTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @Test
    void knownNumbers() {
        assertEquals(0, JensenShannon.of(new double[] {0.5, 0.5}, new double[] {0.5, 0.5}));
        assertEquals(1, JensenShannon.of(new double[] {1, 0}, new double[] {0, 1}));
        // 1 − (3/4) log2 3 + … worked out by hand: H(3/4, 1/4) − H(1/2, 1/2) / 2
        double expected = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)) / Math.log(2) - 0.5;
        assertEquals(expected, JensenShannon.of(new double[] {1, 0}, new double[] {0.5, 0.5}), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> JensenShannon.of(new double[1], new double[2]));
    }

    @Test
    void symmetricBoundedAndTheSumOfItsParts() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            double[] p = shares(random);
            double[] q = shares(random);
            double one = JensenShannon.of(p, q);
            assertEquals(one, JensenShannon.of(q, p), 1e-12, "ichnite.seed=" + SEED);
            assertTrue(one > 0 && one < 1);
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                sum += JensenShannon.part(p[i], q[i]);
            }
            assertEquals(one, sum, 1e-12);
        }
    }

    private static double[] shares(Random random) {
        double[] shares = random.doubles(20).map(x -> x < 0.3 ? 0 : x).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(x -> x / sum).toArray();
    }
}
