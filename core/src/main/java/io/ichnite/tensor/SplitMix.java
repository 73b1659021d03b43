package io.ichnite.tensor;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): a small generator that gives the same numbers on every JDK and machine. Not safe
 * for use by many threads.
 */
public final class SplitMix {
    /** What the state grows by. */
    public static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    public SplitMix(long seed) {
        state = seed;
    }

    /** Scatters the bits of a number: one to one, and neighbours fall far apart. */
    public static long mix(long number) {
        long z = number;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Evenly from 0 to {@code bound} − 1; {@code bound} above 0. */
    public int below(int bound) {
        // Numbers beyond the last whole multiple of the bound would favour the small ones.
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long bits;
        do {
            bits = next() >>> 1;
        } while (bits >= limit);
        return (int) (bits % bound);
    }

    /** 0 to {@code n} − 1, each once, every order equally likely (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int k = below(i + 1);
            order[i] = order[k];
            order[k] = i;
        }
        return order;
    }

    /** Evenly from 0 to 1, 1 excluded. */
    public double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Normal with mean 0 and deviation 1, by Box and Muller; StrictMath, so that it is the same everywhere. */
    public double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
}
