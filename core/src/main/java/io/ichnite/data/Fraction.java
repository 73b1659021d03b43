package io.ichnite.data;

import io.ichnite.tensor.MersenneTwister;
import io.ichnite.tensor.SplitMix;
import java.util.Arrays;
import java.util.List;

/** A part of some rows, drawn without putting back. */
public final class Fraction {
    private Fraction() {}

    /**
     * {@code rows · share} of the rows, rounded, ascending: the same on every JDK.
     *
     * @param rows numbered from 0
     * @param share above 0, at most 1
     */
    public static List<Integer> of(int rows, double share, long seed) {
        int[] drawn = Arrays.copyOf(new SplitMix(seed).permutation(rows), size(rows, share));
        return Arrays.stream(drawn).sorted().boxed().toList();
    }

    /**
     * As pandas' {@code sample(frac=share, random_state=seed)}: the same rows in the same, shuffled, order.
     *
     * @param rows numbered from 0
     * @param share above 0, at most 1
     * @param seed from 0 to 2³² − 1
     */
    public static List<Integer> pandas(int rows, double share, long seed) {
        int[] order = MersenneTwister.numpy(seed).permutation(rows);
        return Arrays.stream(order, 0, size(rows, share)).boxed().toList();
    }

    /** Halves to the even number, as Python rounds. */
    private static int size(int rows, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share above 0 and at most 1, not " + share);
        }
        return (int) Math.rint(share * rows);
    }
}
