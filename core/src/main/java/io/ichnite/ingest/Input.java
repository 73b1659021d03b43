package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** An input file as plain bytes; whether and how it is compressed is told by its first bytes. */
final class Input extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final Counted counted;

    private Input(InputStream plain, Counted counted) {
        super(plain);
        this.counted = counted;
    }

    /** @throws BadInput if it is a folder, or compressed and damaged at its very beginning */
    static Input open(Path file, Decompression decompression, Limits limits) throws IOException {
        String name = name(file);
        if (Files.isDirectory(file)) {
            throw BadInput.in(name, "is a folder; expected a trace CSV");
        }
        Counted counted = new Counted(Files.newInputStream(file));
        try {
            InputStream raw = new BufferedInputStream(counted, BUFFER);
            return new Input(unfolded(raw, name, decompression, limits, counted::count), counted);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    /**
     * What a stream unfolds to if its first bytes say that it is compressed; else the stream itself.
     *
     * @param raw can go back to a mark
     * @param stored compressed bytes that have been read so far
     * @throws BadInput here or from a read, if the data is damaged or beyond a limit
     */
    static InputStream unfolded(
            InputStream raw, String name, Decompression decompression, Limits limits, LongSupplier stored)
            throws IOException {
        raw.mark(4);
        byte[] head = raw.readNBytes(4);
        raw.reset();
        InputStream unfolded;
        if (head.length >= 2 && head[0] == 0x1F && head[1] == (byte) 0x8B) {
            unfolded = Gunzip.open(raw, name);
        } else if (decompression.recognises(head)) {
            unfolded = decompression.open(raw, name);
        } else {
            return raw;
        }
        return new BufferedInputStream(new Bounded(unfolded, stored, limits, name), BUFFER);
    }

    /** How messages name a file: as it was given. */
    static String name(Path file) {
        return Shown.plain(file.toString());
    }

    /** Bytes read from the disk so far. */
    long done() {
        return counted.count();
    }
}
