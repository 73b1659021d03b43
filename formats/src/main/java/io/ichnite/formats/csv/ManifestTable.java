package io.ichnite.formats.csv;

import io.ichnite.data.Dates;
import io.ichnite.error.BadInput;
import io.ichnite.ingest.IngestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest of files: a CSV with {@code name} and, if it knows them, {@code label} and {@code first_seen}, in any order; other
 * columns are passed over.
 *
 * @param rows in the order of the table
 */
public record ManifestTable(List<Row> rows) {
    /**
     * One file.
     *
     * @param name as it stands there
     * @param label null where none is given
     * @param firstSeen the last day that is meant: 2018-03 stands as 2018-03-31; null where none is given, or what is given is no
     *     date
     * @param given what stands for the date, as it stands there
     * @param line in the table, from 1
     */
    public record Row(String name, @Nullable String label, @Nullable LocalDate firstSeen, String given, long line) {}

    public ManifestTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a manifest. A time after the day is not looked at; a date that is none is kept as it stands, and not guessed at.
     *
     * @throws BadInput if the column is missing, a name empty or given twice, a label none that can be kept, or the file no CSV in
     *     UTF-8
     * @throws IOException if the disk refuses
     */
    public static ManifestTable read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        Map<String, Long> lines = new HashMap<>();
        CsvTable.read(file, List.of("name"), row -> {
            Keys.addNew(row, "name", lines);
            String label = row.get("label");
            if (!label.isEmpty() && !IngestOptions.isLabel(label)) {
                throw row.bad("expected a label of " + IngestOptions.LABEL);
            }
            String given = row.get("first_seen");
            rows.add(new Row(row.get("name"), label.isEmpty() ? null : label, date(given), given, row.line()));
        });
        return new ManifestTable(rows);
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return text.isEmpty() ? null : Dates.endOfMoment(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
