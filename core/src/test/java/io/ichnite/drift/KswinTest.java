package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class KswinTest extends ChangeDetectorContract {
    @Override
    ChangeDetector fresh() {
        return new Kswin(Kswin.Settings.defaults(1));
    }

    @Test
    void aWindowHoldsTwiceTheNewest() {
        assertThrows(IllegalArgumentException.class, () -> new Kswin.Settings(0.005, 50, 30, 1));
    }
}
