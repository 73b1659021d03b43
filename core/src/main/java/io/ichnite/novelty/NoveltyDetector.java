package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;

/**
 * Says how familiar rows are: one number a row, <b>higher = more familiar</b>. Only the order of scores means something, and only
 * among scores of one detector. Fitted when it is made: immutable, and safe for use by many threads.
 *
 * <p>Open: whatever keeps this contract can be scored, measured and compared like ours. A row's score depends on that row alone, to
 * the last bit: not on its neighbours, on how rows are cut into blocks, or on which kernels work. It is always finite.
 */
public interface NoveltyDetector {
    /** Features that a row has to have; 0 for a detector that looks at logits alone, and takes rows of any width. */
    int width();

    /** Whether rows have to come with logits. */
    boolean needsLogits();

    /**
     * Scores rows from {@code from} to {@code to} − 1; that of row r goes to {@code into[r]}.
     *
     * @param kernels the arithmetic; all give the same bits
     * @throws IllegalArgumentException if rows have another width, or lack logits that are needed
     */
    void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at);

    /** The same detector that works in other numbers, if it has a way; else this one. */
    default NoveltyDetector in(Precision precision) {
        return this;
    }
}
