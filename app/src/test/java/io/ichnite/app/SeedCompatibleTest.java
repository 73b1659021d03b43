package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Recurrence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published system's ways, one by one, from the command line: those that {@code --seed-compatible} brings back, with
 * what is done without it; those that are kept; those that are mended for good. What a way should give is worked out apart
 * from this program: Keras wrote down the numbers of words, and where none are needed a rule of one line says the rest.
 *
 * <table>
 * <caption>Which test holds what</caption>
 * <tr><th>the published system</th><th>here</th><th>test</th></tr>
 * <tr><td>words are lower-cased and split at _ - . and others</td><td>by the switch</td><td>{@link #wordsAreNumberedAsKerasDid}, {@link #withoutTheSwitchACallIsOneName}</td></tr>
 * <tr><td>vocabulary fitted on test data too, which renumbers</td><td>by the switch</td><td>{@link #wordsAreNumberedAsKerasDid}, {@link #theVocabularyIsFittedOnRowsThatDoNotTrain}</td></tr>
 * <tr><td>calls that were not seen vanish</td><td>by the switch</td><td>{@link #wordsAreNumberedAsKerasDid}, {@link #callsThatWereNotSeenVanish}</td></tr>
 * <tr><td>the first 10,000 files by id train</td><td>by the switch</td><td>{@link #theFirstTenThousandFilesTrain}</td></tr>
 * <tr><td>with fewer there is no validation</td><td>by the switch, with a warning</td><td>{@link #fewerFilesLeaveNoneToValidate}</td></tr>
 * <tr><td>the last weights are saved</td><td>by the switch</td><td>{@link #theLastWeightsAreKept}</td></tr>
 * <tr><td>ids in the answers are 1 to n</td><td>by the switch</td><td>{@link #answersAreNumbered}</td></tr>
 * <tr><td>the label of a file's first row wins</td><td>by the switch; else the row is rejected</td><td>{@link #theLabelOfTheFirstRowWins}</td></tr>
 * <tr><td>by thread and index, ties as they came</td><td>kept</td><td>{@link #tiesKeepTheOrderOfTheInput}</td></tr>
 * <tr><td>threads by their numbers</td><td>kept, other orders by an option</td><td>{@link #threadsGoByTheirNumbersUnlessAskedOtherwise}</td></tr>
 * <tr><td>the last 6000 calls</td><td>kept</td><td>{@link #theLastCallsStay}</td></tr>
 * <tr><td>accuracy by the largest output, loss clipped at 1e-7</td><td>kept</td><td>{@link #accuracyAndLossAreKeras}</td></tr>
 * <tr><td>an embedding of 304 rows whatever the names</td><td>mended</td><td>{@link #theEmbeddingHasTheRowsThatTheVocabularyNeeds}</td></tr>
 * <tr><td>8 classes whatever the labels</td><td>mended</td><td>{@link #classesAreThoseOfTheDataOrThoseAskedFor}</td></tr>
 * <tr><td>ids and labels sorted as texts</td><td>mended</td><td>{@link #idsAndLabelsAreSortedAsNumbers}</td></tr>
 * <tr><td>a call named NULL, None or nan is a missing one, and ends it all</td><td>mended</td><td>{@link #namesThatPandasTakesForMissingAreNames}</td></tr>
 * <tr><td>the learning rate is not heard</td><td>mended</td><td>{@link #theLearningRateIsHeard}</td></tr>
 * <tr><td>one file is asked about at a time</td><td>mended</td><td>{@link #filesAreAskedAboutTogether}</td></tr>
 * </table>
 */
class SeedCompatibleTest {
    private final Path folder;

    SeedCompatibleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A network in which the place of every call matters. */
    private Path network() throws IOException {
        Recurrence lstm = new Recurrence(4, false, Activation.TANH, Activation.SIGMOID, 0, 0, true, false);
        return Files.writeString(
                folder.resolve("net.json"),
                SpecJson.write(NetworkSpec.chain(
                        "mine",
                        6,
                        List.of(
                                new LayerSpec.Embedding("embed", 64, 4),
                                new LayerSpec.Lstm("lstm", lstm),
                                new LayerSpec.Dense("dense", 2, Activation.SOFTMAX, true)))));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Texts as traces of one thread each, ids 1, 2, 3…, classes in turn. */
    private Path traces(String name, List<String> texts, boolean labelled) throws IOException {
        StringBuilder csv = new StringBuilder(labelled ? "file_id,api,tid,index,label\n" : "file_id,api,tid,index\n");
        for (int file = 0; file < texts.size(); file++) {
            String[] words = texts.get(file).split(" +");
            for (int i = 0; i < words.length; i++) {
                csv.append(file + 1)
                        .append(",\"")
                        .append(words[i].replace("\"", "\"\""))
                        .append("\",0,")
                        .append(i);
                csv.append(labelled ? "," + file % 2 : "").append('\n');
            }
        }
        return write(name, csv.toString());
    }

    private Path train(Path data, String model, Object... more) throws IOException {
        Path file = folder.resolve(model);
        List<Object> words = new ArrayList<>(
                List.of("train", data, "-o", file, "--network", network(), "--epochs", 1, "--kernels", "plain"));
        words.addAll(List.of(more));
        Bench.good(words.toArray());
        return file;
    }

    /** Probabilities as they lie in a file. */
    private byte[] asked(Path model, Path data) throws IOException {
        Path out = folder.resolve("asked.npy");
        Bench.good("predict", model, data, "-o", out, "--kernels", "plain");
        return Files.readAllBytes(out);
    }

    private Path array(int[]... rows) throws IOException {
        int[] all = Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
        Path file = folder.resolve("x.npy");
        NpyArray.of(all, rows.length, rows[0].length).write(file);
        return file;
    }

    private static List<String> vocabulary(Path model) throws IOException {
        try (ZipFile zip = new ZipFile(model.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("vocabulary.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private JsonNode described(Path model) {
        return JsonMapper.shared()
                .readTree(Bench.good("describe", model, "--json").out());
    }

    private static List<String> firstColumn(Path csv) throws IOException {
        return Files.readAllLines(csv).stream().map(line -> line.split(",")[0]).toList();
    }

    /** Keras' own answers, of those cases that traces can hold: names in ASCII, no empty text, the default options. */
    static List<JsonNode> goldens() throws IOException {
        Set<String> wanted = Set.of(
                "case folding merges A/W names",
                "frequency order, ties by first appearance",
                "underscore and punctuation are separators",
                "apostrophe is kept",
                "longer than maxlen keeps the LAST (truncating=pre)",
                "OOV dropped when no oov_token",
                "fit on train then test, as seed",
                "second fit reindexes everything");
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream in = SeedCompatibleTest.class.getResourceAsStream("/goldens/tokenizer/tokenizer.json")) {
            for (JsonNode one : JsonMapper.shared().readTree(in).get("cases")) {
                if (wanted.contains(one.get("name").asString())) {
                    cases.add(one);
                }
            }
        }
        assertEquals(wanted.size(), cases.size());
        return cases;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    /** Traces and Keras' numbers for them have to be the same to a model, whose vocabulary has to be Keras' word index. */
    @ParameterizedTest
    @MethodSource("goldens")
    void wordsAreNumberedAsKerasDid(JsonNode golden) throws IOException {
        List<Object> more =
                new ArrayList<>(List.of("--seed-compatible", "--classes", "0,1", "--length", golden.get("maxlen")));
        if (!golden.get("fit2").isNull()) {
            more.add("--vocabulary-data");
            more.add(traces("test.csv", texts(golden.get("fit2")), false));
        }
        Path model = train(traces("train.csv", texts(golden.get("fit")), true), "m", more.toArray());
        assertEquals(List.copyOf(golden.get("word_index").propertyNames()), vocabulary(model));
        int[][] numbers = golden.get("padded")
                .valueStream()
                .map(row -> row.valueStream().mapToInt(JsonNode::asInt).toArray())
                .toArray(int[][]::new);
        byte[] byNames = asked(model, traces("asked.csv", texts(golden.get("texts")), false));
        assertArrayEquals(asked(model, array(numbers)), byNames);
        numbers[0][numbers[0].length - 1]++;
        assertFalse(Arrays.equals(asked(model, array(numbers)), byNames), "another number is another answer");
    }

    @Test
    void withoutTheSwitchACallIsOneName() throws IOException {
        Path train = traces("train.csv", List.of("DnsQuery_A dnsquery_a __exception__", "b a.b"), true);
        Path model = train(train, "m", "--validation", 0);
        assertEquals(List.of("DnsQuery_A", "__exception__", "a.b", "b", "dnsquery_a"), vocabulary(model));
        // 0 is padding, 1 an unknown call, names follow from 2.
        assertArrayEquals(
                asked(model, array(new int[] {0, 0, 0, 2, 6, 3}, new int[] {0, 0, 0, 0, 5, 4})), asked(model, train));
    }

    @Test
    void theVocabularyIsFittedOnRowsThatDoNotTrain() throws IOException {
        Path train = traces("train.csv", List.of("a b", "b a", "late b"), true);
        Path test = traces("test.csv", List.of("late late late", "new"), false);
        Object[] split = {"--train-first", 2};
        assertEquals(List.of("b", "a", "late"), vocabulary(train(train, "s", "--seed-compatible", split[0], split[1])));
        assertEquals(
                List.of("late", "b", "a", "new"),
                vocabulary(train(train, "t", "--seed-compatible", split[0], split[1], "--vocabulary-data", test)));
        assertEquals(List.of("a", "b"), vocabulary(train(train, "n", split)), "without the switch");
    }

    @Test
    void callsThatWereNotSeenVanish() throws IOException {
        Path train = traces("train.csv", List.of("a b", "b a"), true);
        Path asked = traces("asked.csv", List.of("a new b newer", "new"), false);
        Path model = train(train, "m", "--seed-compatible");
        assertArrayEquals(
                asked(model, array(new int[] {0, 0, 0, 0, 1, 2}, new int[] {0, 0, 0, 0, 0, 0})), asked(model, asked));
        Path own = train(train, "own", "--validation", 0);
        assertArrayEquals(
                asked(own, array(new int[] {0, 0, 2, 1, 3, 1}, new int[] {0, 0, 0, 0, 0, 1})),
                asked(own, asked),
                "without the switch they have a number of their own");
    }

    /** All files of the first 10,000 ids are of one class and all others of another, so that validation fails by design. */
    @Test
    void theFirstTenThousandFilesTrain() throws IOException {
        StringBuilder csv = new StringBuilder("file_id,label,api,tid,index\n");
        Random random = new Random(1);
        for (int id = 10_040; id >= 1; id--) {
            for (int i = 0; i < 3; i++) {
                csv.append(5 * id)
                        .append(id <= 10_000 ? ",0" : ",1")
                        .append(",Nt")
                        .append(random.nextInt(30));
                csv.append(",0,").append(i).append('\n');
            }
        }
        Path train = write("many.csv", csv.toString());
        Object[] quickly = {"--limit-batches", 20, "--learning-rate", "0.05", "--length", 3, "--json"};
        List<Object> words = new ArrayList<>(List.of(
                "train",
                train,
                "-o",
                folder.resolve("m"),
                "--network",
                network(),
                "--epochs",
                1,
                "--kernels",
                "plain"));
        words.addAll(List.of(quickly));
        Ran own = Bench.good(words.toArray());
        assertTrue(own.err().contains("split: 8032 rows train, 2008 validate (grouped by sequence"), own.err());
        assertTrue(number(own, "val_accuracy") > 0.9, own.out());
        words.add("--seed-compatible");
        Ran seed = Bench.good(words.toArray());
        assertTrue(
                seed.err().contains("split: 10000 rows train, 40 validate (the first 10000 by file_id)"), seed.err());
        assertEquals(0, number(seed, "val_accuracy"), seed.out());
        assertTrue(number(seed, "accuracy") > 0.9, seed.out());
    }

    private static double number(Ran ran, String field) {
        return JsonMapper.shared().readTree(ran.lines().get(0)).get(field).asDouble();
    }

    @Test
    void fewerFilesLeaveNoneToValidate() throws IOException {
        Path train = Bench.traces(folder.resolve("t.csv"), 45, true, 1);
        Ran seed = Bench.train(train, folder.resolve("m"), "--seed-compatible", "--json");
        assertEquals(0, seed.code(), seed.err());
        assertTrue(
                seed.err()
                        .contains("warning: only 45 rows, so that the first 10000 leave none to validate\n"
                                + "split: 45 rows train, 0 validate"),
                seed.err());
        assertTrue(
                JsonMapper.shared()
                        .readTree(seed.lines().get(1))
                        .get("val_loss")
                        .isNull(),
                seed.out());
        Ran own = Bench.train(train, folder.resolve("m"), "--json");
        assertTrue(own.err().contains("split: 36 rows train, 9 validate"), own.err());
        assertFalse(own.err().contains("warning"), own.err());
    }

    @Test
    void theLastWeightsAreKept() throws IOException {
        // Labels that mean nothing, learnt by heart: validation gets worse.
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("file_id,label,api,tid,index\n");
        for (int id = 1; id <= 40; id++) {
            int label = random.nextInt(2);
            for (int i = 0; i < 6; i++) {
                csv.append(id + "," + label + ",Nt" + random.nextInt(12) + ",0," + i + "\n");
            }
        }
        Path train = write("t.csv", csv.toString());
        Object[] words = {
            "train",
            train,
            "-o",
            folder.resolve("m"),
            "--network",
            network(),
            "--kernels",
            "plain",
            "--epochs",
            8,
            "--batch",
            5,
            "--learning-rate",
            "0.05",
            "--train-first",
            30
        };
        Object[] seed = Arrays.copyOf(words, words.length + 1);
        seed[words.length] = "--seed-compatible";
        assertTrue(Bench.good(seed).out().contains(": the weights of epoch 8 of 8"));
        Ran own = Bench.good(words);
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("m.run/history.csv"))) {
            if (!line.startsWith("epoch")) {
                losses.add(Double.parseDouble(line.split(",")[3]));
            }
        }
        int best = 1 + losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertNotEquals(8, best, "the case is one where it matters: " + losses);
        assertTrue(own.out().contains(": the weights of epoch " + best + " of 8"), own.out());
    }

    @Test
    void answersAreNumbered() throws IOException {
        Path model = train(traces("train.csv", List.of("a b", "b a"), true), "m", "--validation", 0);
        Path test = write("t.csv", "file_id,api,tid,index\n70,a,0,0\n9,b,0,0\n100,a,0,0\n");
        Path out = folder.resolve("o.csv");
        Bench.good("predict", model, test, "-o", out, "--kernels", "plain", "--seed-compatible");
        List<String> numbered = Files.readAllLines(out);
        assertEquals(List.of("file_id", "1", "2", "3"), firstColumn(out));
        Bench.good("predict", model, test, "-o", out, "--kernels", "plain");
        assertEquals(List.of("file_id", "9", "70", "100"), firstColumn(out), "without the switch");
        List<String> named = Files.readAllLines(out);
        for (int row = 0; row < named.size(); row++) {
            assertEquals(
                    named.get(row).substring(named.get(row).indexOf(',')),
                    numbered.get(row).substring(numbered.get(row).indexOf(',')));
        }
    }

    /** File 7 says 1, then 0; its rows are not in the order of their indices, and the first in the input counts. */
    @Test
    void theLabelOfTheFirstRowWins() throws IOException {
        Path csv = write("t.csv", "file_id,label,api,tid,index\n7,1,b,0,1\n7,0,a,0,0\n8,0,a,0,0\n");
        Path store = folder.resolve("s");
        Path dump = folder.resolve("d");
        Bench.good("ingest", csv, "-o", store, "--seed-compatible");
        Bench.good("export", store, "-o", dump);
        assertEquals("[\"1\", \"0\"]", Files.readString(dump.resolve("security_train_labels.json")));
        assertEquals("[\"a b\", \"a\"]", Files.readString(dump.resolve("security_train_files.json")));
        Path model = train(csv, "m", "--seed-compatible");
        assertEquals(List.of("a", "b"), vocabulary(model));
        Ran seed = Bench.good("evaluate", model, csv, "--kernels", "plain", "--json", "--seed-compatible");
        assertEquals(2, number(seed, "rows"));
        Path out = folder.resolve("o.npy");
        Bench.good("predict", model, csv, "-o", out, "--kernels", "plain", "--seed-compatible");

        String reject = csv + ":3: label 0 differs from label 1 of the same file at line 2";
        for (Object[] words : new Object[][] {
            {"ingest", csv, "-o", store},
            {"export", csv, "-o", dump},
            {"evaluate", model, csv, "--kernels", "plain"},
            {"predict", model, csv, "-o", out, "--kernels", "plain"},
            {"train", csv, "-o", model, "--network", network(), "--epochs", 1, "--kernels", "plain", "--validation", 0}
        }) {
            Ran own = Bench.run(words);
            assertEquals(3, own.code(), own.err());
            assertTrue(own.err().contains(reject), own.err());
        }
        assertEquals("[\"b\", \"a\"]", Files.readString(dump.resolve("security_train_files.json")));
    }

    private String dumped(Path csv, Object... more) throws IOException {
        Path dump = folder.resolve("dump");
        List<Object> words = new ArrayList<>(List.of("export", csv, "-o", dump));
        words.addAll(List.of(more));
        Bench.good(words.toArray());
        return Files.readString(dump.resolve("security_test_files.json"));
    }

    @Test
    void tiesKeepTheOrderOfTheInput() throws IOException {
        Path csv = write(
                "t.csv",
                "file_id,api,tid,index\n1,c,2,5\n1,z,1,5\n1,a,2,5\n1,y,1,5\n1,first,2,4\n1,b,2,5\n1,y,1,5\n1,x,1,9\n");
        assertEquals("[\"z y y x first c a b\"]", dumped(csv));
    }

    @Test
    void threadsGoByTheirNumbersUnlessAskedOtherwise() throws IOException {
        Path csv = write("t.csv", "file_id,api,tid,index\n1,c,20,0\n1,a,3,2\n1,d,20,4\n1,b,3,6\n1,e,20,8\n");
        assertEquals("[\"a b c d e\"]", dumped(csv));
        assertEquals("[\"c a d b e\"]", dumped(csv, "--order", "clock"));
        assertEquals("[\"c d e a b\"]", dumped(csv, "--order", "longest"));
        Path model = train(traces("train.csv", List.of("a b c d e", "e d c b a"), true), "m", "--validation", 0);
        assertArrayEquals(asked(model, array(new int[] {0, 2, 3, 4, 5, 6})), asked(model, csv));
    }

    @Test
    void theLastCallsStay() throws IOException {
        Path train = traces("train.csv", List.of("a b c d", "d c b a"), true);
        Path model = train(train, "m", "--validation", 0, "--length", 3);
        Path longer = traces("l.csv", List.of("d d d d a b c"), false);
        Path tail = traces("e.csv", List.of("a b c"), false);
        assertArrayEquals(asked(model, tail), asked(model, longer));
        assertArrayEquals(asked(model, array(new int[] {2, 3, 4})), asked(model, longer));
        Path usual = folder.resolve("usual");
        Bench.good(
                "train",
                train,
                "-o",
                usual,
                "--network",
                "cnn-lstm-small",
                "--epochs",
                1,
                "--validation",
                0,
                "--seed-compatible",
                "--kernels",
                "plain");
        assertEquals(6000, described(usual).get("length").asInt(), "the published length, where none is asked for");
    }

    /** Worked out again from the probabilities that predict writes; the first file's label is said to be another one. */
    @Test
    void accuracyAndLossAreKeras() throws IOException {
        List<String> texts = List.of("a a a a a a", "b b b b b b", "a a a b a a", "b a b b b b");
        List<String> often =
                Collections.nCopies(80, texts).stream().flatMap(List::stream).toList();
        Path model = folder.resolve("m");
        Bench.good(
                "train",
                traces("often.csv", often, true),
                "-o",
                model,
                "--network",
                network(),
                "--kernels",
                "plain",
                "--seed-compatible",
                "--epochs",
                3,
                "--learning-rate",
                "1",
                "--batch",
                1);
        Path train = traces("train.csv", texts, true);
        asked(model, train);
        float[] p = NpyArray.read(folder.resolve("asked.npy")).floats();
        double loss = 0;
        double right = 0;
        for (int row = 0; row < texts.size(); row++) {
            int label = row == 0 ? 1 : row % 2;
            double of = p[2 * row + label];
            loss -= Math.log(Math.min(Math.max(of, 1e-7), 1 - 1e-7)) / texts.size();
            right += of > p[2 * row + 1 - label] ? 1 : 0;
        }
        assertTrue(p[1] < 1e-7, "the case is one where clipping matters: " + Arrays.toString(p));
        assertEquals(texts.size() - 1, right);
        Path labels = write("l.csv", "file_id,label\n1,1\n");
        Ran ran = Bench.good("evaluate", model, train, "--labels", labels, "--kernels", "plain", "--json");
        assertEquals(right / texts.size(), number(ran, "accuracy"));
        assertEquals(loss, number(ran, "log_loss"), 1e-12);
    }

    @Test
    void theEmbeddingHasTheRowsThatTheVocabularyNeeds() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            many.append("Nt").append(i).append(' ');
        }
        Path train = traces("train.csv", List.of(many.toString(), "Nt1 Nt2"), true);
        for (String with : List.of("--seed-compatible", "--reverse")) {
            Path model = folder.resolve("m");
            Bench.good(
                    "train",
                    train,
                    "-o",
                    model,
                    "--network",
                    "cnn-lstm-small",
                    "--length",
                    12,
                    "--epochs",
                    1,
                    "--validation",
                    0,
                    "--kernels",
                    "plain",
                    with);
            // Padding and 400 words; or padding, unknown calls and 400 names.
            int rows = with.equals("--seed-compatible") ? 401 : 402;
            String embedding = Bench.good("describe", model)
                    .out()
                    .lines()
                    .filter(line -> line.strip().startsWith("embed (Embedding)"))
                    .findFirst()
                    .orElse("none");
            assertTrue(embedding.endsWith(" " + String.format("%,d", rows * 64)), embedding);
        }
    }

    @Test
    void classesAreThoseOfTheDataOrThoseAskedFor() throws IOException {
        Path train = Bench.traces(folder.resolve("t.csv"), 12, true, 1);
        Path model = folder.resolve("m");
        assertEquals(0, Bench.train(train, model, "--seed-compatible").code());
        assertEquals("[\"0\",\"1\",\"2\"]", described(model).get("classes").toString());
        // The top class does not occur, nor does 3.
        assertEquals(
                0,
                Bench.train(train, model, "--seed-compatible", "--classes", "0,1,2,3,4")
                        .code());
        assertEquals(
                "[\"0\",\"1\",\"2\",\"3\",\"4\"]",
                described(model).get("classes").toString());
        Path out = folder.resolve("o.csv");
        Bench.good("predict", model, train, "-o", out, "--kernels", "plain");
        assertEquals(
                "file_id,prob0,prob1,prob2,prob3,prob4", Files.readAllLines(out).get(0));
    }

    @Test
    void idsAndLabelsAreSortedAsNumbers() throws IOException {
        Path csv = write("t.csv", "file_id,label,api,tid,index\n100,10,a,0,0\n9,2,b,0,0\n20,2,a,0,0\n");
        Path model = folder.resolve("m");
        assertEquals(0, Bench.train(csv, model, "--seed-compatible").code());
        assertEquals("[\"2\",\"10\"]", described(model).get("classes").toString());
        Path out = folder.resolve("o.csv");
        Bench.good("predict", model, csv, "-o", out, "--kernels", "plain");
        assertEquals(List.of("file_id", "9", "20", "100"), firstColumn(out));
    }

    @Test
    void namesThatPandasTakesForMissingAreNames() throws IOException {
        Path csv = write("t.csv", "file_id,api,tid,index\n1,NULL,0,0\n1,None,0,1\n1,nan,0,2\n1,NA,0,3\n1,,0,4\n");
        Path store = folder.resolve("s");
        Ran ran = Bench.run("ingest", csv, "-o", store, "--seed-compatible");
        assertEquals(3, ran.code(), ran.err());
        assertTrue(ran.err().contains(csv + ":6: api is empty"), ran.err());
        Bench.good("export", store, "-o", folder.resolve("d"));
        assertEquals("[\"NULL None nan NA\"]", Files.readString(folder.resolve("d/security_test_files.json")));
    }

    @Test
    void theLearningRateIsHeard() throws IOException {
        Path train = traces("train.csv", List.of("a b", "b a"), true);
        Path usual = train(train, "a", "--seed-compatible");
        Path said = train(train, "b", "--seed-compatible", "--learning-rate", "1e-4");
        Path other = train(train, "c", "--seed-compatible", "--learning-rate", "1e-3");
        assertEquals(
                "1e-4", described(usual).get("options").get("learning-rate").asString(), "the published rate");
        assertArrayEquals(asked(usual, train), asked(said, train));
        assertFalse(Arrays.equals(asked(usual, train), asked(other, train)));
    }

    @Test
    void filesAreAskedAboutTogether() throws IOException {
        Path model = train(traces("train.csv", List.of("a b c", "c b a"), true), "m", "--seed-compatible");
        List<String> texts = List.of("a", "b c", "c c a", "a b c", "b");
        asked(model, traces("all.csv", texts, false));
        float[] together = NpyArray.read(folder.resolve("asked.npy")).floats();
        for (int i = 0; i < texts.size(); i++) {
            asked(model, traces("one.csv", texts.subList(i, i + 1), false));
            assertArrayEquals(
                    Arrays.copyOfRange(together, 2 * i, 2 * i + 2),
                    NpyArray.read(folder.resolve("asked.npy")).floats(),
                    "asked alone, as the published system did: the same bits");
        }
    }
}
