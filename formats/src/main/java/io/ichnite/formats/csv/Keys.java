package io.ichnite.formats.csv;

import java.util.Map;

/** Keys that must be there, each once. */
final class Keys {
    private Keys() {}

    static void addNew(CsvTable.Row row, String column, Map<String, Long> lines) {
        String key = row.get(column);
        if (key.isEmpty()) {
            throw row.bad("expected a " + column + ", found nothing");
        }
        Long earlier = lines.putIfAbsent(key, row.line());
        if (earlier != null) {
            throw row.bad(column + " '" + key + "' stood at line " + earlier + " already");
        }
    }
}
