package io.ichnite.formats.archive;

import io.airlift.compress.zstd.ZstdInputStream;
import io.ichnite.error.BadInput;
import io.ichnite.formats.file.OneByte;
import io.ichnite.ingest.Decompression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads Zstandard files (RFC 8878): one frame or several, with or without checksum, without dictionary.
 *
 * <p>Bounded: a frame whose window is above 8 MiB is refused ({@code zstd} makes none at any level but with {@code
 * --ultra} or {@code --long}), and one that is its own window above 128 MiB, so about twice that is held at most. How much a
 * file unfolds to is for the caller to bound ({@link io.ichnite.ingest.Bounded}). Immutable; safe for use by many threads, a
 * stream by one.
 */
public final class Zstandard implements Decompression {
    private static final int MAGIC = 0xFD2FB528;

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 4
                && (head[0] & 0xFF | (head[1] & 0xFF) << 8 | (head[2] & 0xFF) << 16 | head[3] << 24) == MAGIC;
    }

    /** @throws BadInput from a read, if the file is damaged, ends too early or is beyond the bounds above */
    @Override
    public InputStream open(InputStream compressed, String name) {
        Source source = new Source(compressed, name);
        return new Unfolded(new ZstdInputStream(source), source, name);
    }

    /** Counts what is read, watches it, and knows a disk's failure from the decompressor's. */
    private static final class Source extends FilterInputStream {
        private final FrameWatch watch;
        private @Nullable IOException failure;

        Source(InputStream in, String name) {
            super(in);
            watch = new FrameWatch(name);
        }

        @Override
        public int read() throws IOException {
            return OneByte.of(this);
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            try {
                int n = super.read(into, at, length);
                watch.see(into, at, at + Math.max(0, n));
                return n;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    private static final class Unfolded extends InputStream {
        private final ZstdInputStream in;
        private final Source source;
        private final String name;

        Unfolded(ZstdInputStream in, Source source, String name) {
            this.in = in;
            this.source = source;
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            return OneByte.of(this);
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int n;
            try {
                n = in.read(into, at, length);
            } catch (IOException e) {
                if (e == source.failure) {
                    throw e;
                }
                throw BadInput.in(name, "the Zstandard data ends too early; expected a whole file");
            } catch (BadInput e) {
                throw e;
            } catch (RuntimeException e) {
                // The decompressor has no exception of its own for all that can be wrong with its input.
                throw BadInput.in(
                        name,
                        "the Zstandard data cannot be read (" + e.getMessage()
                                + "); expected an undamaged file without dictionary");
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
