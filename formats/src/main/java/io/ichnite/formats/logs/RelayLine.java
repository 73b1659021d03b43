package io.ichnite.formats.logs;

/**
 * One line of a relay log, {@code [seconds.fraction:][pid:]tid:Call module.function(…) ret=…}, taken apart. Numbers of
 * processes and threads are of four to eight hexadecimal digits.
 */
final class RelayLine {
    /** What a line is. */
    enum Kind {
        CALL,
        RETURN,
        /** A line of another channel, of the program itself, or of Wine about entry points that have no name. */
        OTHER,
        /** Looks like a call and is none. */
        BROKEN
    }

    private static final byte[] CALL = {'C', 'a', 'l', 'l', ' '};
    private static final byte[] RETURN = {'R', 'e', 't', ' ', ' '};

    private long thread;
    private int nameFrom;
    private int nameTo;
    private long value;
    private boolean allBits;

    /** Takes a line apart; the rest of this is about it then. */
    Kind of(byte[] bytes, int from, int to) {
        int at = afterNumbers(bytes, from, to);
        if (at < 0) {
            return strayCall(bytes, from, to) ? Kind.BROKEN : Kind.OTHER;
        }
        if (startsWith(bytes, at, to, CALL)) {
            return named(bytes, at + CALL.length, to, Kind.CALL);
        }
        return startsWith(bytes, at, to, RETURN) ? named(bytes, at + RETURN.length, to, Kind.RETURN) : Kind.OTHER;
    }

    /** Of a call or return; may be too large for a thread. */
    long thread() {
        return thread;
    }

    /**
     * Where the name of a call or return begins. It is the function's alone; where that has but a number, the module's
     * name stands before it.
     */
    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    /** Where the process and thread of a line end; −1 if it does not begin with any. */
    private int afterNumbers(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        int digits = at;
        while (at < to && digit(bytes[at])) {
            at++;
        }
        if (at > digits && at < to && bytes[at] == '.') {
            at++;
            while (at < to && digit(bytes[at])) {
                at++;
            }
            if (at == to || bytes[at++] != ':') {
                return -1;
            }
        } else {
            at = from;
        }
        int first = number(bytes, at, to);
        if (first < 0) {
            return -1;
        }
        int second = number(bytes, first, to);
        return second < 0 ? first : second;
    }

    /** Reads a hexadecimal number and the colon behind it; where that ends, or −1 if there is none. */
    private int number(byte[] bytes, int from, int to) {
        long value = 0;
        int at = from;
        for (; at < to && at - from <= 8; at++) {
            int digit = hexadecimal(bytes[at]);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        if (at - from < 4 || at - from > 8 || at == to || bytes[at] != ':') {
            return -1;
        }
        thread = value;
        return at + 1;
    }

    private Kind named(byte[] bytes, int from, int to, Kind kind) {
        int dot = -1;
        int at = from;
        for (; at < to && bytes[at] != '(' && bytes[at] != ' '; at++) {
            if (bytes[at] == '.') {
                dot = at;
            }
        }
        if (at < to && bytes[at] == ' ' && dot < 0) {
            // "Call PE DLL (proc=…", "Call window proc 7B…", "Call driver init …": an entry point without a name.
            return Kind.OTHER;
        }
        if (at == to || bytes[at] != '(' || dot <= from || dot + 1 == at) {
            return kind == Kind.CALL ? Kind.BROKEN : Kind.OTHER;
        }
        nameFrom = nameBegin(bytes, dot + 1, at, from);
        nameTo = at;
        return kind;
    }

    /** Where a name begins: at the function, or at the module if the function is a number. */
    private static int nameBegin(byte[] bytes, int function, int to, int module) {
        for (int at = function; at < to; at++) {
            if (!digit(bytes[at])) {
                return function;
            }
        }
        return module;
    }

    /** Whether a call stands behind something else, as when a program wrote half a line of its own before. */
    private boolean strayCall(byte[] bytes, int from, int to) {
        for (int at = from + 4; at < to - CALL.length; at++) {
            if (bytes[at] == ':'
                    && bytes[at + 1] == 'C'
                    && hexadecimal(bytes[at - 1]) >= 0
                    && startsWith(bytes, at + 1, to, CALL)
                    && named(bytes, at + 1 + CALL.length, to, Kind.CALL) == Kind.CALL) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a return says: the value behind {@code retval=}; false if there is none.
     *
     * @see #value()
     */
    boolean returned(byte[] bytes, int to) {
        int at = nameTo;
        // After the name stands "() retval=".
        while (at < to && bytes[at] != '=') {
            at++;
        }
        value = 0;
        int digits = 0;
        for (at++; at < to && digits <= 16; at++, digits++) {
            int digit = hexadecimal(bytes[at]);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        allBits = digits >= 8 && (value == -1 || digits == 8 && value == 0xffff_ffffL);
        return digits >= 1 && digits <= 16;
    }

    long value() {
        return value;
    }

    /** Whether the value is −1, of 32 bits or of 64. */
    boolean allBits() {
        return allBits;
    }

    /**
     * Whether a function of this name answers with a status, and the value is one of an error: the two high bits of 32 are
     * set. Values of 64 bits whose high half says something else are pointers.
     */
    boolean failed(byte[] bytes) {
        long high = value >>> 32;
        return status(bytes, nameFrom, nameTo)
                && (high == 0 || high == 0xffff_ffffL)
                && (value & 0xc000_0000L) == 0xc000_0000L;
    }

    /** Whether a function of this name answers with a status of the kernel, as far as names tell. */
    static boolean status(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 3) {
            return false;
        }
        byte a = bytes[from];
        byte b = bytes[from + 1];
        byte c = bytes[from + 2];
        if (a == 'N' && b == 't' || a == 'Z' && b == 'w') {
            return c >= 'A' && c <= 'Z';
        }
        return length > 3
                && (a == 'L' && b == 'd' && c == 'r' || a == 'R' && b == 't' && c == 'l')
                && bytes[from + 3] >= 'A'
                && bytes[from + 3] <= 'Z';
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
        if (to - from < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[from + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int hexadecimal(byte b) {
        return b >= '0' && b <= '9' ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }
}
