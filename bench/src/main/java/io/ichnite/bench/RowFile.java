package io.ichnite.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows in the order in which they come. */
final class RowFile implements RowSink {
    private final OutputStream out;
    private final byte[] buffer;
    private int filled;

    RowFile(Path file) throws IOException {
        this(file, 1 << 20);
    }

    /** @param room bytes of the buffer; more than any line has */
    RowFile(Path file, int room) throws IOException {
        out = Files.newOutputStream(file);
        buffer = new byte[room];
    }

    @Override
    public void header(byte[] line) throws IOException {
        row(line, line.length);
    }

    @Override
    public void row(byte[] line, int length) throws IOException {
        row(line, 0, length);
    }

    void row(byte[] from, int at, int length) throws IOException {
        if (length > buffer.length - filled) {
            flush();
        }
        System.arraycopy(from, at, buffer, filled, length);
        filled += length;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
