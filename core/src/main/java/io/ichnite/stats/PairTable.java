package io.ichnite.stats;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;

/**
 * In how many sequences of each class a pair of calls in a row occurs: an open-addressed table, at most so many cells. Where that is
 * not enough, only pairs of APIs that occur in the most files are counted: half of the APIs, or half of those, until they have
 * room. Which ones stay depends on all that was added and on nothing else, as what is let go of never comes back. Filled under a
 * lock, then only read.
 */
final class PairTable {
    private final int classes;
    private final long mostCells;
    private final int[] rank;
    private int among;

    /** The row of a pair and one; 0 where there is none. */
    private int[] table = new int[1 << 10];

    private int[] pairs;
    private int[] counts;
    private long[] which;
    private int size;

    /**
     * @param mostCells pairs times classes that there is room for
     * @param rank of each API, 0 for the one in the most files
     */
    PairTable(int classes, long mostCells, int[] rank) {
        this.classes = classes;
        this.mostCells = mostCells;
        this.rank = rank;
        among = rank.length;
        pairs = new int[(int) Math.max(1, Math.min(1 << 9, mostCells / classes))];
        counts = new int[Math.multiplyExact(pairs.length, classes)];
        which = new long[pairs.length];
    }

    /**
     * A sequence of a class has these pairs.
     *
     * @param mark of the sequence
     */
    void add(int family, int[] some, int count, long mark) {
        for (int i = 0; i < count; i++) {
            if (counted(some[i])) {
                int row = row(some[i]);
                if (row >= 0) {
                    counts[row * classes + family]++;
                    which[row] += mark;
                }
            }
        }
    }

    private boolean counted(int pair) {
        return rank[PairSet.first(pair)] < among && rank[PairSet.second(pair)] < among;
    }

    /** The row of a pair, a new one if it has none; −1 if it is let go of, as there is no room. */
    private int row(int pair) {
        int at = slot(pair);
        if (table[at] != 0) {
            return table[at] - 1;
        }
        while ((size + 1L) * classes > mostCells) {
            if (among <= 1 || !shrink(pair)) {
                return -1;
            }
        }
        if (size == pairs.length) {
            grow();
        }
        at = slot(pair);
        table[at] = size + 1;
        pairs[size] = pair;
        which[size] = 0;
        Arrays.fill(counts, size * classes, (size + 1) * classes, 0);
        return size++;
    }

    /** Lets go of the pairs of the rarer half; whether the pair is not among them. */
    private boolean shrink(int pair) {
        among = (among + 1) / 2;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (counted(pairs[i])) {
                pairs[kept] = pairs[i];
                which[kept] = which[i];
                System.arraycopy(counts, i * classes, counts, kept * classes, classes);
                kept++;
            }
        }
        size = kept;
        fill();
        return counted(pair);
    }

    private int slot(int pair) {
        int mask = table.length - 1;
        int at = (int) SplitMix.mix(pair) & mask;
        while (table[at] != 0 && pairs[table[at] - 1] != pair) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        int rows = (int) Math.min(2L * pairs.length, mostCells / classes);
        pairs = Arrays.copyOf(pairs, rows);
        which = Arrays.copyOf(which, rows);
        counts = Arrays.copyOf(counts, rows * classes);
        table = new int[Integer.highestOneBit(Math.max(1, rows - 1)) << 2];
        fill();
    }

    private void fill() {
        Arrays.fill(table, 0);
        for (int i = 0; i < size; i++) {
            table[slot(pairs[i])] = i + 1;
        }
    }

    /** How many pairs are counted. */
    int size() {
        return size;
    }

    /** The i-th of them, as they came. */
    int pair(int i) {
        return pairs[i];
    }

    /** The same for pairs in the same sequences. */
    long which(int i) {
        return which[i];
    }

    /** In how many sequences of a class the i-th occurs. */
    int count(int i, int family) {
        return counts[i * classes + family];
    }

    /** In how many sequences of a class a pair occurs; 0 if it is not counted. */
    int countOf(int pair, int family) {
        int row = table[slot(pair)] - 1;
        return row < 0 ? 0 : count(row, family);
    }

    /** Of how many APIs, those in the most files, pairs are counted; all, if there was room. */
    int among() {
        return among;
    }
}
