package io.ichnite.data;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;

/**
 * A set of hashes as 128 bytes, of which two sets have as many in common as they are alike: MinHash (Broder, 1997), made in one walk
 * over a large set by fast similarity sketching (Dahlgaard, Knudsen and Thorup, 2017), of which 8 bits a hash are kept (Li and König,
 * 2010). A set's hashes fall into 128 bins, of each the least stays; bins that are still empty are filled by further rounds of other
 * hashes, the last of which put all into one bin. Of a set so large that this hardly ever happens, the further rounds look at the least
 * hashes alone, so that nobody can make a set that takes long.
 */
final class Sketch {
    /** Bytes a sketch. */
    static final int BYTES = 128;
    /** The same in longs, as they are kept. */
    static final int LONGS = BYTES / Long.BYTES;
    /** How many values a byte has: so often two are equal by chance. */
    private static final double VALUES = 256;

    /** With so many hashes, a bin stays empty in the first round once in 10¹¹ times. */
    private static final int LARGE = 1 << 12;

    private static final int BITS = Integer.numberOfTrailingZeros(BYTES);
    private static final long LOW = 0x7f7f7f7f7f7f7f7fL;

    private Sketch() {}

    /** Writes the sketch of some distinct hashes, at least one, sorted, to {@code into[at…]}. */
    static void of(long[] hashes, long[] into, int at) {
        long[] least = new long[BYTES];
        int[] round = new int[BYTES];
        Arrays.fill(round, -1);
        int empty = BYTES;
        for (int r = 0; r < 2 * BYTES && empty > 0; r++) {
            long salt = SplitMix.mix(SplitMix.GOLDEN * (r + 1L));
            int looked = r == 0 ? hashes.length : Math.min(LARGE, hashes.length);
            for (int i = 0; i < looked; i++) {
                long mixed = SplitMix.mix(hashes[i] ^ salt);
                int bin = r < BYTES ? (int) mixed & BYTES - 1 : r - BYTES;
                long value = mixed >>> BITS;
                if (round[bin] < 0) {
                    round[bin] = r;
                    least[bin] = value;
                    empty--;
                } else if (round[bin] == r && value < least[bin]) {
                    least[bin] = value;
                }
            }
        }
        for (int i = 0; i < LONGS; i++) {
            long packed = 0;
            for (int b = 0; b < Long.BYTES; b++) {
                packed |= (least[i * Long.BYTES + b] & 0xff) << 8 * b;
            }
            into[at + i] = packed;
        }
    }

    /** How alike two sets are, from their sketches: −0.004 to 1, unbiased, with a deviation of √(J (1 − J) / 128) or less. */
    static double estimate(long[] sketches, int a, int b) {
        int equal = 0;
        for (int i = 0; i < LONGS; i++) {
            long differing = sketches[a + i] ^ sketches[b + i];
            // the upper bit of each byte that is 0, and no other
            equal += Long.bitCount(~((differing & LOW) + LOW | differing | LOW));
        }
        return (equal / (double) BYTES - 1 / VALUES) / (1 - 1 / VALUES);
    }

    /** A byte of a sketch. */
    static int at(long[] sketches, int start, int i) {
        return (int) (sketches[start + i / Long.BYTES] >>> 8 * (i % Long.BYTES)) & 0xff;
    }
}
