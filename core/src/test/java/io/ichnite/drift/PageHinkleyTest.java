package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.drift.ChangeDetector.Signal;
import org.junit.jupiter.api.Test;

class PageHinkleyTest extends ChangeDetectorContract {
    @Override
    ChangeDetector fresh() {
        return new PageHinkley(PageHinkley.Settings.defaults().withThreshold(10));
    }

    @Test
    void watchesTheWayItIsTold() {
        PageHinkley.Settings settings = PageHinkley.Settings.defaults().withThreshold(10);
        assertEquals(true, falls(settings.withWay(PageHinkley.Way.EITHER)));
        assertEquals(true, falls(settings.withWay(PageHinkley.Way.DOWN)));
        assertEquals(false, falls(settings.withWay(PageHinkley.Way.UP)));
    }

    /** Whether it sees a mean that falls from 1 to 0. */
    private static boolean falls(PageHinkley.Settings settings) {
        PageHinkley detector = new PageHinkley(settings);
        boolean seen = false;
        for (int i = 0; i < 400; i++) {
            seen |= detector.add(i < 200 ? 1 : 0) == Signal.CHANGE;
        }
        return seen;
    }
}
