package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.disk.EveryFault;
import io.ichnite.disk.FailingDisk;
import io.ichnite.disk.FailingDisk.Operation;
import io.ichnite.disk.FailingDisk.Way;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a disk refuses, at whatever moment: the store is the old or the new one, whole; nothing is left lying about; and the
 * next ingest succeeds.
 */
class DiskFaultsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** What is asked of a store in a folder that has the inputs too. */
    private enum Task {
        MAKE {
            @Override
            void prepare(Path folder) {}
        },
        REPLACE,
        /** Calls are laid on the disk on the way. */
        SPILL(0, false),
        APPEND(Long.MAX_VALUE, true),
        APPEND_SPILLED(0, true);

        private final long memory;
        private final boolean append;

        Task() {
            this(Long.MAX_VALUE, false);
        }

        Task(long memory, boolean append) {
            this.memory = memory;
            this.append = append;
        }

        void prepare(Path folder) throws IOException {
            Stores.ingest(folder.resolve("old.csv"), folder.resolve("store"));
        }

        void run(Path folder) throws IOException {
            TraceIngest.run(
                    List.of(folder.resolve("new.csv"), folder.resolve("new.csv.gz")),
                    folder.resolve("store"),
                    IngestOptions.defaults().withThreads(1).withAppend(append).withMerge(true),
                    Decompression.none(),
                    IngestProgress.none(),
                    1 << 10,
                    memory);
        }
    }

    /** A folder with the inputs, and what the task asks for beside them. */
    private static void prepare(Task task, Path own) throws IOException {
        Stores.write(own.resolve("old.csv"), Stores.HEADER + "1,5,A,1,0\n1,5,B,1,1\n9,0,A,7,0\n");
        StringBuilder rows = new StringBuilder(Stores.HEADER);
        for (int i = 0; i < 300; i++) {
            rows.append((i / 50) + ",5,Api" + i % 7 + "," + i % 3 + "," + (i * 31) % 57 + "\n");
        }
        rows.append("no row\n");
        Stores.write(own.resolve("new.csv"), rows.toString());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(own.resolve("new.csv.gz")))) {
            out.write((Stores.HEADER + "70,6,A,0,0\n").getBytes(StandardCharsets.US_ASCII));
        }
        task.prepare(own);
    }

    private static @Nullable String digest(Path store) throws IOException {
        if (!TraceStore.isStore(store)) {
            return null;
        }
        try (TraceStore open = TraceStore.open(store)) {
            return open.digest();
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void whereverItFails(Task task) throws IOException {
        EveryFault every = new EveryFault(folder, own -> prepare(task, own));
        Path good = every.prepared();
        String before = digest(good.resolve("store"));
        task.run(FailingDisk.sound().path(good));
        String after = digest(good.resolve("store"));
        every.of(task::run, (own, disk, told) -> {
            String what = task + ", " + disk + ", told " + told;
            whole(before, after, told != null, own.resolve("store"), what);
            if (disk.way() != Way.DEAD && !mayLeaveSomething(disk)) {
                tidy(own, what);
            }
            boolean twice = task.append && after != null && after.equals(digest(own.resolve("store")));
            task.run(FailingDisk.sound().path(own));
            assertTrue(twice || after != null && after.equals(digest(own.resolve("store"))), what + ", then again");
            tidy(own, what + ", then again");
        });
    }

    /** What could not be removed, or found to be removed, or moved from a store that is in its place, is the next writer's. */
    private static boolean mayLeaveSomething(FailingDisk disk) {
        return disk.failed() == Operation.DELETE
                || disk.failed() == Operation.LIST
                || disk.failed() == Operation.ATTRIBUTES && disk.toString().contains("generation-")
                || disk.failed() == Operation.MOVE && disk.toString().endsWith(RejectLog.NAME);
    }

    private static void whole(@Nullable String before, @Nullable String after, boolean told, Path store, String what)
            throws IOException {
        String now = digest(store);
        assertTrue(now == null ? before == null : now.equals(before) || now.equals(after), what);
        assertTrue(told || after != null && after.equals(now), what + ", but it is not there");
    }

    /** Nothing is there but inputs, and a store of one generation or none at all. */
    private static void tidy(Path own, String what) throws IOException {
        List<String> entries = Stores.entries(own);
        long generations = entries.stream()
                .filter(name -> name.matches("store/generation-[0-9]+"))
                .count();
        assertEquals(entries.contains("store/CURRENT") ? 1 : 0, generations, what + " " + entries);
        assertEquals(entries.contains("store"), entries.contains("store/CURRENT"), what + " " + entries);
        for (String entry : entries) {
            assertFalse(
                    entry.endsWith(".new") || entry.endsWith(".tmp") || entry.matches(".*generation.*csv"),
                    what + " " + entries);
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void shortReadsAndWritesChangeNothing(Task task) throws IOException {
        EveryFault every = new EveryFault(folder, own -> prepare(task, own));
        Path good = every.prepared();
        task.run(FailingDisk.sound().path(good));
        Path own = every.prepared();
        task.run(FailingDisk.counting(Way.SHORT).path(own));
        assertEquals(digest(good.resolve("store")), digest(own.resolve("store")));
    }

    @Test
    void aReaderIsToldWhereverItFails() throws IOException {
        prepare(Task.REPLACE, folder);
        Path store = folder.resolve("store");
        FailingDisk counting = FailingDisk.counting(Way.ONCE);
        TraceStore.open(counting.path(store)).close();
        assertTrue(counting.operations() > 10);
        for (int at = 1; at <= counting.operations(); at++) {
            FailingDisk disk = FailingDisk.failing(Way.ONCE, at);
            assertThrows(IOException.class, () -> TraceStore.open(disk.path(store)), () -> "" + disk);
        }
    }
}
