package io.ichnite.linear;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;

/**
 * Counts the runs of one, two and three calls in a row, by bucket. A run is of neighbours that are not 0, so none reaches
 * into padding or across it.
 *
 * <p>A run of n calls falls into the bucket that the upper 20 bits of h name: h begins as n, and each call in turn makes it
 * mix(h + φ · call), with {@link SplitMix#mix} and {@link SplitMix#GOLDEN}. Bucket numbers stand in saved models: the rule
 * must not change.
 *
 * <p>For one thread; 4 MiB, whatever the rows.
 */
final class RunCounter {
    static final int BUCKETS = 1 << 20;
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(BUCKETS);

    private final int[] counts = new int[BUCKETS];
    private int[] found = new int[1 << 10];
    private int distinct;

    /** Counts the runs of a row, instead of those before. */
    void count(int[] row) {
        for (int i = 0; i < distinct; i++) {
            counts[found[i]] = 0;
        }
        distinct = 0;
        for (int i = 0; i < row.length; i++) {
            for (int n = 1; n <= 3 && i + n <= row.length && row[i + n - 1] != 0; n++) {
                add(bucket(row, i, n));
            }
        }
        Arrays.sort(found, 0, distinct);
    }

    /** The bucket of the run of {@code n} calls from {@code at}. */
    static int bucket(int[] row, int at, int n) {
        long hash = n;
        for (int i = at; i < at + n; i++) {
            hash = SplitMix.mix(hash + SplitMix.GOLDEN * row[i]);
        }
        return (int) (hash >>> SHIFT);
    }

    /** How many buckets have runs. */
    int distinct() {
        return distinct;
    }

    /** The i-th of the buckets that have runs, ascending. */
    int bucket(int i) {
        return found[i];
    }

    /** How many runs that bucket has. */
    int times(int i) {
        return counts[found[i]];
    }

    private void add(int bucket) {
        if (counts[bucket]++ == 0) {
            if (distinct == found.length) {
                found = Arrays.copyOf(found, 2 * distinct);
            }
            found[distinct++] = bucket;
        }
    }
}
