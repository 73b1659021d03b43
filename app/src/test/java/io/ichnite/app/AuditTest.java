package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The audit as a black box: what is planted is found, and nothing else. */
class AuditTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    /** A set of traces as it grows. */
    private static final class Traces {
        private final StringBuilder csv = new StringBuilder("file_id,label,api,tid,index\n");

        Traces add(int id, String label, String[] calls) {
            for (int i = 0; i < calls.length; i++) {
                csv.append(id).append(',').append(label).append(',').append(calls[i]);
                csv.append(",1,").append(i).append('\n');
            }
            return this;
        }

        Path write(Path file) throws IOException {
            return Files.writeString(file, csv);
        }
    }

    /** Calls that tell a class, and nothing that another seed would repeat. */
    private static String[] calls(int label, int seed) {
        Random random = new Random(seed);
        String[] calls = new String[120];
        for (int i = 0; i < calls.length; i++) {
            int api = random.nextInt(10) < 5 ? label * 10 + random.nextInt(10) : random.nextInt(30);
            calls[i] = "NtCall" + api;
        }
        return calls;
    }

    private static String[] with(String[] calls, int at, String call) {
        String[] copy = calls.clone();
        copy[at] = call;
        return copy;
    }

    /**
     * Forty rows of two classes, number i of class i % 2, and beside them: 41 and 42 copies of 1, 43 one of 2 under the wrong label, 44
     * nearly 3, 45 nearly 4 under the wrong label, 46 of class 2, which has no other row.
     */
    private Path train() throws IOException {
        Traces traces = new Traces();
        for (int i = 1; i <= 40; i++) {
            traces.add(i, String.valueOf(i % 2), calls(i % 2, i));
        }
        traces.add(41, "1", calls(1, 1)).add(42, "1", calls(1, 1)).add(43, "1", calls(0, 2));
        traces.add(44, "1", with(calls(1, 3), 60, "NtCall29")).add(45, "1", with(calls(0, 4), 60, "NtCall29"));
        return traces.add(46, "2", calls(2, 46)).write(folder.resolve("train.csv"));
    }

    /**
     * Twenty rows of their own, 101 to 120, and beside them: 121 and 122 copies of 5, 123 nearly 6, 124 of a class that is not in
     * training, 7 the very same as there, 8 another file of that number; three of them call what training never does.
     */
    private Path test() throws IOException {
        Traces traces = new Traces();
        for (int i = 101; i <= 120; i++) {
            String[] calls = calls(i % 2, i);
            traces.add(i, String.valueOf(i % 2), i <= 103 ? with(calls, 0, "NtBrandNew") : calls);
        }
        traces.add(121, "1", calls(1, 5)).add(122, "1", calls(1, 5));
        traces.add(123, "0", with(calls(0, 6), 60, "NtCall29")).add(124, "7", calls(2, 124));
        return traces.add(7, "1", calls(1, 7)).add(8, "0", calls(0, 800)).write(folder.resolve("test.csv"));
    }

    private Path lines(String name, String header, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), header + "\n" + String.join("\n", lines) + "\n");
    }

    /** Training rows month by month from January 2020 on, four a month; those of the test from October 2020 on, three a month. */
    private Path dates(boolean test) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Integer> ids = test ? testIds() : trainIds();
        for (int i = 0; i < ids.size(); i++) {
            int month = test ? 9 + i / 3 : i / 4;
            lines.add(ids.get(i) + String.format(",%d-%02d", 2020 + month / 12, 1 + month % 12));
        }
        return lines(test ? "test_dates.csv" : "train_dates.csv", "file_id,first_seen", lines);
    }

    private static List<Integer> trainIds() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 1; i <= 46; i++) {
            ids.add(i);
        }
        return ids;
    }

    private static List<Integer> testIds() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 101; i <= 124; i++) {
            ids.add(i);
        }
        ids.addAll(List.of(7, 8));
        return ids;
    }

    /** Programs of two runs each in training; the first ten rows of the test are of the first five of them. */
    private Path programs(boolean test) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Integer> ids = test ? testIds() : trainIds();
        for (int i = 0; i < ids.size(); i++) {
            lines.add(ids.get(i) + ",p" + (test && i >= 10 ? 100 + i : i / 2));
        }
        return lines(test ? "test_runs.csv" : "train_runs.csv", "file_id,program", lines);
    }

    private JsonNode json(Object... words) {
        Ran ran = Bench.good(words);
        assertEquals(1, ran.lines().size(), ran.out());
        return JSON.readTree(ran.out());
    }

    private static JsonNode finding(JsonNode json, String check, String set) {
        for (JsonNode finding : json.get("findings")) {
            if (finding.get("check").asString().equals(check)
                    && finding.get("set").asString().equals(set)) {
                return finding;
            }
        }
        throw new AssertionError("no finding of " + check + " in " + set + ": " + json.get("findings"));
    }

    private static void found(JsonNode json, String check, String set, int count, int of) {
        JsonNode finding = finding(json, check, set);
        assertEquals("found", finding.get("state").asString(), finding.toString());
        assertEquals(count, finding.get("count").asInt(), finding.toString());
        assertEquals(of, finding.get("of").asInt(), finding.toString());
        assertFalse(finding.get("advice").asString().isEmpty(), finding.toString());
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static List<String> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(1, lines.size());
    }

    @Test
    void oneSetTellsItsCopiesAndContradictions() throws IOException {
        Path out = folder.resolve("out");
        JsonNode json = json("audit", train(), "-o", out, "--json", "--folds", 3);
        assertEquals(46, json.get("train").get("rows").asInt());
        assertEquals(43, json.get("train").get("distinct").asInt());
        assertEquals(3, json.get("train").get("largest").asInt());
        found(json, "copies", "train", 3, 46);
        assertTrue(finding(json, "copies", "train")
                .get("text")
                .asString()
                .startsWith("3 of 46 rows (7 %) repeat another"));
        found(json, "near copies", "train", 4, 46);
        assertEquals(2, json.get("train").get("near_groups").asInt());
        assertEquals(5, json.get("train").get("repeats_or_nearly").asInt());
        found(json, "two labels", "train", 1, 43);
        assertEquals(1, json.get("conflicts").get("cannot_be_right").asInt());
        assertEquals(1, json.get("conflicts").get("near_groups").asInt());
        assertEquals(2, json.get("conflicts").get("near_rows").asInt());
        found(json, "classes", "train", 1, 3);
        assertTrue(finding(json, "classes", "train").get("text").asString().startsWith("class 2: fewer than 3 rows"));
        assertEquals("unchecked", finding(json, "groups", "both").get("state").asString());
        List<String> scored = new ArrayList<>();
        json.get("scores")
                .forEach(score -> scored.add(
                        score.get("name").asString() + score.get("rows").asInt()));
        assertEquals(List.of("random46", "sequence46", "near46", "distinct43"), scored);
        for (JsonNode score : json.get("scores")) {
            double accuracy = score.get("accuracy").asDouble();
            assertTrue(accuracy > score.get("class_mix_accuracy").asDouble() && accuracy < 1, score.toString());
            JsonNode interval = score.get("macro_f1_interval");
            assertTrue(interval.get(0).asDouble() <= score.get("macro_f1").asDouble(), score.toString());
            assertTrue(interval.get(1).asDouble() >= score.get("macro_f1").asDouble(), score.toString());
        }
        assertTrue(json.get("test_scores").isEmpty());
        assertFalse(json.has("vocabulary"));

        assertEquals(
                List.of(
                        "1,3,train,1,1,,120",
                        "1,3,train,41,1,,120",
                        "1,3,train,42,1,,120",
                        "2,2,train,2,0,,120",
                        "2,2,train,43,1,,120"),
                table(out.resolve("duplicates.csv")));
        // one call of 120 is in 4 of 117 runs of 4: 113 in both, 121 in either
        String near = "," + 113.0 / 121 + ",train,";
        assertEquals(
                List.of(
                        "1,2,train,3,1,,120,,,",
                        "1,2,train,44,1,,120" + near + "3",
                        "2,2,train,4,0,,120,,,",
                        "2,2,train,45,1,,120" + near + "4"),
                table(out.resolve("near.csv")));
        assertEquals(
                List.of(
                        "1,identical,train,2,0,,120,,,",
                        "1,identical,train,43,1,,120,1.0,train,2",
                        "2,near,train,4,0,,120,,,",
                        "2,near,train,45,1,,120" + near + "4"),
                table(out.resolve("conflicts.csv")));
        assertEquals(4, table(out.resolve("scores.csv")).size());
        assertEquals(json, JSON.readTree(Files.readString(out.resolve("audit.json"))));
        List<String> names = files(out).keySet().stream()
                .filter(name -> !name.endsWith(".png"))
                .toList();
        assertEquals(
                List.of(
                        "audit.json",
                        "conflicts.csv",
                        "duplicates.csv",
                        "near.csv",
                        "nearest.svg",
                        "report.html",
                        "scores.csv",
                        "scores.svg"),
                names);
    }

    @Test
    void twoSetsTellWhatPassesBetweenThem() throws IOException {
        Path out = folder.resolve("out");
        JsonNode json = json(
                "audit",
                train(),
                test(),
                "-o",
                out,
                "--json",
                "--labels",
                dates(false),
                "--test-labels",
                dates(true),
                "--group",
                programs(false) + ":program",
                "--test-group",
                programs(true) + ":program",
                "--folds",
                3);
        found(json, "copies", "test", 1, 26);
        // 121, 122 and 7
        found(json, "copies", "both", 3, 26);
        found(json, "near copies", "both", 1, 26);
        assertEquals("clean", finding(json, "near copies", "test").get("state").asString());
        found(json, "two labels", "both", 1, 43 + 20 + 3);
        found(json, "classes", "test", 1, 4);
        assertEquals(
                "not in test: class 2",
                finding(json, "classes", "test").get("text").asString());
        found(json, "ids", "both", 1, 26);
        assertEquals(2, json.get("ids").get("shared").asInt());
        found(json, "vocabulary", "test", 1, 31);
        JsonNode unseen = json.get("vocabulary").get("test_not_in_train");
        assertEquals(3, unseen.get("calls").asInt());
        assertEquals(26 * 120, unseen.get("all_calls").asInt());
        assertEquals(3, unseen.get("files").asInt());
        assertEquals(
                0, json.get("vocabulary").get("train_not_in_test").get("names").asInt());
        JsonNode mix = json.get("vocabulary").get("mix");
        assertTrue(
                mix.get("jensen_shannon").asDouble() > 0
                        && mix.get("jensen_shannon").asDouble() < 0.05,
                mix.toString());
        assertTrue(mix.get("p").asDouble() > 0.01, "two sets drawn alike: " + mix);
        found(json, "groups", "both", 10, 26);
        assertEquals(5, json.get("groups").get("shared").asInt());
        assertEquals(23, json.get("groups").get("train").asInt());

        // rows of training after 2020-10-31: all but the first forty; of the test before 2020-12-31: six
        found(json, "dates", "both", 6, 46);
        assertEquals(6, json.get("dates").get("test_before_last_train").asInt());
        assertEquals("2020-10-31", json.get("dates").get("test").get("first").asString());
        int wrong = 0;
        for (int i = 0; i < 46; i++) {
            for (int k = 0; k < 26; k++) {
                wrong += i / 4 > 9 + k / 3 ? 1 : 0;
            }
        }
        assertEquals(
                wrong / (46.0 * 26), json.get("dates").get("pairs_out_of_order").asDouble(), 1e-12);

        List<String> scored = new ArrayList<>();
        json.get("test_scores")
                .forEach(score -> scored.add(
                        score.get("name").asString() + score.get("rows").asInt()));
        assertEquals(List.of("all25", "copies3", "no_copies22", "no_near_copies21", "no_group15"), scored);
        assertEquals(
                List.of("random", "sequence", "near", "group", "distinct"),
                json.get("scores").values().stream()
                        .map(score -> score.get("name").asString())
                        .toList());

        List<String> leaks = table(out.resolve("leaks.csv"));
        assertEquals(
                List.of(
                        "copy,7,1,1.0,7,1,",
                        "copy,121,1,1.0,5,1,",
                        "copy,122,1,1.0,5,1,",
                        "near,123,0," + 113.0 / 121 + ",6,0,",
                        "file_id,7,1,,7,1,",
                        "file_id,8,0,,8,0,"),
                leaks.subList(0, 6));
        assertEquals(16, leaks.size());
        assertEquals(
                "group,101,1,,,,p0",
                leaks.stream()
                        .filter(line -> line.contains(",101,"))
                        .findFirst()
                        .orElse(""));
        assertTrue(
                table(out.resolve("vocabulary.csv")).stream().anyMatch(line -> line.startsWith("NtBrandNew,0,0,3,3,")));
        assertEquals(31, table(out.resolve("vocabulary.csv")).size());
    }

    @Test
    void datesInOrderAreInOrder() throws IOException {
        Path early = lines(
                "early.csv",
                "file_id,first_seen",
                trainIds().stream().map(id -> id + ",2019").toList());
        JsonNode json =
                json("audit", train(), test(), "--labels", early, "--test-labels", dates(true), "--no-score", "--json");
        assertEquals("clean", finding(json, "dates", "both").get("state").asString());
        assertEquals(0, json.get("dates").get("pairs_out_of_order").asDouble());
        assertTrue(json.get("scores").isEmpty());
        json = json("audit", train(), test(), "--no-score", "--json");
        assertEquals("unchecked", finding(json, "dates", "both").get("state").asString());
    }

    @Test
    void anotherPopulationIsTold() throws IOException {
        Traces other = new Traces();
        for (int i = 1; i <= 40; i++) {
            other.add(i, "0", calls(2, 1000 + i));
        }
        JsonNode json = json("audit", train(), other.write(folder.resolve("other.csv")), "--no-score", "--json");
        JsonNode mix = json.get("vocabulary").get("mix");
        assertTrue(mix.get("p").asDouble() < 0.01, mix.toString());
        assertTrue(
                mix.get("jensen_shannon").asDouble()
                        > 2 * mix.get("by_chance_95").asDouble(),
                mix.toString());
    }

    @Test
    void threadsAndRepetitionChangeNothing() throws IOException {
        Path train = train();
        Path test = test();
        Map<String, byte[]> one = null;
        for (int threads : new int[] {1, 3}) {
            Path out = folder.resolve("out" + threads);
            Bench.good("audit", train, test, "-o", out, "--threads", threads, "--folds", 3);
            Map<String, byte[]> files = files(out);
            if (one == null) {
                one = files;
                continue;
            }
            assertEquals(one.keySet(), files.keySet());
            one.forEach((name, bytes) -> assertArrayEquals(bytes, files.get(name), name));
        }
    }

    @Test
    void whatIsLackingIsSaidAndNotGuessed() throws IOException {
        Traces unlabelled = new Traces();
        unlabelled.add(1, "0", calls(0, 900)).add(2, "0", calls(1, 901));
        Path plain = Files.writeString(
                folder.resolve("plain.csv"),
                Files.readString(unlabelled.write(folder.resolve("l.csv"))).replaceAll("(?m)^([^,]*),[^,]*,", "$1,"));
        Ran ran = Bench.good("audit", train(), plain, "--folds", 3);
        assertTrue(ran.out().contains("? classes, test       2 of 2 rows (100 %) have no label"), ran.out());
        assertTrue(ran.out().contains("no scores from train to test: no row of test has a label of train"), ran.out());
        Ran alone = Bench.good("audit", plain);
        assertTrue(alone.out().contains("no scores of train: expected labels of two classes or more"), alone.out());
        Ran few = Bench.good("audit", train(), "--folds", 45);
        assertTrue(few.out().contains("41 groups are too few for 45 folds"), few.out());
        Ran drawn = Bench.good("audit", train(), "--folds", 3, "--score-rows", 20);
        assertTrue(drawn.out().contains("scores are of 20 of the 46 labelled rows"), drawn.out());
    }

    @Test
    void filesOfBytesAreComparedAsTheyAre() throws IOException {
        Path data = Files.createDirectories(folder.resolve("bytes"));
        StringBuilder manifest = new StringBuilder("name,label,first_seen\n");
        for (int i = 0; i < 12; i++) {
            byte[] bytes = new byte[400];
            new Random(i / 2).nextBytes(bytes);
            // pairs of copies; the last one with zeros behind
            Files.write(data.resolve("f" + i), i == 11 ? Arrays.copyOf(bytes, 500) : bytes);
            manifest.append("f").append(i).append(',').append(i == 1 ? "b" : i / 2 % 2 == 0 ? "a" : "b");
            manifest.append(",20").append(10 + i).append('\n');
        }
        Files.writeString(data.resolve("m.csv"), manifest);
        JsonNode json = json("audit", data.resolve("m.csv"), "--json", "--folds", 2);
        found(json, "copies", "train", 6, 12);
        found(json, "two labels", "train", 1, 6);
        assertEquals(
                "unchecked", finding(json, "near copies", "both").get("state").asString());
        assertEquals(3, json.get("scores").size());
        Ran mixed = Bench.run("audit", train(), data.resolve("m.csv"));
        assertEquals(2, mixed.code());
        assertTrue(mixed.err().contains("m.csv: expected traces"), mixed.err());
    }

    @Test
    void namesThatAreNoNamesDoNoHarm() throws IOException {
        Traces traces = new Traces();
        for (int i = 1; i <= 8; i++) {
            traces.add(i, "0", with(calls(0, i / 2), 0, "<img/src=x>"));
        }
        Path labels = Files.writeString(
                folder.resolve("labels.csv"), "file_id,label\n1,<b>bold</b>\n2,a\u202eb\n3,\"x,y\"\n4,x\n");
        Path out = folder.resolve("out");
        Ran ran = Bench.good("audit", traces.write(folder.resolve("t.csv")), "--labels", labels, "-o", out);
        assertFalse(ran.out().contains("\u202e"), ran.out());
        String page = Files.readString(out.resolve("report.html"));
        assertFalse(page.contains("<b>bold"), "markup in a label");
        assertFalse(page.contains("<img"), "markup in a name");
        assertFalse(page.contains("\u202e"), "a mark that turns the line");
        assertTrue(Files.readString(out.resolve("duplicates.csv")).contains("\"x,y\""));
    }

    @Test
    void manyCopiesAreNoTrouble() throws IOException {
        StringBuilder csv = new StringBuilder("file_id,label,api,tid,index\n");
        for (int i = 1; i <= 20_000; i++) {
            csv.append(i).append(i % 2 == 0 ? ",0,NtClose,1,0\n" : ",1,NtClose,1,0\n");
        }
        Path out = folder.resolve("out");
        JsonNode json = json("audit", Files.writeString(folder.resolve("many.csv"), csv), "-o", out, "--json");
        found(json, "copies", "train", 19_999, 20_000);
        assertEquals(10_000, json.get("conflicts").get("cannot_be_right").asInt());
        assertTrue(Files.size(out.resolve("report.html")) < 100_000);
    }

    @Test
    void whatCannotBeMeantIsRefused() throws IOException {
        Path train = train();
        for (Object[] words : new Object[][] {
            {"audit", train, "--similarity", "0.3", "expected a similarity of 0.5 to 1"},
            {"audit", train, "--shingle", "0", "expected shingles of 1 to 64"},
            {"audit", train, "--order", "any", "'any' is no order"},
            {"audit", train, "--folds", "1", "--folds: expected 2"},
            {"audit", train, "--score-rows", "1", "--score-rows: expected at least 10"},
            {"audit", train, "--length", "0", "--length: expected 1"},
            {"audit", train, "--group", "sequence", "--group: expected FILE.csv:COLUMN"},
            {"audit", train, "--group", programs(true) + ":program", "expected a row for file_id 1"},
            {"audit", train, "--test-labels", dates(true), "which is not given"},
            {"audit", folder.resolve("none.csv"), "none.csv"},
        }) {
            Ran ran = Bench.run(Arrays.copyOf(words, words.length - 1));
            assertEquals(2, ran.code(), ran.err());
            assertTrue(ran.err().contains(words[words.length - 1].toString()), ran.err());
            assertEquals("", ran.out());
        }
    }

    @Test
    void rowsMayBeGroupedByNearness() throws IOException {
        Path train = train();
        Path out = folder.resolve("folds");
        Object[] words = {
            "crossvalidate", train, "--folds", 3, "--model", "linear", "--kernels", "plain", "-o", out, "--group"
        };
        Object[] near = Arrays.copyOf(words, words.length + 1);
        near[words.length] = "near";
        Ran ran = Bench.good(near);
        assertTrue(ran.out().contains("of 41 groups by near copies"), ran.out());
        Map<String, String> folds = new TreeMap<>();
        table(out.resolve("out_of_fold.csv")).forEach(line -> folds.put(line.split(",")[0], line.split(",")[1]));
        for (String[] kin : new String[][] {{"1", "41"}, {"1", "42"}, {"2", "43"}, {"3", "44"}, {"4", "45"}}) {
            assertEquals(folds.get(kin[0]), folds.get(kin[1]), kin[0] + " and " + kin[1]);
        }
        near[words.length] = "near:0.95";
        assertTrue(Bench.good(near).out().contains("of 43 groups by near copies"));
        near[words.length] = "near:2";
        Ran refused = Bench.run(near);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("expected a similarity of 0.5 to 1, found '2'"), refused.err());
    }

    /** MalBehavD-V1, where it is at hand: 38 % of its rows repeat another. */
    @Test
    void aPublishedSetRepeatsItself() throws IOException {
        Path file = Path.of(System.getProperty("ichnite.shared", "../../shared"), "data", "malbehavd", "malbehavd.tsv");
        boolean there = Files.isRegularFile(file);
        if (!there) {
            System.out.println("SKIPPED AuditTest: malbehavd.tsv is absent");
        }
        assumeTrue(there, "malbehavd.tsv is absent");
        Traces traces = new Traces();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split("\t");
            traces.add(i + 1, cells[0], cells[1].strip().split(" "));
        }
        Ran ran = Bench.good("audit", traces.write(folder.resolve("malbehavd.csv")), "--no-score");
        assertTrue(
                ran.out()
                        .contains(
                                "969 of 2570 rows (38 %) repeat another: 1601 distinct sequences, 188 of them more than"
                                        + " once, one 164 times"),
                ran.out());
        assertTrue(
                ran.out()
                        .contains("1 sequence stands under two labels or more: 12 rows, of which 5 cannot be answered"
                                + " right"),
                ran.out());
        assertTrue(ran.out().contains("342 of 2570 rows (13 %) stand in 13 groups of near copies"), ran.out());
    }
}
