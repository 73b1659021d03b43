package io.ichnite.formats.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.disk.EveryFault;
import io.ichnite.error.BadBundle;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.SmallSeed;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.Checkpoint;
import io.ichnite.train.History;
import io.ichnite.train.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipCheckpointFilesTest {
    private final ZipCheckpointFiles files = new ZipCheckpointFiles();
    private final Random random = new Random(Mutations.SEED);
    private final NetworkSpec spec = SmallSeed.spec(false);
    private final SortedMap<String, String> origin = new TreeMap<>(Map.of("--epochs", "9", "data", "a \"b\"\n\u00e9"));

    private final Path folder;

    ZipCheckpointFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whereverTheDiskFailsTheOldOneIsWholeOrTheNewOne() throws IOException {
        Checkpoint one = checkpoint(1, false, true);
        Checkpoint two = checkpoint(2, true, true);
        new EveryFault(folder, own -> files.write(one, origin, own.resolve("file")))
                .of(own -> files.write(two, origin, own.resolve("file")), (own, disk, told) -> {
                    Checkpoint now = files.read(own.resolve("file"), spec.weights());
                    Checkpoint expected = now.position().equals(one.position()) ? one : two;
                    assertEquals(expected.position(), now.position(), disk + ", told " + told);
                    assertSame(expected.weights(), now.weights());
                    assertTrue(told != null || expected == two, "" + disk);
                });
    }

    @Test
    void everyNumberComesBackEqual() throws IOException {
        Path file = folder.resolve("m.checkpoint");
        for (int round = 0; round < 40; round++) {
            Checkpoint checkpoint = checkpoint(round % 5, round % 3 == 0, round % 2 == 0);
            files.write(checkpoint, origin, file);
            assertEquals(origin, files.origin(file));
            Checkpoint back = files.read(file, spec.weights());
            String told = "seed " + Mutations.SEED;
            assertEquals(checkpoint.position(), back.position(), told);
            assertEquals(checkpoint.epochs(), back.epochs(), told);
            assertEquals(checkpoint.kept(), back.kept(), told);
            assertEquals(checkpoint.optimizer().step(), back.optimizer().step(), told);
            assertSame(checkpoint.weights(), back.weights());
            assertSame(checkpoint.keptWeights(), back.keptWeights());
            assertSame(checkpoint.optimizer().first(), back.optimizer().first());
            assertSame(checkpoint.optimizer().second(), back.optimizer().second());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList(), "nothing is left beside it");
        }
    }

    @Test
    void whatHasDivergedIsNotKeptAndTheOldOneStays() throws IOException {
        Path file = folder.resolve("m.checkpoint");
        files.write(checkpoint(1, true, false), origin, file);
        byte[] before = Files.readAllBytes(file);
        Checkpoint broken = checkpoint(2, true, false);
        broken.weights().values()[3] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> files.write(broken, origin, file));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = folder.resolve("other");
        Files.writeString(file, "not a zip");
        assertThrows(BadBundle.class, () -> files.origin(file));
        Path model = folder.resolve("m.checkpoint");
        files.write(checkpoint(1, true, false), origin, model);
        BadBundle told = assertThrows(
                BadBundle.class, () -> files.read(model, SmallSeed.spec(true).weights()));
        assertTrue(String.valueOf(told.getMessage()).contains("expected an array"), told.getMessage());
    }

    @Test
    void damageIsAnErrorWithAName() throws IOException {
        Path file = folder.resolve("m.checkpoint");
        Checkpoint small = checkpoint(2, true, true);
        files.write(small, origin, file);
        byte[] valid = Files.readAllBytes(file);
        Path damaged = folder.resolve("damaged");
        Mutations.fuzz(valid, 1500, 300, bytes -> {
            Files.write(damaged, bytes);
            files.origin(damaged);
            files.read(damaged, spec.weights());
        });
        // state.json itself, its sums made right
        Map<String, byte[]> entries = StoredZip.read(valid, "valid");
        byte[] state = entries.get("state.json");
        assertNotNull(state);
        Mutations.fuzz(state, state.length, 2000, bytes -> {
            entries.put("state.json", bytes);
            try (java.io.OutputStream out = Files.newOutputStream(damaged)) {
                StoredZip.write(entries, out);
            }
            files.origin(damaged);
        });
    }

    private void assertSame(@Nullable Weights expected, @Nullable Weights found) {
        if (expected == null) {
            assertNull(found);
            return;
        }
        assertNotNull(found);
        assertEquals(expected.specs(), found.specs());
        assertArrayEquals(expected.values(), found.values());
    }

    private Checkpoint checkpoint(int epochs, boolean kept, boolean adam) {
        List<History.Epoch> done = new ArrayList<>();
        for (int i = 1; i <= epochs; i++) {
            boolean validated = epochs % 2 == 0;
            done.add(new History.Epoch(
                    i,
                    random.nextDouble(),
                    random.nextDouble(),
                    validated ? random.nextDouble() : Double.NaN,
                    validated ? random.nextDouble() : Double.NaN,
                    random.nextDouble() * 1e5,
                    random.nextDouble() * 1e-5,
                    random.nextFloat()));
        }
        return new Checkpoint(
                new Checkpoint.Position(
                        epochs + 1, random.nextInt(99), random.nextLong() >>> 1, random.nextDouble() * 1e6, 3, 7, 0.25),
                done,
                kept && epochs > 0 ? 1 + random.nextInt(epochs) : 0,
                weights(),
                kept ? weights() : null,
                new Optimizer.Memory(random.nextLong() >>> 1, adam ? weights() : null, weights()));
    }

    private Weights weights() {
        Weights weights = Weights.zeros(spec.weights());
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = (float) random.nextGaussian();
        }
        return weights;
    }
}
