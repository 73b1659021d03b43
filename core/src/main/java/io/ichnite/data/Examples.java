package io.ichnite.data;

/**
 * What a network is trained on or asked: rows of integers, all of one length, with the class of each. Implementations are
 * immutable and safe for use by many threads.
 */
public interface Examples {
    /** How many rows there are. */
    int size();

    /** How many integers a row has. */
    int length();

    /** Writes row {@code i} to {@code into[at … at + length)}. */
    void row(int i, int[] into, int at);

    /**
     * Writes the integers {@code from … from + count − 1} of row {@code i} to {@code into[at …]}. Networks of long rows ask for one
     * part after another, so who can give a part without making the whole should.
     */
    default void part(int i, int from, int count, int[] into, int at) {
        int[] whole = new int[length()];
        row(i, whole, 0);
        System.arraycopy(whole, from, into, at, count);
    }

    /** The class of row {@code i}, from 0; −1 where it is not known. */
    int label(int i);
}
