package io.ichnite.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into blocks of whole lines. A line that is too long is not held: its first bytes are passed on, enough
 * of them to be seen as too long, and the rest is skipped, so that lines keep their numbers.
 */
final class CsvBlocks {
    /** Bytes of the longest line that is read, without its end. */
    static final int LONGEST_LINE = 65536;
    /** What is kept of a line that is longer; two more, as the last of them may be a carriage return. */
    private static final int KEPT = LONGEST_LINE + 2;

    private final InputStream in;
    private final int size;
    private byte[] carry = new byte[0];
    private boolean ended;

    CsvBlocks(InputStream in, int size) {
        this.in = in;
        this.size = size;
    }

    /** Bytes that a block must have room for; a word can be read from where any of its lines ends. */
    static int room(int size) {
        return size + KEPT + 1 + Words.BYTES;
    }

    /** The first line, without its end and without a byte order mark; empty if there is none. */
    byte[] header() throws IOException {
        byte[] line = new byte[256];
        int n = 0;
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (n < KEPT) {
                if (n == line.length) {
                    line = Arrays.copyOf(line, n * 2);
                }
                line[n++] = (byte) b;
            }
        }
        if (n > 0 && line[n - 1] == '\r') {
            n--;
        }
        boolean marked = n >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        return Arrays.copyOfRange(line, marked ? 3 : 0, n);
    }

    /**
     * Fills a block with whole lines, each ended by a line feed.
     *
     * @return the block, or null if there are no more lines
     */
    @Nullable
    Block next(Block block) throws IOException {
        byte[] bytes = block.bytes;
        int have = carry.length;
        System.arraycopy(carry, 0, bytes, 0, have);
        carry = new byte[0];
        while (!ended) {
            int read = in.readNBytes(bytes, have, size);
            ended = read < size;
            have += read;
            int end = lastLineEnd(bytes, have);
            if (ended) {
                break;
            }
            int rest = have - end;
            if (rest > KEPT) {
                have = end + KEPT;
                bytes[have++] = '\n';
                skipLine();
                return block.filled(have);
            }
            if (end > 0) {
                carry = Arrays.copyOfRange(bytes, end, have);
                return block.filled(end);
            }
        }
        if (have > 0 && bytes[have - 1] != '\n') {
            bytes[have++] = '\n';
        }
        return have == 0 ? null : block.filled(have);
    }

    /** One past the last line feed; 0 if there is none. */
    private static int lastLineEnd(byte[] bytes, int to) {
        for (int i = to; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return 0;
    }

    private void skipLine() throws IOException {
        byte[] some = new byte[8192];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            for (int i = 0; i < n; i++) {
                if (some[i] == '\n') {
                    carry = Arrays.copyOfRange(some, i + 1, n);
                    return;
                }
            }
        }
        ended = true;
    }
}
