package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Two models side by side, as a black box. */
class CompareTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path made = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private static Path traces = Path.of("");
    private static Path one = Path.of("");
    /** Of other calls, a shorter row, and another seed. */
    private static Path other = Path.of("");
    /** Knows ant, bee, 2. */
    private static Path renamed = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        traces = Bench.traces(made.resolve("t.csv"), 30, true, 1);
        one = made.resolve("one.ichnite");
        assertEquals(0, Bench.train(traces, one).code());
        other = made.resolve("other.ichnite");
        Path half = Files.writeString(
                made.resolve("half.csv"), Files.readString(traces).replace("NtCall1", "NtOther1"));
        Ran ran = Bench.run(
                "train",
                half,
                "-o",
                other,
                "--network",
                "cnn-lstm-small",
                "--length",
                "24",
                "--epochs",
                "1",
                "--batch",
                "8",
                "--dense",
                "8",
                "--seed",
                "2",
                "--kernels",
                "plain");
        assertEquals(0, ran.code(), ran.err());
        StringBuilder labels = new StringBuilder("file_id,label\n");
        for (int id = 1; id <= 30; id++) {
            labels.append(id)
                    .append(',')
                    .append(List.of("ant", "bee", "2").get(id % 3))
                    .append('\n');
        }
        Path names = Files.writeString(made.resolve("l.csv"), labels);
        renamed = made.resolve("renamed.ichnite");
        assertEquals(
                0,
                Bench.train(traces, renamed, "--labels", names, "--baseline", "none")
                        .code());
    }

    private static Ran compare(Object... words) {
        List<Object> all = new ArrayList<>(List.of("compare"));
        all.addAll(List.of(words));
        return Bench.run(all.toArray());
    }

    private static void refused(Ran ran, String words) {
        assertEquals(2, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(words), ran.err());
        assertFalse(ran.err().contains("\tat "), "a refusal shows no stack: " + ran.err());
    }

    @Test
    void whatTheyAreStandsSideBySide() {
        Ran ran = compare(one, other);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("A  " + one + "\nB  " + other + "\n"), ran.out());
        assertTrue(ran.out().contains("last 36 calls, tid"), ran.out());
        assertTrue(ran.out().contains("last 24 calls, tid"), ran.out());
        assertTrue(ran.out().contains("only B"), "the dense layer");
        assertTrue(ran.out().contains("val_macro_f1"), ran.out());
        assertTrue(ran.out().contains("--epochs"), ran.out());
        JsonNode all = JSON.readTree(compare(one, other, "--json").out());
        assertFalse(all.get("same").get("vocabulary").asBoolean());
        assertTrue(all.get("same").get("families").asBoolean());
        JsonNode vocabulary = all.get("vocabulary");
        assertTrue(vocabulary.get("shared").asInt() > 0);
        assertTrue(vocabulary.get("only_b").asInt() > 0);
        int layers = all.get("b").get("layers").size();
        assertEquals(all.get("a").get("layers").size() + 1, layers);
        assertEquals(layers, all.get("layers").size());
        assertTrue(all.get("layers").get(1).get("differs").toString().contains("output (36, 64) → (24, 64)")
                || all.get("layers").get(1).get("differs").toString().contains("(36, 64)"));
        assertEquals("2", all.get("options").get("--epochs").get(0).asString());
        assertEquals(2, all.get("metrics").get("val_loss").size());
    }

    @Test
    void aModelIsTheSameAsItself() {
        Ran ran = compare(one, one, traces);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("all layers are the same"), ran.out());
        assertFalse(ran.out().contains("not the same"), ran.out());
        assertTrue(ran.out().contains("the same answer to 100 %"), ran.out());
        assertTrue(ran.out().contains("by macro-F1 neither is surely better"), ran.out());
        JsonNode rows = JSON.readTree(compare(one, one, traces, "--json").out()).get("rows");
        JsonNode accuracy = rows.get("differences").get("accuracy");
        assertEquals(0, accuracy.get("b_minus_a").asDouble());
        assertEquals(0, accuracy.get("interval").get(1).asDouble());
        assertEquals(0, rows.get("right").get("only_A_right").asInt());
        assertEquals(0, rows.get("disagreements").get(0).get("divergence").asDouble());
    }

    @Test
    void bothAnswerTheSameRowsEachInItsOwnWay() throws IOException {
        Path fresh = Bench.traces(folder.resolve("f.csv"), 21, true, 9);
        Path results = folder.resolve("results");
        Ran ran = compare(one, other, fresh, "-o", results, "--json");
        assertEquals(0, ran.code(), ran.err());
        assertEquals(ran.out(), Files.readString(results.resolve("comparison.json")));
        JsonNode rows = JSON.readTree(ran.out()).get("rows");
        assertEquals(21, rows.get("rows").asInt());
        // The same numbers as each alone.
        JsonNode alone =
                JSON.readTree(Bench.good("evaluate", other, fresh, "--json").out());
        assertEquals(alone.get("log_loss"), rows.get("b").get("log_loss"));
        assertEquals(alone.get("macro_f1"), rows.get("b").get("macro_f1"));
        int right = 0;
        for (JsonNode count : rows.get("right")) {
            right += count.asInt();
        }
        assertEquals(21, right);
        double difference = rows.get("b").get("accuracy").asDouble()
                - rows.get("a").get("accuracy").asDouble();
        assertEquals(
                difference,
                rows.get("differences").get("accuracy").get("b_minus_a").asDouble(),
                1e-12);
        assertEquals(
                difference * 21,
                rows.get("right").get("only_B_right").asInt()
                        - rows.get("right").get("only_A_right").asInt(),
                1e-9);
        List<String> answers = Files.readAllLines(results.resolve("answers.csv"));
        assertEquals("file_id,label,answer_a,probability_a,answer_b,probability_b,divergence", answers.get(0));
        assertEquals(22, answers.size());
        double last = 1;
        for (JsonNode each : rows.get("disagreements")) {
            assertTrue(each.get("divergence").asDouble() <= last);
            last = each.get("divergence").asDouble();
        }
        try (Stream<Path> files = Files.list(results)) {
            assertTrue(files.map(file -> String.valueOf(file.getFileName()))
                    .toList()
                    .containsAll(List.of(
                            "report.html",
                            "differences.svg",
                            "opinions.svg",
                            "right.svg",
                            "parameters.svg",
                            "manifests.svg")));
        }
        String page = Files.readString(results.resolve("report.html"));
        assertTrue(page.contains("Two models side by side") && page.contains("Where they are farthest apart"));
    }

    @Test
    void withoutLabelsTheyAgreeOrNot() throws IOException {
        Path fresh = Bench.traces(folder.resolve("f.csv"), 9, false, 9);
        Ran ran = compare(one, other, fresh, "-o", folder.resolve("r"));
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("on 9 rows: the same answer to "), ran.out());
        assertFalse(ran.out().contains("only A right"), ran.out());
        assertTrue(Files.exists(folder.resolve("r/opinions.svg")));
        assertFalse(Files.exists(folder.resolve("r/right.svg")));
    }

    @Test
    void rowsThatTrainedEitherAreToldOfOrLeftOut() {
        Ran all = compare(one, renamed, traces);
        refused(all, "have only 2 in common");
        Ran warned = compare(one, one, traces, "--json");
        assertTrue(warned.err().contains("of these trained"), warned.err());
        Ran unseen = compare(one, one, traces, "--unseen", "--json");
        assertEquals(0, unseen.code(), unseen.err());
        assertTrue(unseen.err().contains("that trained either are left out"), unseen.err());
        int rows = JSON.readTree(unseen.out()).get("rows").get("rows").asInt();
        assertTrue(rows > 0 && rows < 15, "those that validated: " + rows);
    }

    @Test
    void otherFamiliesAreComparedOnTheSharedOnes() throws IOException {
        StringBuilder labels = new StringBuilder("file_id,label\n");
        for (int id = 1; id <= 30; id++) {
            labels.append(id)
                    .append(',')
                    .append(List.of("0", "1", "cat").get(id % 3))
                    .append('\n');
        }
        Path names = Files.writeString(folder.resolve("l.csv"), labels);
        Path third = folder.resolve("third.ichnite");
        assertEquals(
                0,
                Bench.train(traces, third, "--labels", names, "--baseline", "none")
                        .code());
        Path fresh = Bench.traces(folder.resolve("f.csv"), 21, true, 9);
        Ran ran = compare(one, third, fresh, "--json");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.err().contains("compared on the 2 families that both have"), ran.err());
        assertTrue(ran.err().contains("of families that not both have are left out: 2"), ran.err());
        JsonNode all = JSON.readTree(ran.out());
        assertEquals(14, all.get("rows").get("rows").asInt());
        assertEquals("cat", all.get("families").get("only_b").get(0).asString());
        JsonNode each = all.get("rows").get("disagreements").get(0);
        assertTrue(each.get("probability_a").asDouble() >= 0.5, "two families share what there is");
    }

    @Test
    void whatCannotBeHadIsRefused() throws IOException {
        refused(compare(one, other, "--unseen"), "--group and --unseen are about rows");
        refused(compare(one, folder.resolve("none.ichnite")), "none.ichnite: no such file");
        Path damaged = Files.writeString(folder.resolve("d.ichnite"), "no bundle");
        refused(compare(one, damaged), "d.ichnite");
        Path binary = Files.write(folder.resolve("b.bin"), new byte[] {1, 0, 2, 0, 3});
        refused(compare(one, other, binary), "the model was taught traces");
        Path relabelled = Files.writeString(
                folder.resolve("l.csv"), Files.readString(traces).replaceAll("(?m)^(\\d+),[012],", "$1,7,"));
        refused(compare(one, other, relabelled), "expected labels of 0, 1, 2, or none, found 7; --labels gives others");
    }
}
