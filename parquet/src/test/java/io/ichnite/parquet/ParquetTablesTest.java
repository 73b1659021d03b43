package io.ichnite.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Decompression;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestProgress;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceInput;
import io.ichnite.ingest.TraceStore;
import io.ichnite.ingest.TraceTables;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store holds comes back from Parquet; what others write is read, or refused by name. */
class ParquetTablesTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private final TraceTables tables = new ParquetTables();
    private final Path folder;

    ParquetTablesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private IngestReport ingest(Path store, TraceInput... inputs) throws IOException {
        return TraceIngest.runAll(
                List.of(inputs), store, IngestOptions.defaults(), Decompression.none(), IngestProgress.none());
    }

    private Path export(Path store, String name, int threads) throws IOException {
        Path file = folder.resolve(name);
        try (TraceStore open = TraceStore.open(store);
                OutputStream out = Files.newOutputStream(file)) {
            tables.write(open, threads, out);
        }
        return file;
    }

    private TraceInput input(Path file) {
        return TraceInput.of(file, tables.reader(file, 2));
    }

    private static String digest(Path store) throws IOException {
        try (TraceStore open = TraceStore.open(store)) {
            return open.digest();
        }
    }

    private static List<String> told(Path store) throws IOException {
        List<String> told = new ArrayList<>();
        try (TraceStore open = TraceStore.open(store)) {
            for (int file = 0; file < open.size(); file++) {
                StringBuilder text = new StringBuilder(open.id(file) + "/" + open.label(file) + ":");
                for (Order order : List.of(Order.TID, Order.ARRIVAL, Order.CLOCK)) {
                    int[] calls = new int[open.length(file)];
                    open.calls(file, order, 0, calls.length, calls, 0);
                    text.append(' ');
                    Arrays.stream(calls).mapToObj(open.apis()::get).forEach(text::append);
                }
                told.add(text.toString());
            }
        }
        return told;
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private Path parquet(String query) throws SQLException {
        Path file = folder.resolve("theirs.parquet");
        sql("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        return file;
    }

    /** Ids and labels of all kinds, threads that take turns, indices with gaps and ties. */
    private static void some(Random random, CallSink calls) throws IOException {
        List<String> ids =
                List.of("7", "007", "9223372036854775807", "it's.exe", "na\u00efve \u202e\"x\"\n", "a,b", "$(x)", "\\");
        for (String id : ids) {
            int kind = random.nextInt(3);
            for (int i = 0; i < 1 + random.nextInt(3000); i++) {
                byte[] name = ("Nt'\"" + random.nextInt(30)).getBytes(StandardCharsets.US_ASCII);
                int index = kind == 0 ? i : kind == 1 ? random.nextInt(50) : Integer.MAX_VALUE - random.nextInt(9);
                calls.call(calls.file(id), random.nextInt(4) * 77, index, name, 0, name.length, 1);
            }
            if (random.nextBoolean()) {
                calls.label(calls.file(id), "trojan 'x' " + id.length());
            }
        }
    }

    @Test
    void aStoreComesBackWhole() throws IOException {
        for (int round = 0; round < 5; round++) {
            Random random = new Random(SEED * 100 + round);
            TraceFormat made = (in, source, calls) -> some(random, calls);
            Path store = folder.resolve("store");
            ingest(store, TraceInput.of(Files.writeString(folder.resolve("in"), "x"), made));
            Path file = export(store, "it's [a] \u00fc*?.parquet", 2);
            Path back = folder.resolve("back");
            IngestReport report = ingest(back, input(file));
            assertEquals(0, report.rejected(), report.firstRejects() + " ichnite.seed=" + SEED);
            assertEquals(digest(store), digest(back), "ichnite.seed=" + SEED);
            assertArrayEquals(
                    Files.readAllBytes(file), Files.readAllBytes(export(store, "again", 1)), "the same bytes");
        }
    }

    @Test
    void aStoreOfNothingDoesToo() throws IOException {
        Path csv = Files.writeString(folder.resolve("in.csv"), "file_id,label,api,tid,index\n");
        Path store = folder.resolve("store");
        ingest(store, TraceInput.csv(csv));
        ingest(folder.resolve("back"), input(export(store, "none.parquet", 1)));
        assertEquals(digest(store), digest(folder.resolve("back")));
    }

    @Test
    void theServiceIsFound() {
        assertEquals(
                ParquetTables.class,
                ServiceLoader.load(TraceTables.class).findFirst().orElseThrow().getClass());
    }

    @Test
    void whatOthersWriteNeedNotHaveAllColumns() throws Exception {
        Path store = folder.resolve("store");
        ingest(store, input(parquet("SELECT 3 file_id, 5::UTINYINT AS label, ['a', 'b', 'a'] api, true AS more")));
        assertEquals(List.of("3/5: aba aba aba"), told(store));
        ingest(store, input(parquet("SELECT 'x' file_id, ['a', 'b', 'c'] api, [9, 2, 9]::BIGINT[] tid")));
        assertEquals(List.of("x/null: bac abc bac"), told(store));
        ingest(
                store,
                input(
                        parquet(
                                "SELECT 'x' file_id, ['a', 'b', 'c'] api, [2, 0, 1] arrival, [7, 7, 9]::USMALLINT[] \"index\"")));
        assertEquals(List.of("x/null: bac bca bac"), told(store));
    }

    @Test
    void rowsThatAreNoTracesAreToldAndTheOthersTaken() throws Exception {
        Path file = parquet(
                """
                SELECT * FROM (VALUES
                    ('good', 'l', ['a'], [1], [0], [0]),
                    ('none', 'l', [], [], [], []),
                    (NULL, 'l', ['a'], [1], [0], [0]),
                    ('short', 'l', ['a', 'a'], [1], [0, 1], [0, 1]),
                    ('long', 'l', ['a'], [1, 1], [0], [0]),
                    ('minus', 'l', ['a'], [-1], [0], [0]),
                    ('twice', 'l', ['a', 'b'], [1, 1], [0, 1], [0, 0]),
                    ('lost', 'l', NULL, NULL, NULL, NULL),
                    ('', 'l', ['a'], [1], [0], [0]),
                    ('large', 'l', ['a'], [3000000000], [0], [0]),
                    ('null', 'l', [NULL], [1], [0], [0]),
                    ('bad', 'l', [chr(7), 'a'], [1, 1], [0, 1], [0, 1]),
                    ('label', chr(7), ['a'], [1], [0], [0]),
                    ('last', NULL, [], [], [], [])
                ) t(file_id, label, api, tid, "index", arrival)""");
        Path store = folder.resolve("store");
        IngestReport report = ingest(store, input(file));
        assertEquals(List.of("bad/l: a a a", "good/l: a a a", "label/null: a a a"), told(store));
        List<String> rejects = report.firstRejects().stream()
                .map(reject -> reject.substring(file.toString().length() + 1))
                .toList();
        String each =
                ": expected an api, and tid, index and arrival of 0..2147483647 beside each; its calls are left out, ";
        assertEquals(
                List.of(
                        "2: has no calls",
                        "3: file_id null: expected a file_id of 1 to 1024 bytes; its calls are left out, 1",
                        "4: file_id short: call 2" + each + 2,
                        "5: file_id long: call 2" + each + 2,
                        "6: file_id minus: call 1" + each + 1,
                        "7: file_id twice: call 2: expected arrivals 0..1, each once; its calls are left out, 2",
                        "8: has no calls",
                        "9: file_id : expected a file_id of 1 to 1024 bytes; its calls are left out, 1",
                        "10: file_id large: call 1" + each + 1,
                        "11: file_id null: call 1" + each + 1,
                        "12: call 1: api is not 1..128 printable ASCII characters: '\\x07'",
                        "13: expected a label of " + IngestOptions.LABEL + ", found '\\u0007'",
                        "14: has no calls"),
                rejects);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 x | has no column file_id; expected VARCHAR or whole numbers, the ids of files",
                "SELECT 1 file_id | has no column api; expected VARCHAR[], the names of calls",
                "SELECT 1 file_id, [1, 2] api | column api is INTEGER[]; expected VARCHAR[], the names of calls",
                "SELECT 1 file_id, 'a' api | column api is VARCHAR; expected VARCHAR[], the names of calls",
                "SELECT 1.5 file_id, ['a'] api | column file_id is DECIMAL(2,1); expected VARCHAR or whole numbers, the ids of files",
                "SELECT 1 file_id, ['a'] api, ['x'] tid | column tid is VARCHAR[]; expected INTEGER[]",
                "SELECT 1 file_id, ['a'] api, {'a': 1} AS label | column label is STRUCT(a INTEGER); expected VARCHAR or whole numbers",
            })
    void aTableOfSomethingElseIsRefused(String query, String expected) throws Exception {
        Path file = parquet(query);
        String told = assertThrows(BadInput.class, () -> ingest(folder.resolve("store"), input(file)))
                .getMessage();
        assertEquals(file + ": " + expected, told);
        assertTrue(Files.notExists(folder.resolve("store")));
    }

    @Test
    void moreNamesThanAStoreHoldsAreRefused() throws Exception {
        Path file = parquet("SELECT 1 file_id, list_transform(range(70000), lambda x: 'n' || x) api");
        String told = assertThrows(BadInput.class, () -> ingest(folder.resolve("store"), input(file)))
                .getMessage();
        assertEquals(file + ": there are more than 65535 different API names", told);
    }

    @Test
    void whateverIsInItOnlyBadInputComesOfIt() throws Exception {
        Path good = parquet("SELECT i::VARCHAR file_id, 'l' AS label, ['a', 'b', 'c'] api, [1, 2, 1] tid,"
                + " [0, 0, 1] \"index\", [0, 1, 2] arrival FROM range(50) t(i)");
        byte[] bytes = Files.readAllBytes(good);
        Random random = new Random(SEED);
        Path file = folder.resolve("bad.parquet");
        int refused = 0;
        for (int round = 0; round < 60; round++) {
            byte[] bad = round % 3 == 0 ? Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length - 4)) : bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
            }
            Files.write(file, bad);
            try {
                ingest(folder.resolve("store"), input(file));
            } catch (BadInput e) {
                refused++;
                assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e.getMessage());
                assertTrue(!String.valueOf(e.getMessage()).contains("/ichnite"), e.getMessage());
            }
        }
        assertTrue(refused > 10, refused + " refused");
    }

    @Test
    void nothingIsLeftInTheTemporaryFolder() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        List<Path> before = ours(temporary);
        ingest(folder.resolve("store"), input(parquet("SELECT 1 file_id, ['a'] api")));
        export(folder.resolve("store"), "out.parquet", 1);
        Path bad = Files.writeString(folder.resolve("bad"), "PAR1 and nothing more PAR1");
        assertThrows(BadInput.class, () -> ingest(folder.resolve("store"), input(bad)));
        assertEquals(before, ours(temporary));
    }

    private static List<Path> ours(Path temporary) throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(path -> path.getFileName().toString().startsWith("ichnite"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void duckDbIsShutIn() throws Exception {
        Path outside = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        try (Duck duck = Duck.open(1)) {
            for (String sql : List.of(
                    "SELECT * FROM read_csv('" + outside + "')",
                    "COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'",
                    "INSTALL httpfs",
                    "LOAD httpfs",
                    "SELECT * FROM 'https://127.0.0.1/x.parquet'",
                    "ATTACH '" + folder.resolve("x.db") + "'",
                    "SET enable_external_access = true",
                    "SET threads = 4")) {
                assertThrows(SQLException.class, () -> duck.run(sql), sql);
            }
        }
        assertTrue(Files.notExists(folder.resolve("out.csv")));
    }
}
