package io.ichnite.data;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.util.Arrays;

/** How often each name is called in one file after another. Holds buffers: for one thread. */
public final class CallTally {
    private static final int BLOCK = 1 << 14;

    private final Traces traces;
    private final Order order;
    private final int[] block = new int[BLOCK];
    private final int[] counts;
    private final int[] found;
    private int distinct;
    private int length;

    public CallTally(Traces traces) {
        this.traces = traces;
        this.order = Orders.anyOf(traces);
        this.counts = new int[traces.apis().size()];
        this.found = new int[counts.length];
    }

    /** Counts the calls of a file, instead of those before. */
    public void read(int file) {
        for (int i = 0; i < distinct; i++) {
            counts[found[i]] = 0;
        }
        distinct = 0;
        length = traces.length(file);
        for (int from = 0; from < length; from += BLOCK) {
            int count = Math.min(BLOCK, length - from);
            traces.calls(file, order, from, count, block, 0);
            for (int i = 0; i < count; i++) {
                if (counts[block[i]]++ == 0) {
                    found[distinct++] = block[i];
                }
            }
        }
        Arrays.sort(found, 0, distinct);
    }

    /** How many calls the file makes. */
    public int length() {
        return length;
    }

    /** How many names it calls. */
    public int distinct() {
        return distinct;
    }

    /** The i-th of these names, ascending. */
    public int api(int i) {
        return found[i];
    }

    /** How often that one is called. */
    public int count(int i) {
        return counts[found[i]];
    }
}
