package io.ichnite.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.show.Streams;
import io.ichnite.error.BadInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ExitCodesTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCodes exitCodes(boolean debug) {
        return new ExitCodes(
                new Streams(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        0),
                debug);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsRefusedSaysWhereAndNoMore() {
        assertEquals(2, exitCodes(false).failure(BadInput.at("x.csv", 7, "expected 5 columns, found 4")));
        assertEquals("ichnite: x.csv:7: expected 5 columns, found 4\n", said());
    }

    @Test
    void aDiskIsPutInWords() {
        assertEquals(2, exitCodes(false).failure(new NoSuchFileException("x.csv")));
        assertEquals("ichnite: x.csv: no such file or folder\n", said());
        assertEquals("y: permission denied", ExitCodes.words(new AccessDeniedException("y")));
        assertEquals("z: is full", ExitCodes.words(new FileSystemException("z", null, "is full")));
        assertEquals("No space left on device", ExitCodes.words(new IOException("No space left on device")));
    }

    @Test
    void aDefectOfOursSaysSo() {
        assertEquals(70, exitCodes(false).failure(new IllegalStateException("odd")));
        assertTrue(said().contains("a defect of ours"), said());
        assertTrue(said().contains("ICHNITE_DEBUG=1"), said());
        assertFalse(said().contains("\tat "), said());
    }

    @Test
    void aDefectShowsItsStackWhereThatIsAskedFor() {
        assertEquals(70, exitCodes(true).failure(new IllegalStateException("odd")));
        assertTrue(said().contains("\tat "), said());
    }

    @Test
    void tooLittleMemoryIsNoDefect() {
        assertEquals(2, exitCodes(false).failure(new OutOfMemoryError("Java heap space")));
        assertTrue(said().contains("-Xmx"), said());
    }
}
