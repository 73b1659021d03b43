package io.ichnite.formats.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into what stands between separators, a line feed among them. Nothing of a line is held but the present
 * token, and of that no more than is wanted.
 */
final class Tokens {
    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final int longest;
    private byte[] bytes;
    private int next;
    private int filled;
    private boolean ended;

    private int from;
    private int to;
    private long length;
    private int end = '\n';
    private long line;

    /**
     * Reads {@code head}, then {@code in}.
     *
     * @param longest bytes of a token that are given
     */
    Tokens(byte[] head, InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
        bytes = Arrays.copyOf(head, Math.max(BLOCK, head.length));
        filled = head.length;
        next = Head.afterMark(head);
    }

    /**
     * Goes on to the next token, which may be empty.
     *
     * @param separators by byte; a line feed always is one
     * @param quotes whether a token that begins with a quote goes on to the next separator outside of quotes
     * @return false at the end
     */
    boolean next(boolean[] separators, boolean quotes) throws IOException {
        if (end == '\n') {
            line++;
        }
        from = next;
        length = 0;
        int at = next;
        if (at == filled && !ended) {
            at = fill(at);
        }
        boolean quoted = quotes && at < filled && bytes[at] == '"';
        boolean inside = false;
        for (; ; ) {
            if (quoted) {
                for (; at < filled && bytes[at] != '\n' && (inside || !separators[bytes[at] & 0xff]); at++) {
                    inside ^= bytes[at] == '"';
                }
            } else {
                while (at < filled && !separators[bytes[at] & 0xff]) {
                    at++;
                }
            }
            if (at < filled) {
                found(at, bytes[at]);
                return true;
            }
            if (ended) {
                boolean some = at > from || length > 0 || end != '\n';
                found(at, '\n');
                next = filled;
                return some;
            }
            at = fill(at);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    /** One past the last byte that is given. */
    int to() {
        return to;
    }

    boolean empty() {
        return to == from;
    }

    /** Whether the token is longer than what is given of it. */
    boolean cut() {
        return length > longest;
    }

    /** The byte that ended the token; a line feed at the end. */
    int end() {
        return end;
    }

    /** Where the token stands, from 1. */
    long line() {
        return line;
    }

    private void found(int at, int separator) {
        length += at - from;
        to = (int) Math.min(at, from + Math.min(length, longest));
        next = at + 1;
        end = separator;
    }

    /** Reads more; where what is new begins. Of a token that is too long already its first bytes stay. */
    private int fill(int at) throws IOException {
        int have = at - from;
        System.arraycopy(bytes, from, bytes, 0, have);
        from = 0;
        if (have > longest) {
            length += have - longest;
            have = longest;
        }
        if (bytes.length - have < BLOCK / 2) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, have, bytes.length - have);
        ended = read < 0;
        filled = have + Math.max(read, 0);
        return have;
    }
}
