package io.ichnite.stats;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;

/** Distinct pairs of calls in a row of one file: an open-addressed table of ints. Used by one thread. */
final class PairSet {
    private static final int SMALL = 1 << 12;

    /** A pair and one; 0 where there is none, and where the last pair there can be would be, which is no pair of calls. */
    private int[] table = new int[SMALL];

    private int[] pairs = new int[SMALL / 2];
    private int size;

    /** A pair as one number: both are below 65,535. */
    static int pair(int first, int second) {
        return first << 16 | second;
    }

    static int first(int pair) {
        return pair >>> 16;
    }

    static int second(int pair) {
        return pair & 0xFFFF;
    }

    void clear() {
        if (table.length > SMALL && size < table.length / 64) {
            // after a file of very many pairs
            table = new int[SMALL];
            pairs = new int[SMALL / 2];
        } else {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    void add(int pair) {
        int at = slot(pair);
        if (table[at] != 0) {
            return;
        }
        if (size == pairs.length) {
            grow();
            at = slot(pair);
        }
        table[at] = pair + 1;
        pairs[size++] = pair;
    }

    private int slot(int pair) {
        int mask = table.length - 1;
        int at = (int) SplitMix.mix(pair) & mask;
        while (table[at] != 0 && table[at] != pair + 1) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        table = new int[2 * table.length];
        for (int i = 0; i < size; i++) {
            table[slot(pairs[i])] = pairs[i] + 1;
        }
        pairs = Arrays.copyOf(pairs, table.length / 2);
    }

    int size() {
        return size;
    }

    /** The first {@link #size}, as they came; not to be changed. */
    int[] pairs() {
        return pairs;
    }
}
