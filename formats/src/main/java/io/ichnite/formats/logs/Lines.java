package io.ichnite.formats.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines, which end by a line feed, a carriage return before it, or the end. Of a line that is longer
 * than is wanted its first bytes are given and the rest is skipped. A byte order mark at the beginning is no part of a
 * line. The bytes of a line stand until the next one is asked for.
 */
final class Lines {
    private static final int BLOCK = 1 << 17;

    private final InputStream in;
    private final int longest;
    private byte[] bytes = new byte[BLOCK];
    /** What follows the present line is in {@code [next, filled)}, if the stream has not been read further. */
    private int next;

    private int filled;
    private boolean ended;

    private int from;
    private int to;
    private long number;
    private boolean cut;
    private boolean last;

    /** @param longest bytes of a line that are given */
    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Goes on to the next line; false if there is none. */
    boolean next() throws IOException {
        int searched = next;
        int end = LineFeeds.find(bytes, searched, filled);
        while (end < 0 && !ended && filled - next <= longest) {
            searched = filled - next;
            fill();
            end = LineFeeds.find(bytes, searched, filled);
        }
        if (end < 0 && ended && next == filled) {
            return false;
        }
        from = next;
        last = end < 0;
        end = last ? filled : end;
        next = last ? filled : end + 1;
        cut = end - from > longest;
        to = cut ? from + longest : end;
        if (cut && last) {
            skip();
        }
        if (!cut && to > from && bytes[to - 1] == '\r') {
            to--;
        }
        number++;
        if (number == 1 && to - from >= 3 && marked(from)) {
            from += 3;
        }
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the present line begins. */
    int from() {
        return from;
    }

    /** One past its last byte, or past the last that is given. */
    int to() {
        return to;
    }

    /** From 1. */
    long number() {
        return number;
    }

    /** Whether the present line is longer than what is given of it. */
    boolean cut() {
        return cut;
    }

    /** Whether the present line has no end, as where a log was broken off. */
    boolean last() {
        return last;
    }

    private boolean marked(int at) {
        return bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBB && bytes[at + 2] == (byte) 0xBF;
    }

    /** Reads more behind what has not been told yet, which moves to the front. */
    private void fill() throws IOException {
        int rest = filled - next;
        if (rest > bytes.length / 2) {
            bytes = Arrays.copyOfRange(bytes, next, next + bytes.length * 2);
        } else {
            System.arraycopy(bytes, next, bytes, 0, rest);
        }
        next = 0;
        int read = in.read(bytes, rest, bytes.length - rest);
        ended = read < 0;
        filled = rest + Math.max(read, 0);
    }

    /** Leaves out the rest of a line whose first bytes stay. */
    private void skip() throws IOException {
        to -= from;
        if (bytes.length - to >= BLOCK / 2) {
            System.arraycopy(bytes, from, bytes, 0, to);
        } else {
            bytes = Arrays.copyOf(Arrays.copyOfRange(bytes, from, from + to), to + BLOCK);
        }
        from = 0;
        while (!ended) {
            int read = in.read(bytes, to, bytes.length - to);
            ended = read < 0;
            int end = ended ? -1 : LineFeeds.find(bytes, to, to + read);
            if (end >= 0) {
                next = end + 1;
                filled = to + read;
                last = false;
                return;
            }
        }
        next = to;
        filled = to;
    }
}
