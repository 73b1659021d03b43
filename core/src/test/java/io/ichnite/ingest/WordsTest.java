package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static long word(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Words.some(bytes, 0, bytes.length);
    }

    @Test
    void readsNumbersOfOneToEightDigits() {
        String digits = "90817263";
        for (int count = 1; count <= 8; count++) {
            byte[] text = (digits.substring(0, count) + ",7654321").getBytes(StandardCharsets.US_ASCII);
            assertEquals(Long.parseLong(digits.substring(0, count)), Words.number(Words.at(text, 0), count));
        }
    }

    @Test
    void marksEveryByteThatEndsAFieldOrIsNoDigitWhereverItStands() {
        for (int value = 0; value < 256; value++) {
            boolean ends = value == ',' || value < ' ';
            boolean digit = value >= '0' && value <= '9';
            for (int place = 0; place < 7; place++) {
                String text = "1".repeat(place) + (char) value + "\n".repeat(7 - place);
                assertEquals(ends ? place : place + 1, Words.before(Words.fieldEnds(word8(text))), text);
                assertEquals(digit ? place + 1 : place, Words.before(Words.noDigits(word8(text))), text);
            }
        }
        assertEquals(8, Words.before(Words.fieldEnds(word8("NtClose\u00ff"))));
        assertEquals(8, Words.before(Words.noDigits(word8("12345678"))));
    }

    private static long word8(String text) {
        return Words.at(text.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    @Test
    void aWordAtTheEndOfAnArrayIsReadAsAnywhereElse() {
        byte[] text = "0123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(word("789"), Words.some(text, 7, 3));
        assertEquals(word("123"), Words.some(text, 1, 3));
        assertEquals(0, Words.some(text, 10, 0));
    }
}
