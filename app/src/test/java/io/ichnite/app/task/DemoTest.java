package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.show.Streams;
import io.ichnite.error.BadInput;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.tensor.KernelChoice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The demo's story, on traces made up here; the real ones are told by {@code .ci/run}. */
class DemoTest {
    private static final DemoPlan SMALL = new DemoPlan("cnn-lstm-small", 24, 2, 8, 1e-3f, false, 0.25);

    private static final BytesPlan TINY =
            new BytesPlan(2_500, 3, 8, 1e-3f, 0, 0.25, LocalDate.of(2020, 12, 31), "2022,2024", 5);

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

    /** The first half alone. */
    private boolean first(boolean json, Path output) throws IOException {
        return demo(json).run(folder, null, output, 1, SMALL, TINY);
    }

    /** Both halves, on files that are made here. */
    private boolean both(boolean json, Path output) throws IOException {
        return demo(json).run(folder, MadeBinaries.in(folder.resolve("binaries")), output, 1, SMALL, TINY);
    }

    @Test
    void tellsTheWholeStory() throws IOException {
        Path output = folder.resolve("demo");
        assertTrue(first(false, output));
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
        first(false, output);
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
        first(false, again);
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
        first(false, output);
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
        first(true, folder.resolve("demo"));
        String told = out.toString(StandardCharsets.UTF_8);
        assertEquals(1, told.lines().count(), told);
        JsonNode node = new ObjectMapper().readTree(told);
        assertTrue(node.get("unseen_programs").get("macro_f1").isNumber());
        assertTrue(node.get("random_split").get("macro_f1").isNumber());
        assertTrue(node.get("bytes").get("untold").isString());
    }

    @Test
    void withoutSamplesItSaysWhatIsMissing() throws IOException {
        Files.delete(folder.resolve("runs.csv"));
        BadInput e = assertThrows(BadInput.class, () -> first(false, folder.resolve("demo")));
        assertEquals(folder + ": expected the sample traces, found no runs.csv", e.getMessage());
    }

    @Test
    void withoutBinaryFilesTheFirstHalfIsToldAndTheLackSaid() throws IOException {
        Path output = folder.resolve("demo");
        Path samples = folder.resolve("binaries");
        MadeBinaries.in(samples);
        DemoBinaries nothing = new DemoBinaries(samples, folder.resolve("empty"), null, line -> {});
        assertTrue(demo(false).run(folder, nothing, output, 1, SMALL, TINY));
        assertNotTold(output, "nothing is to be fetched");
        DemoBinaries broken = new DemoBinaries(
                samples,
                folder.resolve("empty"),
                packages -> {
                    throw new IOException("the line is cut");
                },
                line -> {});
        assertTrue(demo(false).run(folder, broken, output, 1, SMALL, TINY));
        assertNotTold(output, "the line is cut");
        Files.delete(samples.resolve("members.csv"));
        assertTrue(demo(false).run(folder, broken, output, 1, SMALL, TINY));
        assertNotTold(output, "members.csv");
        assertTrue(first(false, output));
        assertNotTold(output, "ICHNITE_CACHE names one");
    }

    private void assertNotTold(Path output, String why) throws IOException {
        String said = err.toString(StandardCharsets.UTF_8);
        List<String> lines =
                said.lines().filter(line -> line.contains("not told: ")).toList();
        assertEquals(1, lines.size(), said);
        assertTrue(lines.get(0).contains(why), lines.get(0));
        String report = Files.readString(output.resolve("report.html"));
        assertTrue(report.contains("It is not told here: "), "the page says so");
        assertTrue(report.contains("How good it is"), "and tells the first half");
        assertFalse(Files.exists(output.resolve("bytes")));
        err.reset();
    }

    @Test
    void withBinaryFilesBothHalvesAreTold() throws IOException {
        Path output = folder.resolve("demo");
        assertTrue(both(false, output));
        for (String name : new String[] {
            "model.ichnite",
            "bytes_accuracy.svg",
            "never_seen_mahalanobis_7.svg",
            "never_seen_relative_8.svg",
            "drift_accuracy.svg",
            "drift_familiarity.svg",
            "bytes/model.ichnite",
            "bytes/history.csv",
            "bytes/features/later/feature_7.npy",
            "bytes/features/far/feature_8.npy",
            "bytes/detectors/relative_8.detector",
            "bytes/familiarity.csv",
            "bytes/drift/report.html",
            "bytes/drift/confidence_Ga7_Out.txt"
        }) {
            assertTrue(Files.exists(output.resolve(name)), name);
        }
        String told = out.toString(StandardCharsets.UTF_8);
        String found = told.substring(told.indexOf("What was found"));
        assertTrue(found.contains("a is 4 projects, b 4, c 4; toolchains, not malice"), found);
        assertTrue(found.contains("later, of projects that training had, "), found);
        assertTrue(found.contains("later, of projects that it had not, "), found);
        assertTrue(found.contains("mahalanobis, layer 7 "), found);
        assertTrue(found.lines().count() <= 25, found);
        theReportTellsTheSecondHalfAfterTheFirst(output);
        List<String> familiarity = Files.readAllLines(output.resolve("bytes/familiarity.csv"));
        assertEquals(1 + MadeBinaries.FILES, familiarity.size(), "each file once");
        assertEquals(
                "name,part,project,label,first_seen,mahalanobis_7,mahalanobis_8,relative_7,relative_8",
                familiarity.get(0));
        assertEquals(
                MadeBinaries.LATER,
                familiarity.stream().filter(line -> line.contains(",later,")).count());
    }

    private static void theReportTellsTheSecondHalfAfterTheFirst(Path output) throws IOException {
        String report = Files.readString(output.resolve("report.html"));
        int at = 0;
        for (String part : new String[] {
            "<h1>Programs told apart by what they do, and by what they are",
            "right by bytes: until 2020, kept from training",
            "What was predicted",
            "The second half: what programs are",
            "no malware",
            "a is 4 projects, b 4, c 4; toolchains, not malice",
            "How training on bytes went",
            "Which toolchain made it",
            "Never seen",
            "that are near. Sample: a is 4 projects",
            "that are far. Sample: a is 4 projects",
            "AUROC of all other detectors",
            "kept, c",
            "later, c",
            "A bucket is named by the date",
            "After 2020: over time",
            "After 2020: seen and never seen",
            "href=\"bytes/drift/alarms.csv\"",
            "href=\"bytes/drift/look_first.csv\"",
            "./ichnite novelty evaluate",
            "What this is worth",
            "read its figures as a story"
        }) {
            int next = report.indexOf(part, at);
            assertTrue(next >= 0, part + " in its place");
            at = next;
        }
        Matcher link = Pattern.compile("href=\"([^#\"][^\"]*)\"").matcher(report);
        while (link.find()) {
            assertTrue(Files.exists(output.resolve(link.group(1))), link.group(1));
        }
    }

    @Test
    void asJsonBothHalvesAreOneLine() throws IOException {
        both(true, folder.resolve("demo"));
        String told = out.toString(StandardCharsets.UTF_8);
        assertEquals(1, told.lines().count(), told);
        JsonNode bytes = new ObjectMapper().readTree(told).get("bytes");
        assertTrue(bytes.get("kept").get("accuracy").isNumber());
        assertTrue(bytes.get("later_seen").get("accuracy").isNumber());
        assertTrue(bytes.get("later_unseen").get("accuracy").isNumber());
        assertEquals(
                Arrays.stream(DetectorKind.values()).filter(DetectorKind::named).count() - 1 + 2,
                bytes.get("never_seen").size(),
                "all but the tail of a distance, and two at two layers");
        assertTrue(bytes.get("never_seen")
                .get(0)
                .get("far")
                .get("fpr95_known_positive")
                .isNumber());
        assertTrue(bytes.get("drift").isObject());
    }
}
