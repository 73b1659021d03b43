package io.ichnite.formats.logs;

import io.ichnite.formats.traces.TraceKind;

/** Looks at the lines at the beginning of a file. */
final class Head {
    private Head() {}

    /** Asks of a line, without its end. */
    @FunctionalInterface
    interface Test {
        boolean of(int from, int to);
    }

    /**
     * Whether a line is as asked; those that the head does not hold to their ends are passed over. Never, if there is a
     * zero byte: that is no text.
     */
    static boolean anyLine(byte[] head, Test test) {
        for (byte b : head) {
            if (b == 0) {
                return false;
            }
        }
        int from = afterMark(head);
        while (from < head.length) {
            int end = LineFeeds.find(head, from, head.length);
            if (end < 0) {
                if (!whole(head)) {
                    return false;
                }
                end = head.length;
            }
            int to = end > from && head[end - 1] == '\r' ? end - 1 : end;
            if (test.of(from, to)) {
                return true;
            }
            from = end + 1;
        }
        return false;
    }

    /** Whether it is all of the file. */
    static boolean whole(byte[] head) {
        return head.length < TraceKind.HEAD;
    }

    /** Where the text begins: behind a byte order mark, if there is one. */
    static int afterMark(byte[] head) {
        boolean marked = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }
}
