package io.ichnite.stats;

import io.ichnite.sample.Order;

/**
 * What an order does to the sequences of many files. A call stands elsewhere where another API stands at its place.
 *
 * @param filesUnlikeTid whose sequence is not that of {@code tid}; 0 if the traces do not offer it
 * @param filesUnlikeArrival whose sequence is not that of {@code arrival}; 0 if the traces do not offer it
 * @param callsUnlikeTid places at which another API stands than in {@code tid}
 * @param callsUnlikeArrival places at which another API stands than in {@code arrival}
 * @param turns of threads, in the files that have several
 * @param turnCalls calls of those files
 */
public record OrderChange(
        Order order,
        int filesUnlikeTid,
        int filesUnlikeArrival,
        long callsUnlikeTid,
        long callsUnlikeArrival,
        long turns,
        long turnCalls) {
    /** How many calls a thread makes before another takes over, in files of several threads; NaN if there are none. */
    public double meanTurn() {
        return turns == 0 ? Double.NaN : (double) turnCalls / turns;
    }
}
