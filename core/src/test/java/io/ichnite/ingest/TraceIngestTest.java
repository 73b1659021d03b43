package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIngestTest {
    private static final String ROWS = "1,5,A,1,0\n1,5,B,1,1\n2,0,A,7,0\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path store() {
        return folder.resolve("store");
    }

    private Path csv(String name, String rows) throws IOException {
        return Stores.write(folder.resolve(name), Stores.HEADER + rows);
    }

    @Test
    void numericIdsSortAsNumbers() throws IOException {
        TraceStore store = Stores.of(
                folder, Stores.HEADER + "10,1,A,1,0\n9,1,A,1,0\n9223372036854775807,1,A,1,0\n007,1,A,1,0\n0,1,A,1,0\n");
        assertEquals(List.of("0/1: A", "7/1: A", "9/1: A", "10/1: A", "9223372036854775807/1: A"), Stores.told(store));
    }

    @Test
    void namesAreSortedByCodePointAndOnlyThoseOfKeptCallsStay() throws IOException {
        TraceStore store = Stores.of(folder, Stores.HEADER + "1,1,b,1,0\n1,1,B,1,1\n1,1,_,1,2\n1,2,Gone,1,3\n");
        assertEquals(List.of("B", "_", "b"), store.apis());
        assertEquals(List.of("1/1: b B _"), Stores.told(store));
    }

    @ParameterizedTest
    @CsvSource({
        "'1,5,A,1,-0', 'index is out of range 0..2147483647: ''-0'''",
        "'1,5,A,1,+1', 'index is not a whole number: ''+1'''",
        "'1,5,A,1,2147483648', 'index is out of range 0..2147483647: ''2147483648'''",
        "'9223372036854775808,5,A,1,1', 'file_id is out of range 0..9223372036854775807: ''9223372036854775808'''",
        "'1,256,A,1,1', 'label is out of range 0..255: ''256'''",
        "'1,,A,1,1', 'label is empty'",
        "',5,A,1,1', 'file_id is empty'",
        "'1,5,A,1,1 2', 'index is not a whole number: ''1 2'''",
        "'1,5,\"A\"B,1,1', 'there is text after a closing quote'",
        "',', 'expected 5 columns, found 2'",
    })
    void rejectsWithColumnAndValue(String row, String reason) throws IOException {
        IngestReport report = Stores.ingest(csv("in.csv", ROWS + row + "\n"), store());
        assertEquals(List.of(folder.resolve("in.csv") + ":5: " + reason), report.firstRejects());
        assertEquals(3, report.calls());
    }

    @Test
    void aNameThatBeginsWithAQuoteIsMetInQuotesOnly() throws IOException {
        IngestReport report =
                Stores.ingest(csv("in.csv", "1,5,\"\"\"A\",1,0\n1,5,\"A,1,1\n1,5,\"\"\"A\",1,2\n"), store());
        assertEquals(List.of(folder.resolve("in.csv") + ":3: a quote is not closed"), report.firstRejects());
        assertEquals(List.of("1/5: \"A \"A"), Stores.told(store()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,5,A,1,2147483647",
                "9223372036854775807,5,A,2147483647,1",
                "1,5,A b,1,9",
                "1,5,\"A,b\",1,9",
                "1,05,A,01,00000000000000000000009",
                "\t1 ,\" 5 \", A ,\"1\"\t,9 "
            })
    void takes(String row) throws IOException {
        IngestReport report = Stores.ingest(csv("in.csv", ROWS + row + "\n"), store());
        assertEquals(List.of(), report.firstRejects());
        assertEquals(4, report.calls());
    }

    @Test
    void aNameMayHave128Characters() throws IOException {
        String rows = "1,5," + "A".repeat(128) + ",1,0\n1,5," + "A".repeat(129) + ",1,1\n";
        IngestReport report = Stores.ingest(csv("in.csv", rows), store());
        assertEquals(1, report.calls());
        assertEquals(
                List.of(folder.resolve("in.csv") + ":3: api is not 1..128 printable ASCII characters: '"
                        + "A".repeat(40) + "...'"),
                report.firstRejects());
    }

    @Test
    void aLineMayHave65536Bytes() throws IOException {
        String fit = "1,5,A,1," + "0".repeat(65536 - 8);
        IngestReport report =
                Stores.ingest(csv("in.csv", fit + "\r\n" + fit + "0\r\n" + fit + "0\n" + fit + "\n"), store());
        assertEquals(2, report.calls());
        assertEquals(2, report.rejected());
        assertEquals(
                List.of(
                        folder.resolve("in.csv") + ":3: line is longer than 65536 bytes",
                        folder.resolve("in.csv") + ":4: line is longer than 65536 bytes"),
                report.firstRejects());
    }

    @Test
    void allRejectsAreWrittenAndTwentyShown() throws IOException {
        String bad = "x\n".repeat(50);
        IngestReport report = Stores.ingest(csv("in.csv", ROWS + bad + "3,1,A,1,0\n"), store());
        assertEquals(50, report.rejected());
        assertEquals(54, report.rows());
        assertEquals(20, report.firstRejects().size());
        List<String> lines = Files.readAllLines(store().resolve("rejected.csv"));
        assertEquals(51, lines.size());
        assertEquals(folder.resolve("in.csv") + ",54,\"expected 5 columns, found 1\"", lines.get(50));
    }

    @Test
    void rejectsOfBothKindsStandInTheOrderOfTheirLines() throws IOException {
        IngestReport report =
                Stores.ingest(csv("in.csv", "1,5,A,1,0\n1,6,A,1,1\nx\n1,6,A,1,2\n\n1,6,A,1,3\n1,6,A,1,4\n"), store());
        assertEquals(
                List.of(3, 4, 5, 7, 8),
                report.firstRejects().stream()
                        .map(reject -> Integer.parseInt(reject.replaceFirst(".*:(\\d+): .*", "$1")))
                        .toList());
    }

    @Test
    void aHostileNameDoesNotReachATerminal() throws IOException {
        Path file = csv("a\u001b[2J\n.csv", "1,5,\u001b]0;x\u0007,1,0\n");
        IngestReport report = Stores.ingest(file, store());
        String all = String.join("", report.firstRejects()) + Files.readString(store().resolve("rejected.csv"));
        assertTrue(all.contains("\\x1B]0;x\\x07"), all);
        assertTrue(all.contains("a\\u001B[2J\\u000A.csv"), all);
        assertFalse(all.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file_id,api,tid", "file_id,api,tid,index,index", "", "\u001b,api,tid,index", "file_id;api"})
    void aWrongHeaderStopsAtLineOne(String header) throws IOException {
        Path file = Stores.write(folder.resolve("in.csv"), header + "\n1,5,A,1,0\n");
        String message = String.valueOf(
                assertThrows(BadInput.class, () -> Stores.ingest(file, store())).getMessage());
        assertTrue(message.startsWith(file + ":1: "), message);
        assertTrue(message.contains("file_id,label,api,tid,index"), message);
        assertFalse(message.chars().anyMatch(Character::isISOControl));
        assertFalse(Files.exists(store()));
    }

    @Test
    void aHeaderMayBeQuotedAndSpaced() throws IOException {
        TraceStore store = Stores.of(folder, "\"index\", tid ,\"api\",label,file_id\n3,2,A,5,1\n");
        assertEquals(List.of("1/5: A"), Stores.told(store));
    }

    @Test
    void sameIdInTwoInputsIsRefusedUnlessMerged() throws IOException {
        List<Path> inputs = List.of(csv("a.csv", ROWS), csv("b.csv", "3,1,C,1,0\n2,0,C,7,1\n2,1,C,7,2\n"));
        BadInput refused = assertThrows(BadInput.class, () -> run(inputs, IngestOptions.defaults()));
        assertEquals(
                inputs.get(1) + ":3: file_id 2 stands in " + inputs.get(0)
                        + " too, at line 4; expected each in one input, unless merging is asked for",
                refused.getMessage());
        IngestReport report = run(inputs, IngestOptions.defaults().withMerge(true));
        assertEquals(List.of("1/5: A B", "2/0: A C", "3/1: C"), Stores.told(store()));
        assertEquals(
                List.of(inputs.get(1) + ":4: label 1 differs from label 0 of the same file at " + inputs.get(0) + ":4"),
                report.firstRejects());
    }

    @Test
    void severalInputsWithColumnsOfTheirOwn() throws IOException {
        Path b = Stores.write(folder.resolve("b.csv"), "index,tid,api,file_id\n0,1,C,4\n");
        run(List.of(csv("a.csv", ROWS), b), IngestOptions.defaults());
        assertEquals(List.of("1/5: A B", "2/0: A", "4/null: C"), Stores.told(store()));
    }

    @Test
    void labelsFromElsewhereFillAndOverride() throws IOException {
        Path input = csv("a.csv", ROWS);
        Stores.ingest(input, store(), IngestOptions.defaults().withLabels(Map.of("2", "Emotet", "99", "nobody")));
        assertEquals(List.of("1/5: A B", "2/Emotet: A"), Stores.told(store()));
    }

    @Test
    void moreThan65535NamesAreRefused() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 65535; i++) {
            rows.append("1,5,N").append(i).append(",1,").append(i).append('\n');
        }
        IngestReport report = Stores.ingest(csv("in.csv", rows.toString()), store());
        assertEquals(65535, report.apis());
        List<String> told = Stores.told(store());
        assertTrue(told.get(0).endsWith(" N65533 N65534"));
        Path more = csv("in.csv", rows + "1,5,one-more,1,65535\n");
        BadInput refused = assertThrows(BadInput.class, () -> Stores.ingest(more, store()));
        assertEquals(more + ": there are more than 65535 different API names", refused.getMessage());
    }

    @Test
    void namesMadeToCollideAreStillTold() throws IOException {
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 0; i < 9; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> longer.addAll(List.of(name + "Aa", name + "BB")));
            names = longer;
        }
        StringBuilder rows = new StringBuilder();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < names.size(); i++) {
                rows.append("1,5," + names.get(i) + ",1," + (round * names.size() + i) + "\n");
            }
        }
        TraceStore store = Stores.of(folder, Stores.HEADER + rows);
        String once = String.join(" ", names);
        assertEquals(List.of("1/5: " + once + " " + once), Stores.told(store));
    }

    @Test
    void theSameRowsGiveTheSameDigestWhereverTheyCameFrom() throws IOException {
        Stores.ingest(csv("a.csv", ROWS), store());
        String digest = digest();
        Path other = Stores.write(
                folder.resolve("b.csv"), "api,index,tid,label,file_id\r\n\"A\",0,7,0,2\r\nA,0,1,5,1\r\n\r\nB,1,1,5,1");
        Stores.ingest(other, store(), IngestOptions.defaults().withThreads(1));
        assertEquals(digest, digest());
        Stores.ingest(csv("a.csv", ROWS.replace("2,0,A", "2,1,A")), store());
        assertFalse(digest.equals(digest()));
        Stores.ingest(csv("a.csv", "1,5,B,1,1\n1,5,A,1,0\n2,0,A,7,0\n"), store());
        assertFalse(digest.equals(digest()));
    }

    private String digest() throws IOException {
        try (TraceStore store = TraceStore.open(store())) {
            return store.digest();
        }
    }

    @Test
    void progressEndsAtTheSizeOnTheDisk() throws IOException {
        Path a = csv("a.csv", ROWS);
        Path b = csv("b.csv", "3,1,A,1,0\n");
        List<Long> told = new ArrayList<>();
        TraceIngest.run(List.of(a, b), store(), IngestOptions.defaults(), Decompression.none(), (done, total) -> {
            told.add(done);
            assertEquals(Files.exists(a) ? a.toFile().length() + b.toFile().length() : 0, total);
        });
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(a.toFile().length() + b.toFile().length(), told.get(told.size() - 1));
    }

    @Test
    void whatIsNotThereIsADisksFault() {
        assertThrows(NoSuchFileException.class, () -> Stores.ingest(folder.resolve("none.csv"), store()));
        assertThrows(BadInput.class, () -> Stores.ingest(folder, store()));
        assertFalse(Files.exists(store()));
        assertThrows(IllegalArgumentException.class, () -> run(List.of(), IngestOptions.defaults()));
    }

    @Test
    void optionsCheckThemselves() {
        IngestOptions options = IngestOptions.defaults();
        assertThrows(IllegalArgumentException.class, () -> options.withThreads(0));
        assertThrows(IllegalArgumentException.class, () -> options.withLabels(Map.of("1", " ")));
        assertThrows(IllegalArgumentException.class, () -> options.withLabels(Map.of("1", "a\nb")));
    }

    private IngestReport run(List<Path> inputs, IngestOptions options) throws IOException {
        return TraceIngest.run(inputs, store(), options, Decompression.none(), IngestProgress.none());
    }
}
