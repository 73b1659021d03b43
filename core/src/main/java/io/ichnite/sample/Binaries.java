package io.ichnite.sample;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Many files of raw bytes, numbered from 0; nothing of them is held but what is asked for. They are read, never run.
 * Implementations are safe for use by many threads.
 */
public interface Binaries {
    /** How many files there are. */
    int size();

    /** The name of a file, as in the input. */
    String id(int file);

    /** The label of a file, as in the input; null where the input had none. */
    @Nullable
    String label(int file);

    /** When the file was first seen: the last day that is meant by what the input says; null where it says nothing. */
    @Nullable
    LocalDate firstSeen(int file);

    /** How many bytes the file has. */
    long length(int file);

    /**
     * Copies {@code count} bytes of a file, beginning at {@code from}, to {@code into[at…]}; zeros for what lies behind its end.
     *
     * @throws java.io.UncheckedIOException if the disk refuses, or the file has become another
     */
    void bytes(int file, long from, int count, byte[] into, int at);
}
