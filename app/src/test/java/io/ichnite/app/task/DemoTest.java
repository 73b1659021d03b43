package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.show.Streams;
import io.ichnite.error.BadInput;
import io.ichnite.tensor.KernelChoice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The demo's story, on traces made up here; the real ones are told by {@code .ci/run}. */
class DemoTest {
    private static final DemoPlan SMALL = new DemoPlan("cnn-lstm-small", 24, 2, 8, 1e-3f, false, 0.25);

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeSamples() throws IOException {
        StringBuilder train = new StringBuilder("file_id,label,api,tid,index\n");
        StringBuilder test = new StringBuilder("file_id,api,tid,index\n");
        StringBuilder runs = new StringBuilder("file_id,label,class,program\n");
        for (int id = 1; id <= 48; id++) {
            int label = id % 2;
            for (int i = 0; i < 10; i++) {
                train.append(id)
                        .append(',')
                        .append(label)
                        .append(",Call")
                        .append((label + i * id) % 7)
                        .append(",1,")
                        .append(i);
                train.append('\n');
            }
            runs.append(id)
                    .append(',')
                    .append(label)
                    .append(label == 0 ? ",files" : ",network")
                    .append(",p")
                    .append(id / 4);
            runs.append('\n');
        }
        test.append("60,Call1,1,0\n70,Call2,1,0\n");
        Files.writeString(folder.resolve("train.csv.zst"), train);
        Files.writeString(folder.resolve("test.csv.zst"), test);
        Files.writeString(folder.resolve("runs.csv"), runs);
    }

    private Demo demo(boolean json) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
        return new Demo(streams, KernelChoice.choose("plain").kernels(), 1, "test", json);
    }

    @Test
    void tellsTheWholeStory() throws IOException {
        Path output = folder.resolve("demo");
        assertTrue(demo(false).run(folder, output, 1, SMALL));
        for (String name : new String[] {
            "report.html",
            "model.ichnite",
            "history.csv",
            "loss.svg",
            "accuracy.svg",
            "baselines.svg",
            "evaluation/evaluation.json",
            "evaluation/confusion.svg",
            "evaluation/roc.svg",
            "evaluation/precision_recall.svg",
            "evaluation/calibration.svg",
            "test_labels.csv",
            "log/train",
            "log/validation",
            "traces.store"
        }) {
            assertTrue(Files.exists(output.resolve(name)), name);
        }
        assertEquals(3, Files.readAllLines(output.resolve("test_labels.csv")).size());
        String told = out.toString(StandardCharsets.UTF_8);
        assertTrue(told.contains("programs it never saw"), told);
        assertTrue(told.contains("rows kept at random"), told);
        assertTrue(told.contains("network"), "classes by name: " + told);
        String found = told.substring(told.indexOf("What was found"));
        assertTrue(found.lines().count() <= 15, "ten lines and three commands: " + found);
        assertEquals(
                3, found.lines().filter(line -> line.startsWith("  ./ichnite ")).count());
    }

    @Test
    void theReportTellsItInOrder() throws IOException {
        Path output = folder.resolve("demo");
        demo(false).run(folder, output, 1, SMALL);
        String report = Files.readString(output.resolve("report.html"));
        int at = 0;
        for (String part : new String[] {
            "<h1>Programs told apart",
            "right on programs it never saw",
            "What was in the data",
            "<strong>48 runs</strong> of 13 programs, 480 calls in all",
            "How training went",
            "The weights of epoch ",
            "How good it is",
            "the class mix",
            "By program, or by run",
            "Class by class",
            "What is taken for what",
            "ROC curves",
            "Precision and recall",
            "Calibration",
            "What was predicted",
            "about 2 runs without a label",
            "href=\"test_labels.csv\"",
            "./ichnite demo",
            "What this is worth",
            "Made by ichnite test, seed 1."
        }) {
            int next = report.indexOf(part, at);
            assertTrue(next >= 0, part + " in its place");
            at = next;
        }
        Path again = folder.resolve("again").resolve("demo");
        demo(false).run(folder, again, 1, SMALL);
        assertEquals(
                report,
                Files.readString(again.resolve("report.html")).replace(again.toString(), output.toString()),
                "the same story, the same page");
    }

    @Test
    void namesOfEnemiesStayText() throws IOException {
        Path runs = folder.resolve("runs.csv");
        Files.writeString(runs, Files.readString(runs).replace(",files,", ",<script>alert('x')</script>&\u202E,"));
        Path output = folder.resolve("demo");
        demo(false).run(folder, output, 1, SMALL);
        for (String name : new String[] {
            "report.html", "evaluation/confusion.svg", "evaluation/roc.svg", "evaluation/precision_recall.svg"
        }) {
            String text = Files.readString(output.resolve(name));
            assertTrue(text.contains("&lt;script&gt;"), name);
            assertFalse(text.contains("<script") || text.contains("\u202E"), name);
        }
    }

    @Test
    void asJsonItIsOneLine() throws IOException {
        demo(true).run(folder, folder.resolve("demo"), 1, SMALL);
        String told = out.toString(StandardCharsets.UTF_8);
        assertEquals(1, told.lines().count(), told);
        JsonNode node = new ObjectMapper().readTree(told);
        assertTrue(node.get("unseen_programs").get("macro_f1").isNumber());
        assertTrue(node.get("random_split").get("macro_f1").isNumber());
    }

    @Test
    void withoutSamplesItSaysWhatIsMissing() throws IOException {
        Files.delete(folder.resolve("runs.csv"));
        BadInput e = assertThrows(BadInput.class, () -> demo(false).run(folder, folder.resolve("demo"), 1, SMALL));
        assertEquals(folder + ": expected the sample traces, found no runs.csv", e.getMessage());
    }
}
