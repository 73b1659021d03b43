package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that is asked to end, and goes on. That a killed one does too is told by {@link KilledTrainingTest}. */
class ResumeTest {
    private final Path folder;
    private final Path data;
    private final Path model;
    private final Path checkpoint;

    ResumeTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.data = Bench.traces(folder.resolve("train.csv"), 45, true, 1);
        this.model = folder.resolve("model");
        this.checkpoint = folder.resolve("model.checkpoint");
    }

    private static Object[] train(Path data, Path model, Object... more) {
        Object[] words = new Object[4 + Bench.SMALL.length + more.length];
        words[0] = "train";
        words[1] = data;
        words[2] = "-o";
        words[3] = model;
        System.arraycopy(Bench.SMALL, 0, words, 4, Bench.SMALL.length);
        System.arraycopy(more, 0, words, 4 + Bench.SMALL.length, more.length);
        return words;
    }

    private Ran interrupt(Object... more) {
        Ran ran = Bench.interrupted(train(data, model, more));
        assertEquals(130, ran.code(), ran.err());
        assertTrue(ran.err().contains("--resume goes on"), ran.err());
        assertTrue(Files.exists(checkpoint));
        return ran;
    }

    @Test
    void whatWasInterruptedGoesOnToTheSameBytes() throws IOException {
        interrupt();
        assertFalse(Files.exists(model), "no model of half a training");
        Ran resumed = Bench.good(train(data, model, "--resume"));
        assertTrue(resumed.err().contains("going on in epoch 1, after batch 0"), resumed.err());
        assertFalse(Files.exists(checkpoint), "gone when done");
        Path whole = folder.resolve("whole");
        Bench.good(train(data, whole));
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(model));
    }

    @Test
    void theModelBeforeStaysUntilTheNewOneIsThere() throws IOException {
        Files.writeString(model, "an older model");
        interrupt();
        assertEquals("an older model", Files.readString(model));
    }

    @Test
    void withoutACheckpointResumingBegins() {
        Ran ran = Bench.good(train(data, model, "--resume"));
        assertTrue(ran.err().contains("no checkpoint there; training begins"), ran.err());
    }

    @Test
    void otherOptionsOrDataAreRefused() throws IOException {
        interrupt("--learning-rate", "0.001");
        byte[] kept = Files.readAllBytes(checkpoint);
        refused("--learning-rate was 0.001, now it is 1e-4", train(data, model, "--resume"));
        refused("--seed was 1, now it is 2", train(data, model, "--learning-rate", "0.001", "--resume", "--seed", "2"));
        refused(
                "--early-stopping was 0, now it is 3",
                train(data, model, "--learning-rate", "0.001", "--resume", "--early-stopping", "3"));
        refused("--reverse was not given", train(data, model, "--learning-rate", "0.001", "--resume", "--reverse"));
        Path other = Bench.traces(folder.resolve("other.csv"), 45, true, 2);
        refused("the data are not the same", train(other, model, "--learning-rate", "0.001", "--resume"));
        String relabelled = Files.readString(data).replaceAll("(?m)^3,0,", "3,1,");
        refused(
                "the data are not the same",
                train(
                        Files.writeString(folder.resolve("l.csv"), relabelled),
                        model,
                        "--learning-rate",
                        "0.001",
                        "--resume"));
        assertArrayEquals(kept, Files.readAllBytes(checkpoint), "a refusal harms nothing");
        Bench.good(train(data, model, "--learning-rate", "0.001", "--resume", "--threads", "1"));
    }

    @Test
    void labelsThatChangedAreOtherData() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), "file_id,label\n3,1\n");
        interrupt("--labels", labels);
        Files.writeString(labels, "file_id,label\n3,2\n");
        refused("not the same: rows", train(data, model, "--labels", labels, "--resume"));
    }

    private static void refused(String words, Object[] command) {
        Ran ran = Bench.run(command);
        assertEquals(2, ran.code(), ran.err());
        assertTrue(ran.err().contains(words), ran.err());
    }

    @Test
    void aCheckpointThatIsNotGoneOnFromIsMovedAside() throws IOException {
        interrupt();
        byte[] kept = Files.readAllBytes(checkpoint);
        Ran ran = Bench.good(train(data, model));
        assertTrue(ran.err().contains("--resume would have gone on from it"), ran.err());
        assertArrayEquals(kept, Files.readAllBytes(folder.resolve("model.checkpoint.old")));
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        interrupt();
        byte[] kept = Files.readAllBytes(checkpoint);
        kept[kept.length / 2] ^= 1;
        Files.write(checkpoint, kept);
        refused("model.checkpoint: ", train(data, model, "--resume"));
        Files.writeString(checkpoint, "nonsense");
        refused("model.checkpoint: ", train(data, model, "--resume"));
    }

    @Test
    void whatHasDivergedIsToldAndNoCheckpointIsMadeOfIt() throws IOException {
        // one batch an epoch: the weights are lost before another loss could tell
        Ran ran = Bench.run(
                "train",
                data,
                "-o",
                model,
                "--network",
                "cnn-lstm-small",
                "--length",
                "36",
                "--batch",
                "64",
                "--kernels",
                "plain",
                "--epochs",
                "3",
                "--learning-rate",
                "3e38");
        assertEquals(2, ran.code(), ran.err());
        assertTrue(ran.err().contains("training diverged"), ran.err());
        assertFalse(Files.exists(checkpoint));
        assertFalse(Files.exists(model));
    }

    @Test
    void patienceStopsAndOverfittingIsNamed() throws IOException {
        Ran ran = Bench.good(
                "train",
                data,
                "-o",
                model,
                "--network",
                "cnn-lstm-small",
                "--length",
                "36",
                "--batch",
                "8",
                "--kernels",
                "plain",
                "--epochs",
                "60",
                "--learning-rate",
                "0.003",
                "--early-stopping",
                "4",
                "--plateau",
                "2",
                "--plateau-factor",
                "0.5");
        assertTrue(ran.err().contains("stopped early: 4 epochs without a lower validation loss"), ran.err());
        List<String> history = Files.readAllLines(folder.resolve("model.run/history.csv"));
        assertTrue(history.size() < 60, "it was stopped");
        String[] last = history.get(history.size() - 1).split(",");
        assertEquals("0.0015", last[8], "the rate was halved on the plateau: " + history);
        String[] kept = history.get(history.size() - 5).split(",");
        assertEquals("1", kept[7], "the lowest loss stands four epochs before the end: " + history);
        boolean overfits = Double.parseDouble(last[1]) < Double.parseDouble(kept[1])
                && Double.parseDouble(last[3]) > 1.01 * Double.parseDouble(kept[3]);
        assertEquals(
                overfits,
                ran.err().contains("overfitting sets in with epoch " + (Integer.parseInt(kept[0]) + 1)),
                ran.err());
        assertEquals(
                2,
                Bench.run(train(data, folder.resolve("n"), "--validation", "0", "--early-stopping", "1"))
                        .code(),
                "nothing to look at");
    }
}
