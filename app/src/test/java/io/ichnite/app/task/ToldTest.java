package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.metric.Interval;
import org.junit.jupiter.api.Test;

class ToldTest {
    @Test
    void numbersAreRoundedForPeople() {
        assertEquals("0.45", Told.two(0.454));
        assertEquals("0.454", Told.three(0.4541));
        assertEquals("1,387,218", Told.count(1_387_218));
        assertEquals("1 run", Told.count(1, "run"));
        assertEquals("2 runs", Told.count(2, "run"));
        assertEquals("0.0002", Told.rate(2.0000001e-4f));
        assertEquals("10", Told.rate(10f));
        assertEquals("0.29 to 0.54", Told.range(new Interval(0.2901, 0.5399)));
    }

    @Test
    void aLittleIsNotNothingAndAlmostIsNotAll() {
        assertEquals("0 %", Told.percent(0));
        assertEquals("0.1 %", Told.percent(0.001));
        assertEquals("45 %", Told.percent(0.447));
        assertEquals("99.6 %", Told.percent(0.996));
        assertEquals("100 %", Told.percent(1));
    }

    @Test
    void whatThereIsNotIsADash() {
        assertEquals("–", Told.two(Double.NaN));
        assertEquals("–", Told.percent(Double.NaN));
        assertEquals("–", Told.range(new Interval(Double.NaN, Double.NaN)));
    }
}
