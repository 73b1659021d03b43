package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.drift.ChangeDetector.Signal;
import org.junit.jupiter.api.Test;

class HddmWTest extends ChangeDetectorContract {
    @Override
    ChangeDetector fresh() {
        return new HddmW(HddmW.Settings.defaults());
    }

    @Test
    void eitherWayFindsFewerErrorsToo() {
        HddmW one = new HddmW(HddmW.Settings.defaults());
        HddmW either = new HddmW(new HddmW.Settings(0.001, 0.005, 0.05, true));
        boolean oneSaw = false;
        boolean eitherSaw = false;
        for (int i = 0; i < 600; i++) {
            double number = i < 300 ? 1 - i % 10 / 9 : 0;
            oneSaw |= one.add(number) == Signal.CHANGE;
            eitherSaw |= either.add(number) == Signal.CHANGE;
        }
        assertEquals(false, oneSaw);
        assertEquals(true, eitherSaw);
    }
}
