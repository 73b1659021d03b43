package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another reader hands over becomes the store that CSV of the same rows becomes. */
class TraceFormatTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private IngestReport run(IngestOptions options, TraceInput... inputs) throws IOException {
        return TraceIngest.runAll(
                List.of(inputs), folder.resolve("store"), options, Decompression.none(), IngestProgress.none());
    }

    private TraceInput input(String name, TraceFormat format) throws IOException {
        return TraceInput.of(Files.writeString(folder.resolve(name), "anything"), format);
    }

    private static @Nullable String call(CallSink calls, long file, int tid, int index, String api, long line)
            throws IOException {
        byte[] text = ("<" + api + ">").getBytes(StandardCharsets.UTF_8);
        return calls.call(file, tid, index, text, 1, text.length - 1, line);
    }

    @Test
    void theSameRowsAreTheSameStore() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 30; round++) {
            List<NaiveTraces.Row> rows = new ArrayList<>();
            int index = 0;
            for (int i = random.nextInt(20_000); i >= 0; i--) {
                // Now and then another file, another thread, a gap; else long runs, longer than are kept at a time.
                index = random.nextInt(50) == 0 ? random.nextInt(100) : index + 1;
                int last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).tid();
                int tid = random.nextInt(2000) == 0 ? random.nextInt(3) : last;
                rows.add(new NaiveTraces.Row(i / 9000, 0, "Nt" + random.nextInt(9), tid, index));
            }
            StringBuilder csv = new StringBuilder("file_id,tid,index,api\n");
            for (NaiveTraces.Row row : rows) {
                csv.append(row.file() + "," + row.tid() + "," + row.index() + "," + row.api() + "\n");
            }
            Path byCsv = folder.resolve("csv.store");
            Stores.ingest(Stores.write(folder.resolve("in.csv"), csv.toString()), byCsv);
            run(IngestOptions.defaults(), input("in", (in, source, calls) -> {
                assertEquals("anything", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
                for (NaiveTraces.Row row : rows) {
                    assertEquals(null, call(calls, row.file(), row.tid(), row.index(), row.api(), 1));
                }
            }));
            try (TraceStore a = TraceStore.open(byCsv);
                    TraceStore b = TraceStore.open(folder.resolve("store"))) {
                assertEquals(a.digest(), b.digest(), "ichnite.seed=" + SEED + " round " + round);
            }
        }
    }

    @Test
    void whatIsNoNameIsToldAndNotTaken() throws IOException {
        IngestReport report = run(IngestOptions.defaults(), input("in", (in, source, calls) -> {
            assertEquals("api is empty", call(calls, 1, 0, 0, "", 5));
            assertEquals("api is not 1..128 printable ASCII characters: 'a\\x09b'", call(calls, 1, 0, 1, "a\tb", 6));
            assertEquals(null, call(calls, 1, 0, 2, "good", 7));
            calls.reject(6, "said so");
        }));
        assertEquals("1 file, 1 call, 1 name; 1 row rejected", report.summary());
        assertEquals(List.of(folder.resolve("in") + ":6: said so"), report.firstRejects());
        assertEquals(List.of("1/null: good"), Stores.told(folder.resolve("store")));
        assertThrows(
                BadInput.class,
                () -> run(
                        IngestOptions.defaults().withStrict(true),
                        input("in", (in, source, calls) -> calls.reject(6, "said so"))));
    }

    @Test
    void inputsOfSeveralKindsAreOneStore() throws IOException {
        Path csv = Stores.write(folder.resolve("in.csv"), Stores.HEADER + "2,5,b,0,7\n1,4,a,0,0\n");
        TraceFormat format = (in, source, calls) -> call(calls, 2, 1, 0, "c", 3);
        BadInput refused = assertThrows(
                BadInput.class, () -> run(IngestOptions.defaults(), TraceInput.csv(csv), input("in", format)));
        assertEquals(
                folder.resolve("in") + ":3: file_id 2 stands in " + csv
                        + " too, at line 2; expected each in one input, unless merging is asked for",
                refused.getMessage());
        IngestReport report = run(
                IngestOptions.defaults().withMerge(true),
                TraceInput.csv(csv),
                input("in", format),
                TraceInput.csv(csv));
        assertEquals("2 files, 5 calls, 3 names; 1 call with an index that its thread had before", report.summary());
        assertEquals(List.of("1/4: a a", "2/5: b b c"), Stores.told(folder.resolve("store")));
        try (TraceStore store = TraceStore.open(folder.resolve("store"))) {
            assertEquals(List.of("b", "c", "b"), Stores.calls(store, 1, Order.ARRIVAL));
        }
    }

    @Test
    void moreNamesThanAStoreCanNumberAreRefused() throws IOException {
        TraceInput input = input("in", (in, source, calls) -> {
            for (int i = 0; i <= ApiNames.MOST; i++) {
                call(calls, 1, 0, i, "n" + i, 1);
            }
        });
        assertEquals(
                folder.resolve("in") + ": there are more than 65535 different API names",
                assertThrows(BadInput.class, () -> run(IngestOptions.defaults(), input))
                        .getMessage());
    }

    @Test
    void progressComesOnTheWay() throws IOException {
        AtomicLong told = new AtomicLong();
        TraceInput input = input("in", (in, source, calls) -> {
            for (int i = 0; i < 10_000; i++) {
                call(calls, 1, 0, i, "a", 1);
            }
        });
        TraceIngest.runAll(
                List.of(input),
                folder.resolve("store"),
                IngestOptions.defaults(),
                Decompression.none(),
                (done, total) -> told.incrementAndGet());
        assertEquals(4, told.get(), "after each run, and at the end");
    }

    @Test
    void filesMayHaveNames() throws IOException {
        IngestReport report = run(IngestOptions.defaults(), input("in", (in, source, calls) -> {
            for (String id : List.of("b/\u00e9", "9223372036854775808", "12", "007", "a", "0", "9223372036854775807")) {
                call(calls, calls.file(id), 0, 0, "x", 1);
                assertEquals(null, calls.label(calls.file(id), "of " + id));
            }
            call(calls, calls.file("a"), 0, 1, "y", 1);
            assertEquals(12, calls.file("12"));
            assertEquals(null, calls.label(calls.file("zz"), "x"), "no calls: passed over");
            assertEquals(
                    "label 'other' differs from label 'of a' of the same file in " + folder.resolve("in"),
                    calls.label(calls.file("a"), "other"));
            assertThrows(BadInput.class, () -> calls.file(""));
            assertThrows(BadInput.class, () -> calls.file("x".repeat(1025)));
        }));
        assertEquals("7 files, 8 calls, 2 names", report.summary());
        // Whole numbers by size, then the others by their bytes.
        assertEquals(
                List.of(
                        "0/of 0: x",
                        "12/of 12: x",
                        "9223372036854775807/of 9223372036854775807: x",
                        "007/of 007: x",
                        "9223372036854775808/of 9223372036854775808: x",
                        "a/of a: x y",
                        "b/\u00e9/of b/\u00e9: x"),
                Stores.told(folder.resolve("store")));
    }

    @Test
    void aDamagedPartIsRejectedAndNothingOfItTaken() throws IOException {
        TraceFormat damaged = (in, source, calls) -> {
            call(calls, calls.file(source.fileId()), 0, 0, "never", 1);
            throw BadInput.at(source.name(), 7, "expected better");
        };
        TraceFormat whole = (in, source, calls) -> call(calls, calls.file(source.fileId()), 0, 0, "kept", 1);
        TraceFormat archive = (in, source, calls) -> {
            call(calls, 5, 0, 0, "before", 1);
            calls.part(new TraceSource("z!a", "a"), whole, in);
            calls.part(new TraceSource("z!b", "b"), damaged, in);
            calls.part(new TraceSource("z!c.csv", "c"), null, csv("file_id,tid,index,api\n6,0,0,row\n6,0\n"));
            calls.part(new TraceSource("z!d.csv", "d"), null, csv("no,header\n"));
            calls.part(new TraceSource("z!e", "e"), (all, inner, sink) -> sink.part(inner, damaged, all), in);
            call(calls, 5, 0, 1, "after", 2);
        };
        TraceInput lost = new TraceInput(Files.writeString(folder.resolve("lost"), "anything"), damaged, "lost", true);
        IngestReport report = run(IngestOptions.defaults(), input("in", archive), lost);
        assertEquals(
                List.of(
                        "z!b:7: expected better",
                        "z!c.csv:3: expected 4 columns, found 2",
                        "z!d.csv:1: …",
                        "z!e:7: expected better",
                        folder.resolve("lost") + ":7: expected better"),
                report.firstRejects().stream()
                        .map(line -> line.replaceAll("(?<=z!d.csv:1: ).*", "…"))
                        .toList());
        assertEquals(
                List.of("5/null: before after", "6/null: row", "a/null: kept"), Stores.told(folder.resolve("store")));
        assertThrows(
                BadInput.class,
                () -> run(IngestOptions.defaults().withStrict(true), input("in", archive)),
                "z!b:7: expected better");
        assertThrows(
                BadInput.class,
                () -> run(IngestOptions.defaults(), TraceInput.of(lost.file(), damaged)),
                "named itself");
    }

    private static InputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsRefusedTakesNothingOfAnotherInputWithIt() throws IOException {
        Path csv = Stores.write(folder.resolve("a.csv"), Stores.HEADER + "1,5,a,0,0\n");
        Path gzip = Files.write(folder.resolve("b.gz"), new byte[] {0x1F, (byte) 0x8B, 1});
        Path link = Files.createSymbolicLink(folder.resolve("c"), csv);
        IngestReport report = run(
                IngestOptions.defaults(),
                new TraceInput(csv, null, "a", true),
                new TraceInput(gzip, null, "b", true),
                new TraceInput(link, null, "c", true));
        assertEquals(2, report.rejected());
        assertEquals(List.of("1/5: a"), Stores.told(folder.resolve("store")));
    }

    @Test
    void whatIsMergedIsNotLostByADamagedPart() throws IOException {
        Path csv = Stores.write(folder.resolve("a.csv"), Stores.HEADER + "1,5,a,0,0\n");
        TraceFormat damaged = (in, source, calls) -> {
            call(calls, 1, 0, 1, "b", 1);
            call(calls, 1, 0, 9, "c", 2);
            throw BadInput.in(source.name(), "is damaged");
        };
        TraceInput more = new TraceInput(Files.writeString(folder.resolve("more"), "anything"), damaged, "more", true);
        BadInput told = assertThrows(
                BadInput.class, () -> run(IngestOptions.defaults().withMerge(true), TraceInput.csv(csv), more));
        assertEquals(folder.resolve("more") + ": is damaged", told.getMessage());
    }
}
