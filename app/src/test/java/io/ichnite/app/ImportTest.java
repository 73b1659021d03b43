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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Keras saved becomes a model, is asked where a model is asked, and learns on. */
class ImportTest {
    private static final Path GOLDENS = Path.of("..", "formats", "src", "test", "resources", "goldens");
    private static final Path MODELS = GOLDENS.resolve("keras/models");
    private static final Path RESUME = GOLDENS.resolve("keras/resume");

    @TempDir
    private Path folder = Path.of("");

    /** The names of the published systems' own files. */
    @Test
    void theSeedsFlowsWorkWordForWord() throws IOException {
        Path ali = Files.copy(GOLDENS.resolve("keras/seed_a/a_lstm.tf2.0.h5"), folder.resolve("ali1.h5"));
        Path x = GOLDENS.resolve("keras/seed_a/x6000.npy");
        Ran imported = Bench.good("import", ali, "-o", folder.resolve("ali1.ichnite"));
        assertTrue(imported.out().contains("ali1.ichnite: 12 layers,"), imported.out());
        assertTrue(imported.err().contains("classes are called 0 to 7; --classes names them"), imported.err());
        assertTrue(imported.err().contains("ready integers alone"), imported.err());
        Bench.good("predict", ali, x, "-o", folder.resolve("direct.npy"));
        Bench.good("predict", folder.resolve("ali1.ichnite"), x, "-o", folder.resolve("bundle.npy"));
        assertArrayEquals(
                NpyArray.read(GOLDENS.resolve("keras/seed_a/a_lstm.softmax.npy"))
                        .floats(),
                NpyArray.read(folder.resolve("direct.npy")).floats(),
                1e-6f);
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("direct.npy")), Files.readAllBytes(folder.resolve("bundle.npy")));

        Path malconv = Files.copy(MODELS.resolve("ms4.tf2.0.h5"), folder.resolve("malconv_1.h5"));
        Bench.good("import", malconv, "-o", folder.resolve("malconv_1.ichnite"), "--classes", "a,b,c,d");
        Ran described = Bench.good("describe", folder.resolve("malconv_1.ichnite"));
        assertTrue(described.out().contains("none: the input is bytes"), described.out());
        for (Object model : List.of(malconv, folder.resolve("malconv_1.ichnite"))) {
            Path out = folder.resolve("features of " + Path.of(model.toString()).getFileName());
            Bench.good("features", model, MODELS.resolve("ms_x.npy"), "--layers", "7,8", "-o", out);
            NpyArray seven = NpyArray.read(out.resolve("feature_7.npy"));
            assertEquals(16, seven.shape()[1]);
            assertEquals(8, NpyArray.read(out.resolve("feature_8.npy")).shape()[1]);
        }
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.write(files.resolve("a.bin"), new byte[6000]);
        Bench.good("predict", malconv, files, "-o", folder.resolve("bytes.csv"));
        assertEquals(2, Files.readAllLines(folder.resolve("bytes.csv")).size());
    }

    @ParameterizedTest
    @CsvSource({
        "as_bi.sigmoid.keras3.15.keras, as_x.npy, as_bi.sigmoid.out.npy",
        "as_bi.sigmoid.keras2.15.keras, as_x.npy, as_bi.sigmoid.out.npy",
        "as_lstm.hard_sigmoid.keras2.1.5.h5, as_x.npy, as_lstm.hard_sigmoid.out.npy",
        "ms1.keras3.15.keras, ms_x.npy, ms1.out.npy",
    })
    void aFileIsAModelWhereverOneIsAsked(String file, String inputs, String outputs) throws IOException {
        Path model = MODELS.resolve(file);
        Path out = folder.resolve("p.npy");
        Bench.good("predict", model, MODELS.resolve(inputs), "-o", out);
        float[] expected = NpyArray.read(MODELS.resolve(outputs)).floats();
        NpyArray found = NpyArray.read(out);
        float[] answers = found.floats();
        int share = answers.length / expected.length;
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], answers[share * i + share - 1], 1e-6, "answer " + i);
        }
        Ran described = Bench.good("describe", model, "--json");
        assertTrue(described.out().contains("\"version\": \"keras "), described.out());
        Bench.good("features", model, MODELS.resolve(inputs), "-o", folder.resolve("f"));
    }

    @Test
    void whatTheFileLeavesOpenIsGiven() throws IOException {
        Path vocabulary = Files.writeString(folder.resolve("v.txt"), "ntopen\nntclose\n");
        Ran ran = Bench.good(
                "import",
                MODELS.resolve("as_lstm.sigmoid.keras3.15.keras"),
                "-o",
                folder.resolve("m.ichnite"),
                "--vocabulary",
                vocabulary,
                "--keras-vocabulary",
                "--classes",
                "a,b,c,d,e,f,g,h",
                "--json");
        assertTrue(ran.out().contains("\"classes\": [\"a\", \"b\""), ran.out());
        assertTrue(ran.out().contains("\"layers\": 12"), ran.out());
        Ran many = Bench.run(
                "import",
                MODELS.resolve("as_lstm.sigmoid.keras3.15.keras"),
                "-o",
                folder.resolve("n.ichnite"),
                "--vocabulary",
                Files.writeString(folder.resolve("many.txt"), "x\n".repeat(60)));
        assertEquals(2, many.code(), many.err());
        assertTrue(many.err().contains("has 50 rows, the vocabulary needs"), many.err());
        assertFalse(Files.exists(folder.resolve("n.ichnite")));
    }

    @Test
    void weightsAloneNeedANetwork() throws IOException {
        Path three = MODELS.resolve("as_lstm.sigmoid.keras3.15.weights.h5");
        Ran alone = Bench.run("import", three, "-o", folder.resolve("m.ichnite"));
        assertEquals(2, alone.code(), alone.err());
        assertTrue(alone.err().contains("--network SPEC.json"), alone.err());
        Ran named = Bench.run(
                "import", MODELS.resolve("as_lstm.sigmoid.keras2.15.weights_only.h5"), "-o", folder.resolve("m"));
        assertEquals(2, named.code(), named.err());
    }

    @ParameterizedTest
    @CsvSource({
        "external_storage.h5, object header at address: 816",
        "huge_declared.h5, /x: claims 1600000000 bytes",
        "lambda_layer.h5, layer 'l' is of class 'Lambda'",
        "link_absolute.h5, a link",
        "link_relative.h5, a link",
        "soft_link_loop.h5, a link",
        "truncated.h5, damaged",
        "victim.h5, expected the attribute model_config",
        "virtual_dataset.h5, Virtual storage",
        "wrong_shape.h5, expected the shape",
    })
    void hostileFilesAreRefused(String file, String expected) throws IOException {
        Path model = GOLDENS.resolve("h5_hostile").resolve(file);
        Ran ran = Bench.run("import", model, "-o", folder.resolve("m.ichnite"));
        assertEquals(2, ran.code(), ran.err());
        assertTrue(ran.err().contains(file), ran.err());
        assertTrue(ran.err().contains(expected), ran.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "nothing is written");
        }
    }

    @Test
    void aTrainingGoesOnWhereKerasStopped() throws IOException {
        Path labels = folder.resolve("y.npy");
        NpyArray.of(new int[] {0, 1, 2, 0, 1, 2}, 6).write(labels);
        String data = RESUME.resolve("x3.npy") + "," + labels;
        Path checkpoint = RESUME.resolve("keras3.15.adam.h5");
        Object[] usual = {"--epochs", "1", "--validation", "0", "--baseline", "none"};
        Ran on = train(data, "on", "--from", checkpoint, usual);
        assertTrue(
                on.err().contains("going on by the model's own Adam, rate 0.01, with what it remembers of 2 updates"),
                on.err());
        Bench.good("import", checkpoint, "-o", folder.resolve("kept.ichnite"));
        Ran kept = train(data, "kept", "--from", folder.resolve("kept.ichnite"), usual);
        assertTrue(kept.err().contains("going on by the model's own Adam"), kept.err());
        Path network = Path.of("network.json");
        assertArrayEquals(weights("on"), weights("kept"), network.toString());
        Ran fresh = train(data, "fresh", "--from", checkpoint, usual, "--fresh-optimizer");
        assertTrue(fresh.err().contains("is not gone on with: RMSprop, rate 0.0001"), fresh.err());
        Ran other = train(data, "other", "--from", checkpoint, usual, "--optimizer", "adam", "--learning-rate", "0.01");
        assertTrue(other.err().contains("Adam, rate 0.01 begins afresh"), other.err());
        assertFalse(java.util.Arrays.equals(weights("on"), weights("other")), "what was remembered matters");
        Ran rate = train(data, "rate", "--from", checkpoint, usual, "--learning-rate", "0.5");
        assertTrue(rate.err().contains("going on by the model's own Adam, rate 0.5"), rate.err());
    }

    private Ran train(String data, String name, String from, Path model, Object[] usual, Object... more) {
        List<Object> words = new java.util.ArrayList<>(List.of("train", data, "-o", folder.resolve(name), from, model));
        words.addAll(List.of(usual));
        words.addAll(List.of(more));
        return Bench.good(words.toArray());
    }

    private byte[] weights(String name) throws IOException {
        try (java.util.zip.ZipFile zip =
                        new java.util.zip.ZipFile(folder.resolve(name).toFile());
                java.io.InputStream in = zip.getInputStream(zip.getEntry("weights.safetensors"))) {
            return in.readAllBytes();
        }
    }
}
