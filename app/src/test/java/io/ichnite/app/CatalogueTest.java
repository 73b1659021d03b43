package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A folder of models, as a black box. */
class CatalogueTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyModelHasARowAndEveryDamagedOneAReason() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        Path traces = Bench.traces(folder.resolve("t.csv"), 24, true, 1);
        Path first = models.resolve("a.ichnite");
        assertEquals(0, Bench.train(traces, first).code());
        Ran whole = Bench.good("describe", models);
        List<String> lines = whole.lines();
        assertTrue(lines.get(0).startsWith("model      input, network, length"), whole.out());
        assertTrue(lines.get(1).startsWith("a.ichnite  traces, cnn-lstm-small, 36"), whole.out());
        assertTrue(lines.get(1).contains("rows"), whole.out());
        assertTrue(lines.get(1).contains(" ("), "the linear model's scores: " + whole.out());

        byte[] bytes = Files.readAllBytes(first);
        Files.write(models.resolve("cut.ichnite"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(models.resolve("empty.ichnite"), "");
        Files.writeString(models.resolve("a.card.md"), "# a card is no model\n");
        Files.createDirectories(models.resolve("below.ichnite"));
        Files.createSymbolicLink(models.resolve("link.ichnite"), first.toAbsolutePath());
        Ran ran = Bench.run("describe", models);
        assertEquals(3, ran.code(), ran.err());
        assertTrue(ran.out().contains("\ncut.ichnite: not read: "), ran.out());
        assertTrue(ran.out().contains("\nempty.ichnite: not read: "), ran.out());
        assertFalse(ran.out().contains("card.md")
                || ran.out().contains("link")
                || ran.out().contains("below"));

        Ran json = Bench.run("describe", models, "--json");
        assertEquals(3, json.code());
        assertEquals(3, json.lines().size());
        JsonNode a = JSON.readTree(json.lines().get(0));
        assertEquals("a.ichnite", a.get("file").asString());
        assertEquals(bytes.length, a.get("bytes").asLong());
        assertEquals(
                JSON.readTree(Bench.good("describe", first, "--json").out()).get("metrics"), a.get("metrics"));
        assertTrue(JSON.readTree(json.lines().get(1)).get("error").asString().length() > 5);
    }

    @Test
    void whatHoldsNoModelIsRefused() throws IOException {
        Ran empty = Bench.run("describe", folder);
        assertEquals(2, empty.code());
        assertTrue(empty.err().contains("is a folder without a model"), empty.err());
        Path store = folder.resolve("s.store");
        Bench.good("ingest", Bench.traces(folder.resolve("t.csv"), 3, true, 1), "-o", store);
        Ran traces = Bench.run("describe", store);
        assertEquals(2, traces.code());
        assertTrue(traces.err().contains("is a trace store"), traces.err());
    }
}
