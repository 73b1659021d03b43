package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.source.EncodingChoice;
import io.ichnite.formats.protobuf.Fields;
import io.ichnite.formats.tensorboard.Events;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import io.ichnite.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardListenerTest {
    private static final NetworkSpec NETWORK = NetworkSpec.chain(
            "tiny",
            5,
            List.of(
                    new LayerSpec.Embedding("embed", 4, 2),
                    new LayerSpec.GlobalPooling1D("pool", LayerSpec.Pool.MAX),
                    new LayerSpec.Dense("dense", 3, Activation.SOFTMAX, true)));
    /** The first bytes of a picture of one pixel are enough for a log. */
    private static final byte[] PICTURE = HexFormat.of().parseHex("89504e470d0a1a0a0000000d494844520000000100000001");

    private static final List<String> ARRAYS = List.of("embed/embeddings", "dense/kernel", "dense/bias");

    @TempDir
    private Path folder = Path.of("");

    private final List<String> said = new ArrayList<>();

    @Test
    void anEpochIsLoggedWhole() throws IOException {
        try (TensorBoardListener listener = listener(epochs -> Map.of("loss", PICTURE))) {
            listener.begin(List.of(), insight(false));
            listener.epoch(epoch(1, 1.5), insight(true));
            assertEquals(List.of(1L), steps("train", "epoch_loss"), "before the log is closed");
            listener.epoch(epoch(2, 1.25), insight(true));
        }
        for (String tag : List.of("epoch_loss", "epoch_accuracy", "epoch_learning_rate", "epoch_samples_per_second")) {
            assertEquals(List.of(1L, 2L), steps("train", tag), tag);
        }
        assertEquals(List.of(1L, 2L), steps("validation", "epoch_loss"));
        assertEquals(List.of(1L, 2L), steps("validation", "epoch_accuracy"));
        for (String array : ARRAYS) {
            assertEquals(List.of(0L, 1L, 2L), steps("train", array));
            assertEquals(List.of(1L, 2L), steps("train", array + "/gradient"));
        }
        for (String layer : List.of("embed", "pool", "dense")) {
            assertEquals(List.of(0L, 1L, 2L), steps("train", layer + "/output"));
        }
        assertEquals(List.of(1L, 2L), steps("train", "loss"));
        assertEquals(List.of(0L), steps("train", "options"));
        assertEquals(
                1,
                Events.of(folder.resolve("train")).stream()
                        .filter(e -> e.has(4))
                        .count(),
                "graphs");
        assertEquals(
                5,
                Files.readAllLines(folder.resolve("train/embedding-names.tsv")).size());
        assertEquals(List.of(), said);
    }

    @Test
    void aNewTrainingReplacesTheLogOfAnOldOne() throws IOException {
        train(1, 3, epochs -> Map.of());
        train(1, 1, epochs -> Map.of());
        assertEquals(List.of(1L), steps("train", "epoch_loss"));
        assertEquals(List.of(1L), steps("validation", "epoch_loss"));
    }

    @Test
    void aTrainingThatGoesOnAddsToItsLog() throws IOException {
        train(1, 3, epochs -> Map.of());
        train(3, 4, epochs -> Map.of());
        assertEquals(List.of(1L, 2L, 3L, 3L, 4L), steps("train", "epoch_loss"));
        for (String run : List.of("train", "validation")) {
            List<Long> starts = new ArrayList<>();
            for (Fields event : Events.of(folder.resolve(run))) {
                if (event.has(7)) {
                    starts.add(event.integer(2));
                }
            }
            assertEquals(List.of(0L, 3L), starts, "TensorBoard drops epoch 3 and what follows");
        }
        assertEquals(List.of(0L), steps("train", "options"));
    }

    @Test
    void aLogBegunLateKnowsTheEpochsBefore() throws IOException {
        train(4, 4, epochs -> Map.of());
        assertEquals(List.of(1L, 2L, 3L, 4L), steps("train", "epoch_loss"));
        assertEquals(List.of(1L, 2L, 3L, 4L), steps("validation", "epoch_loss"));
        assertEquals(List.of(3L, 4L), steps("train", "dense/kernel"));
    }

    @Test
    void withoutValidationThereIsNoSuchRun() throws IOException {
        try (TensorBoardListener listener = listener(epochs -> Map.of())) {
            listener.begin(List.of(), insight(false));
            listener.epoch(epoch(1, Double.NaN), insight(true));
        }
        assertFalse(Files.exists(folder.resolve("validation")));
    }

    @Test
    void picturesThatCannotBeDrawnAreMissedOnce() throws IOException {
        train(1, 3, epochs -> {
            throw new IOException("no fonts");
        });
        assertEquals(List.of(1L, 2L, 3L), steps("train", "epoch_loss"));
        assertEquals(List.of("the log has no pictures: no fonts"), said);
    }

    @Test
    void aDiskThatRefusesEndsTheLogAndNotTheTraining() throws IOException {
        try (TensorBoardListener listener = listener(epochs -> Map.of())) {
            listener.begin(List.of(), insight(false));
            Files.writeString(folder.resolve("validation"), "in the way");
            listener.epoch(epoch(1, 1), insight(true));
            listener.epoch(epoch(2, 1), insight(true));
        }
        assertEquals(1, said.size(), said.toString());
        assertTrue(said.get(0).startsWith("the log " + folder + " ends here, training goes on: "), said.toString());
    }

    @Test
    void foldersOfOthersAreRefusedBeforehand() throws IOException {
        LogChoice choice = new LogChoice(folder, 1000);
        TensorBoardListener.check(choice);
        TensorBoardListener.check(new LogChoice(folder.resolve("new"), 1000));
        Files.createDirectories(choice.validation());
        Path others = Files.writeString(choice.validation().resolve("events.out.tfevents.1.host"), "");
        assertThrows(FileSystemException.class, () -> TensorBoardListener.check(choice));
        Files.delete(others);
        Files.writeString(choice.train(), "");
        assertThrows(FileSystemException.class, () -> TensorBoardListener.check(choice));
    }

    /** Epochs {@code from} to {@code to} of a training. */
    private void train(int from, int to, LogPictures pictures) {
        List<History.Epoch> before = new ArrayList<>();
        for (int e = 1; e < from; e++) {
            before.add(epoch(e, 1));
        }
        try (TensorBoardListener listener = listener(pictures)) {
            listener.begin(before, insight(false));
            for (int e = from; e <= to; e++) {
                listener.epoch(epoch(e, 1), insight(true));
            }
        }
    }

    private TensorBoardListener listener(LogPictures pictures) {
        TrainingRequest request = new TrainingRequest(
                new NetworkChoice(null, null, null),
                EncodingChoice.none(),
                TrainingPlan.defaults(),
                null,
                SplitChoice.defaults(),
                WordChoice.defaults(),
                new TreeMap<>(Map.of("epochs", "3")));
        Vocabulary vocabulary = new Vocabulary(Vocabulary.Kind.ICHNITE, List.of("CreateFileW", "a\tb"));
        return new TensorBoardListener(
                new LogChoice(folder, 1 << 20), request, vocabulary, pictures, () -> 1_700_000_000, said::add);
    }

    private static History.Epoch epoch(int number, double validationLoss) {
        return new History.Epoch(number, 2.0 / number, 0.5, validationLoss, 0.25, 1, 10, 1e-3f);
    }

    private static Insight insight(boolean moved) {
        Weights weights = Weights.zeros(NETWORK.weights());
        return new Insight() {
            @Override
            public NetworkSpec network() {
                return NETWORK;
            }

            @Override
            public Weights weights() {
                return weights;
            }

            @Override
            public @Nullable Weights gradient() {
                return moved ? weights : null;
            }

            @Override
            public int rows() {
                return 3;
            }

            @Override
            public float[] outputs(int node, int rows) {
                assertTrue(rows >= 1 && rows <= rows(), "asked for " + rows);
                return new float[rows * NETWORK.shapes().get(node).size()];
            }
        };
    }

    private List<Long> steps(String run, String tag) throws IOException {
        List<Long> steps = new ArrayList<>();
        for (Fields event : Events.of(folder.resolve(run))) {
            if (event.has(5) && event.message(5).message(1).text(1).equals(tag)) {
                steps.add(event.integer(2));
            }
        }
        return steps;
    }
}
