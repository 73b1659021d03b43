package io.ichnite.formats.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestProgress;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole recorded set, where it is at hand. */
class RealTracesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private TraceStore ingested(String name, int files, long calls) throws IOException {
        Path file = Path.of(System.getProperty("ichnite.shared", "../../shared"), "data", "traces", name);
        boolean there = Files.isRegularFile(file);
        if (!there) {
            System.out.println("SKIPPED RealTracesTest: " + name + " is absent");
        }
        assumeTrue(there, name + " is absent");
        Path store = folder.resolve("store");
        IngestReport report =
                TraceIngest.run(List.of(file), store, IngestOptions.defaults(), new Zstandard(), IngestProgress.none());
        assertEquals(calls, report.rows());
        assertEquals(calls, report.calls());
        assertEquals(files, report.files());
        assertEquals(0, report.rejected());
        TraceStore open = TraceStore.open(store);
        assertEquals(files, open.size());
        assertEquals(report.apis(), open.apis().size());
        return open;
    }

    @Test
    void training() throws IOException {
        try (TraceStore store = ingested("train.csv.zst", 1791, 5_098_162)) {
            assertEquals(1185, store.apis().size());
            long calls = 0;
            for (int file = 0; file < store.size(); file++) {
                String label = store.label(file);
                assertTrue(label != null && label.matches("[0-7]"), store.id(file) + " is of class " + label);
                calls += store.length(file);
                int[] expected = sorted(store, file, Order.TID);
                for (Order order : Order.values()) {
                    assertArrayEquals(expected, sorted(store, file, order), store.id(file) + " " + order);
                }
                int[] arrival = new int[store.length(file)];
                int[] clock = new int[store.length(file)];
                store.calls(file, Order.ARRIVAL, 0, arrival.length, arrival, 0);
                store.calls(file, Order.CLOCK, 0, clock.length, clock, 0);
                assertArrayEquals(arrival, clock, "the index of " + store.id(file) + " is its clock");
            }
            assertEquals(store.calls(), calls);
        }
    }

    @Test
    void test() throws IOException {
        try (TraceStore store = ingested("test.csv.zst", 875, 2_087_480)) {
            for (int file = 0; file < store.size(); file++) {
                assertEquals(null, store.label(file));
            }
        }
    }

    private static int[] sorted(TraceStore store, int file, Order order) {
        int[] calls = new int[store.length(file)];
        store.calls(file, order, 0, calls.length, calls, 0);
        Arrays.sort(calls);
        return calls;
    }
}
