package io.ichnite.app.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonTest {
    @Test
    void keepsTheOrderAndTheDigits() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("z", 1);
        object.put("a", 0.1f);
        object.put("b", 0.1);
        object.put("c", List.of(1L, true, "x"));
        object.put("d", Map.of("e", 1e-7));
        assertEquals(
                "{\"z\": 1, \"a\": 0.1, \"b\": 0.1, \"c\": [1, true, \"x\"], \"d\": {\"e\": 1e-07}}",
                Json.line(object));
    }

    @Test
    void whatJsonCannotHoldIsNull() {
        assertEquals(
                "{\"a\": [null, null, null]}",
                Json.line(Map.of("a", Arrays.asList(Double.NaN, Float.POSITIVE_INFINITY, null))));
    }

    @Test
    void anyTextReadsBack() {
        String text = "quote \" backslash \\ newline \n tab \t bell \u0007 umlaut \u00e4 emoji \ud83d\ude00";
        String line = Json.line(Map.of("text", text));
        assertEquals(-1, line.indexOf('\n'));
        JsonNode node = new ObjectMapper().readTree(line);
        assertEquals(text, node.get("text").asString());
    }

    @Test
    void refusesOtherThings() {
        assertThrows(IllegalArgumentException.class, () -> Json.line(Map.of("a", new Object())));
    }
}
