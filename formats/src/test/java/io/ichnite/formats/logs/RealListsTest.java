package io.ichnite.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published sets of sequences, and logs of the recorder's, where they are at hand. */
class RealListsTest {
    /** Counts. */
    private static final class Counts implements CallSink {
        final Map<Long, Integer> lengths = new HashMap<>();
        final Map<Long, String> labels = new HashMap<>();
        final Map<String, Long> ids = new HashMap<>();
        final Set<String> names = new HashSet<>();
        final Set<Integer> threads = new HashSet<>();
        long calls;
        int rejects;

        @Override
        public long file(String id) {
            return ids.computeIfAbsent(id, key -> (long) ids.size());
        }

        @Override
        public @Nullable String call(long file, int tid, int index, byte[] text, int from, int to, long line) {
            names.add(new String(text, from, to - from, StandardCharsets.US_ASCII));
            threads.add(tid);
            lengths.merge(file, 1, Integer::sum);
            calls++;
            return null;
        }

        @Override
        public @Nullable String label(long file, String label) {
            assertTrue(lengths.containsKey(file));
            labels.put(file, label);
            return null;
        }

        @Override
        public void reject(long line, String reason) {
            rejects++;
        }

        @Override
        public void part(TraceSource part, @Nullable TraceFormat format, InputStream plain) {
            throw new UnsupportedOperationException();
        }

        int length(int rank) {
            return lengths.values().stream().sorted().skip(rank).findFirst().orElseThrow();
        }
    }

    private static Path at(String... names) {
        Path file = Path.of(System.getProperty("ichnite.shared", "../../shared"), names);
        return there(file);
    }

    private static Path there(Path file) {
        boolean there = Files.isRegularFile(file);
        if (!there) {
            System.out.println("SKIPPED RealListsTest: " + file.getFileName() + " is absent");
        }
        assumeTrue(there, file + " is absent");
        return file;
    }

    private static Counts counts(TraceKind kind, Path file) throws IOException {
        try (InputStream in = open(file)) {
            assertTrue(kind.recognises(in.readNBytes(TraceKind.HEAD)));
        }
        Counts counts = new Counts();
        try (InputStream in = open(file)) {
            kind.format(Reading.defaults()).read(in, Reads.SOURCE, counts);
        }
        assertEquals(0, counts.rejects);
        return counts;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".zip")) {
            ZipInputStream zip = new ZipInputStream(in);
            assertTrue(zip.getNextEntry() != null);
            return zip;
        }
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    @Test
    void malApi2019() throws IOException {
        Counts counts = counts(new NameLists(), at("data", "malapi2019", "100_calls.zip"));
        assertEquals(808, counts.ids.size());
        assertEquals(15_566_181, counts.calls);
        assertEquals(245, counts.names.size());
        assertEquals(12, counts.length(0));
        assertEquals(629, (counts.length(403) + counts.length(404)) / 2, 1);
        assertEquals(1_485_396, counts.length(807));
        assertTrue(counts.ids.containsKey("1") && counts.ids.containsKey("808"));
    }

    @Test
    void labelsOfMalApi2019(@org.junit.jupiter.api.io.TempDir Path folder) throws IOException {
        Path types = folder.resolve("types.txt");
        try (InputStream in = open(at("data", "malapi2019", "100_types.zip"))) {
            Files.copy(in, types);
        }
        Map<String, Integer> classes = new TreeMap<>();
        LineLabels.read(types).labels().values().forEach(label -> classes.merge(label, 1, Integer::sum));
        assertEquals(
                "{Adware=101, Backdoor=101, Downloader=101, Dropper=101, Spyware=101, Trojan=101, Virus=101, Worms=101}",
                classes.toString());
        assertEquals("Trojan", LineLabels.read(types).labels().get("1"));
    }

    @ParameterizedTest
    @CsvSource({"MalBehavD-V1-dataset.csv", "malbehavd.tsv"})
    void malBehavD(String name) throws IOException {
        Counts counts = counts(new NameLists(), at("data", "malbehavd", name));
        assertEquals(2570, counts.ids.size());
        assertEquals(110_993, counts.calls);
        assertEquals(291, counts.names.size());
        assertEquals(2570, counts.labels.size());
        assertEquals(1285, counts.labels.values().stream().filter("1"::equals).count());
        assertEquals(2, counts.length(0));
        assertEquals(175, counts.length(2569));
    }

    @ParameterizedTest
    @CsvSource({
        "windows.relay.gz, 321, 80, 6",
        "hostname.relay.gz, 129, 64, 1",
        "short.relay, 54, 0, 0",
        "linux.strace, 62, 33, 3",
        "true.strace, 30, 17, 1"
    })
    void recorded(String name, int calls, int names, int threads) throws IOException {
        Path file = there(Path.of("..", "samples", "record", "examples", name));
        Counts counts = counts(name.contains("relay") ? new RelayLogs() : new StraceLogs(), file);
        assertEquals(calls, counts.calls);
        assertTrue(names == 0 || names == counts.names.size(), counts.names.size() + " names");
        assertTrue(threads == 0 || threads == counts.threads.size(), counts.threads.size() + " threads");
    }
}
