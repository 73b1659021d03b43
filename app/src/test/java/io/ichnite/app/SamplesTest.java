package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.ingest.TraceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorded traces that ship hold what their tables of runs and their data cards say. */
class SamplesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({"traces, train.csv.zst", "recorded, traces.csv.zst"})
    void holdWhatIsSaid(String set, String file) throws IOException {
        Path samples = Path.of("..", "samples", set);
        Path store = folder.resolve("store");
        assertEquals(0, Bench.run("ingest", samples.resolve(file), "-o", store).code());
        List<String> lines = Files.readAllLines(samples.resolve("runs.csv"));
        List<String> columns = List.of(lines.get(0).split(","));
        Map<String, List<String>> runs = new HashMap<>();
        lines.stream().skip(1).map(line -> List.of(line.split(","))).forEach(run -> runs.put(run.get(0), run));
        try (TraceStore traces = TraceStore.open(store)) {
            assertEquals(runs.size(), traces.size());
            for (int i = 0; i < traces.size(); i++) {
                List<String> run = Objects.requireNonNull(runs.get(traces.id(i)), traces.id(i));
                assertEquals(run.get(columns.indexOf("label")), traces.label(i), traces.id(i));
                assertEquals(run.get(columns.indexOf("calls")), "" + traces.length(i), traces.id(i));
            }
            String card = Files.readString(samples.resolve("README.md")).replace('\n', ' ');
            String said = String.format("%,d calls of Windows functions", traces.calls());
            assertTrue(card.contains(said), said);
            assertTrue(card.contains(runs.size() + " runs of "), "runs");
        }
    }
}
