package io.ichnite.tensor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * MT19937 (Matsumoto and Nishimura 1998), as Python's {@code random.Random} and NumPy's {@code RandomState} use it, for results
 * that must be theirs to the bit. Where nobody else's numbers are wanted, {@link SplitMix} is smaller. Not safe for use by many
 * threads.
 */
public final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int MIDDLE = 397;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    private MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    /** As {@code random.Random(seed)}: the absolute value of the seed is an array of one or two words. */
    public static MersenneTwister python(long seed) {
        long size = Math.abs(seed);
        int high = (int) (size >>> 32);
        int[] key = high == 0 ? new int[] {(int) size} : new int[] {(int) size, high};
        MersenneTwister random = new MersenneTwister(19650218);
        random.stir(key);
        return random;
    }

    /**
     * As {@code numpy.random.RandomState(seed)}.
     *
     * @param seed from 0 to 2³² − 1
     * @throws IllegalArgumentException if it is not
     */
    public static MersenneTwister numpy(long seed) {
        if (seed < 0 || seed >>> 32 != 0) {
            throw new IllegalArgumentException("NumPy's seeds are 0 to 4294967295, not " + seed);
        }
        return new MersenneTwister((int) seed);
    }

    private void stir(int[] key) {
        int i = 1;
        for (int k = 0; k < SIZE; k++) {
            int j = k % key.length;
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + key[j] + j;
            i = following(i);
        }
        for (int k = 1; k < SIZE; k++) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
            i = following(i);
        }
        state[0] = 1 << 31;
    }

    /** The next place after which comes the first again, which takes the last one's number along. */
    private int following(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int mixed = state[i] & 1 << 31 | state[(i + 1) % SIZE] & Integer.MAX_VALUE;
            state[i] = state[(i + MIDDLE) % SIZE] ^ mixed >>> 1 ^ ((mixed & 1) == 0 ? 0 : TWIST);
        }
        next = 0;
    }

    /** 32 random bits. */
    public int bits() {
        if (next == SIZE) {
            twist();
        }
        int bits = state[next++];
        bits ^= bits >>> 11;
        bits ^= bits << 7 & 0x9d2c5680;
        bits ^= bits << 15 & 0xefc60000;
        return bits ^ bits >>> 18;
    }

    /** Evenly from 0 to {@code bound} − 1, as Python's {@code randrange(bound)}; {@code bound} above 0. */
    public int below(int bound) {
        int shift = Integer.numberOfLeadingZeros(bound);
        int drawn;
        do {
            drawn = bits() >>> shift;
        } while (drawn >= bound);
        return drawn;
    }

    /**
     * {@code count} different numbers from 0 to {@code size} − 1, in the order drawn, as Python's
     * {@code sample(range(size), count)}.
     *
     * @throws IllegalArgumentException if more are asked for than there are
     */
    public int[] sample(int size, int count) {
        if (count < 0 || count > size) {
            throw new IllegalArgumentException(count + " of " + size);
        }
        int[] drawn = new int[count];
        if (size <= pool(count)) {
            int[] pool = new int[size];
            Arrays.setAll(pool, i -> i);
            for (int i = 0; i < count; i++) {
                int j = below(size - i);
                drawn[i] = pool[j];
                pool[j] = pool[size - i - 1];
            }
            return drawn;
        }
        Set<Integer> had = new HashSet<>();
        for (int i = 0; i < count; i++) {
            do {
                drawn[i] = below(size);
            } while (!had.add(drawn[i]));
        }
        return drawn;
    }

    /** Up to which size Python draws from a list of what is left rather than again when it drew one twice. */
    private static long pool(int count) {
        if (count <= 5) {
            return 21;
        }
        long table = 1;
        while (table < 3L * count) {
            table *= 4;
        }
        return 21 + table;
    }

    /** 0 to {@code n} − 1, each once, as NumPy's {@code RandomState.permutation(n)}. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int mask = -1 >>> Integer.numberOfLeadingZeros(i);
            int j;
            do {
                j = bits() & mask;
            } while (j > i);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        return order;
    }
}
