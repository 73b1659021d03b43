package io.ichnite.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitMixTest {
    @Test
    void givesThePublishedNumbers() {
        SplitMix random = new SplitMix(1234567);
        assertEquals(6457827717110365317L, random.next());
        assertEquals(3203168211198807973L, random.next());
        assertEquals(Long.parseUnsignedLong("9817491932198370423"), random.next());
    }

    @Test
    void permutationsHoldEachNumberOnce() {
        int[] order = new SplitMix(5).permutation(1000);
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, 1000).toArray(), sorted);
        assertTrue(!Arrays.equals(sorted, order));
    }

    @Test
    void everyPlaceIsEquallyLikely() {
        int[][] counts = new int[4][4];
        SplitMix random = new SplitMix(9);
        for (int i = 0; i < 8000; i++) {
            int[] order = random.permutation(4);
            for (int k = 0; k < 4; k++) {
                counts[k][order[k]]++;
            }
        }
        for (int[] row : counts) {
            for (int count : row) {
                assertEquals(2000, count, 200); // five standard deviations
            }
        }
    }
}
