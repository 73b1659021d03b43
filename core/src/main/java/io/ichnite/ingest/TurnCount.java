package io.ichnite.ingest;

import java.util.Arrays;

/** Counts how often another thread takes over, while the sequence is told. */
final class TurnCount implements Slices {
    private final long[] starts;
    private int last = -1;
    private int turns;

    /** @param starts where the calls of each thread begin, ascending */
    TurnCount(long[] starts) {
        this.starts = starts;
    }

    @Override
    public void slice(long first, int count) {
        int at = Arrays.binarySearch(starts, first);
        int thread = at >= 0 ? at : -at - 2;
        if (thread != last && count > 0) {
            turns++;
            last = thread;
        }
    }

    @Override
    public boolean open() {
        return true;
    }

    int turns() {
        return turns;
    }
}
