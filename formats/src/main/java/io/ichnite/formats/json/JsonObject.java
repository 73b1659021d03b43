package io.ichnite.formats.json;

import io.ichnite.error.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object by name; a field that nobody asked for is refused by {@link #end}. Every fault is a
 * {@link BadInput} that names the file and the place in it, as in {@code model.json: layers[3].filters: expected …}. Not
 * thread-safe.
 */
public final class JsonObject {
    private final JsonNode node;
    private final String source;
    private final String path;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * @param path of the object within the file; empty for its root
     * @throws BadInput if the value is no object
     */
    public JsonObject(JsonNode node, String source, String path) {
        this.node = node;
        this.source = source;
        this.path = path;
        if (!node.isObject()) {
            throw BadInput.in(source, (path.isEmpty() ? "" : path + ": ") + "expected an object");
        }
    }

    public boolean has(String field) {
        asked.add(field);
        return node.has(field);
    }

    public String text(String field) {
        JsonNode value = value(field);
        if (!value.isString()) {
            throw bad(field, "expected a text");
        }
        return value.stringValue();
    }

    public String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    /** A text that stands for something; {@code meaning} throws {@link IllegalArgumentException} for one that does not. */
    public <T> T word(String field, T otherwise, Function<String, T> meaning) {
        return has(field) ? word(field, meaning) : otherwise;
    }

    public <T> T word(String field, Function<String, T> meaning) {
        try {
            return meaning.apply(text(field));
        } catch (IllegalArgumentException e) {
            throw bad(field, String.valueOf(e.getMessage()));
        }
    }

    public boolean flag(String field) {
        JsonNode value = value(field);
        if (!value.isBoolean()) {
            throw bad(field, "expected true or false");
        }
        return value.booleanValue();
    }

    public boolean flag(String field, boolean otherwise) {
        return has(field) ? flag(field) : otherwise;
    }

    /** A whole number between the bounds, both included. */
    public long integer(String field, long least, long most) {
        JsonNode value = value(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw bad(field, "expected a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    public long integer(String field, long least, long most, long otherwise) {
        return has(field) ? integer(field, least, most) : otherwise;
    }

    /** A number, rounded once to the nearest float32. */
    public float real(String field, float otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode value = value(field);
        if (!value.isNumber()) {
            throw bad(field, "expected a number");
        }
        return Float.parseFloat(value.numberValue().toString());
    }

    /** A number, as the nearest double; of a text that {@link Json} wrote, the very same. */
    public double number(String field) {
        JsonNode value = value(field);
        if (!value.isNumber()) {
            throw bad(field, "expected a number");
        }
        return Double.parseDouble(value.numberValue().toString());
    }

    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(field)) {
            if (!element.isString()) {
                throw bad(field + "[" + texts.size() + "]", "expected a text");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /** Whole numbers between the bounds, both included. */
    public List<Long> integers(String field, long least, long most) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : list(field)) {
            if (!element.isIntegralNumber()
                    || !element.canConvertToLong()
                    || element.longValue() < least
                    || element.longValue() > most) {
                throw bad(field, "expected whole numbers from " + least + " to " + most);
            }
            numbers.add(element.longValue());
        }
        return numbers;
    }

    public JsonObject object(String field) {
        return new JsonObject(value(field), source, place(field));
    }

    public List<JsonObject> objects(String field) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode element : list(field)) {
            objects.add(new JsonObject(element, source, place(field) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** The names of the fields, in order. */
    public List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** The value of a field, as it is. */
    public JsonNode value(String field) {
        asked.add(field);
        JsonNode value = node.get(field);
        if (value == null) {
            throw bad(field, "this field is missing");
        }
        return value;
    }

    /** @throws BadInput if there is a field that was not asked for */
    public void end() {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name)) {
                throw bad(name, "unknown field; expected " + String.join(", ", asked));
            }
        }
    }

    /** A fault of one field, or of the object as a whole if {@code field} is null. */
    public BadInput bad(@Nullable String field, String expected) {
        String place = field == null ? path : place(field);
        return BadInput.in(source, (place.isEmpty() ? "" : place + ": ") + expected);
    }

    private List<JsonNode> list(String field) {
        JsonNode value = value(field);
        if (!value.isArray()) {
            throw bad(field, "expected a list");
        }
        return List.copyOf(value.values());
    }

    private String place(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
