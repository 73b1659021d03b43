package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    private static String labels(Axis axis) {
        return String.join(" ", axis.ticks().stream().map(Axis.Tick::label).toList());
    }

    @Test
    void marksAreOnesTwosAndFives() {
        assertEquals("0.0 0.5 1.0 1.5 2.0 2.5", labels(Axis.over(0, 2.1, 5, "")));
        assertEquals("0 20 40 60 80", labels(Axis.over(0, 72, 4, "")));
        assertEquals("0 500 1,000 1,500", labels(Axis.over(0, 1500, 4, "")));
        assertEquals("0.0 0.2 0.4 0.6 0.8 1.0", labels(Axis.between(0, 1, 5, "")));
        assertEquals("-0.01 0.00 0.01 0.02 0.03", labels(Axis.over(-0.01, 0.03, 4, "")));
    }

    @Test
    void epochsAreWholeAndBeginWithOne() {
        assertEquals("1 2 3", labels(Axis.counting(1, 3, 10, "")));
        assertEquals("1", labels(Axis.counting(1, 1, 10, "")));
        assertEquals("1 100 200 300 400 500", labels(Axis.counting(1, 500, 8, "")));
    }

    @Test
    void decadesAreWhole() {
        assertEquals("0.001 0.01 0.1 1", labels(Axis.decades(0.004, 1, "")));
        assertEquals("100 1,000 10,000 100,000", labels(Axis.decades(123, 55_453, "")));
        assertEquals("1 10", labels(Axis.decades(1, 1, "")));
        Axis wide = Axis.decades(1e-300, 1e300, "");
        assertTrue(wide.ticks().size() <= 12, labels(wide));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2, 2",
        "-3, -3",
        "1e-300, 1e-300",
        "1e308, 1e308",
        "-1e308, 1e308",
        "0, 1e-300",
        "0, 4.9e-324",
        "1e15, 1000000000000001",
        "-1e-9, 1e9",
        "0.1, 0.1000000001"
    })
    void everyRangeHasAFewMarksThatHoldIt(double low, double high) {
        Axis axis = Axis.over(low, high, 5, "");
        assertTrue(axis.ticks().size() >= 2 && axis.ticks().size() <= 8, labels(axis));
        for (Axis.Tick tick : axis.ticks()) {
            assertTrue(tick.label().length() <= 24, tick.label());
        }
        double room = axis.scale().high() - axis.scale().low();
        double cutLow = Math.max(low, -1e300);
        double cutHigh = Math.min(high, 1e300);
        assertTrue(room > 0
                && axis.scale().low() <= cutLow + 1e-6 * room
                && axis.scale().high() >= cutHigh - 1e-6 * room);
    }

    @Test
    void whatLiesOutsideIsShownAtTheEnd() {
        Scale scale = Scale.linear(0, 10);
        assertEquals(List.of(0.0, 0.25, 1.0), List.of(scale.at(-5), scale.at(2.5), scale.at(1e300)));
        assertEquals(0.5, new Scale(0.01, 1, true).at(0.1), 1e-12);
        assertEquals(0, new Scale(0.01, 1, true).at(0));
    }
}
