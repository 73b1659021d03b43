package io.ichnite.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherExactTest {
    /**
     * The lady who tastes tea (Fisher 1935), then others, by {@code scipy.stats.fisher_exact([[a, b], [c, d]])[1]} of SciPy
     * 1.17.1.
     */
    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 3, 0.48571428571428565",
        "4, 0, 0, 4, 0.028571428571428567",
        "6, 2, 1, 4, 0.10256410256410256",
        "0, 10, 7, 3, 0.0030959752321981426",
        "10, 2, 3, 15, 0.0005367241191434357",
        "43, 2, 17, 7, 0.006653129601221599",
    })
    void isWhatOthersHave(int a, int b, int c, int d, double chance) {
        FisherExact fisher = new FisherExact(a + b + c + d);
        assertEquals(chance, Math.exp(fisher.logChance(a, a + b, a + c)), 1e-12 * chance);
    }

    @Test
    void isTheSumOfAllTablesNoLikelier() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int all = 1 + random.nextInt(round < 280 ? 40 : 900);
            int ofHere = random.nextInt(all + 1);
            int having = random.nextInt(all + 1);
            int low = Math.max(0, having - (all - ofHere));
            int here = low + random.nextInt(Math.min(ofHere, having) - low + 1);
            double log = new FisherExact(all).logChance(here, ofHere, having);
            assertEquals(exact(here, ofHere, having, all), log, 1e-9, here + " " + ofHere + " " + having + " " + all);
        }
    }

    @Test
    void chancesBelowTheLeastNumberStillDiffer() {
        FisherExact fisher = new FisherExact(13_887);
        double one = fisher.logChance(4978, 4978, 4978);
        double other = fisher.logChance(4977, 4978, 4978);
        // the one table of binomial(13887, 4978), as all others are likelier
        assertEquals(-log(binomial(13_887, 4978)), one, 1e-8);
        assertTrue(one < other && other < -1000, one + " " + other);
        assertEquals(0, Math.exp(one));
    }

    @Test
    void whatAllHaveOrNoneTellsNothing() {
        FisherExact fisher = new FisherExact(20);
        assertEquals(0, fisher.logChance(7, 7, 20), 1e-12);
        assertEquals(0, fisher.logChance(0, 7, 0), 1e-12);
        assertEquals(0, new FisherExact(0).logChance(0, 0, 0), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> fisher.logChance(8, 7, 9));
        assertThrows(IllegalArgumentException.class, () -> fisher.logChance(0, 15, 9));
    }

    /** By whole numbers, every table there is. */
    private static double exact(int here, int ofHere, int having, int all) {
        BigInteger own = ways(here, ofHere, having, all);
        BigInteger sum = BigInteger.ZERO;
        BigInteger whole = BigInteger.ZERO;
        for (int x = Math.max(0, having - (all - ofHere)); x <= Math.min(ofHere, having); x++) {
            BigInteger ways = ways(x, ofHere, having, all);
            whole = whole.add(ways);
            sum = ways.compareTo(own) <= 0 ? sum.add(ways) : sum;
        }
        return log(sum) - log(whole);
    }

    private static BigInteger ways(int here, int ofHere, int having, int all) {
        return binomial(ofHere, here).multiply(binomial(all - ofHere, having - here));
    }

    private static BigInteger binomial(int n, int k) {
        BigInteger value = BigInteger.ONE;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            value = value.multiply(BigInteger.valueOf(n - i + 1)).divide(BigInteger.valueOf(i));
        }
        return value;
    }

    private static double log(BigInteger number) {
        int shift = Math.max(0, number.bitLength() - 1000);
        return Math.log(new BigDecimal(number.shiftRight(shift), MathContext.DECIMAL64).doubleValue())
                + shift * Math.log(2);
    }
}
