package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Grouped cross-validation as a black box: held out once, interrupted, refused. */
class CrossvalidateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private Path traces() throws IOException {
        return Bench.traces(folder.resolve("t.csv"), 36, true, 1);
    }

    /** Twelve programs of three runs each, one class a program. */
    private Path runs() throws IOException {
        StringBuilder runs = new StringBuilder("file_id,program\n");
        for (int id = 1; id <= 36; id++) {
            runs.append(id).append(",p").append(id % 12).append('\n');
        }
        return Files.writeString(folder.resolve("runs.csv"), runs);
    }

    private Ran run(Path data, Object... more) {
        List<Object> words = new ArrayList<>(List.of("crossvalidate", data, "--folds", 3));
        words.addAll(Arrays.asList(Bench.SMALL));
        words.addAll(Arrays.asList(more));
        return Bench.run(words.toArray());
    }

    private Ran good(Path data, Object... more) {
        Ran ran = run(data, more);
        assertEquals(0, ran.code(), ran.err());
        return ran;
    }

    private static void refused(Ran ran, String words) {
        assertEquals(2, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(words), ran.err());
        assertFalse(ran.err().contains("\tat "), "a refusal shows no stack: " + ran.err());
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void everyRowIsHeldOutOnceARepeatAndNoGroupTwice() throws IOException {
        Path results = folder.resolve("results");
        Ran ran = good(traces(), "-o", results, "--group", runs() + ":program", "--repeats", 2);
        assertTrue(ran.err().contains("repeat 2/2 fold 3/3: "), ran.err());
        assertTrue(ran.err().contains("repeat 2/2 fold 3/3  epoch 2/2  loss "), ran.err());
        assertTrue(ran.err().contains("grouped by program"), ran.err());
        assertTrue(ran.out().contains("Against the class mix, the network "), ran.out());
        assertTrue(ran.out().contains("from repeat to repeat"), ran.out());

        List<String> lines = Files.readAllLines(results.resolve("out_of_fold.csv"));
        assertEquals("file_id,fold,repeat,label,prob0,prob1,prob2", lines.get(0));
        assertEquals(1 + 2 * 36, lines.size());
        Map<String, String> foldOfGroup = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            int id = Integer.parseInt(cells[0]);
            assertEquals(String.valueOf(id % 3), cells[3]);
            String group = cells[2] + ":p" + id % 12;
            assertEquals(cells[1], foldOfGroup.computeIfAbsent(group, key -> cells[1]), "a group in two folds");
            seen.merge(cells[2] + ":" + id, 1, Integer::sum);
            assertEquals(1, Float.parseFloat(cells[4]) + Float.parseFloat(cells[5]) + Float.parseFloat(cells[6]), 1e-5);
        }
        assertEquals(72, seen.size());

        JsonNode all = JSON.readTree(Files.readString(results.resolve("crossvalidation.json")));
        assertEquals(6, all.get("folds").size());
        assertEquals(2, all.get("repeats").size());
        for (String name : List.of("macro_f1", "log_loss", "accuracy", "auroc", "brier")) {
            double mean = (all.get("repeats").get(0).get(name).asDouble()
                            + all.get("repeats").get(1).get(name).asDouble())
                    / 2;
            assertEquals(mean, all.get(name).asDouble(), 1e-12, name);
        }
        assertEquals(36, all.get("rows").asInt());
        assertEquals(12, all.get("intervals").get("groups").asInt());
        assertEquals("the class mix", all.get("baselines").get(0).get("name").asString());
        assertEquals(12, all.get("folds").get(0).get("rows").asInt());
        assertEquals(24, all.get("folds").get(0).get("trained").asInt());
        assertTrue(all.get("folds").get(0).get("epoch").asInt() >= 1);
        assertTrue(all.get("verdict").asString().contains("the class mix"));
        assertEquals(
                List.of(
                        "calibration.csv",
                        "calibration.svg",
                        "confusion.csv",
                        "confusion.svg",
                        "crossvalidation.json",
                        "folds.csv",
                        "out_of_fold.csv",
                        "per_class.csv",
                        "precision_recall.csv",
                        "precision_recall.svg",
                        "roc.csv",
                        "roc.svg",
                        "roc_logarithmic.svg"),
                files(results).keySet().stream()
                        .filter(name -> !name.endsWith(".png"))
                        .toList(),
                "the answers of folds are gone when all is done");
        assertEquals(
                1 + 2 * 3 * 3, Files.readAllLines(results.resolve("folds.csv")).size());
    }

    @Test
    void thePooledScoresAreThoseOfTheRowsWritten() throws IOException {
        Path results = folder.resolve("results");
        Ran ran = good(traces(), "-o", results, "--json");
        assertEquals(1, ran.lines().size(), ran.out());
        JsonNode all = JSON.readTree(ran.out());
        double loss = 0;
        int right = 0;
        List<String> lines = Files.readAllLines(results.resolve("out_of_fold.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            float[] p = {Float.parseFloat(cells[4]), Float.parseFloat(cells[5]), Float.parseFloat(cells[6])};
            int label = Integer.parseInt(cells[3]);
            loss -= Math.log(p[label]) / 36;
            right += p[label] >= p[0] && p[label] >= p[1] && p[label] >= p[2] ? 1 : 0;
        }
        assertEquals(loss, all.get("log_loss").asDouble(), 1e-9);
        assertEquals(right / 36.0, all.get("accuracy").asDouble(), 1e-12);
        assertEquals(ran.out(), Files.readString(results.resolve("crossvalidation.json")));
    }

    @Test
    void whatIsHeldOutChoosesNothing() throws IOException {
        // Rows of the first fold make other calls now: what is learned for that fold must be what it was.
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Path traces = traces();
        good(traces, "-o", one, "--group", runs() + ":program");
        Map<String, String> before = outOfFold(one);
        List<String> held = before.entrySet().stream()
                .filter(row -> row.getValue().startsWith("1,"))
                .map(Map.Entry::getKey)
                .toList();
        StringBuilder changed = new StringBuilder();
        for (String line : Files.readAllLines(traces)) {
            String id = line.substring(0, line.indexOf(','));
            changed.append(held.contains(id) ? line.replace("NtCall", "NtNeverSeen") : line)
                    .append('\n');
        }
        Path other = Files.writeString(folder.resolve("other.csv"), changed);
        Ran ran = good(other, "-o", two, "--group", runs() + ":program");
        Map<String, String> after = outOfFold(two);
        JsonNode fold = JSON.readTree(Files.readString(two.resolve("crossvalidation.json")))
                .get("folds")
                .get(0);
        JsonNode foldBefore = JSON.readTree(Files.readString(one.resolve("crossvalidation.json")))
                .get("folds")
                .get(0);
        assertEquals(foldBefore.get("epoch"), fold.get("epoch"), ran.err());
        Map<Integer, String> byLength = new HashMap<>();
        for (String id : held) {
            int length = (int) changed.toString()
                    .lines()
                    .filter(line -> line.startsWith(id + ","))
                    .count();
            String answer = after.getOrDefault(id, "").replaceFirst("^1,1,.,", "");
            assertEquals(
                    byLength.computeIfAbsent(Math.min(36, length), key -> answer),
                    answer,
                    "calls that the other folds do not know all look alike");
        }
        assertTrue(byLength.size() < held.size());
        assertEquals(
                lossesOfFold(good(traces, "--group", runs() + ":program").err(), 1),
                lossesOfFold(ran.err(), 1),
                "training in the first fold is the same, whatever its held-out rows are");
    }

    private static Map<String, String> outOfFold(Path folder) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        List<String> lines = Files.readAllLines(folder.resolve("out_of_fold.csv"));
        for (String line : lines.subList(1, lines.size())) {
            int comma = line.indexOf(',');
            rows.put(line.substring(0, comma), line.substring(comma + 1));
        }
        return rows;
    }

    /** The lines of its epochs, without speeds. */
    private static List<String> lossesOfFold(String err, int fold) {
        return err.lines()
                .filter(line -> line.startsWith("fold " + fold + "/3  epoch "))
                .map(line -> line.replaceFirst("  [0-9.]+ samples/s.*", ""))
                .toList();
    }

    @Test
    void theSameBytesForAnyNumberOfThreads() throws IOException {
        Path traces = traces();
        good(traces, "-o", folder.resolve("a"), "--threads", 1);
        good(traces, "-o", folder.resolve("b"), "--threads", 2);
        same(files(folder.resolve("a")), files(folder.resolve("b")));
    }

    private static void same(Map<String, byte[]> one, Map<String, byte[]> two) {
        assertEquals(one.keySet(), two.keySet());
        one.forEach((name, bytes) -> assertArrayEquals(bytes, two.get(name), name));
    }

    /** Makes the folder as an interrupted run leaves it, after some folds, by another run that cannot come to its end. */
    private Path interrupted(Path traces) throws IOException {
        Path results = Files.createDirectories(folder.resolve("interrupted"));
        // A folder stands where the table of folds belongs: all folds are done when the disk refuses.
        Files.createDirectories(results.resolve("folds.csv"));
        Ran ran = run(traces, "-o", results);
        assertEquals(2, ran.code(), ran.err());
        assertTrue(ran.err().contains("folds.csv"), ran.err());
        Files.delete(results.resolve("folds.csv"));
        return results;
    }

    @Test
    void anInterruptedRunGoesOnAndEndsAlike() throws IOException {
        Path traces = traces();
        Path whole = folder.resolve("whole");
        good(traces, "-o", whole);
        Path results = interrupted(traces);
        Path kept = results.resolve("folds");
        assertTrue(files(kept).keySet().contains("fold-1-3.npy"));
        // One fold was never finished: its array is there, but the state does not know it.
        Path state = kept.resolve("state.json");
        String all = Files.readString(state);
        int last = all.lastIndexOf('{');
        Files.writeString(state, all.substring(0, all.lastIndexOf(',', last)) + all.substring(all.lastIndexOf(']')));
        // Another is damaged.
        byte[] bytes = Files.readAllBytes(kept.resolve("fold-1-1.npy"));
        bytes[bytes.length - 2] ^= 1;
        Files.write(kept.resolve("fold-1-1.npy"), bytes);

        Ran ran = good(traces, "-o", results, "--resume");
        assertTrue(ran.err().contains("2 folds are done already"), ran.err());
        assertTrue(ran.err().contains("fold 1/3: "), "what is damaged is learned anew: " + ran.err());
        assertFalse(ran.err().contains("fold 2/3: "), ran.err());
        assertTrue(ran.err().contains("fold 3/3: "), ran.err());
        same(files(whole), files(results));
    }

    @Test
    void anotherWorkIsNotGoneOnWith() throws IOException {
        Path traces = traces();
        Path results = interrupted(traces);
        Map<String, byte[]> before = files(results);
        refused(run(traces, "-o", results, "--resume", "--seed", 2), "--seed was 1, is 2");
        refused(run(traces, "-o", results, "--resume", "--clip-norm", 1), "--clip-norm was 0, is 1");
        refused(run(traces, "-o", results, "--resume", "--group", runs() + ":program"), "--group was not given");
        Path other = Bench.traces(folder.resolve("other.csv"), 36, true, 2);
        refused(run(other, "-o", results, "--resume"), "data was ");
        StringBuilder labels = new StringBuilder("file_id,label\n");
        for (int id = 1; id <= 36; id++) {
            labels.append(id).append(',').append(id % 2).append('\n');
        }
        Path table = Files.writeString(folder.resolve("l.csv"), labels);
        refused(run(traces, "-o", results, "--resume", "--labels", table), "rows was ");
        same(before, files(results));
        Ran anew = good(traces, "-o", results, "--seed", 2);
        assertTrue(anew.err().contains("will be lost when the first fold is done"), anew.err());
        assertFalse(Files.exists(results.resolve("folds")));
        Ran none = good(traces, "-o", results, "--resume");
        assertTrue(none.err().contains("nothing to go on with"), none.err());
    }

    @Test
    void aStateThatIsNoneIsRefused() throws IOException {
        Path traces = traces();
        Path kept = Files.createDirectories(folder.resolve("r/folds"));
        for (String state : List.of("", "[]", "{\"asked\": {}}", "no JSON", "{\"asked\": {}, \"folds\": [{}]}")) {
            Files.writeString(kept.resolve("state.json"), state);
            Ran ran = run(traces, "-o", folder.resolve("r"), "--resume");
            assertEquals(2, ran.code(), state + ran.err());
            assertFalse(ran.err().contains("\tat "), ran.err());
        }
    }

    @Test
    void readyArraysWithIntegersThatOneFoldAloneHas() throws IOException {
        int rows = 24;
        int[] x = new int[rows * 12];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 2;
            for (int j = 0; j < 12; j++) {
                x[i * 12 + j] = (i + j) % 5 + 4 * y[i];
            }
        }
        x[5] = 900;
        NpyArray.of(x, rows, 12).write(folder.resolve("x.npy"));
        NpyArray.of(y, rows).write(folder.resolve("y.npy"));
        Ran ran = Bench.good(
                "crossvalidate",
                folder.resolve("x.npy") + "," + folder.resolve("y.npy"),
                "--folds",
                2,
                "--network",
                "cnn-lstm-small",
                "--epochs",
                1,
                "--kernels",
                "plain",
                "--validation",
                "0",
                "--json");
        JsonNode all = JSON.readTree(ran.out());
        assertEquals(24, all.get("rows").asInt());
        assertEquals(1, all.get("folds").get(0).get("epoch").asInt());
    }

    @Test
    void aClassWithoutRowsInAFoldIsNoReasonToStop() throws IOException {
        StringBuilder labels = new StringBuilder("file_id,label\n");
        StringBuilder runs = new StringBuilder("file_id,program\n");
        for (int id = 1; id <= 36; id++) {
            labels.append(id).append(id > 33 ? ",rare\n" : id % 2 == 0 ? ",even\n" : ",odd\n");
            runs.append(id).append(id > 33 ? ",only\n" : ",p" + id + "\n");
        }
        Path table = Files.writeString(folder.resolve("l.csv"), labels);
        Path groups = Files.writeString(folder.resolve("g.csv"), runs);
        Ran ran = good(traces(), "--labels", table, "--group", groups + ":program", "--json");
        JsonNode all = JSON.readTree(ran.out());
        assertEquals("rare", all.get("classes").get(2).get("class").asString());
        assertEquals(3, all.get("classes").get(2).get("rows").asInt());
        Ran balanced = run(traces(), "--labels", table, "--group", groups + ":program", "--class-weights", "balanced");
        refused(balanced, "class 'rare' has no training row");
    }

    @Test
    void whatCannotBeHadIsRefused() throws IOException {
        Path traces = traces();
        refused(Bench.run("crossvalidate", traces), "--folds");
        refused(Bench.run("crossvalidate", traces, "--folds", 1), "--folds: expected 2 to 1000, found 1");
        refused(
                Bench.run("crossvalidate", traces, "--folds", 40),
                "expected at least 40 groups for 40 folds, found 36");
        refused(run(traces, "--repeats", 0), "--repeats: expected 1 to 1000, found 0");
        refused(run(traces, "--validation", 1), "--validation: expected at least 0 and below 1, found 1.0");
        refused(run(traces, "--resume"), "--resume needs -o DIR");
        refused(run(traces, "--group", "x"), "--group: expected sequence, near, near:SIMILARITY or FILE.csv:COLUMN");
        refused(run(traces, "-o", traces), "is a file; expected a folder");
        refused(run(folder.resolve("no.csv")), "no.csv: no such file or folder");
        Path unlabelled = Bench.traces(folder.resolve("u.csv"), 9, false, 1);
        refused(run(unlabelled), "expected labels, found none");
    }
}
