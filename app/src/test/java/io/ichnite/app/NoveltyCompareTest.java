package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.bundle.ZipDetectorFiles;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.model.Familiarity;
import io.ichnite.model.ModelBundle;
import io.ichnite.novelty.KeptDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Detectors compared by leaving out family after family, as a black box. */
class NoveltyCompareTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FAMILIES = List.of("ant", "bee", "cat", "dog");
    private static final int ROWS = 40;
    /** Logits, features of one layer, and what needs the last layer. */
    private static final String SOME = "energy,mahalanobis,knn,vim";

    @TempDir
    private Path folder = Path.of("");

    /** Files of so many families in turn, told apart by what they call most. */
    private Path traces(int families) throws IOException {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("file_id,label,api,tid,index\n");
        for (int id = 1; id <= ROWS; id++) {
            int family = id % families;
            int calls = 15 + random.nextInt(20);
            for (int i = 0; i < calls; i++) {
                int api = random.nextInt(10) < 7 ? family * 4 + random.nextInt(4) : random.nextInt(16);
                csv.append(id).append(',').append(family).append(",NtCall").append(api);
                csv.append(",100,").append(i).append('\n');
            }
        }
        return Files.writeString(folder.resolve("t" + families + ".csv"), csv);
    }

    private Path names() throws IOException {
        StringBuilder names = new StringBuilder("file_id,label\n");
        for (int id = 1; id <= ROWS; id++) {
            names.append(id)
                    .append(',')
                    .append(FAMILIES.get(id % FAMILIES.size()))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("names.csv"), names);
    }

    /** Twenty programs of two runs each, but that two runs of bees are kin to a program of ants. */
    private Path runs() throws IOException {
        StringBuilder runs = new StringBuilder("file_id,program\n");
        for (int id = 1; id <= ROWS; id++) {
            runs.append(id)
                    .append(",p")
                    .append(id == 5 || id == 25 ? 4 : id % 20)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("runs.csv"), runs);
    }

    private static List<Object> words(Path data, Object... more) {
        List<Object> words = new ArrayList<>(List.of("novelty", "compare", data, "--folds", 2));
        words.addAll(List.of("--network", "cnn-lstm-small", "--length", 12, "--epochs", 1, "--batch", 8));
        words.addAll(List.of("--kernels", "plain", "--learning-rate", "1e-3"));
        words.addAll(Arrays.asList(more));
        return words;
    }

    private static Ran run(Path data, Object... more) {
        return Bench.run(words(data, more).toArray());
    }

    private static Ran good(Path data, Object... more) {
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

    private static void same(Map<String, byte[]> one, Map<String, byte[]> two) {
        assertEquals(one.keySet(), two.keySet());
        one.forEach((name, bytes) -> assertArrayEquals(bytes, two.get(name), name));
    }

    @Test
    void everyFamilyIsLeftOutByAllDetectorsAndChosenForWithoutIt() throws IOException {
        Path results = folder.resolve("results");
        Ran ran = good(
                traces(4),
                "--labels",
                names(),
                "--group",
                runs() + ":program",
                "-o",
                results,
                "--resamples",
                40,
                "--json");
        assertTrue(ran.err().contains("2 rows of bee have kin in other families, and are not novel"), ran.err());
        assertTrue(ran.err().contains("part 14/14, without cat and dog, fold 2: "), ran.err());
        assertTrue(ran.err().contains("without ant, fold 1  epoch 1/1  loss "), ran.err());
        assertEquals(1, ran.lines().size());
        JsonNode all = JSON.readTree(ran.out());
        assertEquals(ran.out(), Files.readString(results.resolve("comparison.json")));
        assertEquals("pairs", all.get("choose").asString());
        assertEquals("msp", all.get("baseline").get("detector").asString());
        assertEquals(4, all.get("families").size());
        Set<String> detectors = new HashSet<>();
        double last = 1;
        for (JsonNode detector : all.get("detectors")) {
            detectors.add(detector.get("detector").asString().replaceFirst("@.*", ""));
            assertTrue(detector.get("auroc").asDouble() <= last, "the best comes first");
            last = detector.get("auroc").asDouble();
        }
        assertEquals(20, detectors.size(), detectors.toString());
        double sum = 0;
        for (JsonNode family : all.get("families")) {
            boolean kin = List.of("ant", "bee").contains(family.get("family").asString());
            assertEquals(kin ? 8 : 10, family.get("novel").asInt());
            assertEquals(kin ? 2 : 0, family.get("kin").asInt());
            assertEquals(30, family.get("known").asInt(), "each row of the others is held out once");
            double auroc = family.get("auroc").asDouble();
            assertTrue(family.get("hindsight").get("auroc").asDouble() >= auroc);
            assertTrue(family.get("auroc_low").asDouble()
                    <= family.get("auroc_high").asDouble());
            for (String measure : List.of(
                    "aupr_known", "aupr_novel", "fpr95_known_positive", "fpr95_novel_positive", "detection_accuracy")) {
                double value = family.get(measure).asDouble(-1);
                assertTrue(value >= 0 && value <= 1, measure + " " + value);
            }
            sum += auroc;
        }
        assertEquals(sum / 4, all.get("auroc").asDouble(), 1e-12);
        assertEquals(
                Set.of("comparison.csv", "comparison.json", "comparison.png", "comparison.svg", "report.html"),
                files(results).keySet(),
                "the scores of parts are gone when all is done");
        choicesFollowFromTheTable(all, Files.readAllLines(results.resolve("comparison.csv")));
    }

    /** Worked out again from the rows of the table: what was chosen for a family stands in no row in which it was novel. */
    private static void choicesFollowFromTheTable(JsonNode all, List<String> table) {
        assertTrue(table.get(0).startsWith("family,also_left_out,fold,detector,layer,known,novel,auroc,aupr_known,"));
        for (JsonNode family : all.get("families")) {
            String out = family.get("family").asString();
            Map<String, Double> sums = new TreeMap<>();
            List<String> order = new ArrayList<>();
            double own = 0;
            for (String line : table.subList(1, table.size())) {
                String[] cells = line.split(",");
                String detector = cells[3] + (cells[4].isEmpty() ? "" : "@" + cells[4]);
                if (cells[1].equals(out)) {
                    assertNotEquals(out, cells[0]);
                    sums.merge(detector, Double.parseDouble(cells[7]), Double::sum);
                    if (!order.contains(detector)) {
                        order.add(detector);
                    }
                }
                if (cells[0].equals(out)
                        && cells[1].isEmpty()
                        && detector.equals(family.get("chosen").asString())) {
                    own += Double.parseDouble(cells[7]) / 2;
                }
            }
            String best = order.get(0);
            for (String detector : order) {
                best = Objects.requireNonNull(sums.get(detector)) > Objects.requireNonNull(sums.get(best)) + 1e-12
                        ? detector
                        : best;
            }
            assertEquals(best, family.get("chosen").asString(), out);
            assertEquals(own, family.get("auroc").asDouble(), 1e-12, "the mean over the folds");
        }
    }

    @Test
    void anInterruptedRunGoesOnAndEndsAlike() throws IOException {
        Path traces = traces(4);
        Path whole = folder.resolve("whole");
        Object[] more = {"--detectors", SOME, "--choose", "single", "--resamples", 20, "--group", runs() + ":program"};
        good(traces, with(more, "-o", whole, "--threads", 1));

        Path results = Files.createDirectories(folder.resolve("interrupted"));
        // A folder stands where the table belongs: all parts are done when the disk refuses.
        Files.createDirectories(results.resolve("comparison.csv"));
        Ran stopped = run(traces, with(more, "-o", results));
        assertEquals(2, stopped.code(), stopped.err());
        Files.delete(results.resolve("comparison.csv"));
        Path kept = results.resolve("parts");
        assertEquals(9, files(kept).size(), "eight parts and the state");
        // One part is damaged.
        byte[] bytes = Files.readAllBytes(kept.resolve("fold-2-2-1.npy"));
        bytes[bytes.length - 2] ^= 1;
        Files.write(kept.resolve("fold-2-2-1.npy"), bytes);

        refused(run(traces, with(more, "-o", results, "--resume", "--seed", 2)), "--seed was 1, is 2");
        Ran asked = Bench.interrupted(
                words(traces, with(more, "-o", results, "--resume")).toArray());
        assertEquals(130, asked.code(), asked.err());
        assertTrue(asked.err().contains("stopped in part 3 of 8; the same command with --resume goes on"), asked.err());

        Ran ran = good(traces, with(more, "-o", results, "--resume"));
        assertTrue(ran.err().contains("8 parts are done already"), ran.err());
        assertTrue(ran.err().contains("part 3/8, without 1, fold 1"), ran.err());
        assertFalse(ran.err().contains("part 4/8"), ran.err());
        same(files(whole), files(results));
    }

    private static Object[] with(Object[] some, Object... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
    }

    @Test
    void theModelGetsTheDetectorAndItsThreshold() throws IOException {
        Path traces = traces(3);
        Path model = folder.resolve("m.ichnite");
        Bench.good(
                "train",
                traces,
                "-o",
                model,
                "--network",
                "cnn-lstm-small",
                "--length",
                12,
                "--epochs",
                1,
                "--kernels",
                "plain",
                "--baseline",
                "none");
        Object[] more = {"--detectors", "mahalanobis,relative", "--resamples", 0};
        refused(run(traces, with(more, "--into", model, "--error-rate", "0.05")), "needs at least 19 familiar rows");
        Ran ran = good(traces, with(more, "--into", model, "--error-rate", "0.25"));
        assertTrue(ran.err().contains("of three families two left out leave one"), ran.err());
        assertTrue(ran.err().contains("m.ichnite: now tells the novel by "), ran.err());
        assertTrue(ran.out().contains("msp (baseline)"), ran.out());
        assertTrue(ran.out().contains("Against msp (the baseline) the choice "), ran.out());
        ModelBundle bundle = new ZipModelFiles().read(model);
        Familiarity familiarity = Objects.requireNonNull(bundle.familiarity());
        assertEquals(0.25, familiarity.errorRate());
        JsonNode told =
                JSON.readTree(Bench.good("describe", model, "--json").out()).get("familiarity");
        assertEquals(familiarity.threshold(), told.get("threshold").asDouble());
        assertTrue(Bench.good("describe", model).out().contains("; novel below "));
        // The threshold again, from what the model's own features give for the rows that validated.
        Path features = folder.resolve("f");
        Bench.good("features", model, traces, "-o", features, "--kernels", "plain");
        if (!familiarity.layers().isEmpty()) {
            Path detector = folder.resolve("d");
            ZipDetectorFiles.write(
                    new KeptDetector(
                            familiarity.detector(), familiarity.layers(), OptionalDouble.empty(), new TreeMap<>()),
                    detector);
            Path scores = folder.resolve("s.csv");
            Bench.good("novelty", "score", detector, features, "-o", scores);
            List<String> validated = Objects.requireNonNull(bundle.rows()).validated();
            List<Double> own = Files.readAllLines(scores).stream()
                    .map(line -> line.split(","))
                    .filter(cells -> validated.contains(cells[0]))
                    .map(cells -> Double.parseDouble(cells[1]))
                    .sorted()
                    .toList();
            assertEquals(own.get((int) (0.25 * (own.size() + 1)) - 1), familiarity.threshold());
        }
        refused(run(traces(4), with(more, "--into", model)), "knows the classes 0, 1, 2; row");
        Path other = Bench.traces(folder.resolve("o.csv"), 12, true, 1);
        refused(run(other, with(more, "--into", model)), " rows that ");
    }

    @Test
    void aDescribedNetworkEndsInAsManyClassesAsAreLeft() throws IOException {
        // Ready integers, one of which only a single row has: what nobody knew when it was learned counts as none.
        int length = 6;
        int[] x = new int[ROWS * length];
        int[] y = new int[ROWS];
        Random random = new Random(5);
        for (int i = 0; i < ROWS; i++) {
            y[i] = i % 4;
            for (int j = 0; j < length; j++) {
                x[i * length + j] = 1 + 3 * y[i] + random.nextInt(3);
            }
        }
        x[7] = 19;
        NpyArray.of(x, ROWS, length).write(folder.resolve("x.npy"));
        NpyArray.of(y, ROWS).write(folder.resolve("y.npy"));
        Path spec = Files.writeString(
                folder.resolve("tiny.json"),
                """
                {"name": "tiny", "length": 6, "layers": [
                  {"kind": "Embedding", "input_dim": 20, "output_dim": 4},
                  {"kind": "GlobalMaxPooling1D"},
                  {"kind": "Dense", "units": 3, "activation": "relu"},
                  {"kind": "Dense", "units": 4, "activation": "softmax"}]}
                """);
        Ran ran = Bench.good(
                "novelty",
                "compare",
                folder.resolve("x.npy") + "," + folder.resolve("y.npy"),
                "--network",
                spec,
                "--epochs",
                30,
                "--learning-rate",
                "0.05",
                "--batch",
                4,
                "--kernels",
                "plain",
                "--layers",
                "1,2",
                "--detectors",
                "knn,vim",
                "--k",
                3,
                "--validation",
                0,
                "--resamples",
                0,
                "--json");
        JsonNode all = JSON.readTree(ran.out());
        assertEquals(4, all.get("families").size());
        assertTrue(ran.err().contains("part 18/18, "), ran.err());
        JsonNode best = all.get("detectors").get(0);
        assertEquals("knn@1", best.get("detector").asString());
        assertTrue(best.get("auroc").asDouble() > 0.8, "calls of a family are near to those of no other");
        assertEquals("knn@1", all.get("recommended").asString());
        assertTrue(best.get("auroc_low").isNull(), "nothing was drawn");
    }

    @Test
    void whatCannotBeHadIsRefused() throws IOException {
        Path two = traces(2);
        refused(run(two), "expected at least 3 families, found 2 in ");
        Path traces = traces(4);
        refused(run(traces, "--folds", 1), "--folds");
        refused(run(traces, "--choose", "some"), "--choose: expected pairs, single or none, found 'some'");
        refused(run(traces, "--detectors", "mahalanobis,x"), "no detector is called 'x'");
        refused(run(traces, "--detectors", "knn,knn"), "--detectors: expected each of");
        refused(run(traces, "--detectors", "vim", "--layers", "9"), "vim needs layer");
        refused(run(traces, "--layers", "99"), "no layer '99'");
        refused(run(traces, "--layers", "10,10"), "--layers: 10 is named twice");
        refused(run(traces, "--covariance", "x"), "--covariance: ");
        refused(run(traces, "--resume"), "--resume needs -o DIR");
        refused(run(traces, "--error-rate", "0.2"), "--error-rate needs --into MODEL");
        refused(run(traces, "--error-rate", "2", "--into", traces), "--error-rate: expected above 0 and below 1");
        refused(run(traces, "--group", "x"), "--group: expected sequence, near, near:SIMILARITY or FILE.csv:COLUMN");
        StringBuilder runs = new StringBuilder("file_id,program\n");
        for (int id = 1; id <= ROWS; id++) {
            runs.append(id).append(",p").append(id % 5).append('\n');
        }
        Path shared = Files.writeString(folder.resolve("shared.csv"), runs);
        refused(
                run(traces, "--group", shared + ":program"),
                "expected at least 3 families with rows that have no kin in another, found 0");
    }
}
