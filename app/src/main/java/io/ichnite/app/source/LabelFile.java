package io.ichnite.app.source;

import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.LabelTable;
import io.ichnite.formats.logs.LineLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What a CSV of labels and dates knows, by file_id. */
public final class LabelFile {
    private LabelFile() {}

    /**
     * The labels that are given; a file with a label on each line gives them to the files 1, 2, 3…
     *
     * @throws BadInput if the file is neither
     */
    public static Map<String, String> labels(Path file) throws IOException {
        Map<String, String> labels = new HashMap<>();
        LabelTable table = LineLabels.recognises(file) ? LineLabels.read(file) : LabelTable.read(file);
        table.entries().forEach((id, entry) -> {
            if (entry.label() != null) {
                labels.put(id, entry.label());
            }
        });
        return labels;
    }

    /**
     * The dates that are given, each the last day that is meant.
     *
     * @throws BadInput if the file is no such CSV, or gives none
     */
    public static Map<String, LocalDate> firstSeen(Path file) throws IOException {
        Map<String, LocalDate> dates = dates(file);
        if (dates.isEmpty()) {
            throw BadInput.in(file.toString(), "expected dates in a column 'first_seen', found none");
        }
        return dates;
    }

    /**
     * The same; none where the file gives none.
     *
     * @throws BadInput if the file is no such CSV
     */
    public static Map<String, LocalDate> dates(Path file) throws IOException {
        Map<String, LocalDate> dates = new HashMap<>();
        LabelTable.read(file).entries().forEach((id, entry) -> {
            if (entry.firstSeen() != null) {
                dates.put(id, entry.firstSeen());
            }
        });
        return dates;
    }
}
