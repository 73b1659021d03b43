package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClockTest {
    private final Clock clock = new Clock();

    @Test
    void countsFromTheFirstTime() {
        assertEquals(1 << 30, clock.last());
        assertEquals(1 << 30, clock.at(1_700_000_000_000L));
        assertEquals((1 << 30) + 7, clock.at(1_700_000_000_007L));
        assertEquals((1 << 30) - 3, clock.at(1_699_999_999_997L));
        assertEquals((1 << 30) - 3, clock.last());
    }

    @Test
    void whatIsOutOfRangeHasNoIndexAndMovesNothing() {
        clock.at(5);
        assertEquals(Integer.MAX_VALUE, clock.at(5L + Integer.MAX_VALUE - (1 << 30)));
        assertEquals(Clock.NONE, clock.at(6L + Integer.MAX_VALUE - (1 << 30)));
        assertEquals(0, clock.at(5L - (1 << 30)));
        assertEquals(Clock.NONE, clock.at(4L - (1 << 30)));
        assertEquals(0, clock.last());
    }
}
