package io.ichnite.error;

/** A file that was read is not as it has to be; the message is {@code file:line: what was expected}. */
public final class BadInput extends IchniteException {
    private static final long serialVersionUID = 1L;

    private BadInput(String message) {
        super(message);
    }

    /** A fault in one line of a text file; {@code line} counts from 1. */
    public static BadInput at(String file, long line, String expected) {
        return new BadInput(file + ":" + line + ": " + expected);
    }

    /** A fault of a whole file, or of one that has no lines. */
    public static BadInput in(String file, String expected) {
        return new BadInput(file + ": " + expected);
    }
}
