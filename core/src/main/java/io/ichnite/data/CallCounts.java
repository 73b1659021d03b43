package io.ichnite.data;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.util.Arrays;
import java.util.List;

/** How often each call occurs in some files, and which came first. */
final class CallCounts {
    private static final int BLOCK = 1 << 16;

    private final long[] counts;
    private final int[] appearance;
    private int distinct;

    private CallCounts(int apis) {
        counts = new long[apis];
        appearance = new int[apis];
    }

    /** Reads every file by thread and index, files ascending. */
    static CallCounts byThread(Traces traces, List<Integer> files) {
        if (!traces.offers(Order.TID)) {
            throw new BadConfig("a Keras vocabulary counts calls in the order tid, which these traces do not offer");
        }
        return in(traces, files, Order.TID);
    }

    /** Reads every file in whatever order is to be had; who came first then means nothing. */
    static CallCounts inAnyOrder(Traces traces, List<Integer> files) {
        return in(traces, files, Orders.anyOf(traces));
    }

    private static CallCounts in(Traces traces, List<Integer> files, Order order) {
        CallCounts counts = new CallCounts(traces.apis().size());
        int[] block = new int[BLOCK];
        for (int file : files.stream().mapToInt(Integer::intValue).sorted().toArray()) {
            int length = traces.length(file);
            for (int from = 0; from < length; from += BLOCK) {
                int count = Math.min(BLOCK, length - from);
                traces.calls(file, order, from, count, block, 0);
                counts.add(block, count);
            }
        }
        return counts;
    }

    private void add(int[] calls, int count) {
        for (int i = 0; i < count; i++) {
            if (counts[calls[i]]++ == 0) {
                appearance[distinct++] = calls[i];
            }
        }
    }

    long of(int call) {
        return counts[call];
    }

    int[] inOrderOfAppearance() {
        return Arrays.copyOf(appearance, distinct);
    }
}
