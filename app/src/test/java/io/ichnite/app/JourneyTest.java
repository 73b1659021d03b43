package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The black box: CSV in, test_labels.csv out. */
class JourneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private Path train() throws IOException {
        return Bench.traces(folder.resolve("train.csv"), 45, true, 1);
    }

    private Path test() throws IOException {
        return Bench.traces(folder.resolve("test.csv"), 9, false, 2);
    }

    @Test
    void labelsThatTheModelDoesNotKnowAreNoReasonNotToPredict() throws IOException {
        Path model = folder.resolve("model.ichnite");
        assertEquals(0, Bench.train(train(), model).code());
        Path known = folder.resolve("known.csv");
        Path unknown = folder.resolve("unknown.csv");
        String rows = Files.readString(test());
        Files.writeString(
                unknown, rows.replaceFirst("file_id,", "file_id,label,").replaceAll("(?m)^(\\d+),", "$1,77,"));
        Bench.good("predict", model, test(), "-o", known, "--kernels", "plain");
        Path labels = folder.resolve("labels.csv");
        Bench.good("predict", model, unknown, "-o", labels, "--kernels", "plain");
        assertEquals(Files.readString(known), Files.readString(labels));
    }

    @Test
    void fromTracesToLabels() throws IOException {
        Path store = folder.resolve("train.store");
        Path model = folder.resolve("model.ichnite");
        Path labels = folder.resolve("test_labels.csv");

        Ran ingested = Bench.good("ingest", train(), "-o", store);
        assertTrue(ingested.out().startsWith("45 files, "), ingested.out());

        Ran trained = Bench.train(store, model);
        assertEquals(0, trained.code(), trained.err());
        assertTrue(trained.err().contains("plain kernels, as asked"), trained.err());
        assertTrue(
                trained.err().contains("split: 36 rows train, 9 validate (grouped by sequence, 45 groups)"),
                trained.err());
        assertTrue(trained.err().contains("epoch 2/2  loss "), trained.err());
        assertTrue(trained.out().contains("the class mix"), trained.out());
        List<String> history = Files.readAllLines(folder.resolve("model.ichnite.run/history.csv"));
        assertEquals(
                "epoch,loss,accuracy,val_loss,val_accuracy,seconds,samples_per_second,kept,learning_rate",
                history.get(0));
        assertEquals(3, history.size());

        Ran evaluated = Bench.good("evaluate", model, store, "-o", folder.resolve("results"), "--kernels", "plain");
        assertTrue(evaluated.out().contains("always 0"), evaluated.out());
        assertEquals(
                4, Files.readAllLines(folder.resolve("results/confusion.csv")).size());
        assertEquals(
                4, Files.readAllLines(folder.resolve("results/per_class.csv")).size());

        Bench.good("predict", model, test(), "-o", labels, "--kernels", "plain");
        List<String> lines = Files.readAllLines(labels);
        assertEquals("file_id,prob0,prob1,prob2", lines.get(0));
        assertEquals(10, lines.size());
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",");
            assertEquals(String.valueOf(row), cells[0]);
            double sum = 0;
            for (int c = 1; c < cells.length; c++) {
                sum += Float.parseFloat(cells[c]);
            }
            assertEquals(1, sum, 1e-5);
        }

        Ran described = Bench.good("describe", model);
        assertTrue(described.out().contains("embed (Embedding)"), described.out());
        assertTrue(described.out().contains("Total params: "), described.out());
        assertTrue(described.out().contains("sha256 "), described.out());
        assertFalse(described.out().contains(folder.toString()), "a model remembers no folder");
    }

    @Test
    void theSameAskedForGivesTheSameBytes() throws IOException {
        Path train = train();
        Path test = test();
        byte[][] models = new byte[3][];
        byte[][] labels = new byte[3][];
        for (int i = 0; i < 3; i++) {
            Path model = folder.resolve("model" + i + ".ichnite");
            Path out = folder.resolve("labels" + i + ".csv");
            Object threads = i == 2 ? 2 : 1;
            assertEquals(0, Bench.train(train, model, "--threads", threads).code());
            Bench.good("predict", model, test, "-o", out, "--kernels", "plain", "--threads", threads);
            models[i] = Files.readAllBytes(model);
            labels[i] = Files.readAllBytes(out);
        }
        assertArrayEquals(models[0], models[1], "twice");
        assertArrayEquals(labels[0], labels[1], "twice");
        assertArrayEquals(models[0], models[2], "by two threads");
        assertArrayEquals(labels[0], labels[2], "by two threads");
        assertEquals(0, Bench.train(train, folder.resolve("other"), "--seed", 2).code());
        assertFalse(Arrays.equals(models[0], Files.readAllBytes(folder.resolve("other"))), "another seed");
    }

    @Test
    void jsonIsAllThatStandsOnStdout() throws IOException {
        Path store = folder.resolve("store");
        Path model = folder.resolve("model");
        JsonNode ingested = one(Bench.good("ingest", train(), "-o", store, "--json"));
        assertEquals(
                List.of("rows", "files", "calls", "apis", "rejected", "seconds"),
                List.copyOf(ingested.propertyNames()));
        assertEquals(45, ingested.get("files").asInt());
        assertEquals(12, ingested.get("apis").asInt());

        Ran trained = Bench.train(store, model, "--json");
        assertEquals(2, trained.lines().size());
        for (String line : trained.lines()) {
            assertEquals(
                    List.of(
                            "epoch",
                            "loss",
                            "accuracy",
                            "val_loss",
                            "val_accuracy",
                            "samples_per_second",
                            "learning_rate"),
                    List.copyOf(JSON.readTree(line).propertyNames()));
        }

        JsonNode evaluated = one(Bench.good("evaluate", model, store, "--json", "--kernels", "plain"));
        assertEquals(45, evaluated.get("rows").asInt());
        assertTrue(evaluated.get("log_loss").asDouble() > 0);
        assertTrue(evaluated.get("macro_f1").isNumber()
                && evaluated.get("accuracy").isNumber());

        JsonNode predicted = one(
                Bench.good("predict", model, test(), "-o", folder.resolve("l.csv"), "--json", "--kernels", "plain"));
        assertEquals(9, predicted.get("rows").asInt());

        JsonNode described = one(Bench.good("describe", model, "--json"));
        assertEquals(36, described.get("length").asInt());
        assertEquals("36", described.get("options").get("length").asString());
    }

    private static JsonNode one(Ran ran) {
        assertEquals(1, ran.lines().size(), ran.out());
        return JSON.readTree(ran.out());
    }

    @Test
    void compressedAndPipedTracesAreTheSame() throws IOException {
        Path plain = train();
        Path zipped = folder.resolve("train.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(plain, out);
        }
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        assertEquals(0, Bench.train(plain, a).code());
        assertEquals(0, Bench.train(zipped, b).code());
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));

        Path labels = folder.resolve("l.csv");
        Bench.good("predict", a, test(), "-o", labels, "--kernels", "plain");
        Path piped = folder.resolve("piped.csv");
        Ran ran = Bench.runWith(
                Files.readString(folder.resolve("test.csv")), "predict", a, "-", "-o", piped, "--kernels", "plain");
        assertEquals(0, ran.code(), ran.err());
        assertEquals(Files.readString(labels), Files.readString(piped));
    }

    @Test
    void arraysInAndOut() throws IOException {
        int rows = 24;
        int[] x = new int[rows * 12];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 2;
            for (int j = 0; j < 12; j++) {
                x[i * 12 + j] = (i + j) % 5 + 4 * y[i];
            }
        }
        Path inputs = folder.resolve("x.npy");
        Path labels = folder.resolve("y.npy");
        NpyArray.of(x, rows, 12).write(inputs);
        NpyArray.of(y, rows).write(labels);
        Path model = folder.resolve("m");
        Bench.good(
                "train",
                inputs + "," + labels,
                "-o",
                model,
                "--network",
                "cnn-lstm-small",
                "--epochs",
                1,
                "--kernels",
                "plain",
                "--validation",
                "0");
        Path out = folder.resolve("p.npy");
        Bench.good("predict", model, inputs, "-o", out, "--kernels", "plain");
        NpyArray probabilities = NpyArray.read(out);
        assertArrayEquals(new int[] {rows, 2}, probabilities.shape());
        assertEquals(NpyArray.Kind.FLOAT32, probabilities.kind());
        Path csv = folder.resolve("p.csv");
        Bench.good("predict", model, inputs, "-o", csv, "--kernels", "plain");
        String[] first = Files.readAllLines(csv).get(1).split(",");
        assertEquals("1", first[0]);
        assertEquals(probabilities.floats()[0], Float.parseFloat(first[1]));
    }

    @Test
    void idsAreTheInputsOrNumbers() throws IOException {
        Path model = folder.resolve("m");
        assertEquals(0, Bench.train(train(), model, "--validation", "0").code());
        Path test = folder.resolve("odd.csv");
        Files.writeString(test, "api,index,file_id,tid\nNtCall1,0,70,1\nNtCall2,0,9,1\nNtNeverSeen,1,9,1\n");
        Path out = folder.resolve("o.csv");
        Bench.good("predict", model, test, "-o", out, "--kernels", "plain");
        assertEquals(List.of("file_id", "9", "70"), firstColumn(out));
        Bench.good("predict", model, test, "-o", out, "--kernels", "plain", "--renumber");
        assertEquals(List.of("file_id", "1", "2"), firstColumn(out));
    }

    private static List<String> firstColumn(Path csv) throws IOException {
        return Files.readAllLines(csv).stream().map(line -> line.split(",")[0]).toList();
    }

    @Test
    void trainingGoesOnFromAModel() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Path train = train();
        assertEquals(0, Bench.train(train, first).code());
        Ran ran = Bench.run(
                "train", train, "-o", second, "--from", first, "--epochs", 1, "--batch", 8, "--kernels", "plain");
        assertEquals(0, ran.code(), ran.err());
        JsonNode described = one(Bench.good("describe", second, "--json"));
        assertEquals(36, described.get("length").asInt(), "the length is the first model's");
        assertEquals("first", described.get("options").get("from").asString());
    }

    @Test
    void aDescribedNetworkSaysItsLength() throws IOException {
        Path spec = folder.resolve("net.json");
        Files.writeString(
                spec,
                SpecJson.write(NetworkSpec.chain(
                        "mine",
                        24,
                        List.of(
                                new LayerSpec.Embedding("e", 20, 8),
                                new LayerSpec.GlobalPooling1D("p", LayerSpec.Pool.MAX),
                                new LayerSpec.Dense("d", 3, Activation.SOFTMAX, true)))));
        Path model = folder.resolve("m");
        Bench.good("train", train(), "-o", model, "--network", spec, "--epochs", 1, "--kernels", "plain");
        JsonNode described = one(Bench.good("describe", model, "--json"));
        assertEquals(24, described.get("length").asInt());
        assertEquals("net.json", described.get("options").get("network").asString());
        assertEquals("1e-4", described.get("options").get("learning-rate").asString(), "defaults are remembered too");
        assertTrue(Bench.good("describe", spec).out().contains("Model: \"mine\""));
        Ran two = Bench.run("train", train(), "-o", model, "--network", spec, "--classes", "0,1,2,3");
        assertEquals(2, two.code());
        assertTrue(two.err().contains("puts out (3), the data has 4 classes"), two.err());
    }

    @Test
    void asThePublishedSystemDid() throws IOException {
        Path model = folder.resolve("m");
        Ran ran = Bench.train(train(), model, "--seed-compatible", "--vocabulary-data", test());
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.err().contains("leaked"), ran.err());
        assertTrue(ran.err().contains("only 45 rows"), ran.err());
        Ran described = Bench.good("describe", model);
        assertTrue(described.out().contains("12 words, as Keras' Tokenizer numbers them"), described.out());
    }

    @Test
    void theVocabularyIsThatOfTheTrainingRowsUnlessAskedOtherwise() throws IOException {
        Path train = train();
        Files.writeString(train, Files.readString(train) + "46,1,NtSeenLast,1,0\n47,2,NtSeenLast,1,0\n");
        Path model = folder.resolve("m");
        assertEquals(0, Bench.train(train, model, "--train-first", 40).code());
        assertTrue(Bench.good("describe", model).out().contains("12 names"));
        assertEquals(
                0,
                Bench.train(train, model, "--train-first", 40, "--keras-vocabulary")
                        .code());
        assertTrue(Bench.good("describe", model).out().contains("12 words"));
        assertEquals(
                0,
                Bench.train(train, model, "--train-first", 40, "--seed-compatible")
                        .code());
        assertTrue(Bench.good("describe", model).out().contains("13 words"), "validation rows too");
        assertEquals(
                0,
                Bench.train(train, model, "--train-first", 40, "--vocabulary-data", train)
                        .code());
        assertTrue(Bench.good("describe", model).out().contains("13 names"));
    }

    @Test
    void splitsByColumnAndByDate() throws IOException {
        Path train = train();
        StringBuilder runs = new StringBuilder("program,file_id,first_seen\n");
        for (int id = 1; id <= 45; id++) {
            runs.append("p")
                    .append(id / 5)
                    .append(',')
                    .append(id)
                    .append(id <= 30 ? ",2017-05\n" : ",2018-02-03 10:00:00\n");
        }
        Path table = Files.writeString(folder.resolve("runs.csv"), runs);
        Ran grouped = Bench.train(train, folder.resolve("a"), "--group", table + ":program", "--validation", "0.3");
        assertEquals(0, grouped.code(), grouped.err());
        assertTrue(grouped.err().contains("(grouped by program, 10 groups)"), grouped.err());
        Ran dated = Bench.train(train, folder.resolve("b"), "--train-until", "2017", "--labels", table);
        assertEquals(0, dated.code(), dated.err());
        assertTrue(
                dated.err().contains("split: 30 rows train, 15 validate (first seen up to 2017-12-31)"), dated.err());
        Ran first = Bench.train(train, folder.resolve("c"), "--train-first", 40);
        assertTrue(first.err().contains("split: 40 rows train, 5 validate"), first.err());
        for (String split : List.of("random", "stratified")) {
            Ran drawn = Bench.train(train, folder.resolve("d"), "--split", split);
            assertTrue(drawn.err().contains("split: 36 rows train, 9 validate (" + split + ")"), drawn.err());
        }
    }

    @Test
    void balancedAndGivenClassWeights() throws IOException {
        Path train = train();
        assertEquals(
                0,
                Bench.train(train, folder.resolve("a"), "--class-weights", "balanced")
                        .code());
        Path weights = Files.writeString(folder.resolve("w.csv"), "class,weight\n0,1\n1,2.5\n2,0\n");
        Ran ran = Bench.train(train, folder.resolve("b"), "--class-weights", weights, "--clip-norm", 1, "--reverse");
        assertEquals(0, ran.code(), ran.err());
        assertFalse(Arrays.equals(Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b"))));
    }

    @Test
    void labelsFromATable() throws IOException {
        Path train = train();
        StringBuilder table = new StringBuilder("file_id,label\n");
        for (int id = 1; id <= 45; id++) {
            table.append(id).append(id % 3 == 0 ? ",worm\n" : ",virus\n");
        }
        Path labels = Files.writeString(folder.resolve("l.csv"), table);
        Path model = folder.resolve("m");
        Ran ran = Bench.train(train, model, "--labels", labels);
        assertEquals(0, ran.code(), ran.err());
        JsonNode described = one(Bench.good("describe", model, "--json"));
        assertEquals("virus", described.get("classes").get(0).asString());
        Ran evaluated = Bench.good("evaluate", model, train, "--labels", labels, "--kernels", "plain");
        assertTrue(evaluated.out().contains("always virus"), evaluated.out());
    }
}
