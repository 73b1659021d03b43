package io.ichnite.parquet;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Shown;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one file. What a row lacks or has too much costs that row; what cannot be a table of traces is refused. */
final class ParquetReader implements TraceFormat {
    private static final int MOST_NAMES = 65535;
    /** In DuckDB's folder, and so in what it says. */
    private static final String NAME = "it";

    private static final String WHOLE = "U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)";
    private static final String TEXT = "VARCHAR|ENUM\\(.*\\)";

    private final Path file;
    private final int threads;

    ParquetReader(Path file, int threads) {
        this.file = file;
        this.threads = threads;
    }

    @Override
    public void read(InputStream plain, TraceSource source, CallSink calls) throws IOException {
        try (Duck duck = Duck.open(threads, file)) {
            try {
                read(duck, source, calls);
            } catch (SQLException e) {
                if (Duck.isShortOfMemory(e)) {
                    throw Duck.shortOfMemory(source.name());
                }
                throw BadInput.in(source.name(), "is no Parquet file that can be read: " + Shown.plain(duck.told(e)));
            }
        } catch (SQLException e) {
            throw new IOException("DuckDB, which Parquet needs, does not start: " + e.getMessage(), e);
        }
    }

    private void read(Duck duck, TraceSource source, CallSink calls) throws IOException, SQLException {
        // So no name that the file has outside gets into a query, where it could be taken for a pattern.
        Path place = duck.place(NAME);
        try {
            Files.createSymbolicLink(place, file.toRealPath());
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, place);
        }
        String table = "read_parquet(" + Duck.text(place.toString()) + ", file_row_number = true)";
        Map<String, String> columns = columns(duck, table, source.name());
        List<byte[]> names = names(duck, table, source.name());
        long[] count = {0};
        duck.ask("SELECT count(*) FROM " + table, row -> count[0] = row.getLong(1));
        TableRow row = new TableRow(names, columns.containsKey("index"), columns.containsKey("arrival"), calls);
        if (!names.isEmpty()) {
            duck.ask(
                    "SELECT file_row_number + 1, CAST(file_id AS VARCHAR), "
                            + (columns.containsKey("label") ? "CAST(label AS VARCHAR)" : "NULL::VARCHAR")
                            + ", coalesce(enum_code(unnest(CAST(api AS api_name[])))::INTEGER, -1), "
                            + numbers(columns, "tid") + ", " + numbers(columns, "index") + ", "
                            + numbers(columns, "arrival") + " FROM " + table,
                    found -> take(found, row));
        }
        row.end(count[0]);
    }

    private static void take(ResultSet found, TableRow row) throws SQLException, IOException {
        long number = found.getLong(1);
        if (number != row.number()) {
            row.begin(number, found.getString(2), found.getString(3));
        }
        row.add(found.getInt(4), found.getInt(5), found.getInt(6), found.getInt(7));
    }

    /** What of a list of whole numbers is missing or too large is −1; of one that is not there, everything is 0. */
    private static String numbers(Map<String, String> columns, String name) {
        return columns.containsKey(name)
                ? "coalesce(unnest(TRY_CAST(\"" + name + "\" AS INTEGER[])), -1)"
                : "0::INTEGER";
    }

    /** Those that matter, with their types. */
    private static Map<String, String> columns(Duck duck, String table, String source) throws SQLException {
        Map<String, String> columns = new HashMap<>();
        duck.ask("DESCRIBE SELECT * FROM " + table, row -> columns.put(row.getString(1), row.getString(2)));
        check(columns, "file_id", TEXT + "|" + WHOLE, "VARCHAR or whole numbers, the ids of files", true, source);
        check(columns, "label", TEXT + "|" + WHOLE, "VARCHAR or whole numbers", false, source);
        check(columns, "api", "(" + TEXT + ")\\[\\]", "VARCHAR[], the names of calls", true, source);
        for (String name : List.of("tid", "index", "arrival")) {
            check(columns, name, WHOLE + "\\[\\]", "INTEGER[]", false, source);
        }
        return columns;
    }

    private static void check(
            Map<String, String> columns, String name, String type, String expected, boolean needed, String source) {
        String found = columns.get(name);
        if (found == null && needed) {
            throw BadInput.in(source, "has no column " + name + "; expected " + expected);
        }
        if (found != null && !found.matches(type)) {
            throw BadInput.in(source, "column " + name + " is " + Shown.plain(found) + "; expected " + expected);
        }
    }

    /** All names that calls have, sorted, by their numbers in the type {@code api_name} that is made of them. */
    private static List<byte[]> names(Duck duck, String table, String source) throws SQLException {
        String distinct = "SELECT DISTINCT name FROM (SELECT unnest(api)::VARCHAR AS name FROM " + table
                + ") WHERE name IS NOT NULL";
        long[] count = {0};
        duck.ask(
                "SELECT count(*) FROM (" + distinct + " LIMIT " + (MOST_NAMES + 1) + ")",
                row -> count[0] = row.getLong(1));
        if (count[0] > MOST_NAMES) {
            throw BadInput.in(source, "there are more than " + MOST_NAMES + " different API names");
        }
        List<byte[]> names = new ArrayList<>();
        if (count[0] > 0) {
            duck.run("CREATE TYPE api_name AS ENUM (" + distinct + " ORDER BY name)");
            duck.ask(
                    "SELECT unnest(enum_range(NULL::api_name))::VARCHAR",
                    row -> names.add(row.getString(1).getBytes(StandardCharsets.UTF_8)));
        }
        return names;
    }
}
