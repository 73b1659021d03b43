package io.ichnite.formats.reports;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A file of any size that is nowhere: a beginning, a piece again and again, an end. Where the piece has {@code #########} stands
 * its number, so that each may be another.
 */
final class Made extends InputStream {
    private static final String NUMBER = "#########";

    private final byte[] head;
    private final byte[] piece;
    private final byte[] tail;
    private final int numberAt;
    private final long pieces;

    private byte[] current;
    private int at;
    /** Of the piece that is given out; −1 for the beginning. */
    private long number = -1;

    Made(String head, String piece, long pieces, String tail) {
        this.head = head.getBytes(StandardCharsets.ISO_8859_1);
        this.piece = piece.getBytes(StandardCharsets.ISO_8859_1);
        this.tail = tail.getBytes(StandardCharsets.ISO_8859_1);
        this.pieces = pieces;
        numberAt = piece.indexOf(NUMBER);
        current = this.head;
    }

    /** A report whose processes come so many times. */
    static Made multiplied(byte[] report, long times) {
        String text = new String(report, StandardCharsets.ISO_8859_1);
        int from = text.indexOf('[', text.indexOf("\"processes\"", text.indexOf("\"behavior\""))) + 1;
        int to = from;
        int depth = 0;
        boolean quoted = false;
        while (quoted || depth > 0 || text.charAt(to) != ']') {
            char c = text.charAt(to++);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                to += c == '\\' ? 1 : 0;
            } else {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            }
        }
        return new Made(text.substring(0, to), "," + text.substring(from, to), times - 1, text.substring(to));
    }

    /** As many pieces as make up so many bytes. */
    static Made of(long bytes, String head, String piece, String tail) {
        return new Made(head, piece, bytes / piece.length(), tail);
    }

    /** Bytes of it. */
    long length() {
        return head.length + piece.length * pieces + tail.length;
    }

    private boolean more() {
        while (at == current.length) {
            if (number > pieces) {
                return false;
            }
            number++;
            at = 0;
            current = number < pieces ? piece : number == pieces ? tail : new byte[0];
            if (current == piece && numberAt >= 0) {
                long left = number;
                for (int i = NUMBER.length() - 1; i >= 0; i--) {
                    piece[numberAt + i] = (byte) ('0' + left % 10);
                    left /= 10;
                }
            }
        }
        return true;
    }

    @Override
    public int read() {
        return more() ? current[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        int done = 0;
        while (done < count && more()) {
            int n = Math.min(count - done, current.length - at);
            System.arraycopy(current, at, into, from + done, n);
            at += n;
            done += n;
        }
        return done == 0 && count > 0 ? -1 : done;
    }
}
