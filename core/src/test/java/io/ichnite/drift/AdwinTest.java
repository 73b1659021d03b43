package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AdwinTest extends ChangeDetectorContract {
    @Override
    ChangeDetector fresh() {
        return new Adwin(Adwin.Settings.defaults());
    }

    @Test
    void memoryGrowsWithTheLogarithmOfTheWindow() {
        Adwin adwin = new Adwin(Adwin.Settings.defaults());
        for (int i = 0; i < 100_000; i++) {
            adwin.add(i % 2);
        }
        assertEquals(100_000, adwin.width());
        assertEquals(0.5, adwin.mean(), 1e-12);
        assertEquals(25_000, adwin.squares(), 1e-6);
    }

    @Test
    void settingsCheckThemselves() {
        Adwin.Settings good = Adwin.Settings.defaults();
        assertThrows(IllegalArgumentException.class, () -> good.withDelta(0));
        assertThrows(IllegalArgumentException.class, () -> good.withDelta(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> good.withClock(0));
    }
}
