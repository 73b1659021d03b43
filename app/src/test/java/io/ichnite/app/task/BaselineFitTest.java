package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Examples;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFitTest {
    private static final Examples ROWS =
            ArrayExamples.labelled(new int[] {1, 2, 1, 3, 4, 5, 4, 6, 1, 6}, 2, new int[] {0, 0, 2, 2, 0});

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Streams streams(int columns) {
        return new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns);
    }

    @Test
    void countsTheRowsOfEachClass() {
        BaselineModel baseline = new BaselineFit(streams(0), 2, EpochListener.none()).of(ROWS, 4);
        assertEquals(List.of(3, 0, 2, 0), baseline.rows());
        assertEquals(4, baseline.linear().classes());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsItselfOnATerminalAndCleansUp() {
        new BaselineFit(streams(80), 1, EpochListener.none()).of(ROWS, 3);
        String drawn = err.toString(StandardCharsets.UTF_8);
        assertTrue(drawn.contains("reading for the linear baseline"), drawn);
        assertTrue(drawn.contains("fitting the linear baseline"), drawn);
        assertTrue(drawn.endsWith("\r\u001b[K"), drawn);
    }

    @Test
    void endsWhenAPersonAsksForIt() {
        EpochListener stop = new EpochListener() {
            @Override
            public boolean stop() {
                return true;
            }
        };
        BaselineFit fit = new BaselineFit(streams(0), 1, stop);
        Interrupted e = assertThrows(Interrupted.class, () -> fit.of(ROWS, 3));
        assertTrue(String.valueOf(e.getMessage()).contains("--resume goes on"), e.getMessage());
    }

    @Test
    void aTrainingThatIsStoppedThereGoesOnFromItsEnd(@TempDir Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("file_id,label,api,tid,index\n");
        for (int i = 0; i < 400; i++) {
            csv.append(1 + i / 10)
                    .append(',')
                    .append(i / 10 % 2)
                    .append(",Call")
                    .append(i * i / 10 % 7);
            csv.append(",1,").append(i % 10).append('\n');
        }
        Path traces = Files.writeString(folder.resolve("t.csv"), csv);
        TrainingRequest request = new DemoPlan("cnn-lstm-small", 24, 2, 8, 1e-3f, false, 0.25).atRandom(1);
        Training training =
                new Training(streams(0), KernelChoice.choose("plain").kernels(), 1, "test");
        Counting afterwards = new Counting(2);
        Counting resumed = new Counting(Integer.MAX_VALUE);
        try (Data data = DataSource.open(traces.toString(), streams(0), 1, false)) {
            Prepared prepared = training.prepare(data, request);
            Path checkpoint = folder.resolve("checkpoint");
            assertThrows(Interrupted.class, () -> training.fit(prepared, afterwards, place(checkpoint, false)));
            assertEquals(2, afterwards.epochs, "both epochs were done");
            ModelBundle later =
                    training.fit(prepared, resumed, place(checkpoint, true)).bundle();
            assertEquals(0, resumed.epochs, "none is done again");
            ModelBundle whole =
                    training.fit(prepared, EpochListener.none(), null).bundle();
            assertEquals(whole.manifest(), later.manifest());
            assertArrayEquals(whole.weights().values(), later.weights().values());
            assertArrayEquals(weights(whole), weights(later));
        }
    }

    private static float[] weights(ModelBundle bundle) {
        return Objects.requireNonNull(bundle.baseline()).linear().weights();
    }

    /** With a clock on which an hour passes between any two looks, so that every checkpoint is due. */
    private static CheckpointPlace place(Path file, boolean resume) {
        long[] hours = new long[1];
        return new CheckpointPlace(file, resume, said -> {}, () -> 3_600_000_000_000L * hours[0]++);
    }

    /** Wants to stop after so many epochs. */
    private static final class Counting implements EpochListener {
        private final int most;
        int epochs;

        Counting(int most) {
            this.most = most;
        }

        @Override
        public void epoch(History.Epoch epoch, Insight insight) {
            epochs++;
        }

        @Override
        public boolean stop() {
            return epochs >= most;
        }
    }
}
