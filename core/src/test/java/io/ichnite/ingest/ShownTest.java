package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void nothingMovesACursorOrTurnsALine() {
        assertEquals("a\\u001B[2Jb", Shown.plain("a\u001b[2Jb"));
        assertEquals("gpj\\u202Eexe", Shown.plain("gpj\u202eexe"));
        assertEquals("\\uD800 \\u2028 \\u000A", Shown.plain("\ud800 \u2028 \n"));
        assertEquals("\\uDB40\\uDC01", Shown.plain("\udb40\udc01"), "beyond 16 bits, twice, as JSON has it");
        assertEquals("\u00e9 \u4e2d \ud83d\ude00 <b>", Shown.plain("\u00e9 \u4e2d \ud83d\ude00 <b>"));
    }

    @Test
    void linesStayLines() {
        assertEquals("a\tb\nc\\u000D\\u0007", Shown.lines("a\tb\nc\r\u0007"));
    }

    @Test
    void bytesNeedNotBeText() {
        byte[] bytes = {'a', (byte) 0xFF, 0, 'b'};
        assertEquals("'a\\xFF\\x00b'", Shown.of(bytes, 0, 4));
        assertEquals("'" + "x".repeat(40) + "...'", Shown.of("x".repeat(41)));
    }
}
