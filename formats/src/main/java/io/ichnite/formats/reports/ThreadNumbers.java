package io.ichnite.formats.reports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Numbers for the threads of several processes: its own id, unless a thread of another process came with the same one or it is
 * beyond 2^31−1; then the next free number from 2^30 on, where no ids are. For one report.
 */
final class ThreadNumbers {
    /** In the place of a number: there are too many threads. */
    static final int NONE = -1;
    /** Threads that a report may have; no computer that is watched has as many. */
    static final int MOST = 1 << 16;
    /** What is wrong then. */
    static final String TOO_MANY = "the report has more than " + MOST + " threads";

    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    private int free = 1 << 30;
    private long lastKey = -1;
    private int last = NONE;

    /**
     * The number of a thread.
     *
     * @param process 0 to 2^32−1
     * @param thread 0 to 2^32−1
     */
    int number(long process, long thread) {
        long key = process << 32 | thread;
        if (key == lastKey && last != NONE) {
            return last;
        }
        Integer known = numbers.get(key);
        if (known == null) {
            if (numbers.size() == MOST) {
                return NONE;
            }
            known = thread <= Integer.MAX_VALUE && taken.add((int) thread) ? (int) thread : next();
            numbers.put(key, known);
        }
        lastKey = key;
        last = known;
        return last;
    }

    private int next() {
        while (!taken.add(free)) {
            free++;
        }
        return free++;
    }
}
