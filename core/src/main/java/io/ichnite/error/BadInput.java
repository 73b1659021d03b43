package io.ichnite.error;

/** A file that was read is not as it has to be; the message is {@code file:line: what was expected}. */
public final class BadInput extends IchniteException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final String expected;

    private BadInput(String file, long line, String expected) {
        super(file + (line > 0 ? ":" + line : "") + ": " + expected);
        this.file = file;
        this.line = line;
        this.expected = expected;
    }

    /** A fault in one line of a text file; {@code line} counts from 1. */
    public static BadInput at(String file, long line, String expected) {
        return new BadInput(file, line, expected);
    }

    /** A fault of a whole file, or of one that has no lines. */
    public static BadInput in(String file, String expected) {
        return new BadInput(file, 0, expected);
    }

    /** As the message names it. */
    public String file() {
        return file;
    }

    /** From 1; 0 for a fault of a whole file. */
    public long line() {
        return line;
    }

    /** What the message says of the place. */
    public String expected() {
        return expected;
    }
}
