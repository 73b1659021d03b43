package io.ichnite.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many recorded programs, as views over columns: no object a call. Files are numbered from 0 in the order of their ids,
 * numeric ids ascending, others by code point. Implementations are immutable and safe for use by many threads.
 */
public interface Traces {
    /** How many files there are. */
    int size();

    /** The id of a file, as in the input. */
    String id(int file);

    /** The label of a file, as in the input; null where the input had none. */
    @Nullable
    String label(int file);

    /** How many calls the file made. */
    int length(int file);

    /** The names of the calls, sorted by code point; a call is an index into this list. */
    List<String> apis();

    /** Whether this set kept what the order needs. */
    boolean offers(Order order);

    /**
     * Copies {@code count} calls of a file, beginning at position {@code from} of the given order, to
     * {@code into[at…]}, as indexes into {@link #apis()}.
     *
     * @throws IllegalArgumentException if the set does not offer the order or the range is not in the trace
     */
    void calls(int file, Order order, int from, int count, int[] into, int at);

    /** SHA-256 over all that the set holds, in hexadecimal: the same rows give the same digest, whatever file they came from. */
    String digest();
}
