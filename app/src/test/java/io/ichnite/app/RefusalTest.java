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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused: by which number, in which words, and with nothing harmed. */
class RefusalTest {
    @TempDir
    private Path folder = Path.of("");

    private static void refused(Ran ran, String words) {
        assertEquals(2, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(words), ran.err());
        assertFalse(ran.err().contains("\tat "), "a refusal shows no stack: " + ran.err());
    }

    @Test
    void anUnknownCommandOrOption() {
        refused(Bench.run("trainn"), "did you mean train?");
        refused(Bench.run(), "expected a command");
        refused(Bench.run("describe", "cnn-lstm", "--colour"), "--colour");
        refused(Bench.run("train", "x.csv"), "--output");
        refused(Bench.run("describe", "cnn-lstm", "--threads", "0"), "--threads: expected 1 to 256, found 0");
        refused(Bench.run("train", "x.csv", "-o", folder.resolve("m"), "--epochs", "many"), "--epochs");
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs,      0,       --epochs: expected at least 1",
        "--batch,       -1,      --batch: expected at least 1",
        "--learning-rate, 0,     --learning-rate: expected a number above 0",
        "--learning-rate, NaN,   --learning-rate: expected a number above 0",
        "--optimizer,   sgd,     --optimizer: expected rmsprop or adam",
        "--rmsprop-epsilon, up,  --rmsprop-epsilon: expected inside or outside",
        "--early-stopping, -1,   --early-stopping: expected at least 0",
        "--plateau,     -1,      --plateau: expected at least 0",
        "--plateau-factor, 1,    --plateau-factor: expected a number above 0 and below 1",
        "--validation,  1,       --validation: expected at least 0 and below 1",
        "--split,       fair,    '--split: expected grouped, stratified or random'",
        "--group,       x,       --group: expected sequence",
        "--train-first, 0,       --train-first: expected at least 1",
        "--train-until, 2017,    --train-until needs dates",
        "--order,       sideways, is no order",
        "--classes,     '0,1,1', a class is named twice",
        "--classes,     '0,1',   expected a label of",
        "--dense,       0,       --dense: expected at least 1",
        "--network,     resnet,  no network is called 'resnet'",
        "--network,     no.json, no.json: no such file or folder",
        "--kernels,     gpu,     'expected auto, vector or plain'",
        "--length,      0,       '--length: expected 1 to 1073741824, found 0'",
        "--class-weights, no.csv, no.csv: no such file or folder",
        "--from,        no.model, no.model: no such file or folder",
        "--vocabulary-data, no.csv, no.csv: no such file or folder",
        "--labels,      no.csv,  no.csv: no such file or folder"
    })
    void optionsThatCannotBeHad(String option, String value, String message) throws IOException {
        Path train = Bench.traces(folder.resolve("t.csv"), 9, true, 1);
        Path model = Files.writeString(folder.resolve("m"), "as it was");
        List<Object> words = new ArrayList<>(List.of("train", train, "-o", model, option, value));
        if (!option.equals("--network")) {
            words.addAll(List.of("--network", "cnn-lstm-small"));
        }
        refused(Bench.run(words.toArray()), message);
        assertEquals("as it was", Files.readString(model));
        assertEquals(List.of("m", "t.csv"), names(folder));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void optionsThatDoNotGoTogether() throws IOException {
        Path train = Bench.traces(folder.resolve("t.csv"), 9, true, 1);
        Path model = folder.resolve("m");
        refused(
                Bench.train(train, model, "--validation", "0.2", "--train-first", "3"),
                "--train-first goes with neither");
        refused(Bench.train(train, model, "--validation", "0", "--split", "random"), "it is not asked for");
        refused(Bench.train(train, model, "--split", "random", "--group", "sequence"), "--group needs --split grouped");
        refused(Bench.train(train, model, "--optimizer", "adam", "--rmsprop-epsilon", "inside"), "no meaning");
        refused(Bench.train(train, model, "--train-until", "2017-13", "--labels", "l.csv"), "expected a date");
        assertFalse(Files.exists(model));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.h5", "m.keras", "m.onnx"})
    void formatsThatExportWrites(String name) {
        Path file = folder.resolve(name);
        Path bundle = folder.resolve("m.ichnite");
        refused(
                Bench.run("train", "t.csv", "-o", file),
                "train -o " + bundle + ", then export " + bundle + " -o " + file);
    }

    @Test
    void placesWhereNothingCanBePut() throws IOException {
        Path train = Bench.traces(folder.resolve("t.csv"), 9, true, 1);
        refused(Bench.train(train, folder), "is a folder; expected the name of a file");
        refused(Bench.train(train, folder.resolve("no/m")), "no such file or folder");
        refused(Bench.run("predict", "m", train, "-o", folder.resolve("p.txt")), "ends in .csv or .npy");
        refused(Bench.run("evaluate", "m", train, "-o", train), "is a file; expected a folder");
    }

    @Test
    void dataThatIsNone() throws IOException {
        Path model = folder.resolve("m");
        refused(Bench.train(folder.resolve("no.csv"), model), "no.csv: no such file or folder");
        Path binary = Files.write(folder.resolve("b.csv"), new byte[] {0, 1, 2, 3, 10, 5});
        refused(Bench.train(binary, model), "b.csv:1: ");
        Path other = Files.writeString(folder.resolve("o.csv"), "a,b\n1,2\n");
        refused(Bench.train(other, model), "o.csv:1: ");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused(Bench.train(empty, model), "empty");
        Path unlabelled = Bench.traces(folder.resolve("u.csv"), 9, false, 1);
        refused(Bench.train(unlabelled, model), "expected labels, found none");
        Path headerOnly = Files.writeString(folder.resolve("h.csv"), "file_id,label,api,tid,index\n");
        refused(Bench.train(headerOnly, model), "expected rows, found none");
        Path npy = Files.writeString(folder.resolve("x.npy"), "no numbers");
        refused(Bench.run("train", npy, "-o", model), "x.npy");
        Path oneClass = Files.writeString(
                folder.resolve("one.csv"), "file_id,label,api,tid,index\n1,0,a,1,1\n2,0,b,1,1\n3,0,c,1,1\n");
        refused(Bench.train(oneClass, model), "expected at least two classes");
        assertFalse(Files.exists(model));
    }

    @Test
    void modelsThatAreNone() throws IOException {
        Path train = Bench.traces(folder.resolve("t.csv"), 9, true, 1);
        Path out = folder.resolve("p.csv");
        Files.writeString(out, "as it was");
        refused(Bench.run("predict", folder.resolve("no"), train, "-o", out), "no: no such file or folder");
        refused(Bench.run("predict", train, train, "-o", out), "t.csv");
        refused(Bench.run("describe", train), "t.csv");
        Path h5 = Files.writeString(folder.resolve("m.h5"), "not HDF5");
        refused(Bench.run("evaluate", h5, train), "expected an HDF5 file");
        Path model = folder.resolve("m");
        assertEquals(0, Bench.train(train, model).code());
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        refused(Bench.run("predict", damaged, train, "-o", out), "damaged");
        refused(
                Bench.run("predict", model, train, "-o", out, "--network", "cnn-lstm"),
                "a bundle knows its own network");
        assertEquals("as it was", Files.readString(out));
    }

    @Test
    void labelsThatAModelDoesNotKnow() throws IOException {
        Path model = folder.resolve("m");
        assertEquals(
                0,
                Bench.train(Bench.traces(folder.resolve("t.csv"), 9, true, 1), model)
                        .code());
        Path other = Files.writeString(folder.resolve("o.csv"), "file_id,label,api,tid,index\n1,7,NtCall1,1,1\n");
        refused(
                Bench.run("evaluate", model, other, "--kernels", "plain"),
                "file_id 1: expected a label of 0, 1, 2, found '7'");
    }

    @Test
    void aRejectedRowMakesItPartly() throws IOException {
        Path csv = Bench.traces(folder.resolve("t.csv"), 9, true, 1);
        Files.writeString(csv, Files.readString(csv) + "1,2\n");
        Path store = folder.resolve("s");
        Ran ran = Bench.run("ingest", csv, "-o", store);
        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("t.csv:"), ran.err());
        assertTrue(ran.err().contains("expected 5 columns, found 2"), ran.err());
        assertTrue(Files.exists(store.resolve("rejected.csv")));
        Path model = folder.resolve("m");
        assertEquals(3, Bench.train(csv, model).code(), "on the fly too");
        assertTrue(Files.exists(model));
        assertEquals(0, Bench.train(store, folder.resolve("m2")).code(), "a store has told it already");

        Ran strict = Bench.run("ingest", csv, "-o", folder.resolve("s2"), "--strict");
        refused(strict, "expected 5 columns, found 2");
        assertFalse(Files.exists(folder.resolve("s2/CURRENT")));
    }

    @Test
    void theSameFileTwiceNeedsMerging() throws IOException {
        Path csv = Bench.traces(folder.resolve("t.csv"), 9, true, 1);
        Path again = Files.copy(csv, folder.resolve("again.csv"));
        refused(Bench.run("ingest", csv, again, "-o", folder.resolve("s")), "again.csv");
        assertEquals(
                0,
                Bench.run("ingest", csv, again, "-o", folder.resolve("s"), "--merge")
                        .code());
    }
}
