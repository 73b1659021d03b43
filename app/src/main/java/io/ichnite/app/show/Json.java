package io.ichnite.app.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON, one object a line. Numbers are unrounded; those that JSON cannot hold become null. */
public final class Json {
    private Json() {}

    /** @throws IllegalArgumentException if a value is no map, list, text, number, truth value or null */
    public static String line(Map<String, ?> object) {
        return io.ichnite.formats.json.Json.line(holdable(object));
    }

    private static Map<String, @Nullable Object> holdable(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), holdable(value)));
        return copy;
    }

    private static @Nullable Object holdable(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return holdable(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(holdable(element)));
            return copy;
        }
        boolean broken = value instanceof Double wide && !Double.isFinite(wide)
                || value instanceof Float narrow && !Float.isFinite(narrow);
        return broken ? null : value;
    }
}
