package io.ichnite.sample;

/**
 * What is known of the threads of many traces; files are numbered as in the {@link Traces} that it belongs to. Implementations
 * are immutable and safe for use by many threads.
 */
public interface Threads {
    /** How many threads the file had. */
    int threads(int file);

    /**
     * How many turns threads take in an order: how often a call is of another thread than the call before it, and one for the
     * first call; 0 for a file without calls.
     *
     * @throws IllegalArgumentException if the traces do not offer the order
     */
    int turns(int file, Order order);
}
