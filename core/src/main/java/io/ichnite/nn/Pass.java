package io.ichnite.nn;

import org.jspecify.annotations.Nullable;

/** One group of samples on its way through the network. */
final class Pass {
    private final int rows;
    private final int[] samples;
    private final int[] tokens;
    private final int length;
    private final Network.@Nullable Rows reader;
    private final @Nullable Masks masks;
    private final boolean bySums;

    /**
     * @param rows of the group
     * @param samples which rows of the batch these are; the lane's own array, valid during the pass
     * @param tokens the group's integers, row after row; the lane's own array, valid during the pass; empty where they are read
     *     piece by piece
     * @param length integers a row
     * @param reader where the integers come from; null where they are all here
     * @param masks dropout's, in training; null when only asked
     * @param bySums whether the derivative at the output is that by the sums before its activation
     */
    Pass(
            int rows,
            int[] samples,
            int[] tokens,
            int length,
            Network.@Nullable Rows reader,
            @Nullable Masks masks,
            boolean bySums) {
        this.length = length;
        this.reader = reader;
        this.rows = rows;
        this.samples = samples;
        this.tokens = tokens;
        this.masks = masks;
        this.bySums = bySums;
    }

    int rows() {
        return rows;
    }

    /** Which row of the batch the s-th is. */
    int sample(int s) {
        return samples[s];
    }

    int[] tokens() {
        return tokens;
    }

    /** Writes the integers {@code from … from + count − 1} of the s-th row. */
    void read(int s, int from, int count, int[] into, int at) {
        if (tokens.length > 0 || reader == null) {
            System.arraycopy(tokens, s * length + from, into, at, count);
        } else {
            reader.part(samples[s], from, count, length, into, at);
        }
    }

    @Nullable
    Masks masks() {
        return masks;
    }

    boolean bySums() {
        return bySums;
    }
}
