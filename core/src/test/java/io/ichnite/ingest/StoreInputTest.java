package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.NaiveTraces.Row;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store says as an input what its inputs said: stores merge, and one is added to, as if all had been read in one go. */
class StoreInputTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path csv(String name, String rows) throws IOException {
        return Stores.write(folder.resolve(name), Stores.HEADER + rows);
    }

    private static IngestReport ingest(Path store, IngestOptions options, Path... inputs) throws IOException {
        return TraceIngest.run(List.of(inputs), store, options, Decompression.none(), IngestProgress.none());
    }

    private static String digest(Path store) throws IOException {
        try (TraceStore open = TraceStore.open(store)) {
            return open.digest();
        }
    }

    @Test
    void itDoesNotMatterHowManySteps() throws IOException {
        for (int round = 0; round < 60; round++) {
            String what = "ichnite.seed=" + SEED + " round " + round;
            Random random = new Random(SEED * 1000 + round);
            List<Row> rows = IngestPropertyTest.rows(random);
            boolean byRow = random.nextBoolean();
            List<Path> parts = parts(rows, byRow, random);
            IngestOptions options = IngestOptions.defaults().withThreads(2).withMerge(byRow);

            Path whole = folder.resolve("whole");
            run(parts, whole, options, random);
            try (TraceStore store = TraceStore.open(whole)) {
                IngestPropertyTest.compare(expected(parts), store, random, what);
                placesSayTheSame(store, what);
            }

            List<Path> stores = new ArrayList<>();
            for (Path part : parts) {
                Path store = folder.resolve(part.getFileName() + ".store");
                run(List.of(part), store, options, random);
                stores.add(random.nextInt(4) == 0 ? part : store);
            }
            Path merged = folder.resolve("merged");
            IngestReport report = run(stores, merged, options, random);
            assertEquals(digest(whole), digest(merged), what);
            assertEquals(rows.size(), report.calls(), what);
            assertEquals(expected(parts).duplicates(), report.duplicates(), what);

            Path grown = folder.resolve("grown" + round);
            for (int i = 0; i < parts.size(); i++) {
                run(
                        List.of(random.nextBoolean() ? parts.get(i) : stores.get(i)),
                        grown,
                        options.withAppend(true),
                        random);
            }
            assertEquals(digest(whole), digest(grown), what);
            run(List.of(merged), merged, options, random);
            assertEquals(digest(whole), digest(merged), "a store read into itself, " + what);
        }
    }

    /** From the places of calls alone the other orders are made again. */
    private static void placesSayTheSame(TraceStore store, String what) {
        for (int file = 0; file < store.size(); file++) {
            int length = store.length(file);
            int[] tids = new int[length];
            int[] indices = new int[length];
            int[] arrivals = new int[length];
            store.places(file, tids, indices, arrivals);
            List<String> calls = Stores.calls(store, file, Order.TID);
            List<Integer> places = IntStream.range(0, length).boxed().toList();
            assertEquals(
                    Stores.calls(store, file, Order.ARRIVAL),
                    places.stream()
                            .sorted(Comparator.comparing(place -> arrivals[place]))
                            .map(calls::get)
                            .toList(),
                    what);
            assertEquals(
                    Stores.calls(store, file, Order.CLOCK),
                    places.stream()
                            .sorted(Comparator.comparing((Integer place) -> indices[place])
                                    .thenComparing(place -> tids[place])
                                    .thenComparing(place -> arrivals[place]))
                            .map(calls::get)
                            .toList(),
                    what);
            assertEquals(
                    places,
                    places.stream()
                            .sorted(Comparator.comparing((Integer place) -> tids[place])
                                    .thenComparing(place -> indices[place])
                                    .thenComparing(place -> arrivals[place]))
                            .toList(),
                    what);
        }
    }

    private static IngestReport run(List<Path> inputs, Path store, IngestOptions options, Random random)
            throws IOException {
        long memory = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(3000);
        return TraceIngest.run(inputs, store, options, Decompression.none(), IngestProgress.none(), 1 << 14, memory);
    }

    /** The rows as one to four files: each file's in one of them, or any row in any. */
    private List<Path> parts(List<Row> rows, boolean byRow, Random random) throws IOException {
        List<StringBuilder> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            texts.add(new StringBuilder(Stores.HEADER));
        }
        int salt = random.nextInt();
        for (Row row : rows) {
            int part = byRow ? random.nextInt(texts.size()) : Math.floorMod(row.file() ^ salt, texts.size());
            texts.get(part)
                    .append(row.file() + "," + row.label() + "," + row.api() + "," + row.tid() + "," + row.index())
                    .append('\n');
        }
        List<Path> parts = new ArrayList<>();
        for (StringBuilder text : texts) {
            parts.add(Stores.write(folder.resolve("part" + parts.size() + ".csv"), text.toString()));
        }
        return parts;
    }

    /** All parts' rows, in the order in which they are read. */
    private static NaiveTraces expected(List<Path> parts) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path part : parts) {
            for (String line :
                    Files.readAllLines(part).subList(1, Files.readAllLines(part).size())) {
                String[] cells = line.split(",");
                rows.add(new Row(
                        Long.parseLong(cells[0]),
                        Integer.parseInt(cells[1]),
                        cells[2],
                        Integer.parseInt(cells[3]),
                        Integer.parseInt(cells[4])));
            }
        }
        return new NaiveTraces(rows);
    }

    @Test
    void theSameIdInTwoIsRefusedAndNothingIsLost() throws IOException {
        Path a = folder.resolve("a.store");
        Path b = folder.resolve("b.store");
        ingest(a, IngestOptions.defaults(), csv("a.csv", "1,5,A,1,0\n2,5,B,1,0\n"));
        ingest(b, IngestOptions.defaults(), csv("b.csv", "2,5,C,1,1\n"));
        String before = digest(a);
        String wanted = "; expected each in one input, unless merging is asked for";
        assertEquals(
                b + ": file_id 2 stands in " + a + " too" + wanted,
                assertThrows(BadInput.class, () -> ingest(folder.resolve("all"), IngestOptions.defaults(), a, b))
                        .getMessage());
        IngestOptions append = IngestOptions.defaults().withAppend(true);
        assertEquals(
                folder.resolve("b.csv") + ":2: file_id 2 stands in " + a + " too" + wanted,
                assertThrows(BadInput.class, () -> ingest(a, append, folder.resolve("b.csv")))
                        .getMessage());
        assertEquals(before, digest(a));
        assertEquals(List.of("1/5: A", "2/5: B"), Stores.told(a));
        assertEquals(
                "2 files, 3 calls, 3 names",
                ingest(a, append.withMerge(true), folder.resolve("b.csv")).summary());
        assertEquals(List.of("1/5: A", "2/5: B C"), Stores.told(a));
    }

    @Test
    void labelsAreTextsAndTheFirstOneCounts() throws IOException {
        Path a = folder.resolve("a.store");
        Path b = folder.resolve("b.store");
        ingest(a, IngestOptions.defaults().withLabels(Map.of("1", "emo,tet")), csv("a.csv", "1,5,A,1,0\n2,7,B,1,0\n"));
        ingest(b, IngestOptions.defaults(), csv("b.csv", "1,5,C,1,1\n2,7,C,1,1\n3,0,C,1,1\n"));
        IngestOptions merge = IngestOptions.defaults().withMerge(true);
        Path all = folder.resolve("all");
        IngestReport report = ingest(all, merge, a, b);
        String reject =
                "file_id 1: label '5' differs from label 'emo,tet' of the same file in " + a + "; 1 call is left out";
        assertEquals(List.of(b + ": " + reject), report.firstRejects());
        assertEquals(List.of("1/emo,tet: A", "2/7: B C", "3/0: C"), Stores.told(all));
        assertEquals(
                "file,line,reason\n" + b + ",0,\"" + reject + "\"\n", Files.readString(all.resolve(RejectLog.NAME)));
        ingest(all, merge, b, a);
        assertEquals(List.of("1/5: C", "2/7: B C", "3/0: C"), Stores.told(all));
        ingest(all, merge.withFirstLabelWins(true), a, b);
        assertEquals(List.of("1/emo,tet: A C", "2/7: B C", "3/0: C"), Stores.told(all));
        assertThrows(BadInput.class, () -> ingest(all, merge.withStrict(true), a, b));
        // rows that follow a store are told where the label came from
        assertEquals(
                List.of(folder.resolve("c.csv") + ":2: label 8 differs from label 7 of the same file in " + a),
                ingest(all, merge, a, csv("c.csv", "2,8,D,1,2\n")).firstRejects());
        assertEquals(
                List.of(folder.resolve("c.csv") + ":2: label 8 differs from label emo,tet of the same file in " + a),
                ingest(all, merge, a, csv("c.csv", "1,8,D,1,2\n")).firstRejects());
    }

    @Test
    void filesWithoutALabelGetOne() throws IOException {
        Path a = folder.resolve("a.store");
        Path b = folder.resolve("b.store");
        Path plain = Stores.write(folder.resolve("a.csv"), "file_id,api,tid,index\n1,A,1,0\n2,B,1,0\n");
        ingest(a, IngestOptions.defaults(), plain);
        ingest(b, IngestOptions.defaults().withLabels(Map.of("1", "zeus")), csv("b.csv", "1,5,C,1,1\n"));
        IngestOptions merge = IngestOptions.defaults().withMerge(true);
        ingest(folder.resolve("all"), merge, a, b);
        assertEquals(List.of("1/zeus: A C", "2/null: B"), Stores.told(folder.resolve("all")));
        ingest(folder.resolve("all"), merge.withLabels(Map.of("2", "new")), b, a);
        assertEquals(List.of("1/zeus: A C", "2/new: B"), Stores.told(folder.resolve("all")));
    }

    @Test
    void idsAreTexts() throws IOException {
        Path a = folder.resolve("a.store");
        TraceFormat format = (in, source, calls) -> {
            for (String id : List.of("naïve.exe", "007", "7")) {
                calls.call(calls.file(id), 1, 0, "Open".getBytes(StandardCharsets.US_ASCII), 0, 4, 1);
                calls.label(calls.file(id), "of " + id);
            }
        };
        TraceIngest.runAll(
                List.of(TraceInput.of(Files.writeString(folder.resolve("in"), "x"), format)),
                a,
                IngestOptions.defaults(),
                Decompression.none(),
                IngestProgress.none());
        IngestOptions append = IngestOptions.defaults().withAppend(true);
        ingest(folder.resolve("b.store"), append, a);
        assertEquals(digest(a), digest(folder.resolve("b.store")));
        ingest(folder.resolve("b.store"), append, csv("b.csv", "8,1,A,0,0\n"));
        assertEquals(
                List.of("7/of 7: Open", "8/1: A", "007/of 007: Open", "naïve.exe/of naïve.exe: Open"),
                Stores.told(folder.resolve("b.store")));
    }

    @Test
    void damagedOrForeignOnesAreRefused() throws IOException {
        Path a = folder.resolve("a.store");
        Path input = csv("a.csv", "1,5,A,1,0\n");
        ingest(a, IngestOptions.defaults(), input);
        Path tokens = Stores.generation(a).resolve("tokens.u16");
        Files.write(tokens, new byte[] {1, 0});
        IngestOptions append = IngestOptions.defaults().withAppend(true);
        for (Path store : List.of(a, folder.resolve("all"))) {
            String told =
                    assertThrows(BadInput.class, () -> ingest(store, append, a)).getMessage();
            assertEquals(a + ": is damaged: tokens.u16 does not match its checksum; ingest anew", told);
        }
        assertTrue(Files.notExists(folder.resolve("all")));
        assertEquals("[1, 0]", Arrays.toString(Files.readAllBytes(tokens)), "left as it was");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThrows(BadInput.class, () -> ingest(folder.resolve("all"), append, empty));
    }

    @Test
    void appendingToNothingMakesAStore() throws IOException {
        Path store = folder.resolve("new");
        ingest(store, IngestOptions.defaults().withAppend(true), csv("a.csv", "1,5,A,1,0\n"));
        assertEquals(List.of("1/5: A"), Stores.told(store));
    }

    @Test
    void oneStoreCannotHoldTheNamesOfTwo() throws IOException {
        List<Path> stores = new ArrayList<>();
        for (int file = 0; file < 2; file++) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 40_000; i++) {
                rows.append(file + ",5,of" + file + "_" + i + ",1," + i + "\n");
            }
            stores.add(folder.resolve(file + ".store"));
            ingest(stores.get(file), IngestOptions.defaults(), csv(file + ".csv", rows.toString()));
        }
        String told = assertThrows(
                        BadInput.class,
                        () -> ingest(folder.resolve("all"), IngestOptions.defaults(), stores.get(0), stores.get(1)))
                .getMessage();
        assertEquals(stores.get(1) + ": there are more than 65535 different API names", told);
    }

    @Test
    void progressEndsWhereItShould() throws IOException {
        Path a = folder.resolve("a.store");
        Path input = csv("a.csv", "1,5,A,1,0\n1,5,A,1,1\n2,5,B,1,0\n");
        ingest(a, IngestOptions.defaults(), input);
        List<String> told = new ArrayList<>();
        TraceIngest.run(
                List.of(a, csv("b.csv", "3,5,A,1,0\n")),
                folder.resolve("all"),
                IngestOptions.defaults(),
                Decompression.none(),
                (done, total) -> told.add(done + "/" + total));
        assertEquals(List.of("4/44", "6/44", "44/44"), told.stream().distinct().toList());
    }
}
