package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.drift.ChangeDetector.Signal;
import org.junit.jupiter.api.Test;

class HddmATest extends ChangeDetectorContract {
    @Override
    ChangeDetector fresh() {
        return new HddmA(HddmA.Settings.defaults());
    }

    @Test
    void eitherWayFindsFewerErrorsToo() {
        HddmA one = new HddmA(HddmA.Settings.defaults());
        HddmA either = new HddmA(new HddmA.Settings(0.001, 0.005, true));
        boolean oneSaw = false;
        boolean eitherSaw = false;
        for (int i = 0; i < 600; i++) {
            double number = i < 300 ? i % 2 : 0;
            oneSaw |= one.add(number) == Signal.CHANGE;
            eitherSaw |= either.add(number) == Signal.CHANGE;
        }
        assertEquals(false, oneSaw);
        assertEquals(true, eitherSaw);
    }
}
