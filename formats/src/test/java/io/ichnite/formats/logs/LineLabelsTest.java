package io.ichnite.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineLabelsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("types.txt"), text);
    }

    @Test
    void theNumberOfALineIsTheId() throws IOException {
        Path types = file("\ufeffTrojan\r\n\n  my kind \nTrojan");
        assertTrue(LineLabels.recognises(types));
        assertEquals(
                Map.of("1", "Trojan", "3", "my kind", "4", "Trojan"),
                LineLabels.read(types).labels());
    }

    @Test
    void aTableIsNone() throws IOException {
        assertFalse(LineLabels.recognises(file("file_id,label\n1,Trojan\n")));
        assertFalse(LineLabels.recognises(file("file_id\n1\n")));
        assertFalse(LineLabels.recognises(file("")));
        assertFalse(LineLabels.recognises(file("x".repeat(5000))));
    }

    @Test
    void whatIsNoLabelIsRefused() throws IOException {
        for (String text : new String[] {"a\nb\u0007c\n", "a\n" + "x".repeat(5000) + "\n"}) {
            Path types = file(text);
            BadInput refused = assertThrows(BadInput.class, () -> LineLabels.read(types));
            assertEquals(2, refused.line());
        }
        Path blank = file(" \n");
        assertThrows(BadInput.class, () -> LineLabels.read(blank));
    }
}
