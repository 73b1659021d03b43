package io.ichnite.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.npy.NpyArray;
import io.ichnite.train.EpochListener.Step;
import io.ichnite.train.Trained;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples do what they say. */
class ExamplesTest {
    private final Path folder;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    ExamplesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Two families, each with calls of its own. */
    private Path traces(boolean labelled) throws IOException {
        StringBuilder csv = new StringBuilder(labelled ? "file_id,api,tid,index,label\n" : "file_id,api,tid,index\n");
        for (int file = 1; file <= 40; file++) {
            for (int i = 0; i < 30 + file; i++) {
                csv.append(file + ",Nt" + (file % 2) + (i * file) % 5 + ",1," + i + (labelled ? "," + file % 2 : "")
                        + "\n");
            }
        }
        return Files.writeString(folder.resolve("t.csv"), csv);
    }

    @Test
    void trainingIsDrawnAndEndsWhenItIsGoodEnoughAndTheModelAnswers() throws IOException {
        Path model = folder.resolve("m.ichnite");
        Trained trained = WatchTraining.run(traces(true), folder.resolve("s"), model, 20, 0.9, out);
        int epochs = trained.history().epochs().size();
        assertTrue(epochs < 20, printed());
        assertFalse(trained.complete(), "the listener ended it");
        assertTrue(trained.history().epochs().get(epochs - 1).validationAccuracy() >= 0.9);
        assertTrue(printed().contains("\repoch 1/20 ▁ "), printed());
        assertEquals(epochs, printed().split("\\| unseen: loss ", -1).length - 1);

        bytes.reset();
        ClassifyTraces.run(model, traces(false), folder.resolve("asked"), out);
        List<String> answers = printed().lines().toList();
        assertEquals(40, answers.size());
        int right = 0;
        for (int file = 1; file <= 40; file++) {
            String[] answer = answers.get(file - 1).split(" ");
            assertEquals(String.valueOf(file), answer[0]);
            right += answer[1].equals(String.valueOf(file % 2)) ? 1 : 0;
        }
        assertTrue(right >= 34, printed());
    }

    @Test
    void trainingThatIsNeverGoodEnoughEndsByItself() throws IOException {
        Trained trained = WatchTraining.run(traces(true), folder.resolve("s"), folder.resolve("m"), 1, 2, out);
        assertTrue(trained.complete());
    }

    @Test
    void aSparklineGoesFromTheLowestToTheHighest() {
        WatchTraining.Watcher watcher = new WatchTraining.Watcher(out, 1);
        assertEquals("", watcher.sparkline());
        for (double loss : new double[] {2, 1, 1.5, 1}) {
            watcher.step(new Step(1, 1, 1, 4, 8, loss, 0.5, false));
        }
        watcher.step(new Step(1, 1, 1, 4, 8, 99, 0.5, true));
        assertEquals("█▁▅▁", watcher.sparkline());
    }

    /** Familiar rows of two classes, small numbers; novel ones are large. */
    @Test
    void novelRowsAreFound() throws IOException {
        Path[] files = new Path[4];
        for (int f = 0; f < files.length; f++) {
            files[f] = folder.resolve(f + ".npy");
            Random random = new Random(f);
            float[] x = new float[50 * 4];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (random.nextGaussian() + (f == 3 ? 8 : i / 4 % 2));
            }
            NpyArray.of(x, 50, 4).write(files[f]);
        }
        NpyArray.of(IntStream.range(0, 50).map(row -> row % 2).toArray(), 50).write(files[1]);
        FindNovel.run(files[0], files[1], files[2], files[3], out);
        assertEquals(
                List.of("mahalanobis: AUROC 1.000", "our own: AUROC 1.000"),
                printed().lines().toList());
    }
}
