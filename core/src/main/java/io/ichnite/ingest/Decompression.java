package io.ichnite.ingest;

import java.io.IOException;
import java.io.InputStream;

/**
 * A way to read compressed input that the JDK lacks. Which files it is for is told by their first bytes, never by their
 * names. Implementations are safe for use by many threads.
 */
public interface Decompression {
    /** Whether a file that begins with these bytes (the first four, fewer if the file is shorter) is of this kind. */
    boolean recognises(byte[] head);

    /**
     * The plain bytes of a compressed file. Closing the stream closes {@code compressed}.
     *
     * @param name of the file, as messages say it
     * @throws io.ichnite.error.BadInput here or from any read, if the file is damaged or ends too early
     */
    InputStream open(InputStream compressed, String name) throws IOException;

    /** Recognises nothing: plain and gzip files only. */
    static Decompression none() {
        return new Decompression() {
            @Override
            public boolean recognises(byte[] head) {
                return false;
            }

            @Override
            public InputStream open(InputStream compressed, String name) {
                return compressed;
            }
        };
    }
}
