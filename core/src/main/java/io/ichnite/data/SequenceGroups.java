package io.ichnite.data;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.util.ArrayList;
import java.util.List;

/** Keys by which rows with the same calls are found: equal for equal sequences, different for different ones (SHA-256). */
public final class SequenceGroups {
    private static final int BLOCK = 1 << 14;

    private SequenceGroups() {}

    /**
     * A key for each of some files over all its calls, by thread and index or, where the traces do not offer that, in the
     * first order they do. Keys of different sets do not compare.
     */
    public static List<String> of(Traces traces, List<Integer> files) {
        return of(traces, files, Orders.anyOf(traces));
    }

    /**
     * The same in a given order.
     *
     * @throws IllegalArgumentException if the traces do not offer the order
     */
    public static List<String> of(Traces traces, List<Integer> files, Order order) {
        return of(traces, files, order, Integer.MAX_VALUE);
    }

    /**
     * The same over what an encoding keeps of each file: the last calls in its order. Traces that differ only before those fall together,
     * as they do for a network; no vocabulary is needed, so this can be asked before the split that one is fitted by.
     *
     * @throws IllegalArgumentException if the traces do not offer the order
     */
    public static List<String> of(Traces traces, List<Integer> files, Encoding encoding) {
        return of(traces, files, encoding.order(), encoding.length());
    }

    private static List<String> of(Traces traces, List<Integer> files, Order order, int longest) {
        return of(new TraceSequences(List.of(new TraceSequences.Part(traces, files, order, longest))));
    }

    /** A key for each of some rows over all its numbers. */
    public static List<String> of(Sequences rows) {
        Sha256 digest = new Sha256();
        int[] block = new int[BLOCK];
        List<String> keys = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            int length = rows.length(row);
            for (int from = 0; from < length; from += BLOCK) {
                int count = Math.min(BLOCK, length - from);
                rows.read(row, from, count, block, 0);
                digest.add(block, 0, count);
            }
            keys.add(digest.text());
        }
        return keys;
    }

    /**
     * A key for each row of integers: ready arrays, or traces whose names may share a number.
     */
    public static List<String> of(Examples examples) {
        Sha256 digest = new Sha256();
        int[] row = new int[examples.length()];
        List<String> keys = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            examples.row(i, row, 0);
            digest.add(row, 0, row.length);
            keys.add(digest.text());
        }
        return keys;
    }
}
