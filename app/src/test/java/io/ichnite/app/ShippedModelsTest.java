package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.formats.card.CardExport;
import io.ichnite.formats.json.Numbers;
import io.ichnite.model.ModelBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The models that come with ichnite: small, whole, and as their cards say. */
class ShippedModelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = Path.of("..");
    private static final Path TEST = HOME.resolve("samples/traces/test.csv.zst");
    private static final long MOST_BYTES = 3_000_000;

    @TempDir
    private Path folder = Path.of("");

    private static List<Path> models() throws IOException {
        try (Stream<Path> all = Files.list(HOME.resolve("models"))) {
            List<Path> models = all.filter(file -> file.toString().endsWith(".ichnite"))
                    .sorted()
                    .toList();
            assertFalse(models.isEmpty());
            return models;
        }
    }

    private static Path beside(Path model, String ending) {
        return model.resolveSibling(String.valueOf(model.getFileName()).replaceFirst("\\.ichnite$", ending));
    }

    @Test
    void eachIsSmallAndItsCardSaysWhatItHolds() throws IOException {
        for (Path file : models()) {
            assertTrue(Files.size(file) < MOST_BYTES, file.toString());
            ModelBundle model = new ZipModelFiles().read(file);
            Objects.requireNonNull(model.familiarity(), "a detector");
            Objects.requireNonNull(model.baseline(), "a baseline");
            String card = Files.readString(beside(file, ".card.md"));
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            new CardExport().write(model, again);
            assertEquals(again.toString(StandardCharsets.UTF_8), card, "the card as it would be made now");
            for (String metric : List.of("val_macro_f1", "val_loss", "val_linear_macro_f1", "val_linear_loss")) {
                Double value = Objects.requireNonNull(model.manifest().metrics().get(metric), metric);
                assertTrue(card.contains("`" + metric + "` | " + Numbers.text(value.doubleValue())), metric);
            }
        }
    }

    /** What predict said of the unlabelled sample traces when the model was made. */
    @Test
    void eachAnswersItsSampleRowsAsRecorded() throws IOException {
        for (Path file : models()) {
            String name = "/models/" + beside(file, ".answers.csv").getFileName();
            List<String> recorded;
            try (InputStream in = Objects.requireNonNull(ShippedModelsTest.class.getResourceAsStream(name), name)) {
                recorded = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
            Path out = folder.resolve("p.csv");
            Bench.good("predict", file, TEST, "-o", out);
            List<String> answered = Files.readAllLines(out);
            assertEquals(recorded.size(), answered.size());
            assertEquals(recorded.get(0), answered.get(0));
            for (int i = 1; i < recorded.size(); i++) {
                String[] was = recorded.get(i).split(",");
                String[] is = answered.get(i).split(",");
                assertEquals(was[0], is[0]);
                for (int c = 1; c < was.length; c++) {
                    assertEquals(Double.parseDouble(was[c]), Double.parseDouble(is[c]), 1e-5, recorded.get(i));
                }
            }
        }
    }

    @Test
    void scanFindsThemByItself() throws IOException {
        Ran ran = Bench.runAt(HOME, "scan", TEST, "--json");
        assertTrue(ran.code() == 0 || ran.code() == 1, ran.err());
        assertTrue(ran.err().contains("no MODEL is named: asking what comes with ichnite, "), ran.err());
        assertEquals(60, ran.lines().size());
        boolean novel = false;
        for (String line : ran.lines()) {
            JsonNode verdict = JSON.readTree(line);
            JsonNode opinion = verdict.get("opinions").get(0);
            assertEquals(8, opinion.get("probabilities").size());
            assertEquals(opinion.get("novel").asBoolean(), verdict.get("found").asBoolean());
            novel |= opinion.get("novel").asBoolean();
        }
        assertEquals(novel ? 1 : 0, ran.code());
        Ran catalogue = Bench.good("describe", HOME.resolve("models"));
        assertEquals(models().size() + 2, catalogue.lines().size(), catalogue.out());
        Ran bytes = Bench.runAt(HOME, "scan", Files.write(folder.resolve("x.exe"), new byte[] {'M', 'Z', 0, 0, 1}));
        assertEquals(2, bytes.code());
        assertTrue(bytes.err().contains("holds bytes; no model given takes them"), bytes.err());
    }
}
