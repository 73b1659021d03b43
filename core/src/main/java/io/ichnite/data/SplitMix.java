package io.ichnite.data;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): a small generator that gives the same numbers on every JDK. Not safe for use by
 * many threads.
 */
final class SplitMix {
    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Evenly from 0 to {@code bound} − 1; {@code bound} above 0. */
    int below(int bound) {
        // Numbers beyond the last whole multiple of the bound would favour the small ones.
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long bits;
        do {
            bits = next() >>> 1;
        } while (bits >= limit);
        return (int) (bits % bound);
    }

    /** 0 to {@code n} − 1, each once, every order equally likely (Fisher and Yates). */
    int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int k = below(i + 1);
            order[i] = order[k];
            order[k] = i;
        }
        return order;
    }
}
