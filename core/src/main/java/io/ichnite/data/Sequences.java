package io.ichnite.data;

/** Rows of whole numbers that are compared with each other: a number means the same in all of them. Thread-safe. */
public interface Sequences {
    /** How many rows there are. */
    int size();

    /** How many numbers a row has. */
    int length(int row);

    /**
     * Copies {@code count} numbers of a row, beginning at position {@code from}, to {@code into[at…]}; none is below 0.
     *
     * @throws IllegalArgumentException if the range is not in the row
     */
    void read(int row, int from, int count, int[] into, int at);
}
