package io.ichnite.ingest;

/** Is told a sequence in slices of the stored calls. */
interface Slices {
    /** The next {@code count} calls, which lie one after another from {@code first}. */
    void slice(long first, int count);

    /** Whether more is wanted. */
    boolean open();
}
