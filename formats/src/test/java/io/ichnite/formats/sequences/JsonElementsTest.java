package io.ichnite.formats.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another reader of JSON, Jackson's, is the oracle: the same arrays are taken, and the same is read. */
class JsonElementsTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** All elements; numbers behind a sign that no text here begins with. */
    private static List<String> read(InputStream in) throws IOException {
        JsonElements elements = new JsonElements(in, "a.json");
        List<String> found = new ArrayList<>();
        for (JsonElements.Kind kind = elements.next(); kind != JsonElements.Kind.END; kind = elements.next()) {
            if (kind == JsonElements.Kind.NUMBER) {
                found.add("#" + elements.number());
                continue;
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int octet = elements.octet(); octet >= 0; octet = elements.octet()) {
                text.write(octet);
            }
            found.add(text.toString(StandardCharsets.UTF_8));
        }
        assertEquals(JsonElements.Kind.END, elements.next(), "the end stays the end");
        return found;
    }

    private static List<String> read(String json) throws IOException {
        return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> oracle(JsonNode array) {
        List<String> found = new ArrayList<>();
        for (JsonNode element : array) {
            found.add(element.isString() ? element.stringValue() : "#" + element);
        }
        return found;
    }

    @Test
    void readsWhatJacksonWrites() throws IOException {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 500; round++) {
            List<Object> array = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                array.add(random.nextInt(4) == 0 ? (Object) random.nextLong() : text(random));
            }
            String json = round % 2 == 0
                    ? JACKSON.writeValueAsString(array)
                    : JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(array);
            assertEquals(
                    oracle(JACKSON.readTree(json)), read(json), () -> "ichnite.seed=" + Mutations.SEED + ": " + json);
            assertEquals(oracle(JACKSON.readTree(json)), read(escaped(json)), "all beyond ASCII escaped");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int[] highest = {0x20, 0x7F, 0x7FF, 0xD7FF, Character.MAX_CODE_POINT};
            int point = random.nextInt(highest[random.nextInt(highest.length)] + 1);
            text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
        }
        return text.toString();
    }

    private static String escaped(String json) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            out.append(c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.toString();
    }

    @Test
    void takesWhatJacksonTakesOfDamagedArrays() throws IOException {
        Random random = new Random(Mutations.SEED);
        byte[] special = "[]{},:\"\\/bfnrtu0123456789abcdef-+.eE \t\n\r\0\u001f\u007f".getBytes(StandardCharsets.UTF_8);
        int taken = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = "[\"NtClose \\u00e9\\n\", 12, -7,\n \"\\ud83d\\ude00\", 0]".getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = special[random.nextInt(special.length)];
            }
            String json = new String(bytes, StandardCharsets.UTF_8);
            List<String> ours = null;
            try {
                ours = read(json);
            } catch (BadInput e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("a.json:"), e.getMessage());
            }
            List<String> theirs = null;
            try {
                JsonNode node = JACKSON.readTree(json);
                theirs = flat(node) ? oracle(node) : null;
            } catch (JacksonException e) {
                // Not taken.
            }
            String what = "ichnite.seed=" + Mutations.SEED + " round " + round + ": " + json;
            if (ours != null || theirs == null || !json.matches("(?s).*(\\\\[uU]d|-0).*")) {
                // Jackson lets an unpaired surrogate and −0 through.
                assertEquals(theirs, ours, what);
            }
            taken += ours == null ? 0 : 1;
        }
        assertTrue(taken > 1000 && taken < 19_000, taken + " taken");
    }

    private static boolean flat(JsonNode node) {
        if (!node.isArray()) {
            return false;
        }
        for (JsonNode element : node) {
            if (!element.isString() && !(element.isIntegralNumber() && element.canConvertToLong())) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertEquals(List.of("a", "#1"), read("\uFEFF [\"a\",1]\r\n"));
        assertEquals(List.of(), read(" [ ] "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''              | a.json:1: expected a JSON array, found the end of the file",
                "{}              | a.json:1: expected a JSON array, found {",
                "[               | a.json:1: element 1: expected a text or a whole number, found the end of the file",
                "[\"a            | a.json:1: element 1: the file ends within this text",
                "[\"a\"          | a.json:1: element 1: expected a comma or the end of the array, found the end of the file",
                "[\"a\" \"b\"]   | a.json:1: element 1: expected a comma or the end of the array, found \"",
                "[1,]            | a.json:1: element 2: expected a text or a whole number after the comma, found ]",
                "[,1]            | 'a.json:1: element 1: expected a text or a whole number, found ,'",
                "[null]          | a.json:1: element 1: expected a text or a whole number, found n",
                "[1,[\"a\"]]     | a.json:1: element 2: expected a text or a whole number, found [",
                "[{}]            | a.json:1: element 1: expected a text or a whole number, found {",
                "[1.5]           | a.json:1: element 1: expected a whole number of at most 19 digits, found 1.5",
                "[1e3]           | a.json:1: element 1: expected a whole number of at most 19 digits, found 1e3",
                "[01]            | a.json:1: element 1: expected a whole number of at most 19 digits, found 01",
                "[-]             | a.json:1: element 1: expected a whole number of at most 19 digits, found -",
                "[1] 2           | a.json:1: expected nothing after the array, found 2",
                "[\"\\x41\"]     | 'a.json:1: element 1: expected an escape such as \\n or \\u0041, found \\ and x'",
                "[\"\\u00g0\"]   | a.json:1: element 1: expected four hexadecimal digits after \\u, found g",
                "[\"\\udc00\"]   | a.json:1: element 1: expected surrogates to be escaped in pairs",
                "[\"\\ud800x\"]  | a.json:1: element 1: expected surrogates to be escaped in pairs",
                "[\"\\ud800\\u0041\"] | a.json:1: element 1: expected surrogates to be escaped in pairs"
            })
    void whatIsRefused(String json, String message) {
        assertEquals(message, assertThrows(BadInput.class, () -> read(json)).getMessage());
    }

    @Test
    void linesAreCounted() {
        BadInput refused = assertThrows(BadInput.class, () -> read("[\n\"a\",\n\"b\tc\"]"));
        assertEquals(
                "a.json:3: element 2: expected control characters to be escaped, found byte 0x09",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[\"a\",[", "{\"a\":"})
    void depthCostsNothing(String deep) {
        String json = deep.repeat(200_000);
        assertThrows(BadInput.class, () -> read(json));
    }
}
