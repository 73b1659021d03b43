package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import io.ichnite.sample.Order;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The readers of traces: CSV, gzip, what a format hands over, and the store itself. */
public final class IngestFuzzTargets implements FuzzTargets {
    @Override
    public List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "csv-rows", 4096, BadInput.class, (bytes, scratch) -> rows(bytes), IngestFuzzTargets::csvs),
                FuzzTarget.of("trace-csv", 4096, BadInput.class, IngestFuzzTargets::csv, IngestFuzzTargets::inputs),
                FuzzTarget.of(
                        "gzip", 4096, BadInput.class, (bytes, scratch) -> unfold(bytes), IngestFuzzTargets::gzips),
                FuzzTarget.of("calls", 2048, BadInput.class, IngestFuzzTargets::calls, CallScript::seeds),
                FuzzTarget.of("store", 4096, BadInput.class, new StoreParts()::read, StoreParts::seeds),
                FuzzTarget.of("binary", 4096, BadInput.class, BinaryFuzz::read, BinaryFuzz::seeds));
    }

    /** The quick way of a block and the careful way of each line say the same of the same line. */
    private static void rows(byte[] bytes) throws IOException {
        int size = Math.max(1, bytes.length % 61);
        CsvBlocks blocks = new CsvBlocks(new ByteArrayInputStream(bytes), size);
        Columns columns = Columns.of(blocks.header(), "in");
        ApiNames names = new ApiNames();
        BlockParser quick = new BlockParser("in", columns, names);
        RowParser careful = new RowParser(columns);
        Block block = new Block(size);
        while (blocks.next(block) != null) {
            quick.parse(block);
            List<String> known = names.names();
            List<String> found = new ArrayList<>();
            int row = 0;
            for (int run = 0; run < block.runs; run++) {
                for (int i = 0; i < block.count[run]; i++) {
                    found.add(block.line[run] + i + " " + block.file[run] + " " + block.label[run] + " "
                            + block.tid[run] + " " + (block.index[run] + i) + " "
                            + known.get(block.api[row++] & 0xFFFF));
                }
            }
            List<String> expected = new ArrayList<>();
            int rejects = 0;
            int line = 0;
            for (int at = 0; at < block.to; line++) {
                int end = block.endOfLine(at);
                if (!RowParser.blank(block.bytes, at, end)) {
                    if (careful.parse(block.bytes, at, end) == null) {
                        expected.add(line + " " + careful.value(Columns.FILE) + " "
                                + (short) careful.value(Columns.LABEL) + " " + careful.value(Columns.TID) + " "
                                + careful.value(Columns.INDEX) + " "
                                + new String(
                                        careful.text(),
                                        careful.apiFrom(),
                                        careful.apiTo() - careful.apiFrom(),
                                        StandardCharsets.US_ASCII));
                    } else {
                        rejects++;
                    }
                }
                at = end + 1;
            }
            assertEquals(expected, found);
            assertEquals(rejects, block.rejects);
            assertEquals(line, block.lines);
        }
    }

    /** Whole: from a file to a store, and all of it back. */
    private static void csv(byte[] bytes, Path scratch) throws IOException {
        Path input = Files.write(scratch.resolve("in.csv"), bytes);
        ingest(TraceInput.csv(input), bytes.length, scratch);
    }

    private static void calls(byte[] bytes, Path scratch) throws IOException {
        Path input = Files.write(scratch.resolve("in"), bytes);
        ingest(TraceInput.of(input, new CallScript()), bytes.length, scratch);
    }

    private static void ingest(TraceInput input, int length, Path scratch) throws IOException {
        Path store = scratch.resolve("store");
        // Blocks of every size, and so little memory that most calls spill.
        IngestOptions options = IngestOptions.defaults().withThreads(1).withFirstLabelWins(length % 2 == 0);
        IngestReport report = TraceIngest.runAll(
                List.of(input),
                store,
                options,
                Decompression.none(),
                IngestProgress.none(),
                1 + length % 200,
                length % 3 * 50L);
        assertEquals(report.rows(), report.calls() + report.rejected());
        List<String> rejects = Files.readAllLines(store.resolve(RejectLog.NAME));
        assertEquals(report.rejected() + 1, rejects.size(), "a line for each reject");
        try (TraceStore open = TraceStore.open(store)) {
            assertEquals(report.calls(), open.calls());
            assertEquals(report.files(), open.size());
            assertEquals(report.apis(), open.apis().size());
            assertEquals(report.calls(), told(open));
        }
    }

    /** Reads a store in every order; how many calls it has. */
    static long told(TraceStore store) {
        long calls = 0;
        for (int file = 0; file < store.size(); file++) {
            store.id(file);
            store.label(file);
            int[] row = new int[store.length(file)];
            for (Order order : Order.values()) {
                store.calls(file, order, 0, row.length, row, 0);
                for (int call : row) {
                    assertTrue(call >= 0 && call < store.apis().size());
                }
            }
            calls += row.length;
        }
        return calls;
    }

    /** What a compressed stream unfolds to, within limits. */
    private static void unfold(byte[] bytes) throws IOException {
        try (InputStream plain = TraceIngest.plain(
                new BufferedInputStream(new ByteArrayInputStream(bytes)),
                "in",
                Decompression.none(),
                Limits.defaults().withSize(1 << 20),
                () -> bytes.length)) {
            plain.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static List<byte[]> csvs() {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of(
                Stores.HEADER + "1,2,NtOpenFile,100,0\n1,2,NtClose,100,1\n1,2,NtOpenFile,104,0\n2,0,NtClose,1,7\n",
                "\u00EF\u00BB\u00BFapi, tid ,index,file_id\r\n\"Nt\"\"Open\",1,1,1\r\n\r\n NtClose ,\"2\", 3 ,4\r\nNtClose,2,4,4",
                Stores.HEADER + "1,300,A,1,1\n1,2,,1,1\n1,2,\"A,1,1\n9223372036854775807,255,~,2147483647,2147483647\n",
                "index,file_id,api,tid,label\n0,1,A,1,3\n0,1,A,1,4\n0,1,A,1\n0,01,A,1,3\n-1,1,A,1,3\n1.6,1,A,1,3\n")) {
            seeds.add(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return seeds;
    }

    private static List<byte[]> inputs() throws IOException {
        List<byte[]> seeds = new ArrayList<>(csvs());
        seeds.addAll(gzips());
        return seeds;
    }

    private static List<byte[]> gzips() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] plain : csvs()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(plain);
            }
            seeds.add(bytes.toByteArray());
        }
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(seeds.get(0));
        two.writeBytes(seeds.get(0));
        // The second member's header is a row that is rejected.
        seeds.add(two.toByteArray());
        return seeds;
    }
}
