package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.model.Familiarity;
import io.ichnite.model.ModelBundle;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.KernelChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** One verdict a file, as a black box. */
class ScanTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path made = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    /** Knows classes 0, 1, 2 of traces, and finds nothing, as it has no detector. */
    private static Path plain = Path.of("");
    /** The same with a detector that finds what its threshold says. */
    private static Path wary = Path.of("");
    /** Knows benign and ransom. */
    private static Path harm = Path.of("");
    /** Knows files of bytes. */
    private static Path bytes = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        Path traces = Bench.traces(made.resolve("t.csv"), 30, true, 1);
        plain = made.resolve("plain.ichnite");
        assertEquals(0, Bench.train(traces, plain, "--baseline", "none").code());
        wary = made.resolve("wary.ichnite");
        new ZipModelFiles().write(withDetector(new ZipModelFiles().read(plain), 1e9), wary);
        StringBuilder labels = new StringBuilder("file_id,label\n");
        for (int id = 1; id <= 30; id++) {
            labels.append(id).append(id % 3 == 0 ? ",benign\n" : ",ransom\n");
        }
        Path names = Files.writeString(made.resolve("l.csv"), labels);
        harm = made.resolve("harm.ichnite");
        assertEquals(
                0,
                Bench.train(traces, harm, "--baseline", "none", "--labels", names)
                        .code());
        Random random = new Random(2);
        StringBuilder manifest = new StringBuilder("name,label\n");
        for (int i = 0; i < 12; i++) {
            byte[] content = new byte[3000 + i];
            random.nextBytes(content);
            Files.write(made.resolve("b" + i), content);
            manifest.append('b').append(i).append(i % 2 == 0 ? ",even\n" : ",odd\n");
        }
        Path dataset = Files.writeString(made.resolve("m.csv"), manifest);
        bytes = made.resolve("bytes.ichnite");
        Ran ran = Bench.run(
                "train",
                dataset,
                "-o",
                bytes,
                "--network",
                "malconv",
                "--length",
                "2048",
                "--epochs",
                "1",
                "--batch",
                "4",
                "--baseline",
                "none",
                "--kernels",
                "plain");
        assertEquals(0, ran.code(), ran.err());
    }

    private static ModelBundle withDetector(ModelBundle model, double threshold) {
        int classes = model.families().size();
        float[] logits = new float[classes * 8];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = i % 5;
        }
        FeatureRows rows = FeatureRows.of(logits, classes).withLogits(logits, classes);
        var detector = Detectors.fit(
                        DetectorPlan.defaults(DetectorKind.ENERGY),
                        TrainingRows.of(rows, new int[8], classes),
                        KernelChoice.choose("plain").kernels())
                .detector();
        return model.withFamiliarity(new Familiarity(detector, List.of(), threshold, 0.1));
    }

    private static Ran scan(Object... words) {
        List<Object> all = new ArrayList<>(List.of("scan"));
        all.addAll(List.of(words));
        all.addAll(List.of("--kernels", "plain"));
        return Bench.run(all.toArray());
    }

    private static List<JsonNode> objects(Ran ran) {
        return ran.lines().stream().map(JSON::readTree).toList();
    }

    private Path trace(String name, int files, long seed) throws IOException {
        return Bench.traces(folder.resolve(name), files, false, seed);
    }

    private static void refused(Ran ran, String words) {
        assertEquals(2, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(words), ran.err());
        assertFalse(ran.err().contains("\tat "), "a refusal shows no stack: " + ran.err());
    }

    @Test
    void everyFileGetsTheAnswersOfPredict() throws IOException {
        Path data = trace("x.csv", 7, 3);
        Ran ran = scan(wary, data, "--json");
        assertEquals(1, ran.code(), ran.err());
        Path predicted = folder.resolve("p.csv");
        Bench.good("predict", wary, data, "-o", predicted, "--kernels", "plain");
        List<String> rows = Files.readAllLines(predicted);
        List<JsonNode> verdicts = objects(ran);
        assertEquals(7, verdicts.size());
        for (int i = 0; i < 7; i++) {
            JsonNode verdict = verdicts.get(i);
            String[] cells = rows.get(i + 1).split(",");
            assertEquals(cells[0], verdict.get("file").asString());
            JsonNode opinion = verdict.get("opinions").get(0);
            double sum = 0;
            double most = 0;
            for (int c = 0; c < 3; c++) {
                double probability =
                        opinion.get("probabilities").get(String.valueOf(c)).asDouble();
                assertEquals(Double.parseDouble(cells[c + 1]), probability, 1e-6);
                sum += probability;
                most = Math.max(most, probability);
            }
            assertEquals(1, sum, 1e-5);
            assertEquals(most, opinion.get("probability").asDouble());
            assertEquals("novel", verdict.get("verdict").asString());
            assertTrue(verdict.get("found").asBoolean());
            assertTrue(opinion.get("novel").asBoolean());
            assertTrue(opinion.get("familiarity").asDouble()
                    < opinion.get("threshold").asDouble());
            JsonNode evidence = opinion.get("evidence");
            assertEquals(
                    Math.min(36, evidence.get("calls").asInt()),
                    evidence.get("seen").asInt());
            assertEquals(1, evidence.get("known").asDouble(), "all names were learned");
            assertEquals(
                    opinion.get("family").asString(), evidence.get("nearest").asString());
        }
    }

    @Test
    void whatIsFamiliarIsKnown() throws IOException {
        Path easy = folder.resolve("easy.ichnite");
        new ZipModelFiles().write(withDetector(new ZipModelFiles().read(plain), -1e9), easy);
        Ran ran = scan(easy, trace("x.csv", 3, 3));
        assertEquals(0, ran.code(), ran.err());
        assertEquals(9, ran.lines().size(), ran.out());
        assertTrue(ran.out().startsWith("1  known\n    "), ran.out());
        assertTrue(ran.out().contains("novel below -1.000e+09"), ran.out());
        assertTrue(ran.out().contains("calls looked at, 100 % of them known by name"), ran.out());
        assertTrue(ran.err().contains("3 files: 0 suspicious, 0 novel, 3 known"), ran.err());
        assertTrue(ran.err().contains("none of its families is called benign"), ran.err());
    }

    @Test
    void familiesThatMayMeanHarmAreSuspicious() throws IOException {
        Path data = trace("x.csv", 9, 3);
        List<JsonNode> verdicts = objects(scan(harm, data, "--json"));
        boolean any = false;
        for (JsonNode verdict : verdicts) {
            JsonNode opinion = verdict.get("opinions").get(0);
            double suspicion = opinion.get("suspicion").asDouble();
            assertEquals(opinion.get("probabilities").get("ransom").asDouble(), suspicion, 1e-6);
            assertEquals(suspicion >= 0.5, verdict.get("found").asBoolean());
            assertEquals(
                    suspicion >= 0.5 ? "suspicious" : "known",
                    verdict.get("verdict").asString());
            assertTrue(opinion.get("novel").isNull(), "it has no detector");
            any |= suspicion >= 0.5;
        }
        assertTrue(any, "two of three traces were called ransom");
        assertEquals(0, scan(harm, data, "--benign", "benign,ransom").code());
        Ran all = scan(harm, data, "--benign", "");
        assertEquals(1, all.code());
        assertEquals(
                9,
                all.lines().stream()
                        .filter(line -> line.endsWith("  suspicious"))
                        .count(),
                all.out());
        assertEquals(
                0, scan(harm, data, "--benign", "benign", "--threshold", "1").code());
        refused(
                scan(harm, data, "--benign", "bening"),
                "'bening' is no family of these models; they have benign, ransom");
        refused(scan(harm, data, "--threshold", "0"), "--threshold: expected above 0 and at most 1");
    }

    @Test
    void someRejectsGoBeforeFindings() throws IOException {
        Path good = trace("good.csv", 2, 3);
        Path bad = Files.writeString(folder.resolve("bad.csv"), "no,header\n1,2\n");
        Ran ran = scan(wary, bad, good, folder.resolve("missing.json"), "--json");
        assertEquals(3, ran.code(), ran.err());
        List<JsonNode> objects = objects(ran);
        assertEquals(4, objects.size(), ran.out());
        assertEquals("rejected", objects.get(0).get("verdict").asString());
        assertTrue(objects.get(0).get("error").asString().contains("bad.csv"), ran.out());
        assertTrue(objects.get(1).get("found").asBoolean(), "found is said, though the code is 3");
        assertTrue(objects.get(3).get("error").asString().contains("missing.json: no such file"), ran.out());
        assertTrue(ran.err().contains("2 files: 0 suspicious, 2 novel, 0 known; 2 rejected"), ran.err());
        // One row of many.
        Path row = Files.writeString(folder.resolve("row.csv"), Files.readString(good) + "3,NtCall1,x,0\n");
        assertEquals(3, scan(plain, row).code());
        refused(scan(wary, bad), "bad.csv");
        refused(scan(wary, bad, "--json"), "bad.csv");
    }

    @Test
    void eachModelJudgesWhatItCanTake() throws IOException {
        Path trace = trace("x.csv", 1, 3);
        Path binary = made.resolve("b3");
        Ran ran = scan(plain, wary, bytes, trace, binary, "--json");
        assertEquals(1, ran.code(), ran.err());
        List<JsonNode> verdicts = objects(ran);
        assertEquals(2, verdicts.size());
        assertEquals(2, verdicts.get(0).get("opinions").size(), "both models of traces");
        assertEquals(1, verdicts.get(1).get("opinions").size());
        JsonNode evidence = verdicts.get(1).get("opinions").get(0).get("evidence");
        assertEquals(3003, evidence.get("bytes").asInt());
        assertEquals(2048, evidence.get("seen").asInt());
        assertTrue(evidence.get("known").isNull());
        Ran text = scan(plain, wary, bytes, trace, binary);
        assertTrue(text.out().contains("    " + wary + ": novel; like none it knows; nearest "), text.out());
        assertTrue(text.out().contains(binary + "  known\n"), text.out());
        refused(scan(plain, binary), "b3: holds bytes; no model given takes them, all take calls");
        // For a model of bytes alone, whatever is there is bytes.
        assertEquals(0, scan(bytes, trace).code());
        // A folder of both.
        Path both = Files.createDirectories(folder.resolve("both"));
        Files.copy(trace, both.resolve("x.csv"));
        Files.copy(binary, both.resolve("y.bin"));
        assertEquals(2, objects(scan(wary, bytes, both, "--json")).size());
        assertEquals(1, objects(scan(bytes, made.resolve("b1"), "--json")).size());
    }

    @Test
    void archivesStoresFoldersAndStdinAreFiles() throws IOException {
        Path trace = trace("x.csv", 2, 3);
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < 3; i++) {
                out.putNextEntry(new ZipEntry("r" + i + ".txt"));
                out.write("NtCall1\nNtCall2\nNtCall3\nNeverHeardOf\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        Ran archive = scan(plain, zip, "--json", "--format", "text");
        assertEquals(0, archive.code(), archive.err());
        List<JsonNode> members = objects(archive);
        assertEquals(3, members.size());
        JsonNode evidence = members.get(0).get("opinions").get(0).get("evidence");
        assertEquals(0.75, evidence.get("known").asDouble());
        assertEquals(1, evidence.get("unknown").get("NeverHeardOf").asInt());
        Path store = folder.resolve("s.store");
        Bench.good("ingest", trace, "-o", store);
        assertEquals(2, objects(scan(plain, store, "--json")).size());
        Path reports = Files.createDirectories(folder.resolve("reports"));
        Files.copy(trace, reports.resolve("x.csv"));
        assertEquals(2, objects(scan(plain, reports, "--json")).size());
        Ran stdin = Bench.runWith(Files.readString(trace), "scan", plain, "-", "--json", "--kernels", "plain");
        assertEquals(0, stdin.code(), stdin.err());
        assertEquals("-", objects(stdin).get(0).get("input").asString());
    }

    @Test
    void modelsComeFirstAndAreNamedOrShipped() throws IOException {
        Path trace = trace("x.csv", 1, 3);
        refused(scan(trace, plain), "is a model; models come before the files");
        refused(scan(plain), "expected a FILE to be judged behind the models");
        refused(scan(trace), "set ICHNITE_HOME");
        refused(scan(plain, "-", "-"), "stdin can be read only once");
        Path damaged = Files.writeString(folder.resolve("d.ichnite"), "no bundle");
        refused(scan(damaged, trace), "d.ichnite");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        Path trace = trace("x.csv", 2, 3);
        try (Stream<Path> before = Files.list(folder)) {
            assertEquals(List.of(trace), before.toList());
        }
        scan(wary, trace);
        try (Stream<Path> after = Files.list(folder)) {
            assertEquals(List.of(trace), after.toList());
        }
    }
}
