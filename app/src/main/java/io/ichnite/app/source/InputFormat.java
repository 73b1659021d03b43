package io.ichnite.app.source;

import io.ichnite.ingest.Decompression;
import io.ichnite.ingest.TraceIngest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** How files of traces are written. */
public enum InputFormat {
    /** Told by what a file holds. */
    AUTO("auto"),
    /** A row a call. */
    CSV("csv"),
    /** The published system's dump: a JSON array of texts. */
    JSON_SEQUENCES("json-sequences");

    /** As the command line lists them. */
    public static final String WORDS = "auto|csv|json-sequences";

    private static final int HEAD = 64;

    private final String word;

    InputFormat(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException if no format is spelled so */
    public static InputFormat of(String word) {
        for (InputFormat format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("expected auto, csv or json-sequences, found '" + word + "'");
    }

    /** What a file is: this, or what its first bytes tell. */
    InputFormat of(Path file, Decompression decompression) throws IOException {
        if (this != AUTO) {
            return this;
        }
        byte[] head;
        try (InputStream plain = TraceIngest.plain(file, decompression)) {
            head = plain.readNBytes(HEAD);
        }
        int at = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF ? 3 : 0;
        while (at < head.length && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r' || head[at] == '\n')) {
            at++;
        }
        return at < head.length && head[at] == '[' ? JSON_SEQUENCES : CSV;
    }
}
