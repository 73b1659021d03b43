package io.ichnite.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The reference files that are committed with the tests. */
public final class Goldens {
    private Goldens() {}

    /** A golden by its place, as in {@code keras/models/as_x.npy}; a folder too. */
    public static Path path(String name) {
        URL url = Goldens.class.getResource("/goldens/" + name);
        if (url == null) {
            throw new AssertionError("no golden is called " + name);
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The goldens of a folder whose names fit a regular expression, by name; at least one. */
    public static List<Path> matching(String folder, String regex) {
        try (Stream<Path> files = Files.list(path(folder))) {
            List<Path> found = files.filter(f -> f.getFileName().toString().matches(regex))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new AssertionError("no golden in " + folder + " fits " + regex);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
