package io.ichnite.formats.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One column of a CSV, joined on another. */
public final class CsvColumn {
    private CsvColumn() {}

    /**
     * The values of {@code column} by those of {@code key}, in the order of the file. Other columns are passed over.
     *
     * @param key a column whose values are distinct and not empty, such as {@code file_id}
     * @throws io.ichnite.error.BadInput if a column is missing, a key empty or given twice, or the file no CSV in UTF-8
     * @throws IOException if the disk refuses
     */
    public static Map<String, String> read(Path file, String key, String column) throws IOException {
        return read(file, List.of(key), column);
    }

    /** As the other, by the first of some keys that the file has. */
    public static Map<String, String> read(Path file, List<String> keys, String column) throws IOException {
        String key = CsvTable.firstOf(file, keys);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Long> lines = new HashMap<>();
        CsvTable.read(file, List.of(key, column), row -> {
            Keys.addNew(row, key, lines);
            values.put(row.get(key), row.get(column));
        });
        return values;
    }
}
