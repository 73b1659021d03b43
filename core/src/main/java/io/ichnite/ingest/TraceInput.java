package io.ichnite.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file to take in.
 *
 * @param format how it is read; null for CSV
 * @param fileId what the traced program is called if the file does not say
 * @param one of many, as in a folder: what damages it, is told as a reject of it alone, and nothing of it is taken
 */
public record TraceInput(Path file, @Nullable TraceFormat format, String fileId, boolean one) {
    /** A trace CSV. */
    public static TraceInput csv(Path file) {
        return of(file, null);
    }

    /** A file that was named itself: if it is damaged, nothing is taken of anything. */
    public static TraceInput of(Path file, @Nullable TraceFormat format) {
        return new TraceInput(file, format, String.valueOf(file.getFileName()), false);
    }
}
