package io.ichnite.formats.sequences;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a JSON array (RFC 8259) of texts and whole numbers element by element, and a text octet by octet: a text may be
 * longer than memory. Strict: UTF-8 with or without byte order mark, control characters escaped, nothing after the array.
 * What octets beyond ASCII mean is left to who asks for them. For one thread.
 */
final class JsonElements {
    /** What an element is. */
    enum Kind {
        TEXT,
        NUMBER,
        /** There are no more. */
        END
    }

    private static final int END_OF_FILE = -1;
    private static final int LONGEST_NUMBER = 20;

    private final InputStream in;
    private final String name;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int to;
    private long line = 1;
    private long element;
    private boolean ended;
    private String number = "";
    /** Octets of an escape that are still to be given out, the next one lowest. */
    private int pending;

    /** @param name of the input, for messages */
    JsonElements(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /**
     * Goes to the next element; a text before it has been read to its end.
     *
     * @throws BadInput if what follows is neither an element nor the end of an array
     */
    Kind next() throws IOException {
        if (ended) {
            return Kind.END;
        }
        int c;
        if (element == 0) {
            c = begun();
        } else {
            c = token();
            if (c != ',' && c != ']') {
                throw bad("expected a comma or the end of the array, found " + shown(c));
            }
            c = c == ',' ? element() : c;
        }
        if (c == ']') {
            return end();
        }
        if (c == '"') {
            return Kind.TEXT;
        }
        if (c == '-' || c >= '0' && c <= '9') {
            number = number(c);
            return Kind.NUMBER;
        }
        throw bad("expected a text or a whole number, found " + shown(c));
    }

    /** The first element's first octet, or the bracket that ends an empty array. */
    private int begun() throws IOException {
        int c = token();
        if (c == 0xEF && take() == 0xBB && take() == 0xBF) {
            c = token();
        }
        if (c != '[') {
            throw BadInput.at(name, line, "expected a JSON array, found " + shown(c));
        }
        c = token();
        element = c == ']' ? 0 : 1;
        return c;
    }

    /** The first octet of an element that has to come, as a comma was read. */
    private int element() throws IOException {
        element++;
        int c = token();
        if (c == ']') {
            throw bad("expected a text or a whole number after the comma, found ]");
        }
        return c;
    }

    private Kind end() throws IOException {
        ended = true;
        int c = token();
        if (c != END_OF_FILE) {
            throw BadInput.at(name, line, "expected nothing after the array, found " + shown(c));
        }
        return Kind.END;
    }

    /** The next octet that is no blank. */
    private int token() throws IOException {
        int c = take();
        while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            line += c == '\n' ? 1 : 0;
            c = take();
        }
        return c;
    }

    private String number(int first) throws IOException {
        StringBuilder digits = new StringBuilder().append((char) first);
        int c = peek();
        while (c > ' ' && c != ',' && c != ']' && digits.length() <= LONGEST_NUMBER) {
            digits.append((char) take());
            c = peek();
        }
        String text = digits.toString();
        if (!text.matches("0|-?[1-9][0-9]{0,18}")) {
            throw bad("expected a whole number of at most 19 digits, found "
                    + (text.matches("[-+.0-9Ee]+") ? text : "other characters in it"));
        }
        return text;
    }

    /** The number that was found last, as it stands. */
    String number() {
        return number;
    }

    /**
     * The next octet of the text that was found last, in UTF-8; −1 at its end.
     *
     * @throws BadInput if the text is not as JSON texts have to be, or not ended
     */
    int octet() throws IOException {
        if (pending != 0) {
            int octet = pending & 0xFF;
            pending >>>= 8;
            return octet;
        }
        int c = take();
        if (c == '"') {
            return -1;
        }
        if (c == '\\') {
            return escape();
        }
        if (c < ' ') {
            throw bad(
                    c == END_OF_FILE
                            ? "the file ends within this text"
                            : "expected control characters to be escaped, found " + shown(c));
        }
        return c;
    }

    private int escape() throws IOException {
        int c = take();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> encoded(codePoint());
            default -> throw bad("expected an escape such as \\n or \\u0041, found \\ and " + shown(c));
        };
    }

    private int codePoint() throws IOException {
        int unit = unit();
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isLowSurrogate((char) unit) || take() != '\\' || take() != 'u') {
            throw unpaired();
        }
        int low = unit();
        if (!Character.isLowSurrogate((char) low)) {
            throw unpaired();
        }
        return Character.toCodePoint((char) unit, (char) low);
    }

    private BadInput unpaired() {
        return bad("expected surrogates to be escaped in pairs");
    }

    private int unit() throws IOException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int c = take();
            int digit = c < 0 || c > 'f' ? -1 : Character.digit(c, 16);
            if (digit < 0) {
                throw bad("expected four hexadecimal digits after \\u, found " + shown(c));
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** The first octet of a code point in UTF-8; the others become pending. */
    private int encoded(int point) {
        if (point < 0x80) {
            return point;
        }
        int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        for (int i = 0; i < more; i++) {
            pending = pending << 8 | 0x80 | point >>> 6 * i & 0x3F;
        }
        return 0xFF << 7 - more & 0xFF | point >>> 6 * more;
    }

    /** Where the reader stands, from 1. */
    long line() {
        return line;
    }

    /** A fault of the element that was found last. */
    BadInput bad(String expected) {
        return BadInput.at(name, line, "element " + element + ": " + expected);
    }

    private int peek() throws IOException {
        if (at == to && !filled()) {
            return END_OF_FILE;
        }
        return buffer[at] & 0xFF;
    }

    private int take() throws IOException {
        if (at == to && !filled()) {
            return END_OF_FILE;
        }
        return buffer[at++] & 0xFF;
    }

    private boolean filled() throws IOException {
        at = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }

    private static String shown(int c) {
        return c == END_OF_FILE
                ? "the end of the file"
                : c > ' ' && c <= '~' ? String.valueOf((char) c) : String.format("byte 0x%02X", c);
    }
}
