package io.ichnite.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file to take in.
 *
 * @param format how it is read; null for CSV
 */
public record TraceInput(Path file, @Nullable TraceFormat format) {
    /** A trace CSV. */
    public static TraceInput csv(Path file) {
        return new TraceInput(file, null);
    }
}
