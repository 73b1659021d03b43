package io.ichnite.ingest;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Tells the calls of one file in any order but the stored one, which needs no telling. One for each telling. */
final class Orders {
    private final ThreadTable threads;
    private final Mapped order;
    private final String store;
    private final long firstThread;
    private final int count;
    /** Where the calls of each thread begin; the threads by number. */
    private final long[] start;

    Orders(ThreadTable threads, Mapped order, String store, FileTable files, int file) {
        this.threads = threads;
        this.order = order;
        this.store = store;
        firstThread = files.firstThread(file);
        count = files.threads(file);
        start = new long[count];
        long at = files.tokens(file);
        for (int i = 0; i < count; i++) {
            start[i] = at;
            at += threads.length(firstThread + i);
        }
    }

    /** Where the calls of each thread begin among all calls, the threads by number. */
    long[] starts() {
        return start.clone();
    }

    private int length(int thread) {
        return threads.length(firstThread + thread);
    }

    private int rank(int thread) {
        return threads.rank(firstThread + thread);
    }

    void firstSeen(Slices window) {
        int[] byRank = byRank();
        for (int i = 0; i < count && window.open(); i++) {
            window.slice(start[byRank[i]], length(byRank[i]));
        }
    }

    void longest(Slices window) {
        int[] longest = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(thread -> -length(thread)))
                .mapToInt(thread -> thread)
                .toArray();
        for (int i = 0; i < count && window.open(); i++) {
            window.slice(start[longest[i]], length(longest[i]));
        }
    }

    private int[] byRank() {
        int[] byRank = new int[count];
        for (int i = 0; i < count; i++) {
            byRank[rank(i)] = i;
        }
        return byRank;
    }

    void arrival(Slices window, long at, int turns) {
        int[] byRank = byRank();
        int[] done = new int[count];
        Moves[] moves = new Moves[count];
        OrderReader reader = new OrderReader(order, store, at);
        for (int turn = 0; turn < turns && window.open(); turn++) {
            int thread = byRank[(int) reader.next(count - 1L)];
            int calls = (int) reader.next(length(thread) - done[thread]);
            long kept = threads.arrivals(firstThread + thread);
            if (kept == ThreadTable.NONE) {
                window.slice(start[thread] + done[thread], calls);
            } else {
                if (moves[thread] == null) {
                    moves[thread] = new Moves(new OrderReader(order, store, kept), length(thread));
                }
                for (int i = 0; i < calls && window.open(); i++) {
                    window.slice(start[thread] + moves[thread].next(), 1);
                }
            }
            done[thread] += calls;
        }
    }

    /** The places of calls as they arrived, in a thread that did not arrive by index. */
    private final class Moves {
        private final OrderReader reader;
        private final int length;
        private long expected;

        Moves(OrderReader reader, int length) {
            this.reader = reader;
            this.length = length;
        }

        long next() {
            long place = expected + reader.nextSigned();
            if (place < 0 || place >= length) {
                throw StoreHeader.damaged(store, "a call stands outside of its thread");
            }
            expected = place + 1;
            return place;
        }
    }

    void clock(Slices window) {
        PriorityQueue<Clock> clocks =
                new PriorityQueue<>(Math.max(1, count), Comparator.comparingLong(clock -> clock.key));
        for (int i = 0; i < count; i++) {
            clocks.add(new Clock(i));
        }
        while (window.open() && !clocks.isEmpty()) {
            Clock clock = clocks.remove();
            long until = clocks.isEmpty() ? Long.MAX_VALUE : clocks.peek().key;
            int from = clock.place;
            boolean more = clock.advance();
            while (more && clock.key < until) {
                more = clock.advance();
            }
            window.slice(start[clock.thread] + from, clock.place - from);
            if (more) {
                clocks.add(clock);
            }
        }
    }

    /** One thread's next call and its index. */
    private final class Clock {
        private final int thread;
        private final int length;
        private final OrderReader steps;
        private final boolean consecutive;
        private int place;
        /** The index, then the thread, so that equal indices go by thread number. */
        private long key;

        Clock(int thread) {
            this.thread = thread;
            length = length(thread);
            long kept = threads.indices(firstThread + thread);
            consecutive = kept == ThreadTable.NONE;
            steps = new OrderReader(order, store, kept);
            key = (long) threads.first(firstThread + thread) << 32 | thread;
        }

        /** Goes to the next call; false if there is none. */
        boolean advance() {
            if (++place == length) {
                return false;
            }
            long index = (key >>> 32) + (consecutive ? 1 : steps.next(Integer.MAX_VALUE));
            if (index > Integer.MAX_VALUE) {
                throw StoreHeader.damaged(store, "an index is above 2147483647");
            }
            key = index << 32 | thread;
            return true;
        }
    }
}
