package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of a set of bad ones, and what has to come of it. */
class BadFilesTest {
    private static final String THREE = "1/5: NtClose NtClose NtClose";
    private static final String OTHER = "2/0: NtOpenKey";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Outcome(IngestReport report, List<String> told, List<String> rejectedCsv) {}

    private Path given(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = BadFilesTest.class.getResourceAsStream("/ingest/bad/" + name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private Outcome ingest(Path file) throws IOException {
        Path store = folder.resolve("store");
        IngestReport report = Stores.ingest(file, store);
        return new Outcome(report, Stores.told(store), Files.readAllLines(store.resolve("rejected.csv")));
    }

    /** Expects these files' contents, and these rejects: {@code line: reason}. */
    private void expect(String name, List<String> told, String... rejects) throws IOException {
        expect(given(name), told, rejects);
    }

    private void expect(Path file, List<String> told, String... rejects) throws IOException {
        Outcome outcome = ingest(file);
        assertEquals(told, outcome.told());
        List<String> shown = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of("file,line,reason"));
        for (String reject : rejects) {
            shown.add(file + ":" + reject);
            int colon = reject.indexOf(':');
            String reason = reject.substring(colon + 2);
            lines.add(file + "," + reject.substring(0, colon) + ","
                    + (reason.contains(",") || reason.contains("\"")
                            ? '"' + reason.replace("\"", "\"\"") + '"'
                            : reason));
        }
        assertEquals(shown, outcome.report().firstRejects());
        assertEquals(lines, outcome.rejectedCsv());
        assertEquals(rejects.length, outcome.report().rejected());
        assertEquals(told.size(), outcome.report().files());
        assertEquals(outcome.report().rows(), outcome.report().calls() + rejects.length);
        if (rejects.length > 0) {
            BadInput stopped = assertThrows(
                    BadInput.class,
                    () -> Stores.ingest(
                            file,
                            folder.resolve("store"),
                            IngestOptions.defaults().withStrict(true)));
            assertEquals(file + ":" + rejects[0], stopped.getMessage());
            assertEquals(told, Stores.told(folder.resolve("store")));
            assertEquals(lines, Files.readAllLines(folder.resolve("store/rejected.csv")));
        }
    }

    private BadInput refused(Path file) throws IOException {
        Path store = folder.resolve("store");
        Stores.ingest(given("01_ok.csv"), store);
        List<String> before = Stores.entries(store);
        BadInput refused = assertThrows(BadInput.class, () -> Stores.ingest(file, store));
        assertEquals(List.of(THREE), Stores.told(store));
        assertEquals(before, Stores.entries(store));
        Path fresh = folder.resolve("fresh");
        assertThrows(BadInput.class, () -> Stores.ingest(file, fresh));
        assertFalse(Files.exists(fresh));
        return refused;
    }

    @ParameterizedTest
    @ValueSource(strings = {"01_ok.csv", "06_bom.csv", "07_crlf.csv", "28_ok.csv.gz"})
    void theSameThreeCalls(String name) throws IOException {
        expect(name, List.of(THREE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12_no_final_newline.csv", "16_blank_lines.csv", "25_spaces.csv"})
    void theSameFourRows(String name) throws IOException {
        expect(name, List.of(THREE, OTHER));
    }

    @Test
    void missingColumn() throws IOException {
        expect("02_missing_col.csv", List.of(THREE, OTHER), "5: expected 5 columns, found 4");
    }

    @Test
    void extraColumn() throws IOException {
        expect("03_extra_col.csv", List.of(THREE, OTHER), "5: expected 5 columns, found 6");
    }

    @Test
    void quotes() throws IOException {
        expect("04_quotes.csv", List.of("1/5: NtClose LdrLoad\"Dll"));
    }

    @Test
    void unclosedQuoteCostsOneLine() throws IOException {
        expect("05_unclosed_quote.csv", List.of(THREE, OTHER), "5: a quote is not closed");
    }

    @Test
    void mixedLineEnds() throws IOException {
        expect("08_mixed_eol.csv", List.of("1/5: NtClose NtClose"));
    }

    @Test
    void wrongType() throws IOException {
        expect("09_wrong_type.csv", List.of(THREE, OTHER), "5: tid is not a whole number: 'abc'");
    }

    @Test
    void negative() throws IOException {
        expect(
                "10_negative.csv",
                List.of(THREE, OTHER),
                "5: file_id is out of range 0..9223372036854775807: '-7'",
                "6: label is out of range 0..255: '-1'");
    }

    @Test
    void truncated() throws IOException {
        expect("11_truncated.csv", List.of(THREE), "5: expected 5 columns, found 3");
    }

    @Test
    void duplicatesAreKeptAndCounted() throws IOException {
        expect("13_dup.csv", List.of("1/5: NtClose NtClose NtClose NtClose"));
        assertEquals(1, ingest(given("13_dup.csv")).report().duplicates());
    }

    @Test
    void labelDiffers() throws IOException {
        expect("14_label_differs.csv", List.of(THREE), "5: label 3 differs from label 5 of the same file at line 2");
    }

    @Test
    void labelDiffersAndTheFirstWins() throws IOException {
        Path store = folder.resolve("store");
        IngestReport report = Stores.ingest(
                given("14_label_differs.csv"), store, IngestOptions.defaults().withFirstLabelWins(true));
        assertEquals(0, report.rejected());
        assertEquals(List.of(THREE + " NtClose"), Stores.told(store));
    }

    @Test
    void emptyApi() throws IOException {
        expect("15_empty_api.csv", List.of(THREE), "5: api is empty");
    }

    @Test
    void headerOnly() throws IOException {
        expect("17_header_only.csv", List.of());
        IngestReport report = ingest(given("17_header_only.csv")).report();
        assertEquals("0 files, 0 calls, 0 names; the input holds no rows", report.summary());
    }

    @Test
    void emptyFile() throws IOException {
        Path file = given("18_empty.csv");
        assertEquals(
                file + ":1: empty; expected the columns file_id,label,api,tid,index in any order (label may be absent)",
                refused(file).getMessage());
    }

    @Test
    void wrongHeader() throws IOException {
        Path file = given("19_wrong_header.csv");
        assertEquals(
                file + ":1: unknown column 'id'; expected the columns file_id,label,api,tid,index in any order (label"
                        + " may be absent)",
                refused(file).getMessage());
    }

    @Test
    void noLabel() throws IOException {
        expect("20_test_no_label.csv", List.of("1/null: NtClose"));
    }

    @Test
    void reordered() throws IOException {
        expect("21_reordered.csv", List.of("1/5: NtClose"));
    }

    @Test
    void badUtf8() throws IOException {
        expect(
                "22_bad_utf8.csv",
                List.of(THREE, OTHER),
                "5: api is not 1..128 printable ASCII characters: 'Nt\\xFF\\xFEClose'");
    }

    @Test
    void overflow() throws IOException {
        expect(
                "23_overflow.csv",
                List.of(THREE),
                "5: tid is out of range 0..2147483647: '99999999999'",
                "6: label is out of range 0..255: '300'");
    }

    @Test
    void fractionsAreNeverRounded() throws IOException {
        expect(
                "24_float.csv",
                List.of(THREE),
                "5: file_id is not a whole number: '1.0'",
                "6: file_id is not a whole number: '1.6'");
    }

    @Test
    void nul() throws IOException {
        expect("26_nul.csv", List.of(THREE), "5: api is not 1..128 printable ASCII characters: 'Nt\\x00Close'");
    }

    @Test
    void longLine() throws IOException {
        Path file = folder.resolve("27_long_line.csv");
        String ok = Files.readString(given("01_ok.csv"));
        Stores.write(file, ok + "1,5," + "A".repeat(3_000_000) + ",100,3\n2,0,NtOpenKey,7,0\n");
        expect(file, List.of(THREE, OTHER), "5: line is longer than 65536 bytes");
    }

    @Test
    void truncatedGzip() throws IOException {
        Path file = given("30_trunc.csv.gz");
        assertEquals(
                file + ": the gzip data ends too early; expected a whole file",
                refused(file).getMessage());
    }

    @Test
    void aFileInTwoPlacesIsOne() throws IOException {
        expect("31_duplicate_file_across.csv", List.of("1/5: NtClose NtClose", "2/0: NtClose"));
    }

    @Test
    void severalGzipMembersAreOneFile() throws IOException {
        byte[] one = Files.readAllBytes(given("28_ok.csv.gz"));
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(rest)) {
            out.write("2,0,NtOpenKey,7,0\n".getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one);
        both.write(rest.toByteArray());
        Path file = Files.write(folder.resolve("both.csv.gz"), both.toByteArray());
        expect(file, List.of(THREE, OTHER));
        byte[] damaged = both.toByteArray();
        damaged[one.length] ^= 1;
        Files.write(file, damaged);
        assertEquals(
                file + ": there is something else after the gzip data; expected nothing",
                refused(file).getMessage());
    }

    @Test
    void damagedGzip() throws IOException {
        Path file = given("28_ok.csv.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 0x55;
        Files.write(file, bytes);
        assertTrue(String.valueOf(refused(file).getMessage()).contains("gzip data"));
    }
}
