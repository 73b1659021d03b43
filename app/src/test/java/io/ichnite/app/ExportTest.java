package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Models out, by the command line; that Keras reads them is shown in bench. */
class ExportTest {
    private final Path folder;
    private final Path model;
    private final Path traces;

    ExportTest(@TempDir Path folder) {
        this.folder = folder;
        this.model = folder.resolve("m.ichnite");
        this.traces = folder.resolve("t.csv");
    }

    @BeforeEach
    void train() throws IOException {
        Bench.traces(traces, 12, true, 1);
        assertEquals(0, Bench.train(traces, model).code());
    }

    private Ran export(String name, Object... more) {
        Object[] words = new Object[4 + more.length];
        words[0] = "export";
        words[1] = model;
        words[2] = "-o";
        words[3] = folder.resolve(name);
        System.arraycopy(more, 0, words, 4, more.length);
        return Bench.run(words);
    }

    private static void refused(Ran ran, String message) {
        assertEquals(2, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(message), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
    }

    private static JsonNode json(String text) {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void anH5AnswersAsTheBundleDoes() throws IOException {
        Ran ran = export("m.h5", "--vocabulary", folder.resolve("names.txt"));
        assertEquals(0, ran.code(), ran.err());
        assertEquals(folder.resolve("m.h5") + "\n", ran.out());
        assertEquals(
                "left out: the names of its families (--classes 0,1,2); its vocabulary (--vocabulary "
                        + folder.resolve("names.txt") + "); how traces or files become rows (--order tid --length 36);"
                        + " where it comes from; its baseline; the rows it has seen\n",
                ran.err());
        List<String> names = Files.readAllLines(folder.resolve("names.txt"));
        assertEquals(12, names.size());
        assertEquals("NtCall0", names.get(0));
        Path ours = folder.resolve("ours.npy");
        Path theirs = folder.resolve("theirs.npy");
        Bench.good("predict", model, traces, "-o", ours);
        Bench.good(
                "predict",
                folder.resolve("m.h5"),
                traces,
                "-o",
                theirs,
                "--network",
                "cnn-lstm-small",
                "--vocabulary",
                folder.resolve("names.txt"));
        assertArrayEquals(Files.readAllBytes(ours), Files.readAllBytes(theirs));
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        for (String ending : List.of(".h5", ".keras", ".safetensors", ".json")) {
            assertEquals(0, export("a" + ending).code());
            assertEquals(0, export("b" + ending).code());
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("a" + ending)), Files.readAllBytes(folder.resolve("b" + ending)));
        }
    }

    @Test
    void aTextHoldsAllButTheNumbers() throws IOException {
        Ran ran = export("m.json");
        assertEquals(
                List.of(
                        "left out: its baseline; the rows it has seen",
                        "the numbers themselves are not in it; .safetensors has them"),
                ran.err().lines().toList());
        JsonNode tree = json(Files.readString(folder.resolve("m.json")));
        assertEquals(
                List.of("network", "families", "vocabulary", "encoding", "manifest", "weights"),
                List.copyOf(tree.propertyNames()));
        assertEquals("[\"0\",\"1\",\"2\"]", tree.path("families").toString());
        assertEquals("ichnite", tree.path("vocabulary").path("kind").stringValue());
        assertEquals(2, tree.path("vocabulary").path("first").intValue());
        assertEquals(12, tree.path("vocabulary").path("names").size());
        assertEquals(36, tree.path("encoding").path("length").intValue());
        assertEquals(
                "Embedding",
                tree.path("network").path("layers").path(0).path("kind").stringValue());
        assertEquals("[14,64]", tree.path("weights").path(0).path("shape").toString());
        assertEquals("1", tree.path("manifest").path("seed").toString());

        assertEquals(0, export("m.safetensors").code());
        SafeTensors tensors = SafeTensors.read(Files.readAllBytes(folder.resolve("m.safetensors")), "m.safetensors");
        assertEquals(
                Set.of("network", "families", "vocabulary", "encoding", "manifest"),
                tensors.metadata().keySet());
        tensors.metadata().forEach((part, text) -> assertEquals(tree.path(part), json(text), part));
        assertEquals("embed/embeddings", tensors.names().get(0));
    }

    @Test
    void programsGetOneObject() throws IOException {
        Ran ran = export("m.keras", "--json");
        JsonNode object = json(ran.out());
        assertEquals(folder.resolve("m.keras").toString(), object.path("file").stringValue());
        assertEquals(Files.size(folder.resolve("m.keras")), object.path("bytes").longValue());
        assertEquals(6, object.path("left_out").size());
        assertEquals(
                "its vocabulary (export --vocabulary FILE writes it)",
                object.path("left_out").path(1).stringValue());
        assertEquals(0, object.path("remarks").size());
    }

    @Test
    void whatCannotBeIsRefusedAndHarmsNothing() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept.h5"), "as it was");
        Path x = folder.resolve("x.npy");
        Path y = folder.resolve("y.npy");
        NpyArray.of(new int[] {0, 1, 2, 3, 1, 1, 2, 3, 4, 1, 4, 4}, 4, 3).write(x);
        NpyArray.of(new int[] {0, 1, 0, 1}, 4).write(y);
        Path spec = Files.writeString(
                folder.resolve("spec.json"),
                "{\"length\": 3, \"layers\": [{\"kind\": \"Embedding\", \"input_dim\": 5, \"output_dim\": 2},"
                        + " {\"kind\": \"LSTM\", \"units\": 2, \"recurrent_activation\": \"hard_sigmoid_keras3\"},"
                        + " {\"kind\": \"Dense\", \"units\": 2, \"activation\": \"softmax\"}]}");
        Path odd = folder.resolve("odd.ichnite");
        Bench.good("train", x + "," + y, "-o", odd, "--network", spec, "--epochs", "1", "--validation", "0");
        refused(Bench.run("export", odd, "-o", kept), "lstm: its hard_sigmoid is that of Keras 3");
        refused(
                Bench.run("export", odd, "-o", folder.resolve("o.keras"), "--vocabulary", folder.resolve("v")),
                "--vocabulary: this model has no names");
        Bench.good("export", odd, "-o", folder.resolve("o.keras"));
        assertEquals("as it was", Files.readString(kept));
        assertFalse(Files.exists(folder.resolve("v")));
        refused(Bench.run("export", model, "-o", folder.resolve("m.pb")), "m.pb: expected a name that ends in .h5");
        refused(Bench.run("export", folder.resolve("no"), "-o", kept), "no: no such file or folder");
        refused(Bench.run("export", model, "-o", folder.resolve("no/m.h5")), "no: no such file or folder");
        refused(
                Bench.run("export", traces, "-o", folder.resolve("d"), "--vocabulary", kept),
                "--vocabulary: is for a model");
        assertEquals("as it was", Files.readString(kept));
    }
}
