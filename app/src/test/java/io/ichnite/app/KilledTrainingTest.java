package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.json.SpecJson;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training as a process of its own, ended from outside at random moments: what it leaves is gone on from to the same bytes. */
class KilledTrainingTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final int KILLS = 5;
    private static final int EPOCHS = 40;

    private final Random random = new Random(SEED);
    private final Path folder;
    private final Path data;
    private final Path network;

    KilledTrainingTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.data = Bench.traces(folder.resolve("train.csv"), 150, true, SEED);
        NetworkSpec spec = NetworkSpec.chain(
                "small",
                40,
                List.<LayerSpec>of(
                        new LayerSpec.Embedding("embed", 16, 8),
                        new LayerSpec.Conv1D("conv", 8, 3, 1, Padding.SAME, Activation.RELU, true),
                        new LayerSpec.Pooling1D("pool", LayerSpec.Pool.MAX, 2, 2, Padding.VALID),
                        new LayerSpec.Lstm("lstm", Recurrence.of(8).withDropout(0.1f, 0.5f)),
                        new LayerSpec.Dense("dense", 3, Activation.SOFTMAX, true)));
        this.network = Files.writeString(folder.resolve("network.json"), SpecJson.write(spec));
    }

    @Test
    void killedFiveTimesItEndsWithTheSameBytes() throws Exception {
        Path whole = folder.resolve("whole");
        assertEquals(0, end(start(whole)), "seed " + SEED);

        Path model = folder.resolve("model");
        int wentOn = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(model, "--resume");
            List<String> lines = readUntilEpochs(process, 1 + random.nextInt(5));
            Thread.sleep(random.nextInt(150));
            process.destroyForcibly();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertFalse(Files.exists(model), "it was still at work; seed " + SEED);
            wentOn += lines.stream().anyMatch(line -> line.contains("going on in epoch")) ? 1 : 0;
        }
        assertTrue(wentOn >= KILLS - 2, "else this test says nothing: " + wentOn + ", seed " + SEED);
        assertEquals(0, end(start(model, "--resume")), "seed " + SEED);
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(model), "seed " + SEED);
        assertEquals(timeless(whole), timeless(model), "seed " + SEED);
        assertFalse(Files.exists(folder.resolve("model.checkpoint")));
    }

    @ParameterizedTest
    @CsvSource({"INT, 2, 130", "TERM, 15, 143"})
    void askedByASignalItEndsAfterTheBatchAndKeepsTheCheckpoint(String signal, int number, int code) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/bin/kill")) && !ignores(number),
                () -> skipped(
                        "SIG" + signal + " cannot be sent here, or is ignored, as of what a shell runs behind it"));
        Path model = folder.resolve("model");
        Process process = start(model);
        readUntilEpochs(process, 2);
        new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        String rest = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, process.waitFor(), rest);
        assertTrue(rest.contains("the same command with --resume goes on"), rest);
        assertFalse(Files.exists(model));
        assertEquals(0, end(start(model, "--resume")));
        Path whole = folder.resolve("whole");
        assertEquals(0, end(start(whole)));
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(model));
    }

    /** Whether this process, and so its children, were started with a signal ignored; Linux tells. */
    private static boolean ignores(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> (signal - 1) & 1) != 0;
            }
        }
        return false;
    }

    private static String skipped(String why) {
        System.out.println("SKIPPED KilledTrainingTest: " + why);
        return why;
    }

    /** What is in history.csv but for times. */
    private static List<String> timeless(Path model) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(model.resolveSibling(model.getFileName() + ".run/history.csv"))) {
            String[] cells = line.split(",");
            rows.add(String.join(",", cells[0], cells[1], cells[2], cells[3], cells[4], cells[7], cells[8]));
        }
        assertEquals(EPOCHS + 1, rows.size());
        return rows;
    }

    private Process start(Path model, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.ichnite.app.Main",
                "train",
                data.toString(),
                "-o",
                model.toString()));
        words.addAll(List.of("--network", network.toString(), "--batch", "16", "--threads", "2"));
        words.addAll(List.of("--epochs", String.valueOf(EPOCHS), "--kernels", "plain", "--learning-rate", "1e-3"));
        words.addAll(List.of(more));
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits to the end of what is to end by itself. */
    private static int end(Process process) throws Exception {
        String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertEquals(0, code, told);
        return code;
    }

    /** What was said until so many epochs are done. */
    private static List<String> readUntilEpochs(Process process, int epochs) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        List<String> read = new ArrayList<>();
        int seen = 0;
        while (seen < epochs) {
            String line = lines.readLine();
            assertTrue(line != null, "it ended too early: " + read);
            read.add(line);
            seen += line.startsWith("epoch ") ? 1 : 0;
        }
        return read;
    }
}
