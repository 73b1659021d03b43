package io.ichnite.data;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;

/**
 * The shingles of rows, as sorted distinct hashes of 64 bits. Of a row longer than 4 million numbers only the last so many are looked
 * at, which bounds the memory. Holds buffers: for one thread.
 */
final class Shingles {
    static final int LONGEST = 1 << 22;
    private static final int BLOCK = 1 << 13;

    private final Sequences rows;
    private final int width;
    private final long seed;
    private final int[] block;
    private long[] found = new long[1 << 10];

    Shingles(Sequences rows, NearPlan plan) {
        this.rows = rows;
        this.width = plan.shingle();
        this.seed = SplitMix.mix(plan.seed() + SplitMix.GOLDEN);
        this.block = new int[BLOCK + width];
    }

    /** The hashes of a row; at least one. */
    long[] of(int row) {
        int all = rows.length(row);
        int length = Math.min(all, LONGEST);
        int n = Math.min(width, length);
        int count = n < width ? 1 : length - width + 1;
        if (found.length < count) {
            found = new long[Math.max(count, 2 * found.length)];
        }
        int at = 0;
        for (int from = 0; from < count; from += BLOCK) {
            int here = Math.min(BLOCK, count - from);
            rows.read(row, all - length + from, here + n - 1, block, 0);
            for (int i = 0; i < here; i++) {
                found[at++] = hash(i, n);
            }
        }
        Arrays.sort(found, 0, count);
        int distinct = 1;
        for (int i = 1; i < count; i++) {
            if (found[i] != found[i - 1]) {
                found[distinct++] = found[i];
            }
        }
        return Arrays.copyOf(found, distinct);
    }

    private long hash(int from, int n) {
        long hash = seed + n;
        for (int i = from; i < from + n; i++) {
            hash = SplitMix.mix(hash + SplitMix.GOLDEN * (block[i] + 1L));
        }
        return hash;
    }

    /** How many of two sorted lists' hashes are in both, over how many are in either. */
    static double jaccard(long[] a, long[] b) {
        int i = 0;
        int j = 0;
        int both = 0;
        while (i < a.length && j < b.length) {
            long x = a[i];
            long y = b[j];
            both += x == y ? 1 : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }
        return both / (double) (a.length + b.length - both);
    }
}
