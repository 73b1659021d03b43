package io.ichnite.formats.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.MemoryTraces;
import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Decompression;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestProgress;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceInput;
import io.ichnite.ingest.TraceSource;
import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps out, dumps in. */
class SequencesTest {
    private final Path folder;

    SequencesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<Integer> all(Traces traces) {
        return IntStream.range(0, traces.size()).boxed().toList();
    }

    private static byte[] sequences(Traces traces, Order order) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SequenceDump(traces, all(traces)).sequences(order, out, done -> {});
        return out.toByteArray();
    }

    private static byte[] labels(Traces traces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SequenceDump(traces, all(traces)).labels(out);
        return out.toByteArray();
    }

    private static byte[] ids(Traces traces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SequenceDump(traces, all(traces)).ids(out);
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private IngestReport ingest(byte[] dump, List<Long> ids, Map<String, String> labels, boolean strict)
            throws IOException {
        Path file = Files.write(folder.resolve("d.json"), dump);
        return TraceIngest.runAll(
                List.of(TraceInput.of(file, new JsonSequences(0, List.of(), ids))),
                folder.resolve("store"),
                IngestOptions.defaults().withLabels(labels).withStrict(strict),
                Decompression.none(),
                IngestProgress.none());
    }

    /** The texts are what CPython 3.11 gave for {@code json.dumps} of the same lists. */
    @Test
    void theBytesArePythons() throws IOException {
        Traces traces = new MemoryTraces(List.of(
                MemoryTraces.File.of("7", "w\u00f6rm", "NtClose", "a\"b", "c\\d/e", "NtClose"),
                MemoryTraces.File.of("12", "\ud83d\ude00", "x"),
                MemoryTraces.File.of("30", "0")));
        assertEquals("[\"NtClose a\\\"b c\\\\d/e NtClose\", \"x\", \"\"]", text(sequences(traces, Order.TID)));
        assertEquals("[\"w\\u00f6rm\", \"\\ud83d\\ude00\", \"0\"]", text(labels(traces)));
        assertEquals("[7, 12, 30]", text(ids(traces)));
        Traces none = new MemoryTraces(List.of());
        assertEquals("[][][]", text(sequences(none, Order.TID)) + text(labels(none)) + text(ids(none)));
    }

    @Test
    void callsAreLaidInTheOrderAskedFor() throws IOException {
        Traces traces = new MemoryTraces(List.of(new MemoryTraces.File(
                "1",
                "0",
                List.of(
                        new MemoryTraces.Call("late", 2, 0),
                        new MemoryTraces.Call("b", 1, 5),
                        new MemoryTraces.Call("a", 1, 2)))));
        assertEquals("[\"a b late\"]", text(sequences(traces, Order.TID)));
        assertEquals("[\"late b a\"]", text(sequences(traces, Order.ARRIVAL)));
        assertEquals("[\"late a b\"]", text(sequences(traces, Order.CLOCK)));
    }

    @Test
    void outAndInAndOutAgainGivesTheSameBytes() throws IOException {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 60; round++) {
            String what = "ichnite.seed=" + Mutations.SEED + " round " + round;
            Traces traces = traces(random);
            Order order = List.of(Order.values()).get(random.nextInt(5));
            byte[] dump = sequences(traces, order);
            byte[] labels = labels(traces);
            byte[] ids = ids(traces);
            List<Long> readIds = JsonLists.ids(new ByteArrayInputStream(ids), "i");
            List<String> readLabels = JsonLists.labels(new ByteArrayInputStream(labels), "l");
            Map<String, String> byId = new HashMap<>();
            for (int i = 0; i < readIds.size(); i++) {
                byId.put(readIds.get(i).toString(), readLabels.get(i));
            }
            assertEquals(0, ingest(dump, readIds, byId, true).rejected(), what);
            try (TraceStore store = TraceStore.open(folder.resolve("store"))) {
                assertArrayEquals(dump, sequences(store, Order.TID), what);
                assertArrayEquals(dump, sequences(store, Order.ARRIVAL), what);
                assertArrayEquals(labels, labels(store), what);
                assertArrayEquals(ids, ids(store), what);
            }
        }
    }

    /** Files of at least a call, whose names have anything but blanks in them. */
    private static Traces traces(Random random) {
        List<MemoryTraces.File> files = new ArrayList<>();
        long id = 0;
        for (int i = random.nextInt(6); i >= 0; i--) {
            id += 1 + random.nextInt(1000);
            List<MemoryTraces.Call> calls = new ArrayList<>();
            for (int call = random.nextInt(10 + 6000 * random.nextInt(2)); call >= 0; call--) {
                StringBuilder name = new StringBuilder();
                for (int c = random.nextInt(3); c >= 0; c--) {
                    name.append((char) ('!' + random.nextInt('~' - '!' + 1)));
                }
                calls.add(new MemoryTraces.Call(name.toString(), random.nextInt(3), random.nextInt(50)));
            }
            files.add(new MemoryTraces.File(Long.toString(id), "l" + random.nextInt(3), calls));
        }
        return new MemoryTraces(files);
    }

    @Test
    void wordsAreSplitAtBlanksAndNumberedFromNought() throws IOException {
        IngestReport report =
                ingest("[\"  b a  b \", \"c\"]".getBytes(StandardCharsets.UTF_8), List.of(), Map.of(), true);
        assertEquals("2 files, 4 calls, 3 names", report.summary());
        try (TraceStore store = TraceStore.open(folder.resolve("store"))) {
            assertEquals("[\"b a b\", \"c\"]", text(sequences(store, Order.TID)));
            assertEquals("[1, 2]", text(ids(store)));
            assertEquals(1, store.threads(0));
        }
    }

    @Test
    void whatCannotBeTakenIsListedWithItsPlace() throws IOException {
        String dump = "[\"good " + "x".repeat(129) + " good\",\n \"a\\u0000b caf\u00e9\", \"\",\n \" \", \"good\"]";
        IngestReport report = ingest(dump.getBytes(StandardCharsets.UTF_8), List.of(), Map.of(), false);
        String file = folder.resolve("d.json").toString();
        assertEquals(
                List.of(
                        file + ":1: element 1, call 2: api is not 1..128 printable ASCII characters: '" + "x".repeat(40)
                                + "...'",
                        file + ":2: element 2, call 1: api is not 1..128 printable ASCII characters: 'a\\x00b'",
                        file + ":2: element 2, call 2: api is not 1..128 printable ASCII characters: 'caf\\xC3\\xA9'",
                        file + ":2: element 3: file_id 3 has no calls",
                        file + ":3: element 4: file_id 4 has no calls"),
                report.firstRejects());
        assertEquals(5, report.rejected());
        assertEquals(8, report.rows());
        try (TraceStore store = TraceStore.open(folder.resolve("store"))) {
            assertEquals("[1, 5]", text(ids(store)), "a file without a call is not in the store");
        }
        BadInput strict = assertThrows(
                BadInput.class, () -> ingest(dump.getBytes(StandardCharsets.UTF_8), List.of(), Map.of(), true));
        assertTrue(
                String.valueOf(strict.getMessage()).startsWith(file + ":1: element 1, call 2: "), strict.getMessage());
    }

    @Test
    void listsHaveToBeAsLongAsTheDump() {
        for (int entries : new int[] {1, 3}) {
            JsonSequences format =
                    new JsonSequences(0, List.of(new JsonSequences.Partner("l.json", entries)), List.of());
            BadInput refused = assertThrows(
                    BadInput.class,
                    () -> format.read(
                            new ByteArrayInputStream("[\"a\", \"b\"]".getBytes(StandardCharsets.UTF_8)),
                            new TraceSource("d.json", "d"),
                            new Sink()));
            assertEquals(
                    entries == 1
                            ? "d.json:1: expected 1 sequences, as many as l.json has entries, found more"
                            : "d.json: expected 3 sequences, as many as l.json has entries, found 2",
                    refused.getMessage());
        }
        BadInput number = assertThrows(BadInput.class, () -> new JsonSequences(0, List.of(), List.of())
                .read(
                        new ByteArrayInputStream("[7]".getBytes(StandardCharsets.UTF_8)),
                        new TraceSource("d.json", "d"),
                        new Sink()));
        assertEquals(
                "d.json:1: element 1: expected a text of the calls of a file, found the number 7", number.getMessage());
    }

    /** A text of 100 MB, never held: what is read is made on the way. */
    @Test
    void aSequenceMayBeLongerThanABuffer() throws IOException {
        byte[] call = "NtCreateFile ".getBytes(StandardCharsets.US_ASCII);
        long calls = 8_000_000;
        InputStream long100 = new InputStream() {
            private long at = -2;

            @Override
            public int read() {
                at++;
                if (at < 0) {
                    return '[';
                }
                if (at == 0) {
                    return '"';
                }
                long end = calls * call.length;
                return at <= end
                        ? call[(int) ((at - 1) % call.length)]
                        : at == end + 1 ? '"' : at == end + 2 ? ']' : -1;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                int n = 0;
                for (int b = 0; n < count && (b = read()) >= 0; n++) {
                    into[from + n] = (byte) b;
                }
                return n == 0 ? -1 : n;
            }
        };
        Sink sink = new Sink();
        new JsonSequences(3, List.of(), List.of(44L)).read(long100, new TraceSource("d.json", "d"), sink);
        assertEquals(calls, sink.calls);
        assertEquals(calls - 1, sink.lastIndex);
        assertEquals(3, sink.tid);
        assertEquals(44, sink.file);
    }

    @Test
    void damagedDumpsAreTakenInOrRefused() {
        byte[] valid =
                "[\"NtClose NtOpenKey a\\\"b\", \"LdrLoadDll \\u0041\",\n\"c c c\"]".getBytes(StandardCharsets.UTF_8);
        Mutations.fuzz(valid, valid.length, 5000, bytes -> new JsonSequences(0, List.of(), List.of())
                .read(new ByteArrayInputStream(bytes), new TraceSource("d", "d"), new Sink()));
    }

    /** Remembers the last call. */
    private static final class Sink implements CallSink {
        private long calls;
        private long file;
        private int tid;
        private int lastIndex;

        @Override
        public @Nullable String call(long id, int thread, int index, byte[] text, int from, int to, long line) {
            calls++;
            file = id;
            tid = thread;
            lastIndex = index;
            return null;
        }

        @Override
        public long file(String name) {
            throw new AssertionError("ids are given");
        }

        @Override
        public @Nullable String label(long id, String label) {
            throw new AssertionError("labels are given");
        }

        @Override
        public void part(TraceSource part, @Nullable TraceFormat format, InputStream plain) {
            throw new AssertionError("there are no parts");
        }

        @Override
        public void reject(long line, String reason) {
            assertTrue(line > 0 && !reason.isEmpty());
        }
    }
}
