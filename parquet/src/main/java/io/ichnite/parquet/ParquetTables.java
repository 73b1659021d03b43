package io.ichnite.parquet;

import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceStore;
import io.ichnite.ingest.TraceTables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Traces as Parquet files, a row a traced file:
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><td>{@code file_id VARCHAR}</td><td>as in the store</td></tr>
 * <tr><td>{@code label VARCHAR}</td><td>null where there is none</td></tr>
 * <tr><td>{@code n INTEGER}</td><td>how many calls the file made, the length of all lists</td></tr>
 * <tr><td>{@code api VARCHAR[]}</td><td>the calls' names, thread by thread, by index</td></tr>
 * <tr><td>{@code tid INTEGER[]}, {@code index INTEGER[]}</td><td>thread and index of each call</td></tr>
 * <tr><td>{@code arrival INTEGER[]}</td><td>how many calls of the file came before it</td></tr>
 * </table>
 *
 * Of a file that is read, {@code file_id} and {@code api} have to be there; ids and labels may be whole numbers. Without
 * {@code tid} all calls are of thread 0, without {@code index} they are numbered in each thread as they stand, and without
 * {@code arrival} they came as they stand.
 *
 * <p>DuckDB is shut in: it reaches a temporary folder alone, loads no extension, and holds about as much memory as the heap may;
 * what is more goes to that folder. Safe for use by many threads.
 */
public final class ParquetTables implements TraceTables {
    @Override
    public TraceFormat reader(Path file, int threads) {
        return new ParquetReader(file, threads);
    }

    @Override
    public void write(TraceStore store, int threads, OutputStream out) throws IOException {
        ParquetWriter.write(store, threads, out);
    }
}
