package io.ichnite.formats.logs;

import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.LabelTable;
import io.ichnite.ingest.IngestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Labels that stand beside a list of sequences: that of line N is the label of the file whose id is N. A blank line is a
 * file without a label. Thread-safe.
 */
public final class LineLabels {
    /** Bytes of a line; no label is so long. */
    private static final int LONGEST_LINE = 4096;

    private LineLabels() {}

    /**
     * Whether a file of labels is one of these, rather than a CSV with {@code file_id} in its header: the first line has no
     * comma.
     *
     * @throws IOException if the disk refuses
     */
    public static boolean recognises(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Lines lines = new Lines(in, LONGEST_LINE);
            if (!lines.next() || lines.cut()) {
                return false;
            }
            String first = text(lines);
            return !first.contains(",") && !first.equals("file_id");
        }
    }

    /**
     * Reads them.
     *
     * @throws BadInput if a line is no label that a store can keep, or there is none at all
     * @throws IOException if the disk refuses
     */
    public static LabelTable read(Path file) throws IOException {
        Map<String, LabelTable.Entry> entries = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            Lines lines = new Lines(in, LONGEST_LINE);
            while (lines.next()) {
                String label = text(lines);
                if (label.isEmpty()) {
                    continue;
                }
                if (lines.cut() || !IngestOptions.isLabel(label)) {
                    throw BadInput.at(file.toString(), lines.number(), "expected a label of " + IngestOptions.LABEL);
                }
                entries.put(Long.toString(lines.number()), new LabelTable.Entry(label, null, lines.number()));
            }
        }
        if (entries.isEmpty()) {
            throw BadInput.in(file.toString(), "expected a label on each line, found none");
        }
        return new LabelTable(entries);
    }

    private static String text(Lines lines) {
        return new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8).strip();
    }
}
