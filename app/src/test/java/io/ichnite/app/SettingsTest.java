package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void nothingSaidIsNothingKnown() {
        assertEquals(new Settings(null, false, 0, null, false), Settings.of(Map.of()));
    }

    @Test
    void theLauncherSaysWhereAndHowWide() {
        Map<String, String> environment =
                Map.of("ICHNITE_HOME", "/x", "ICHNITE_DEBUG", "1", "ICHNITE_STDERR_COLUMNS", "132");
        assertEquals(new Settings(Path.of("/x"), true, 132, null, false), Settings.of(environment));
    }

    @Test
    void whatIsNoNumberIsNoTerminal() {
        assertEquals(0, Settings.of(Map.of("ICHNITE_STDERR_COLUMNS", "wide")).columns());
    }

    @Test
    void theCacheIsWhereTheUserOrTheSystemHasIt() {
        Map<String, String> environment = new HashMap<>();
        environment.put("LOCALAPPDATA", "local");
        assertEquals(Path.of("local", "ichnite"), Settings.of(environment).cache());
        environment.put("HOME", "user");
        assertEquals(
                Path.of("user", ".cache", "ichnite"), Settings.of(environment).cache());
        environment.put("XDG_CACHE_HOME", "relative");
        assertEquals(
                Path.of("user", ".cache", "ichnite"), Settings.of(environment).cache());
        Path absolute = Path.of("caches").toAbsolutePath();
        environment.put("XDG_CACHE_HOME", absolute.toString());
        assertEquals(absolute.resolve("ichnite"), Settings.of(environment).cache());
        environment.put("ICHNITE_CACHE", "own");
        assertEquals(Path.of("own"), Settings.of(environment).cache());
    }

    @Test
    void onlyOneIsOffline() {
        assertTrue(Settings.of(Map.of("ICHNITE_OFFLINE", "1")).offline());
        assertFalse(Settings.of(Map.of("ICHNITE_OFFLINE", "0")).offline());
    }
}
