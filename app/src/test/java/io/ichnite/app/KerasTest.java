package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of the published form, saved by Keras, asked from the command line; the answers are Keras' own, within 1e-6. */
class KerasTest {
    /** The goldens that the reader of such files is tested with. */
    private static final Path GOLDENS =
            Path.of("..", "formats", "src", "test", "resources", "goldens", "keras", "seed_a");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"a_lstm.tf2.0.h5, cnn-lstm, a_lstm.softmax.npy", "a_bi.keras2.15.h5, bi-lstm, a_bi.softmax.npy"})
    void answersAsKerasDoes(String model, String network, String expected) throws IOException {
        Path out = folder.resolve("p.npy");
        Bench.good("predict", GOLDENS.resolve(model), GOLDENS.resolve("x6000.npy"), "-o", out, "--network", network);
        float[] keras = NpyArray.read(GOLDENS.resolve(expected)).floats();
        assertArrayEquals(keras, NpyArray.read(out).floats(), 1e-6f);
    }

    @Test
    void isMeasuredOnLabelledRows() throws IOException {
        Path labels = folder.resolve("y.npy");
        NpyArray.of(new int[] {3, 3, 0, 7}, 4).write(labels);
        Ran ran = Bench.good(
                "evaluate",
                GOLDENS.resolve("a_lstm.tf2.0.h5"),
                GOLDENS.resolve("x6000.npy") + "," + labels,
                "--classes",
                "0,1,2,3,4,5,6,7",
                "--json");
        assertTrue(ran.out().contains("\"rows\": 4"), ran.out());
        assertTrue(ran.out().startsWith("{\"accuracy\": 0.5,"), ran.out());
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Path model = GOLDENS.resolve("a_lstm.tf2.0.h5");
        Path x = GOLDENS.resolve("x6000.npy");
        Path out = folder.resolve("p.csv");
        Ran other = Bench.run("predict", model, x, "-o", out, "--network", "cnn-lstm-small");
        assertEquals(2, other.code(), other.err());
        Ran classes = Bench.run("predict", model, x, "-o", out, "--classes", "a,b");
        assertEquals(2, classes.code(), classes.err());
        assertTrue(classes.err().contains("has 8 outputs, found 2 classes"), classes.err());
        Path traces = Bench.traces(folder.resolve("t.csv"), 3, false, 1);
        Ran words = Bench.run("predict", model, traces, "-o", out);
        assertEquals(2, words.code(), words.err());
        assertTrue(words.err().contains("it takes ready integers only"), words.err());
        Path vocabulary = Files.writeString(folder.resolve("v.txt"), "a\nb\n");
        Ran given = Bench.run("predict", model, traces, "-o", out, "--vocabulary", vocabulary);
        assertEquals(0, given.code(), given.err());
        assertEquals(4, Files.readAllLines(out).size());
    }
}
