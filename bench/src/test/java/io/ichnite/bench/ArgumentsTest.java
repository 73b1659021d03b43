package io.ichnite.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final Set<String> KNOWN = Set.of("rows", "steps");

    @Test
    void namesHaveValues() {
        Arguments given = new Arguments(new String[] {"--steps", "3", "--rows", "rows.npy"}, KNOWN);
        assertEquals(3, given.number("steps", 5));
        assertEquals("rows.npy", given.text("rows"));
    }

    @Test
    void whatIsLeftOutHasItsDefaultOrIsAskedFor() {
        Arguments given = new Arguments(new String[0], KNOWN);
        assertEquals(5, given.number("steps", 5));
        assertEquals("otherwise", given.text("rows", "otherwise"));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> given.text("rows"));
        assertEquals("--rows is missing", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--speed 1", "rows rows.npy", "--steps", "--rows a --steps"})
    void othersAreRefused(String words) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Arguments(words.split(" "), KNOWN));
        assertTrue(refused.toString().contains("expected pairs"), refused.toString());
    }
}
