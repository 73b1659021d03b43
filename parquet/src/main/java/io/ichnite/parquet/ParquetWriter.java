package io.ichnite.parquet;

import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** Writes a store as a table, names as numbers, then the table as a file, names as texts. */
final class ParquetWriter {
    private ParquetWriter() {}

    static void write(TraceStore store, int threads, OutputStream out) throws IOException {
        try (Duck duck = Duck.open(threads)) {
            Path file = duck.place("out.parquet");
            try {
                duck.run("CREATE TABLE traces(file_id VARCHAR, label VARCHAR, n INTEGER, api USMALLINT[],"
                        + " tid INTEGER[], \"index\" INTEGER[], arrival INTEGER[])");
                try (DuckDBAppender rows = duck.connection().createAppender("traces")) {
                    for (int row = 0; row < store.size(); row++) {
                        append(store, row, rows);
                    }
                }
                duck.run("SET VARIABLE names = " + list(store.apis()));
                duck.run("COPY (SELECT file_id, label, n,"
                        + " list_transform(api, lambda x: getvariable('names')[x + 1]) AS api, tid, \"index\", arrival"
                        + " FROM traces) TO " + Duck.text(file.toString())
                        + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, KV_METADATA {ichnite_digest: "
                        + Duck.text(store.digest()) + "})");
            } catch (SQLException e) {
                throw Duck.isShortOfMemory(e)
                        ? Duck.shortOfMemory("Parquet")
                        : new IOException("Parquet could not be written: " + duck.told(e), e);
            }
            Files.copy(file, out);
        } catch (SQLException e) {
            throw new IOException("DuckDB, which Parquet needs, does not start: " + e.getMessage(), e);
        }
    }

    private static void append(TraceStore store, int row, DuckDBAppender rows) throws SQLException {
        int length = store.length(row);
        int[] calls = new int[length];
        store.calls(row, Order.TID, 0, length, calls, 0);
        short[] apis = new short[length];
        for (int i = 0; i < length; i++) {
            apis[i] = (short) calls[i];
        }
        int[] tids = new int[length];
        int[] indices = new int[length];
        int[] arrivals = new int[length];
        store.places(row, tids, indices, arrivals);
        rows.beginRow();
        rows.append(store.id(row));
        String label = store.label(row);
        if (label == null) {
            rows.appendNull();
        } else {
            rows.append(label);
        }
        rows.append(length);
        rows.append(apis);
        rows.append(tids);
        rows.append(indices);
        rows.append(arrivals);
        rows.endRow();
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Duck::text).collect(Collectors.joining(", ", "[", "]::VARCHAR[]"));
    }
}
