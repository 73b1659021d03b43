package io.ichnite.formats.json;

import io.ichnite.error.BadInput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Strict JSON, as trees: read within bounds of depth and length, without a name given twice; written the same way each
 * time. Nothing is bound to classes. Thread-safe.
 */
public final class Json {
    private static final int LONGEST = 32 << 20;
    private static final int DEEPEST = 64;
    /** What fits a line stays on it. */
    private static final int LINE = 110;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxDocumentLength(LONGEST)
                            .maxStringLength(1 << 20)
                            .maxNameLength(10_000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @param source what messages call the text
     * @throws BadInput if it is no JSON, or too deep or too long, with its line
     */
    public static JsonNode read(String text, String source) {
        if (text.length() > LONGEST) {
            throw BadInput.in(source, "expected at most " + LONGEST + " characters of JSON");
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw BadInput.in(source, "expected JSON, found nothing");
            }
            return node;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw BadInput.at(source, line, "expected JSON: " + e.getOriginalMessage());
        } catch (NumberFormatException e) {
            // The library lets this one through, for an exponent of more than 32 bits.
            throw BadInput.in(source, "expected JSON with numbers of a usual size, found one that is far beyond them");
        }
    }

    /**
     * Writes maps, lists, texts, booleans, nulls, integers, floats and doubles, in the order in which they come; numbers as the
     * shortest that read back equal. Ends in a line break.
     *
     * @throws IllegalArgumentException if there is anything else in the tree, or a number that is not finite
     */
    public static String write(Object tree) {
        StringBuilder out = new StringBuilder();
        write(tree, "", out);
        return out.append('\n').toString();
    }

    private static void write(Object tree, String indent, StringBuilder out) {
        String line = line(tree);
        boolean branches = tree instanceof Map<?, ?> || tree instanceof List<?>;
        if (!branches || line.length() + indent.length() <= LINE) {
            out.append(line);
            return;
        }
        String deeper = indent + "  ";
        String before = "\n" + deeper;
        out.append(tree instanceof Map<?, ?> ? '{' : '[');
        if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before).append(line(String.valueOf(entry.getKey()))).append(": ");
                write(entry.getValue(), deeper, out);
                before = ",\n" + deeper;
            }
        } else if (tree instanceof List<?> list) {
            for (Object element : list) {
                out.append(before);
                write(element, deeper, out);
                before = ",\n" + deeper;
            }
        }
        out.append('\n').append(indent).append(tree instanceof Map<?, ?> ? '}' : ']');
    }

    /** The same on one line, without a line break. */
    public static String line(Object tree) {
        StringBuilder out = new StringBuilder();
        line(tree, out);
        return out.toString();
    }

    private static void line(@Nullable Object tree, StringBuilder out) {
        if (tree == null) {
            out.append("null");
        } else if (tree instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before);
                quote(String.valueOf(entry.getKey()), out);
                out.append(": ");
                line(entry.getValue(), out);
                before = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (tree instanceof List<?> list) {
            String before = "[";
            for (Object element : list) {
                out.append(before);
                line(element, out);
                before = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (tree instanceof String text) {
            quote(text, out);
        } else if (tree instanceof Double value && Double.isFinite(value)) {
            out.append(Numbers.text(value.doubleValue()));
        } else if (tree instanceof Float value && Float.isFinite(value)) {
            out.append(Numbers.text(value.floatValue()));
        } else if (tree instanceof Boolean || tree instanceof Integer || tree instanceof Long) {
            out.append(tree);
        } else {
            throw new IllegalArgumentException("not for JSON: " + tree);
        }
    }

    /** What is not plain ASCII is escaped, so that the bytes are the same whatever a console's encoding. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u").append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
