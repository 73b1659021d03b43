package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.archive.Zstandard;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestProgress;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceInput;
import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a report to a store. */
class ReportStoreTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path store;

    @BeforeEach
    void setUp() {
        store = folder.resolve("store");
    }

    private IngestReport ingest(String... names) throws IOException {
        List<TraceInput> inputs = new ArrayList<>();
        for (String name : names) {
            Path file = Files.write(folder.resolve(name), Reports.own(name));
            inputs.add(
                    new TraceInput(file, ReportKind.ANY.format(Reading.defaults()), name.replace(".json", ""), true));
        }
        return TraceIngest.runAll(inputs, store, IngestOptions.defaults(), new Zstandard(), IngestProgress.none());
    }

    private static String calls(TraceStore traces, int file, Order order) {
        int[] calls = new int[traces.length(file)];
        traces.calls(file, order, 0, calls.length, calls, 0);
        List<String> names = new ArrayList<>();
        for (int call : calls) {
            names.add(traces.apis().get(call));
        }
        return String.join(" ", names);
    }

    @Test
    void theClockJoinsProcesses() throws IOException {
        assertEquals(7, ingest("cape-2.4.json").calls());
        try (TraceStore traces = TraceStore.open(store)) {
            assertEquals("cape-2.4", traces.id(0));
            assertEquals(
                    "NtCreateFile GetSystemMetrics WriteConsoleW NtOpenKey NtWriteFile NtWriteFile NtWriteFile",
                    calls(traces, 0, Order.CLOCK));
            assertEquals(
                    "NtCreateFile NtWriteFile NtWriteFile NtWriteFile NtOpenKey GetSystemMetrics WriteConsoleW",
                    calls(traces, 0, Order.TID));
        }
    }

    @Test
    void callsOfOneThreadAreLaidByTime() throws IOException {
        ingest("cuckoo-2.0.json");
        try (TraceStore traces = TraceStore.open(store)) {
            assertEquals("NtCreateFile GetTickCount NtOpenKey", calls(traces, 0, Order.CLOCK));
        }
    }

    @Test
    void reportsOfAllKindsAreOneSet() throws IOException {
        IngestReport report = ingest("cape-2.4.json", "cuckoo-1.2.json", "speakeasy-1.1.json", "speakeasy-3.0.json");
        assertEquals(4, report.files());
        assertEquals(7 + 3 + 4 + 4, report.calls());
        assertEquals(0, report.rejected());
        try (TraceStore traces = TraceStore.open(store)) {
            assertEquals("speakeasy-3.0", traces.id(3));
            assertEquals("LoadLibraryA CreateThread NtClose ExitProcess", calls(traces, 3, Order.CLOCK));
        }
    }
}
