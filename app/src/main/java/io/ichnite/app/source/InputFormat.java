package io.ichnite.app.source;

import io.ichnite.formats.dataset.TraceKinds;
import io.ichnite.formats.traces.TraceKind;
import org.jspecify.annotations.Nullable;

/**
 * How files of traces are written, as {@code --format} says it.
 *
 * @param word one of {@link #words}
 */
public record InputFormat(String word) {
    /** Told by what a file holds. */
    public static final InputFormat AUTO = new InputFormat("auto");

    private static final String CSV = "csv";

    /** @throws IllegalArgumentException if no format is spelled so */
    public InputFormat {
        if (!word.equals("auto") && !word.equals(CSV) && TraceKinds.named(word) == null) {
            throw new IllegalArgumentException("expected " + words() + ", found '" + word + "'");
        }
    }

    /** As the command line lists them. */
    public static String words() {
        return "auto|csv|" + TraceKinds.words();
    }

    /** What a file is told to be; null for a trace CSV, and where that is left to the file. */
    @Nullable
    TraceKind told() {
        return TraceKinds.named(word);
    }

    /** Whether files are told to be trace CSV. */
    boolean csv() {
        return word.equals(CSV);
    }

    /** What a file is: what it is told to be, or what its first bytes tell; null for a trace CSV. */
    @Nullable
    TraceKind of(byte[] head) {
        return this.equals(AUTO) ? TraceKinds.of(head) : told();
    }
}
