package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void nothingSaidIsNothingKnown() {
        assertEquals(new Settings(null, false, 0), Settings.of(Map.of()));
    }

    @Test
    void theLauncherSaysWhereAndHowWide() {
        Map<String, String> environment =
                Map.of("ICHNITE_HOME", "/x", "ICHNITE_DEBUG", "1", "ICHNITE_STDERR_COLUMNS", "132");
        assertEquals(new Settings(Path.of("/x"), true, 132), Settings.of(environment));
    }

    @Test
    void whatIsNoNumberIsNoTerminal() {
        assertEquals(0, Settings.of(Map.of("ICHNITE_STDERR_COLUMNS", "wide")).columns());
    }
}
