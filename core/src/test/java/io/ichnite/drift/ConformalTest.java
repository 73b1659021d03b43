package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.drift.Conformal.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    /** Rows that served nobody: sets hold the true class as often as promised, class by class, within what chance allows. */
    @Test
    void setsCoverAsPromised() {
        Random random = new Random(SEED);
        for (double rate : new double[] {0.05, 0.1, 0.3}) {
            int classes = 3;
            int[] covered = new int[classes];
            int rounds = 200;
            int asked = 30;
            for (int round = 0; round < rounds; round++) {
                double[] strange = new double[90];
                int[] labels = new int[90];
                for (int i = 0; i < 90; i++) {
                    labels[i] = i % classes;
                    strange[i] = strangeness(random, labels[i]);
                }
                Conformal conformal = Conformal.of(strange, labels, classes, Form.PLUS_ONE, rate);
                for (int c = 0; c < classes; c++) {
                    for (int i = 0; i < asked; i++) {
                        covered[c] += conformal.p(c, strangeness(random, c)) > rate ? 1 : 0;
                    }
                }
            }
            for (int c = 0; c < classes; c++) {
                double share = (double) covered[c] / (rounds * asked);
                // each round's calibration is shared by its rows: the bound is for rounds, not for rows
                double chance = 4 * Math.sqrt(rate * (1 - rate) / (rounds * 10));
                assertTrue(share >= 1 - rate - chance, "ichnite.seed=" + SEED + " " + share + " of " + (1 - rate));
                assertTrue(share <= 1 - rate + 1.0 / 31 + chance, "ichnite.seed=" + SEED + " " + share);
            }
        }
    }

    /** Each class has a law, and a unit, of its own. */
    private static double strangeness(Random random, int c) {
        double x = random.nextGaussian();
        return c == 0 ? x * x : c == 1 ? 1e9 * Math.exp(x) : -random.nextDouble();
    }

    @Test
    void onlyRanksCount() {
        Random random = new Random(SEED);
        double[] strange = random.doubles(40).toArray();
        int[] labels = new int[40];
        double[] bent = Arrays.stream(strange).map(x -> Math.exp(30 * x)).toArray();
        for (Form form : Form.values()) {
            Conformal straight = Conformal.of(strange, labels, 1, form, 0.2);
            Conformal other = Conformal.of(bent, labels, 1, form, 0.2);
            for (double x : random.doubles(100).toArray()) {
                assertEquals(straight.judge(new double[] {x}, 0), other.judge(new double[] {Math.exp(30 * x)}, 0));
            }
        }
    }

    @Test
    void pValuesCountThoseAtLeastAsStrange() {
        double[] strange = {1, 2, 2, 3};
        Conformal plus = Conformal.of(strange, new int[4], 1, Form.PLUS_ONE, 0.1);
        assertEquals(1, plus.p(0, 0.5));
        assertEquals(4.0 / 5, plus.p(0, 2));
        assertEquals(2.0 / 5, plus.p(0, 2.5));
        assertEquals(1.0 / 5, plus.p(0, Double.POSITIVE_INFINITY));
        Conformal transcend = Conformal.of(strange, new int[4], 1, Form.TRANSCEND, 0.1);
        assertEquals(1, transcend.p(0, 0.5));
        assertEquals(3.0 / 4, transcend.p(0, 2));
        assertEquals(0, transcend.p(0, 4));
    }

    @Test
    void strangeAnswersAreRejected() {
        double[] strange = new double[40];
        int[] labels = new int[40];
        for (int i = 0; i < 40; i++) {
            strange[i] = i / 2;
            labels[i] = i % 2;
        }
        Conformal conformal = Conformal.of(strange, labels, 2, Form.PLUS_ONE, 0.1);
        Conformal.Verdict kept = conformal.judge(new double[] {3, 30}, 0);
        assertTrue(kept.kept());
        assertEquals(18.0 / 21, kept.credibility(), 1e-15);
        assertEquals(1 - 1.0 / 21, kept.confidence(), 1e-15);
        assertFalse(conformal.judge(new double[] {3, 30}, 1).kept());
        assertEquals(List.of(0), conformal.set(new double[] {3, 30}));
        assertEquals(List.of(), conformal.set(new double[] {30, 30}));
        assertEquals(0, Conformal.nearest(new double[] {3, 30}));
        assertEquals(0, Conformal.nearest(new double[] {3, 3}));
    }

    @Test
    void tooFewRowsCannotReject() {
        Conformal conformal =
                Conformal.of(new double[10], new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 3, Form.PLUS_ONE, 0.1);
        assertTrue(conformal.canReject(0));
        assertFalse(conformal.canReject(1));
        assertFalse(conformal.canReject(2));
        assertEquals(1, conformal.rows(1));
        assertTrue(conformal.judge(new double[] {9, 9, 9}, 2).kept());
        Conformal transcend = Conformal.of(new double[1], new int[1], 2, Form.TRANSCEND, 0.1);
        assertFalse(transcend.judge(new double[] {0, 0}, 1).kept());
        assertEquals(0, transcend.judge(new double[] {0, 0}, 1).credibility());
    }

    @Test
    void refusesWhatDoesNotFit() {
        double[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> Conformal.of(one, new int[2], 2, Form.PLUS_ONE, 0.1));
        assertThrows(IllegalArgumentException.class, () -> Conformal.of(one, new int[] {2}, 2, Form.PLUS_ONE, 0.1));
        assertThrows(IllegalArgumentException.class, () -> Conformal.of(one, new int[1], 2, Form.PLUS_ONE, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Conformal.of(new double[] {Double.NaN}, new int[1], 2, Form.PLUS_ONE, 0.1));
        Conformal conformal = Conformal.of(one, new int[1], 2, Form.PLUS_ONE, 0.1);
        assertThrows(IllegalArgumentException.class, () -> conformal.p(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> conformal.judge(new double[3], 0));
    }
}
