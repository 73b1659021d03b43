package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.ingest.NaiveTraces.Row;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random traces, written in every way that is allowed, say what a list of rows says, however they are read. */
class IngestPropertyTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void saysWhatAListOfRowsSays() throws IOException {
        for (int round = 0; round < 60; round++) {
            String what = "ichnite.seed=" + SEED + " round " + round;
            Random random = new Random(SEED * 1000 + round);
            List<Row> rows = rows(random);
            List<String> columns = new ArrayList<>(List.of("file_id", "label", "api", "tid", "index"));
            Collections.shuffle(columns, random);
            boolean plain = random.nextBoolean();
            StringBuilder csv = new StringBuilder(String.join(",", columns) + "\n");
            int rejected = 0;
            for (Row row : rows) {
                if (!plain && random.nextInt(20) == 0) {
                    csv.append(random.nextBoolean() ? "\n" : " \t\r\n");
                }
                if (!plain && random.nextInt(20) == 0) {
                    csv.append("not,a row\n");
                    rejected++;
                }
                csv.append(line(row, columns, plain, random));
            }
            Path input = folder.resolve("in.csv");
            write(input, csv.toString(), random.nextInt(4) == 0);
            NaiveTraces expected = new NaiveTraces(rows);
            String digest = "";
            for (int reading = 0; reading < 3; reading++) {
                int block = reading == 0 ? 8 << 20 : 1 + random.nextInt(reading == 1 ? 40 : 2000);
                IngestReport report = TraceIngest.run(
                        List.of(input),
                        folder.resolve("store"),
                        IngestOptions.defaults().withThreads(1 + random.nextInt(4)),
                        Decompression.none(),
                        IngestProgress.none(),
                        block,
                        reading == 0 ? Long.MAX_VALUE : random.nextInt(reading == 1 ? 2000 : 200));
                assertEquals(rows.size(), report.calls(), what);
                assertEquals(rejected, report.rejected(), what);
                assertEquals(expected.duplicates(), report.duplicates(), what);
                try (TraceStore store = TraceStore.open(folder.resolve("store"), 3 + random.nextInt(10))) {
                    compare(expected, store, random, what + " block " + block);
                    assertEquals(reading == 0 ? store.digest() : digest, store.digest(), what);
                    digest = store.digest();
                }
            }
        }
    }

    static void compare(NaiveTraces expected, TraceStore store, Random random, String what) {
        assertEquals(expected.ids().size(), store.size(), what);
        for (int file = 0; file < store.size(); file++) {
            long id = expected.ids().get(file);
            assertEquals(Long.toString(id), store.id(file), what);
            assertEquals(expected.label(id), store.label(file), what);
            for (Order order : Order.values()) {
                List<String> calls = expected.calls(id, order);
                assertEquals(calls, Stores.calls(store, file, order), what + " " + order);
                int from = random.nextInt(calls.size());
                int[] part = new int[random.nextInt(calls.size() - from) + 1];
                store.calls(file, order, from, part.length, part, 0);
                for (int i = 0; i < part.length; i++) {
                    assertEquals(calls.get(from + i), store.apis().get(part[i]), what + " " + order);
                }
            }
        }
    }

    /** Files of several kinds: orderly ones, one clock with gaps and ties, shuffled. */
    static List<Row> rows(Random random) {
        int files = 1 + random.nextInt(5);
        List<Row> rows = new ArrayList<>();
        for (int f = 0; f < files; f++) {
            long id = random.nextInt(4) == 0 ? random.nextLong() & Long.MAX_VALUE : random.nextInt(1000) * 10L + f;
            int label = random.nextInt(256);
            int threads = 1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 3);
            int[] next = new int[threads];
            int[] tids = new int[threads];
            for (int t = 0; t < threads; t++) {
                tids[t] = random.nextInt(threads * 3) * (random.nextInt(9) == 0 ? 1_000_000 : 1);
                next[t] = random.nextInt(5);
            }
            int kind = random.nextInt(3);
            int clock = 0;
            int patience = random.nextBoolean() ? 5 : 500;
            int thread = 0;
            List<Row> own = new ArrayList<>();
            for (int i = random.nextInt(patience * 3 + 300); i >= 0; i--) {
                thread = random.nextInt(patience) == 0 ? random.nextInt(threads) : thread;
                clock += random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(2);
                int index = kind == 0 ? next[thread]++ : kind == 1 ? clock : random.nextInt(200);
                own.add(new Row(id, label, "Api" + random.nextInt(random.nextInt(200) + 1), tids[thread], index));
            }
            rows.addAll(own);
        }
        if (random.nextBoolean()) {
            Collections.shuffle(rows, random);
        }
        return oneLabelAFile(rows);
    }

    /** Two files of a round may have got one id. */
    private static List<Row> oneLabelAFile(List<Row> rows) {
        return rows.stream()
                .map(row -> new Row(row.file(), (int) (row.file() % 256), row.api(), row.tid(), row.index()))
                .toList();
    }

    private static String line(Row row, List<String> columns, boolean plain, Random random) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            String cell =
                    switch (column) {
                        case "file_id" -> Long.toString(row.file());
                        case "label" -> Integer.toString(row.label());
                        case "api" -> row.api();
                        case "tid" -> Integer.toString(row.tid());
                        default -> Integer.toString(row.index());
                    };
            int way = plain ? 9 : random.nextInt(30);
            cells.add(
                    way == 0
                            ? '"' + cell + '"'
                            : way == 1 ? " " + cell + "\t" : way == 2 ? " \"" + cell + " \" " : cell);
        }
        return String.join(",", cells) + (!plain && random.nextInt(4) == 0 ? "\r\n" : "\n");
    }

    private static void write(Path file, String text, boolean gzip) throws IOException {
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = gzip ? new GZIPOutputStream(raw) : raw) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
