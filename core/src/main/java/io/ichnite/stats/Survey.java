package io.ichnite.stats;

import io.ichnite.data.Sha256;
import io.ichnite.sample.Order;
import io.ichnite.sample.Threads;
import io.ichnite.sample.Traces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The first way through all files: lengths, threads, APIs, keys of sequences, and what each order does. */
final class Survey {
    /** Bytes that all threads together hold calls in. */
    private static final long BUFFERS = 96L << 20;

    private static final int LEAST_BLOCK = 1 << 18;

    final int[] lengths;
    final int[] distinct;
    final int[] threads;
    /** In the order {@code arrival}; 0 if the traces do not offer it. */
    final int[] turns;

    final long[] high;
    final long[] low;
    final ApiCounts apis;
    private final Map<Order, Change> changes = new EnumMap<>(Order.class);

    private final Traces traces;
    private final Threads facts;
    private final TraceClasses classes;
    private final Steps steps;
    private final Order chosen;
    private final int block;

    Survey(Traces traces, Threads facts, TraceClasses classes, StatsPlan plan, Steps steps) {
        this.traces = traces;
        this.facts = facts;
        this.classes = classes;
        this.steps = steps;
        chosen = plan.order();
        int files = traces.size();
        lengths = new int[files];
        distinct = new int[files];
        threads = new int[files];
        turns = new int[files];
        high = new long[files];
        low = new long[files];
        apis = new ApiCounts(classes.size(), traces.apis().size());
        for (Order order : Order.values()) {
            if (traces.offers(order)) {
                changes.put(order, new Change());
            }
        }
        // A file is read again from its front for each block of it, so that few large blocks are better than many.
        int buffers = Math.max(1, Math.min(plan.threads(), files)) * Math.max(1, changes.size());
        block = (int) Math.max(LEAST_BLOCK, BUFFERS / Integer.BYTES / buffers);
        FileWork.each(plan.threads(), files, Worker::new);
    }

    List<OrderChange> orders() {
        List<OrderChange> list = new ArrayList<>();
        changes.forEach((order, change) -> list.add(new OrderChange(
                order,
                change.filesUnlikeTid,
                change.filesUnlikeArrival,
                change.callsUnlikeTid,
                change.callsUnlikeArrival,
                change.turns,
                change.turnCalls)));
        return list;
    }

    /** What an order does to the files so far. */
    private static final class Change {
        private int filesUnlikeTid;
        private int filesUnlikeArrival;
        private long callsUnlikeTid;
        private long callsUnlikeArrival;
        private long turns;
        private long turnCalls;

        void add(long unlikeTid, long unlikeArrival, int moreTurns, int moreCalls) {
            filesUnlikeTid += unlikeTid > 0 ? 1 : 0;
            filesUnlikeArrival += unlikeArrival > 0 ? 1 : 0;
            callsUnlikeTid += unlikeTid;
            callsUnlikeArrival += unlikeArrival;
            turns += moreTurns;
            turnCalls += moreCalls;
        }
    }

    /** What one thread does. */
    private final class Worker implements IntConsumer {
        private final Map<Order, int[]> blocks = new EnumMap<>(Order.class);
        private final Map<Order, long[]> unlike = new EnumMap<>(Order.class);
        private final Present present = new Present(traces.apis().size());
        private final Sha256 digest = new Sha256();

        Worker() {
            for (Order order : changes.keySet()) {
                blocks.put(order, new int[0]);
                unlike.put(order, new long[2]);
            }
        }

        @Override
        public void accept(int file) {
            int length = traces.length(file);
            unlike.values().forEach(each -> Arrays.fill(each, 0));
            present.clear();
            for (int from = 0; from < length; from += block) {
                read(file, from, Math.min(block, length - from));
            }
            String key = digest.text();
            high[file] = Long.parseUnsignedLong(key.substring(0, 16), 16);
            low[file] = Long.parseUnsignedLong(key.substring(16, 32), 16);
            lengths[file] = length;
            distinct[file] = present.distinct();
            threads[file] = facts.threads(file);
            Map<Order, Integer> counted = new EnumMap<>(Order.class);
            for (Order order : changes.keySet()) {
                boolean several = threads[file] > 1;
                counted.put(order, several ? facts.turns(file, order) : Math.min(1, length));
            }
            turns[file] = counted.getOrDefault(Order.ARRIVAL, 0);
            int family = classes.of(file);
            synchronized (changes) {
                apis.addFile(
                        family < 0 ? classes.size() : family, present.apis(), present.distinct(), present.counts());
                changes.forEach((order, change) -> {
                    long[] each = unlike.getOrDefault(order, new long[2]);
                    boolean several = threads[file] > 1;
                    change.add(each[0], each[1], several ? counted.getOrDefault(order, 0) : 0, several ? length : 0);
                });
                steps.done(length);
            }
        }

        private void read(int file, int from, int count) {
            blocks.replaceAll((order, had) -> {
                int[] into = had.length >= count ? had : new int[Math.min(block, Math.max(count, 2 * had.length))];
                traces.calls(file, order, from, count, into, 0);
                return into;
            });
            int[] own = blocks.getOrDefault(chosen, new int[0]);
            digest.add(own, 0, count);
            present.add(own, count);
            int[] tid = blocks.get(Order.TID);
            int[] arrival = blocks.get(Order.ARRIVAL);
            blocks.forEach((order, calls) -> {
                long[] each = unlike.getOrDefault(order, new long[2]);
                each[0] += tid == null ? 0 : unlike(calls, tid, count);
                each[1] += arrival == null ? 0 : unlike(calls, arrival, count);
            });
        }
    }

    private static int unlike(int[] one, int[] other, int count) {
        if (one == other) {
            return 0;
        }
        int unlike = 0;
        for (int i = 0; i < count; i++) {
            unlike += one[i] == other[i] ? 0 : 1;
        }
        return unlike;
    }
}
