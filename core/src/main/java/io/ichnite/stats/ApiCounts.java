package io.ichnite.stats;

/**
 * How often each API occurs in each class. A class is a number from 0; that after the last stands for files without a label.
 * Filled under a lock, then only read.
 */
public final class ApiCounts {
    private final long[][] calls;
    private final int[][] files;
    private final int[][] sequences;
    private final long[] which;

    ApiCounts(int classes, int apis) {
        calls = new long[classes + 1][apis];
        files = new int[classes + 1][apis];
        sequences = new int[classes + 1][apis];
        which = new long[apis];
    }

    /** A file has these APIs, {@code counts[api]} times each. */
    void addFile(int family, int[] apis, int distinct, int[] counts) {
        for (int i = 0; i < distinct; i++) {
            calls[family][apis[i]] += counts[apis[i]];
            files[family][apis[i]]++;
        }
    }

    /**
     * A sequence that the class did not have yet has these.
     *
     * @param mark of the sequence
     */
    void addSequence(int family, int[] apis, int distinct, long mark) {
        for (int i = 0; i < distinct; i++) {
            sequences[family][apis[i]]++;
            // sums do not depend on who came first
            which[apis[i]] += mark;
        }
    }

    /** The same for APIs in the same sequences. */
    long which(int api) {
        return which[api];
    }

    /** How many APIs there are. */
    public int apis() {
        return calls[0].length;
    }

    /** How many calls the files of a class made to an API. */
    public long calls(int family, int api) {
        return calls[family][api];
    }

    /** How many files of a class made one. */
    public int files(int family, int api) {
        return files[family][api];
    }

    /** How many distinct sequences of a class hold one. */
    public int sequences(int family, int api) {
        return sequences[family][api];
    }

    /** How many calls all files made to an API. */
    public long calls(int api) {
        long sum = 0;
        for (long[] each : calls) {
            sum += each[api];
        }
        return sum;
    }

    /** How many files made one. */
    public int files(int api) {
        int sum = 0;
        for (int[] each : files) {
            sum += each[api];
        }
        return sum;
    }

    /** How many APIs a class's files call at all. */
    public int distinct(int family) {
        int distinct = 0;
        for (int count : files[family]) {
            distinct += count > 0 ? 1 : 0;
        }
        return distinct;
    }
}
