package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that do not fit memory go to the disk and come back: the same store, whatever was held. */
class SpillTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> rows = new ArrayList<>();

    /** Some files in order, some shuffled, some with one clock for all threads. */
    @BeforeEach
    void rows() {
        Random random = new Random(SEED);
        for (int file = 0; file < 60; file++) {
            List<String> own = new ArrayList<>();
            int threads = 1 + random.nextInt(5);
            boolean clock = file % 3 == 1;
            int[] next = new int[threads];
            for (int i = 0; i < 1500 + random.nextInt(3000); i++) {
                int tid = random.nextInt(threads);
                int index = clock ? i / 2 : next[tid]++;
                own.add(file + ",1,api" + random.nextInt(50) + "," + tid + "," + index + "\n");
            }
            if (file % 3 == 2) {
                Collections.shuffle(own, random);
            }
            rows.addAll(own);
        }
        // files take turns too
        Collections.rotate(rows.subList(0, rows.size() / 2), 5000);
    }

    private String digest(Path input, long memory, AtomicLong spilled) throws IOException {
        Path store = folder.resolve("store");
        TraceIngest.run(
                List.of(input),
                store,
                IngestOptions.defaults().withThreads(2),
                Decompression.none(),
                (done, total) -> spilled.accumulateAndGet(onDisk(store), Math::max),
                50_000,
                memory);
        assertEquals(0, onDisk(store), "what was spilled is removed");
        try (TraceStore open = TraceStore.open(store)) {
            return open.digest();
        }
    }

    private static long onDisk(Path store) {
        try (Stream<Path> all = Files.walk(store)) {
            return all.filter(path -> path.getFileName().toString().startsWith("spilled"))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStoreDoesNotTellWhatWasSpilled() throws IOException {
        Path input = Stores.write(folder.resolve("in.csv"), Stores.HEADER + String.join("", rows));
        AtomicLong spilled = new AtomicLong();
        String held = digest(input, Long.MAX_VALUE, spilled);
        assertEquals(0, spilled.get());
        for (long memory : new long[] {0, 10_000, 300_000}) {
            spilled.set(0);
            assertEquals(held, digest(input, memory, spilled), memory + " bytes, ichnite.seed=" + SEED);
            assertTrue(memory > 10_000 || spilled.get() > 0, "nothing was spilled");
        }
    }

    @Test
    void anErrorLeavesTheOldStoreAndNothingOnTheDisk() throws IOException {
        Path input = Stores.write(folder.resolve("in.csv"), Stores.HEADER + String.join("", rows));
        String held = digest(input, Long.MAX_VALUE, new AtomicLong());
        Path bad = Stores.write(folder.resolve("bad.csv"), Stores.HEADER + String.join("", rows) + "1,1,x\n");
        Path store = folder.resolve("store");
        assertThrows(
                BadInput.class,
                () -> TraceIngest.run(
                        List.of(bad),
                        store,
                        IngestOptions.defaults().withStrict(true),
                        Decompression.none(),
                        IngestProgress.none(),
                        50_000,
                        0));
        try (TraceStore open = TraceStore.open(store)) {
            assertEquals(held, open.digest());
        }
        assertFalse(onDisk(store) > 0);
    }
}
