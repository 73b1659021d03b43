package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores are made, replaced and left alone as they should be, whoever else is there. */
class StoreFolderTest {
    private static final String ROWS = "1,5,A,1,0\n1,5,B,1,1\n2,0,A,7,0\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path store() {
        return folder.resolve("store");
    }

    private Path csv(String name, String rows) throws IOException {
        return Stores.write(folder.resolve(name), Stores.HEADER + rows);
    }

    @Test
    void oneOfTwoWritersIsTold() throws IOException {
        Path input = csv("a.csv", ROWS);
        AtomicReference<String> told = new AtomicReference<>();
        TraceIngest.run(
                List.of(input),
                store(),
                IngestOptions.defaults(),
                Decompression.none(),
                (done, total) -> told.set(assertThrows(BadConfig.class, () -> Stores.ingest(input, store()))
                        .getMessage()));
        assertEquals(store() + ": another ingest is writing this store; expected to be the only one", told.get());
        assertEquals(2, Stores.told(store()).size());
        Stores.ingest(input, store());
    }

    @Test
    void aStoreIsReplacedAndLeavesNothingBehind() throws IOException {
        Stores.ingest(csv("a.csv", ROWS + "x\n"), store());
        try (TraceStore old = TraceStore.open(store())) {
            Stores.ingest(csv("b.csv", "8,1,Z,1,0\n"), store());
            assertEquals(List.of("1/5: A B", "2/0: A"), Stores.told(old));
        }
        assertEquals(List.of("8/1: Z"), Stores.told(store()));
        assertEquals(
                List.of(
                        "CURRENT",
                        "generation-2",
                        "generation-2/files.bin",
                        "generation-2/header.bin",
                        "generation-2/names.bin",
                        "generation-2/order.bin",
                        "generation-2/threads.bin",
                        "generation-2/tokens.u16",
                        "rejected.csv"),
                Stores.entries(store()));
        assertEquals("file,line,reason\n", Files.readString(store().resolve("rejected.csv")));
    }

    @Test
    void whoOpensWhileItIsReplacedSeesOneOrTheOther() throws Exception {
        Path a = csv("a.csv", ROWS);
        Path b = csv("b.csv", "8,1,Z,1,0\n");
        Stores.ingest(a, store());
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                reading.add(readers.submit(() -> {
                    int opened = 0;
                    for (; !done.get(); opened++) {
                        List<String> told = Stores.told(store());
                        assertTrue(
                                Set.of(List.of("1/5: A B", "2/0: A"), List.of("8/1: Z"))
                                        .contains(told),
                                "" + told);
                    }
                    return opened;
                }));
            }
            for (int i = 0; i < 20; i++) {
                Stores.ingest(
                        i % 2 == 0 ? b : a, store(), IngestOptions.defaults().withThreads(1));
            }
            done.set(true);
            for (Future<Integer> opened : reading) {
                assertTrue(opened.get() > 0);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void otherPeoplesFoldersAreNotWrittenTo() throws IOException {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.writeString(theirs.resolve("thesis.txt"), "mine");
        Path input = csv("a.csv", ROWS);
        assertThrows(BadConfig.class, () -> Stores.ingest(input, theirs));
        assertEquals(List.of("thesis.txt"), Stores.entries(theirs));
        assertThrows(BadConfig.class, () -> Stores.ingest(input, input));
        assertEquals(
                2,
                Stores.ingest(input, Files.createDirectory(folder.resolve("empty")))
                        .files());
    }

    @Test
    void aLinkAmongTheGenerationsIsNotFollowed() throws IOException {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.writeString(theirs.resolve("thesis.txt"), "mine");
        Path input = csv("a.csv", ROWS);
        Stores.ingest(input, store());
        Files.createSymbolicLink(store().resolve("generation-7"), theirs);
        Stores.ingest(input, store());
        assertEquals(List.of("thesis.txt"), Stores.entries(theirs));
        assertTrue(Stores.entries(store()).contains("generation-8"));
        assertFalse(Stores.entries(store()).contains("generation-7"));
    }
}
