package io.ichnite.nn;

import org.jspecify.annotations.Nullable;

/** One group of samples on its way through the network. */
final class Pass {
    private final int rows;
    private final int first;
    private final int[] tokens;
    private final @Nullable Masks masks;
    private final boolean bySums;

    /**
     * @param rows of the group
     * @param first row of the batch that the group begins with
     * @param tokens the group's integers, row after row; the lane's own array, valid during the pass
     * @param masks dropout's, in training; null when only asked
     * @param bySums whether the derivative at the output is that by the sums before its activation
     */
    Pass(int rows, int first, int[] tokens, @Nullable Masks masks, boolean bySums) {
        this.rows = rows;
        this.first = first;
        this.tokens = tokens;
        this.masks = masks;
        this.bySums = bySums;
    }

    int rows() {
        return rows;
    }

    int first() {
        return first;
    }

    int[] tokens() {
        return tokens;
    }

    @Nullable
    Masks masks() {
        return masks;
    }

    boolean bySums() {
        return bySums;
    }
}
