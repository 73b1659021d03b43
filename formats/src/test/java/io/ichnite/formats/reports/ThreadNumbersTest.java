package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadNumbersTest {
    private final ThreadNumbers numbers = new ThreadNumbers();

    @Test
    void aThreadKeepsItsIdUnlessAnotherProcessHasIt() {
        assertEquals(8, numbers.number(1, 8));
        assertEquals(1 << 30, numbers.number(2, 8));
        assertEquals(8, numbers.number(1, 8));
        assertEquals(1 << 30, numbers.number(2, 8));
        assertEquals(12, numbers.number(2, 12));
        assertEquals((1 << 30) + 1, numbers.number(3, 8));
    }

    @Test
    void anIdBeyondWhatAStoreHoldsGetsAnotherNumber() {
        assertEquals(Integer.MAX_VALUE, numbers.number(1, Integer.MAX_VALUE));
        assertEquals(1 << 30, numbers.number(1, 1L << 31));
        assertEquals((1 << 30) + 1, numbers.number(1, CallValues.MOST_ID));
        assertEquals(0, numbers.number(CallValues.MOST_ID, 0));
    }

    @Test
    void anIdThatStandsWhereFreeNumbersAreIsKeptOutOfThem() {
        assertEquals((1 << 30) + 1, numbers.number(1, (1 << 30) + 1));
        assertEquals(8, numbers.number(1, 8));
        assertEquals(1 << 30, numbers.number(2, 8));
        assertEquals((1 << 30) + 2, numbers.number(3, 8));
        assertEquals((1 << 30) + 3, numbers.number(2, (1 << 30) + 1));
    }

    @Test
    void noTwoThreadsShareANumberAndThereIsAnEndToThem() {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < ThreadNumbers.MOST; i++) {
            assertTrue(seen.add(numbers.number(i % 300, i / 150)));
        }
        assertEquals(ThreadNumbers.NONE, numbers.number(999, 1));
        assertEquals(0, numbers.number(0, 0), "those that are known stay");
    }
}
