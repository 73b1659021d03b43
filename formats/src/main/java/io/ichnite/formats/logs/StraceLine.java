package io.ichnite.formats.logs;

import java.nio.charset.StandardCharsets;

/**
 * One line of strace's, {@code [pid] [time] [[number]] [[address]] name(…) = value}, taken apart. Numbers of processes
 * are decimal, in a column of their own or as {@code [pid N]}; both may have a program's name behind them,
 * {@code N<name>}.
 */
final class StraceLine {
    /** What a line is. */
    enum Kind {
        /** A call with its result. */
        CALL,
        /** The beginning of one; the result stands on a line {@link #RESUMED}. */
        UNFINISHED,
        /** The beginning of one in which a child was attached; the result stands on a line {@link #RESUMED} or {@link #REST}. */
        ATTACHING,
        /** The beginning of one, after which something else was written; the rest may stand on a line {@link #REST}. */
        BROKEN_OFF,
        /** The end of a call that another line begins. */
        RESUMED,
        /** The end of a call that was broken off. */
        REST,
        /** A signal, or the end of a process. */
        EVENT,
        /** That a process is traced from here on. */
        ATTACHED,
        /** Something else. */
        OTHER
    }

    /** No column of processes. */
    static final long NONE = -1;

    private static final byte[] PID = bytes("[pid ");
    private static final byte[] UNFINISHED = bytes("<unfinished ...>");
    private static final byte[] RESUMED = bytes(" resumed>");
    private static final byte[] PROCESS = bytes("strace: Process ");
    private static final byte[] ATTACHED = bytes(" attached");

    private long thread;
    private int nameFrom;
    private int nameTo;
    private int valueFrom;
    private long attached;

    /** Takes a line apart; the rest of this is about it then. */
    Kind of(byte[] bytes, int from, int to) {
        thread = NONE;
        valueFrom = -1;
        attached = NONE;
        int at = afterProcess(bytes, from, to);
        at = afterTimes(bytes, at, to);
        at = afterBrackets(bytes, at, to);
        if (at == to) {
            return Kind.OTHER;
        }
        byte first = bytes[at];
        if (first == '<') {
            return resumed(bytes, at, to);
        }
        if (first == '+' || first == '-') {
            boolean event = at + 3 < to && bytes[at + 1] == first && bytes[at + 2] == first && bytes[at + 3] == ' ';
            return event ? Kind.EVENT : Kind.OTHER;
        }
        int end = at;
        while (end < to && (letter(bytes[end]) || end > at && digit(bytes[end]))) {
            end++;
        }
        if (end > at && end < to && bytes[end] == '(') {
            nameFrom = at;
            nameTo = end;
            return ending(bytes, end + 1, to);
        }
        if (attachedAt(bytes, at, to)) {
            return Kind.ATTACHED;
        }
        return rest(bytes, at, to);
    }

    /** Whether a line without a process ends a call that another one begins. */
    private Kind rest(byte[] bytes, int at, int to) {
        valueFrom = thread == NONE ? value(bytes, at, to) : -1;
        boolean more = thread == NONE && endsWith(bytes, at, to, UNFINISHED);
        return valueFrom >= 0 || more ? Kind.REST : Kind.OTHER;
    }

    /** The process as its column has it, which may be too large for one; {@link #NONE} without a column. */
    long thread() {
        return thread;
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    /** Where the result begins; −1 if there is none on this line. */
    int valueFrom() {
        return valueFrom;
    }

    /** The process of which the line says that it is traced now; {@link #NONE} if it says nothing of the kind. */
    long attached() {
        return attached;
    }

    private int afterProcess(byte[] bytes, int from, int to) {
        boolean bracket = startsWith(bytes, from, to, PID);
        int at = bracket ? afterBlanks(bytes, from + PID.length, to) : from;
        int digits = at;
        long number = 0;
        for (; at < to && digit(bytes[at]); at++) {
            number = Math.min(number * 10 + bytes[at] - '0', Integer.MAX_VALUE + 1L);
        }
        if (at == digits) {
            return from;
        }
        if (at < to && bytes[at] == '<') {
            at = Math.min(to, find(bytes, at, to, '>') + 1);
        }
        if (bracket) {
            if (at == to || bytes[at] != ']') {
                return from;
            }
            at++;
        }
        if (at == to || bytes[at] != ' ') {
            return from;
        }
        thread = number;
        return afterBlanks(bytes, at, to);
    }

    /** Passes over times: {@code 12:30:01.5}, {@code 1700000000.5}, {@code (+     0.5)}. */
    private static int afterTimes(byte[] bytes, int from, int to) {
        int at = afterBlanks(bytes, from, to);
        for (boolean more = true; more; ) {
            more = false;
            int end = at;
            if (end < to && bytes[end] == '(') {
                int close = find(bytes, end, to, ')');
                boolean sign = close > end + 2 && (bytes[end + 1] == '+' || bytes[end + 1] == '-');
                end = sign ? close + 1 : at;
            } else {
                while (end < to && (digit(bytes[end]) || bytes[end] == '.' || bytes[end] == ':')) {
                    end++;
                }
            }
            if (end > at && end < to && bytes[end] == ' ') {
                at = afterBlanks(bytes, end, to);
                more = true;
            }
        }
        return at;
    }

    /** Passes over the call's number and its address, {@code [  59] [00007f4b501d7ad7]}. */
    private static int afterBrackets(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == '[') {
            int end = at + 1;
            while (end < to
                    && (digit(bytes[end])
                            || bytes[end] >= 'a' && bytes[end] <= 'f'
                            || " x?".indexOf(bytes[end]) >= 0)) {
                end++;
            }
            if (end + 1 >= to || bytes[end] != ']' || bytes[end + 1] != ' ') {
                break;
            }
            at = end + 2;
        }
        return at;
    }

    /** {@code <... name resumed>rest) = value}. */
    private Kind resumed(byte[] bytes, int at, int to) {
        int name = at + 5;
        if (name >= to
                || bytes[at + 1] != '.'
                || bytes[at + 2] != '.'
                || bytes[at + 3] != '.'
                || bytes[at + 4] != ' ') {
            return rest(bytes, at, to);
        }
        int end = find(bytes, name, to, '>');
        if (end == to || !endsWith(bytes, name, end + 1, RESUMED)) {
            return Kind.OTHER;
        }
        nameFrom = name;
        nameTo = end + 1 - RESUMED.length;
        valueFrom = value(bytes, end + 1, to);
        return Kind.RESUMED;
    }

    private Kind ending(byte[] bytes, int from, int to) {
        valueFrom = value(bytes, from, to);
        if (valueFrom >= 0) {
            return Kind.CALL;
        }
        if (endsWith(bytes, from, to, UNFINISHED)) {
            return Kind.UNFINISHED;
        }
        // "vfork(strace: Process 123 attached": the child began before the call ended.
        int begin = lastIndexOf(bytes, from, to, PROCESS);
        if (begin >= 0 && attachedAt(bytes, begin, to)) {
            return Kind.ATTACHING;
        }
        for (int at = nameFrom; at < nameTo; at++) {
            if (bytes[at] >= 'A' && bytes[at] <= 'Z') {
                return Kind.OTHER;
            }
        }
        return Kind.BROKEN_OFF;
    }

    private boolean attachedAt(byte[] bytes, int at, int to) {
        if (!startsWith(bytes, at, to, PROCESS) || !endsWith(bytes, at, to, ATTACHED)) {
            return false;
        }
        long number = 0;
        for (int digit = at + PROCESS.length; digit < to - ATTACHED.length; digit++) {
            if (!digit(bytes[digit])) {
                return false;
            }
            number = Math.min(number * 10 + bytes[digit] - '0', Integer.MAX_VALUE + 1L);
        }
        attached = number;
        return true;
    }

    /**
     * Where a result begins in what follows a call's opening bracket: behind the first {@code ) = } that is in no text and
     * in no name of a file's, {@code 3</a/b>}; −1 if there is none.
     */
    private static int value(byte[] bytes, int from, int to) {
        boolean names = true;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == '"') {
                at = endOfText(bytes, at, to);
            } else if (b == '<' && names && at > from && (digit(bytes[at - 1]) || bytes[at - 1] == 'D')) {
                int end = endOfName(bytes, at, to);
                // What has no end once has none further down: no line is walked through twice.
                names = end < to;
                at = names ? end : at;
            } else if (b == ')') {
                int sign = afterBlanks(bytes, at + 1, to);
                if (sign > at + 1
                        && sign + 2 < to
                        && bytes[sign] == '='
                        && bytes[sign + 1] == ' '
                        && result(bytes[sign + 2])) {
                    return sign + 2;
                }
            }
        }
        return -1;
    }

    private static boolean result(byte first) {
        return digit(first) || first == '-' || first == '?';
    }

    private static int endOfText(byte[] bytes, int from, int to) {
        int at = from + 1;
        while (at < to && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    /** The end of {@code <…>}, in which an arrow may stand; {@code to}, if it has none. */
    private static int endOfName(byte[] bytes, int from, int to) {
        int end = find(bytes, from, to, '>');
        while (end < to && bytes[end - 1] == '-') {
            end = find(bytes, end + 1, to, '>');
        }
        return end;
    }

    private static int afterBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    /** Where a byte stands first, or {@code to}. */
    private static int find(byte[] bytes, int from, int to, char wanted) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static int lastIndexOf(byte[] bytes, int from, int to, byte[] wanted) {
        for (int at = to - wanted.length; at >= from; at--) {
            if (startsWith(bytes, at, to, wanted)) {
                return at;
            }
        }
        return -1;
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

    private static boolean endsWith(byte[] bytes, int from, int to, byte[] end) {
        return to - from >= end.length && startsWith(bytes, to - end.length, to, end);
    }

    private static boolean letter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
