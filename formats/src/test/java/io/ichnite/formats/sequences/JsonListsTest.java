package io.ichnite.formats.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonListsTest {
    private static InputStream in(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void labelsAreTextsOrNumbers() throws IOException {
        assertEquals(
                List.of("0", "7", "a b", "\u00e9", "-3"),
                JsonLists.labels(in("[\"0\", 7, \"a b\", \"\\u00e9\", -3]"), "l"));
        assertEquals(List.of("x".repeat(128)), JsonLists.labels(in("[\"" + "x".repeat(128) + "\"]"), "l"));
        assertEquals(List.of(), JsonLists.labels(in("[]"), "l"));
    }

    @Test
    void idsAreWholeNumbers() throws IOException {
        assertEquals(List.of(0L, 12L, Long.MAX_VALUE), JsonLists.ids(in("[0, \"12\", 9223372036854775807]"), "i"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"\"]     | expected a label of 1 to 128 characters",
                "[\"  \"]   | expected a label of 1 to 128 characters",
                "[\"a\\nb\"] | expected a label of 1 to 128 characters",
                "[\"\u00e9\"] | expected UTF-8, found other bytes",
                "[true]     | expected a text or a whole number"
            })
    void labelsThatAreNone(String json, String message) {
        String found = String.valueOf(assertThrows(BadInput.class, () -> JsonLists.labels(in(json), "l.json"))
                .getMessage());
        assertEquals("l.json:1: element 1: " + message, found.substring(0, 21 + message.length()), found);
    }

    @Test
    void aLabelIsNotHeldBeyondItsLength() {
        InputStream open = in("[\"" + "x".repeat(1000));
        BadInput refused = assertThrows(BadInput.class, () -> JsonLists.labels(open, "l.json"));
        assertEquals(
                "l.json:1: element 1: expected a text of at most 512 bytes, found a longer one", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2, 1] | element 3: file_id 1 stands twice; expected each once",
                "[1, \"1\"] | element 2: file_id 1 stands twice; expected each once",
                "[-1]      | 'element 1: expected a file_id, a whole number from 0 to 9223372036854775807'",
                "[\"a\"]   | 'element 1: expected a file_id, a whole number from 0 to 9223372036854775807'",
                "[9223372036854775808] | 'element 1: expected a file_id, a whole number from 0 to 9223372036854775807'"
            })
    void idsThatAreNone(String json, String message) {
        assertEquals(
                "i.json:1: " + message,
                assertThrows(BadInput.class, () -> JsonLists.ids(in(json), "i.json"))
                        .getMessage());
    }

    @Test
    void damagedListsAreRefused() {
        byte[] valid = "[\"worm\", 5, \"a\\u00e9b\", 7, \"trojan\"]".getBytes(StandardCharsets.UTF_8);
        Mutations.fuzz(valid, valid.length, 5000, bytes -> JsonLists.labels(new ByteArrayInputStream(bytes), "l"));
        byte[] ids = "[1, 2, 3, \"4\", 500]".getBytes(StandardCharsets.UTF_8);
        Mutations.fuzz(ids, ids.length, 5000, bytes -> JsonLists.ids(new ByteArrayInputStream(bytes), "i"));
    }
}
