package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
            raw.mark(4);
            byte[] head = raw.readNBytes(4);
            raw.reset();
            InputStream unfolded = null;
            if (head.length >= 2 && head[0] == 0x1F && head[1] == (byte) 0x8B) {
                unfolded = Gunzip.open(raw, name);
            } else if (decompression.recognises(head)) {
                unfolded = decompression.open(raw, name);
            }
            return new Input(unfolded == null ? raw : bounded(unfolded, counted, limits, name), counted);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    private static InputStream bounded(InputStream unfolded, Counted counted, Limits limits, String name) {
        return new BufferedInputStream(new Bounded(unfolded, () -> counted.done, limits, name), BUFFER);
    }

    /** How messages name a file: as it was given. */
    static String name(Path file) {
        return Shown.plain(file.toString());
    }

    /** Bytes read from the disk so far. */
    long done() {
        return counted.done;
    }

    private static final class Counted extends FilterInputStream {
        private long done;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            done += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int at, int count) throws IOException {
            int n = super.read(into, at, count);
            done += Math.max(n, 0);
            return n;
        }
    }
}
