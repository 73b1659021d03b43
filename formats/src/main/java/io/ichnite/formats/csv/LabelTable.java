package io.ichnite.formats.csv;

import io.ichnite.data.Dates;
import io.ichnite.error.BadInput;
import io.ichnite.ingest.IngestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of files beside their traces: a CSV with {@code file_id} and {@code label}, {@code first_seen} or both, in
 * any order; other columns are passed over.
 *
 * @param entries by file id, in the order of the table
 */
public record LabelTable(Map<String, Entry> entries) {
    /**
     * One file.
     *
     * @param label null where none is given
     * @param firstSeen the last day that is meant: 2018-03 stands as 2018-03-31; null where none is given
     * @param line in the table, from 1
     */
    public record Entry(@Nullable String label, @Nullable LocalDate firstSeen, long line) {}

    public LabelTable {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** What is known of a file; null if the table does not name it. */
    public @Nullable Entry get(String fileId) {
        return entries.get(fileId);
    }

    /** The labels by file id, of those files that have one. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        entries.forEach((id, entry) -> {
            if (entry.label() != null) {
                labels.put(id, entry.label());
            }
        });
        return labels;
    }

    /**
     * Reads a table. A time after the day of {@code first_seen} is not looked at.
     *
     * @throws BadInput if a column is missing, an id empty or given twice, a label none that a store can keep, a date
     *     malformed, or the file no CSV in UTF-8
     * @throws IOException if the disk refuses
     */
    public static LabelTable read(Path file) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, Long> lines = new HashMap<>();
        Set<String> columns = CsvTable.read(file, List.of("file_id"), row -> {
            Keys.addNew(row, "file_id", lines);
            String label = row.get("label");
            if (!label.isEmpty() && !IngestOptions.isLabel(label)) {
                throw row.bad("expected a label of " + IngestOptions.LABEL);
            }
            entries.put(
                    row.get("file_id"),
                    new Entry(label.isEmpty() ? null : label, date(row, row.get("first_seen")), row.line()));
        });
        if (!columns.contains("label") && !columns.contains("first_seen")) {
            throw BadInput.in(file.toString(), "expected a column 'label' or 'first_seen' beside 'file_id'");
        }
        return new LabelTable(entries);
    }

    private static @Nullable LocalDate date(CsvTable.Row row, String text) {
        try {
            return text.isEmpty() ? null : Dates.endOfMoment(text);
        } catch (IllegalArgumentException e) {
            throw row.bad("expected first_seen as YYYY, YYYY-MM or YYYY-MM-DD, found '" + text + "'");
        }
    }
}
