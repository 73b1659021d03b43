package io.ichnite.formats.reports;

/**
 * Where in its file a call stands: the milliseconds since the first call that has a time, and 2^30 more, as other processes may
 * have begun before it. So a report may go 12 days back and ahead from there. For one report.
 */
final class Clock {
    /** The index of the first call. */
    static final int START = 1 << 30;
    /** In the place of an index: the time is out of range. */
    static final int NONE = -1;

    private long base = Times.NONE;
    private int last = START;

    /** The index of a call at so many milliseconds. */
    int at(long time) {
        if (base == Times.NONE) {
            base = time;
        }
        long index = time - base + START;
        if (index < 0 || index > Integer.MAX_VALUE) {
            return NONE;
        }
        last = (int) index;
        return last;
    }

    /** The index of a call without a time, which goes with the one before it. */
    int last() {
        return last;
    }
}
