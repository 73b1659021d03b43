package io.ichnite.formats.bundle;

import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.model.SeenRows;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bundle's {@code rows.json}: the names of the rows that it has seen. */
final class RowsEntry {
    static final String NAME = "rows.json";

    private RowsEntry() {}

    static byte[] write(SeenRows rows) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (rows.latest() != null) {
            tree.put("latest", rows.latest().toString());
        }
        tree.put("trained", rows.trained());
        tree.put("validated", rows.validated());
        return Json.write(tree).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws io.ichnite.error.BadInput if it is damaged */
    static SeenRows read(String text) {
        JsonObject in = new JsonObject(Json.read(text, NAME), NAME, "");
        LocalDate latest = in.has("latest") ? in.word("latest", RowsEntry::date) : null;
        SeenRows rows = new SeenRows(in.texts("trained"), in.texts("validated"), latest);
        in.end();
        return rows;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a date YYYY-MM-DD", e);
        }
    }
}
