package io.ichnite.app;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read from outside, once, at the door.
 *
 * @param home the checkout, where samples lie; null where the launcher did not say
 * @param debug whether a defect shows its stack trace
 * @param columns of the terminal that stderr is shown on; 0 where it is none
 * @param cache where fetched files are kept; null where nothing says
 * @param offline whether nothing may be fetched
 */
record Settings(@Nullable Path home, boolean debug, int columns, @Nullable Path cache, boolean offline) {
    /**
     * From environment variables: ICHNITE_HOME and ICHNITE_STDERR_COLUMNS, which the launcher sets; ICHNITE_DEBUG=1;
     * ICHNITE_OFFLINE=1; ICHNITE_CACHE, else what the system has for caches.
     */
    static Settings of(Map<String, String> environment) {
        String home = environment.getOrDefault("ICHNITE_HOME", "");
        String columns = environment.getOrDefault("ICHNITE_STDERR_COLUMNS", "");
        return new Settings(
                home.isEmpty() ? null : Path.of(home),
                environment.getOrDefault("ICHNITE_DEBUG", "").equals("1"),
                columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0,
                cache(environment),
                environment.getOrDefault("ICHNITE_OFFLINE", "").equals("1"));
    }

    private static @Nullable Path cache(Map<String, String> environment) {
        String own = environment.getOrDefault("ICHNITE_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // Its specification has relative paths ignored.
        if (!xdg.isEmpty() && new File(xdg).isAbsolute()) {
            return Path.of(xdg, "ichnite");
        }
        String user = environment.getOrDefault("HOME", "");
        if (!user.isEmpty()) {
            return Path.of(user, ".cache", "ichnite");
        }
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        return local.isEmpty() ? null : Path.of(local, "ichnite");
    }
}
