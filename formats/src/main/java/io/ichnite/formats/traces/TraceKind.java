package io.ichnite.formats.traces;

import io.ichnite.ingest.TraceFormat;

/** One way in which traces are written by others. Immutable; safe for use by many threads. */
public interface TraceKind {
    /** So much of a file is enough to tell its kind. */
    int HEAD = 1 << 16;

    /** As {@code --format} has it. */
    String word();

    /**
     * Whether a file is of this kind.
     *
     * @param head its first bytes, plain: {@link #HEAD} of them, or all there are
     */
    boolean recognises(byte[] head);

    /** Reads it. */
    TraceFormat format(Reading how);
}
