package io.ichnite.bench;

import java.io.Closeable;
import java.io.IOException;

/** Takes the lines of a CSV. */
interface RowSink extends Closeable {
    /** The first line, with its end. */
    void header(byte[] line) throws IOException;

    /** Any other line, with its end: the first {@code length} bytes. */
    void row(byte[] line, int length) throws IOException;
}
