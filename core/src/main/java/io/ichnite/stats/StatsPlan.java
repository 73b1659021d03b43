package io.ichnite.stats;

import io.ichnite.sample.Order;
import java.util.List;

/**
 * How traces are counted.
 *
 * @param order in which calls are laid end to end, for pairs and for what counts as the same sequence
 * @param lengths of rows whose share is asked for, in calls, ascending, each once
 * @param kept how many APIs, and how many pairs, are kept of each class that set it apart; of very many classes fewer
 * @param threads that count; the result does not depend on it
 */
public record StatsPlan(Order order, List<Integer> lengths, int kept, int threads) {
    private static final int MOST_THREADS = 256;

    /** As many lengths as a table can show. */
    public static final int MOST_LENGTHS = 100;

    public StatsPlan {
        lengths = List.copyOf(lengths);
        for (int i = 0; i < lengths.size(); i++) {
            if (lengths.get(i) < 1 || i > 0 && lengths.get(i) <= lengths.get(i - 1)) {
                throw new IllegalArgumentException("lengths must be above 0 and ascend, found " + lengths);
            }
        }
        if (lengths.size() > MOST_LENGTHS) {
            throw new IllegalArgumentException("at most " + MOST_LENGTHS + " lengths, found " + lengths.size());
        }
        if (kept < 1) {
            throw new IllegalArgumentException("kept must be 1 or more, found " + kept);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", found " + threads);
        }
    }

    /** By thread and index; 100 to 20,000 calls; a thousand of each class; one thread. */
    public static StatsPlan defaults() {
        return new StatsPlan(Order.TID, List.of(100, 200, 500, 1000, 2000, 4000, 6000, 10_000, 20_000), 1000, 1);
    }

    public StatsPlan withOrder(Order value) {
        return new StatsPlan(value, lengths, kept, threads);
    }

    public StatsPlan withLengths(List<Integer> value) {
        return new StatsPlan(order, value, kept, threads);
    }

    public StatsPlan withKept(int value) {
        return new StatsPlan(order, lengths, value, threads);
    }

    public StatsPlan withThreads(int value) {
        return new StatsPlan(order, lengths, kept, value);
    }
}
