package io.ichnite.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read from outside, once, at the door.
 *
 * @param home the checkout, where samples lie; null where the launcher did not say
 * @param debug whether a defect shows its stack trace
 * @param columns of the terminal that stderr is shown on; 0 where it is none
 */
record Settings(@Nullable Path home, boolean debug, int columns) {
    /** From environment variables: ICHNITE_HOME, ICHNITE_DEBUG, ICHNITE_STDERR_COLUMNS; the launcher sets the first and last. */
    static Settings of(Map<String, String> environment) {
        String home = environment.getOrDefault("ICHNITE_HOME", "");
        String columns = environment.getOrDefault("ICHNITE_STDERR_COLUMNS", "");
        return new Settings(
                home.isEmpty() ? null : Path.of(home),
                environment.getOrDefault("ICHNITE_DEBUG", "").equals("1"),
                columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0);
    }
}
