package io.ichnite.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Traces in files of tables that other programs read too, such as Parquet. What implements it needs more than the JDK: it lies in
 * a module of its own, and is found by {@link java.util.ServiceLoader} at the door. Safe for use by many threads.
 */
public interface TraceTables {
    /**
     * Reads a file, in which one has to go to and fro: what {@link TraceFormat#read} is given of it as a stream is not looked at.
     *
     * @param threads that may work on it
     */
    TraceFormat reader(Path file, int threads);

    /**
     * Writes all that a store holds, so that a store made of it has the same digest.
     *
     * @param threads that may work on it
     * @throws IOException if a disk fails, or memory is too short
     */
    void write(TraceStore store, int threads, OutputStream out) throws IOException;
}
