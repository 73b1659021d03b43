package io.ichnite.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunCounterTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private static int bucket(int... run) {
        return RunCounter.bucket(run, 0, run.length);
    }

    /** The numbers that the description gives, computed elsewhere: saved models hold them. */
    @Test
    void bucketsStayWhatTheyAre() {
        assertEquals(594082, bucket(1));
        assertEquals(782008, bucket(2));
        assertEquals(88826, bucket(1, 2));
        assertEquals(95831, bucket(2, 1));
        assertEquals(202795, bucket(1, 2, 3));
        assertEquals(434409, bucket(5999));
        assertEquals(995585, bucket(-7));
        assertEquals(874765, bucket(Integer.MAX_VALUE, 1, 1));
    }

    @Test
    void everyRunIsCountedOnceAndNoneHoldsAZero() {
        Random random = new Random(SEED);
        RunCounter counter = new RunCounter();
        for (int round = 0; round < 200; round++) {
            int[] row = random.ints(random.nextInt(60), 0, 5).toArray();
            SortedMap<Integer, Integer> expected = new TreeMap<>();
            for (int from = 0; from < row.length; from++) {
                for (int to = from + 1; to <= Math.min(row.length, from + 3); to++) {
                    int[] run = Arrays.copyOfRange(row, from, to);
                    if (Arrays.stream(run).noneMatch(call -> call == 0)) {
                        expected.merge(bucket(run), 1, Integer::sum);
                    }
                }
            }
            counter.count(row);
            SortedMap<Integer, Integer> counted = new TreeMap<>();
            int last = -1;
            for (int i = 0; i < counter.distinct(); i++) {
                assertTrue(counter.bucket(i) > last, "ascending");
                last = counter.bucket(i);
                counted.put(counter.bucket(i), counter.times(i));
            }
            assertEquals(expected, counted, "ichnite.seed=" + SEED + " round " + round);
        }
    }

    @Test
    void bucketsAreFilledEvenly() {
        int[] rows = new int[64];
        int[] row = new int[3];
        for (int i = 0; i < 64_000; i++) {
            row[0] = 1 + i % 40;
            row[1] = 1 + i / 40 % 40;
            row[2] = 1 + i / 1600;
            rows[RunCounter.bucket(row, 0, 3) >>> 14]++;
        }
        for (int count : rows) {
            assertEquals(1000, count, 160); // five standard deviations
        }
    }

    @Test
    void aRowOfManyRunsIsHeld() {
        int[] row = new int[5000];
        Arrays.setAll(row, i -> i + 1);
        RunCounter counter = new RunCounter();
        counter.count(row);
        int sum = 0;
        for (int i = 0; i < counter.distinct(); i++) {
            sum += counter.times(i);
        }
        assertEquals(5000 + 4999 + 4998, sum);
        counter.count(new int[5000]);
        assertEquals(0, counter.distinct());
    }
}
