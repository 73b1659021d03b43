package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {
    static Stream<Palette> palettes() {
        return Stream.of(Palette.LIGHT, Palette.DARK);
    }

    private static double contrast(Palette palette, Ink one, Ink other) {
        return Palette.contrast(palette.rgb(one), palette.rgb(other));
    }

    @Test
    void contrastIsThatOfTheGuideline() {
        assertEquals(21, Palette.contrast(0x000000, 0xffffff), 1e-9);
        assertEquals(1, Palette.contrast(0x777777, 0x777777), 1e-9);
        assertEquals(4.48, Palette.contrast(0x777777, 0xffffff), 0.005);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void textIsReadable(Palette palette) {
        for (Ink text : List.of(Ink.TEXT, Ink.MUTED)) {
            assertTrue(contrast(palette, text, Ink.PAPER) >= 4.5, text.toString());
        }
        for (int level = 0; level <= 20; level++) {
            double share = level / 20.0;
            assertTrue(contrast(palette, Ink.onHeat(share), Ink.heat(share)) >= 4.5, "on heat " + share);
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void linesStandOut(Palette palette) {
        for (int number = 0; number < 8; number++) {
            assertTrue(contrast(palette, Ink.series(number), Ink.PAPER) >= 3, "series " + number);
            for (int other = 0; other < number; other++) {
                assertNotEquals(palette.rgb(Ink.series(number)), palette.rgb(Ink.series(other)));
                assertNotEquals(
                        Stroke.series(number).dash(), Stroke.series(other).dash());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void moreHeatIsFurtherFromThePaper(Palette palette) {
        double before = 0;
        for (int level = 0; level <= 20; level++) {
            double now = contrast(palette, Ink.heat(level / 20.0), Ink.PAPER);
            assertTrue(now > before, "level " + level);
            before = now;
        }
    }

    @Test
    void everyInkIsDeclared() {
        String css = Palette.LIGHT.variables();
        assertTrue(css.startsWith("--paper:#ffffff;"), css);
        assertTrue(css.contains("--series-7:#444444;"), css);
        assertEquals(Ink.all().size(), css.chars().filter(c -> c == ';').count());
    }
}
