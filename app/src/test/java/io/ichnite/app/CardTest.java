package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.formats.card.CardExport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card tells how to make its model again, and that is true. */
class CardTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theCommandOnACardMakesTheSameModel() throws IOException {
        Path data = Bench.traces(folder.resolve("t.csv"), 24, true, 1);
        Path first = folder.resolve("first.ichnite");
        assertEquals(
                0,
                Bench.train(data, first, "--reverse", "--seed", "5", "--class-weights", "balanced")
                        .code());
        ByteArrayOutputStream card = new ByteArrayOutputStream();
        new CardExport().write(new ZipModelFiles().read(first), card);
        StringBuilder command = new StringBuilder();
        boolean within = false;
        for (String line : card.toString(StandardCharsets.UTF_8).lines().toList()) {
            within = line.startsWith("    ") && (within || line.contains("ichnite train "));
            if (within) {
                command.append(line.replaceFirst(" \\\\$", "")).append(' ');
            }
        }
        Path second = folder.resolve("second.ichnite");
        List<Object> words = new ArrayList<>();
        for (String word : command.toString().trim().split(" +")) {
            words.add(word.equals("DATA") ? data : word.equals("MODEL") ? second : word);
        }
        assertEquals("ichnite", words.remove(0));
        assertTrue(words.contains("--reverse"), words.toString());
        Ran ran = Bench.run(words.toArray());
        assertEquals(0, ran.code(), ran.err() + words);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }
}
