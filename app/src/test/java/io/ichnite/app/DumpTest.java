package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published system's JSON dumps, out by export and in by ingest. */
class DumpTest {
    private static final String FILES = "security_train_files.json";
    private static final String LABELS = "security_train_labels.json";
    private static final String IDS = "security_train_ids.json";

    private final Path folder;

    DumpTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void refused(Ran ran, String message) {
        assertEquals(2, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(message), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
    }

    @Test
    void callsByThreadAndIndexFilesById() throws IOException {
        Path csv = write(
                "t.csv",
                "file_id,label,api,tid,index\n10,5,z,2,0\n9,3,Late,7,1\n9,3,\"q\"\"\\\",7,0\n10,5,y,1,9\n9,3,First,2,4\n");
        Path dump = folder.resolve("dump");
        Ran ran = Bench.good("export", csv, "-o", dump);
        assertEquals("[\"First q\\\"\\\\ Late\", \"y z\"]", Files.readString(dump.resolve(FILES)));
        assertEquals("[\"3\", \"5\"]", Files.readString(dump.resolve(LABELS)));
        assertEquals("[9, 10]", Files.readString(dump.resolve(IDS)));
        assertEquals(
                List.of(
                        dump.resolve(FILES).toString(),
                        dump.resolve(LABELS).toString(),
                        dump.resolve(IDS).toString()),
                ran.lines());
        Bench.good("export", csv, "-o", dump, "--order", "arrival");
        assertEquals("[\"Late q\\\"\\\\ First\", \"z y\"]", Files.readString(dump.resolve(FILES)));
    }

    @Test
    void throughADumpAndBackNothingThatIsLearntChanges() throws IOException {
        Path train = Bench.traces(folder.resolve("train.csv"), 45, true, 1);
        Path test = Bench.traces(folder.resolve("test.csv"), 9, false, 2);
        Path dump = folder.resolve("dump");
        Path again = folder.resolve("again.store");
        Bench.good("export", train, "-o", dump);
        Ran ran = Bench.good(
                "ingest",
                "--format",
                "json-sequences",
                dump.resolve(FILES),
                dump.resolve(LABELS),
                "-o",
                again,
                "--json");
        JsonNode report = new ObjectMapper().readTree(ran.out());
        assertEquals(45, report.get("files").asInt());
        assertEquals(report.get("rows").asInt(), report.get("calls").asInt());
        Path second = folder.resolve("second");
        Bench.good("export", again, "-o", second);
        for (String name : List.of(FILES, LABELS, IDS)) {
            assertArrayEquals(Files.readAllBytes(dump.resolve(name)), Files.readAllBytes(second.resolve(name)), name);
        }
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        assertEquals(0, Bench.train(train, a).code());
        assertEquals(0, Bench.train(again, b).code());
        Path fromA = folder.resolve("a.npy");
        Path fromB = folder.resolve("b.npy");
        Bench.good("predict", a, test, "-o", fromA, "--kernels", "plain");
        Bench.good("export", test, "-o", dump);
        Bench.good("predict", b, dump.resolve("security_test_files.json"), "-o", fromB, "--kernels", "plain");
        assertArrayEquals(Files.readAllBytes(fromA), Files.readAllBytes(fromB));
    }

    @Test
    void filesWithoutALabelAreTheTestDump() throws IOException {
        Path store = folder.resolve("s");
        Path csv = write("t.csv", "file_id,api,tid,index\n70,a,1,0\n8,b,1,0\n70,c,1,1\n");
        Path labels = write("l.csv", "file_id,label\n8,worm\n");
        Path dump = folder.resolve("dump");
        Bench.good("export", csv, "-o", dump);
        assertEquals(List.of("security_test_files.json", "security_test_ids.json"), names(dump));
        assertEquals("[\"b\", \"a c\"]", Files.readString(dump.resolve("security_test_files.json")));
        assertEquals("[8, 70]", Files.readString(dump.resolve("security_test_ids.json")));

        Bench.good("ingest", csv, "-o", store, "--labels", labels);
        Ran both = Bench.good("export", store, "-o", folder.resolve("both"), "--json");
        assertTrue(
                both.err().contains("1 files with a label go to the train dump, 1 without one to the test dump"),
                both.err());
        JsonNode said = new ObjectMapper().readTree(both.out());
        assertEquals(List.of("train", "test", "calls", "rejected", "files"), List.copyOf(said.propertyNames()));
        assertEquals(1, said.get("train").asInt());
        assertEquals(3, said.get("calls").asInt());
        assertEquals("[\"a c\"]", Files.readString(folder.resolve("both/security_test_files.json")));
        assertEquals("[\"worm\"]", Files.readString(folder.resolve("both/" + LABELS)));
    }

    @Test
    void idsAndLabelsComeFromTheListsThatAreNamed() throws IOException {
        Path files = write("x_files.json", "[\"a b\", \"c\"]");
        Path labels = write("y.json", "[3, \"worm\"]");
        Path ids = write("x_ids.json", "[500, 7]");
        Path store = folder.resolve("s");
        Path dump = folder.resolve("d");
        Bench.good("ingest", files, ids, "-o", store);
        Bench.good("export", store, "-o", dump);
        assertEquals("[\"c\", \"a b\"]", Files.readString(dump.resolve("security_test_files.json")));
        Bench.good("ingest", files, labels, ids, "-o", store);
        Bench.good("export", store, "-o", dump);
        assertEquals("[\"worm\", \"3\"]", Files.readString(dump.resolve(LABELS)));
        assertEquals("[7, 500]", Files.readString(dump.resolve(IDS)));
        Path table = write("l.csv", "file_id,label\n7,over\n");
        Bench.good("ingest", files, labels, ids, "-o", store, "--labels", table);
        Bench.good("export", store, "-o", dump);
        assertEquals("[\"over\", \"3\"]", Files.readString(dump.resolve(LABELS)), "--labels goes before");
        Path zipped = folder.resolve("x_files.json.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(files, out);
        }
        Bench.good("ingest", zipped, labels, ids, "-o", store);
        Bench.good("export", store, "-o", folder.resolve("e"));
        assertEquals("[\"worm\", \"3\"]", Files.readString(folder.resolve("e/" + LABELS)));
        Ran piped = Bench.runWith("[\"a b\", \"c\"]", "ingest", "-", labels, "-o", store, "--json");
        assertEquals(0, piped.code(), piped.err());
        assertTrue(piped.out().contains("\"files\": 2, \"calls\": 3"), piped.out());
    }

    @Test
    void whatCannotBeKeptIsRejectedAsRowsAre() throws IOException {
        Path files = write("files.json", "[\"a caf\\u00e9 b\",\n \"\",\n \"c\"]");
        Path labels = write("labels.json", "[\"0\", \"1\", \"2\"]");
        Path store = folder.resolve("s");
        Ran ran = Bench.run("ingest", files, labels, "-o", store, "--json");
        assertEquals(3, ran.code(), ran.err());
        assertTrue(
                ran.out().startsWith("{\"rows\": 5, \"files\": 2, \"calls\": 3, \"apis\": 3, \"rejected\": 2"),
                ran.out());
        List<String> rejected = Files.readAllLines(store.resolve("rejected.csv"));
        assertEquals("file,line,reason", rejected.get(0));
        assertEquals(
                files + ",1,\"element 1, call 2: api is not 1..128 printable ASCII characters: 'caf\\xC3\\xA9'\"",
                rejected.get(1));
        assertEquals(files + ",2,element 2: file_id 2 has no calls", rejected.get(2));
        Bench.good("export", store, "-o", folder.resolve("d"));
        assertEquals("[\"0\", \"2\"]", Files.readString(folder.resolve("d/" + LABELS)), "labels stay with their files");
        refused(
                Bench.run("ingest", files, labels, "-o", store, "--strict"),
                "files.json:1: element 1, call 2: api is not");
        Bench.good("export", store, "-o", folder.resolve("d"));
    }

    @Test
    void partsOfAFileAreMergedOneAfterAnother() throws IOException {
        Path one = write("one_files.json", "[\"a b\", \"x\"]");
        Path oneLabels = write("one_labels.json", "[0, 1]");
        Path two = write("two_files.json", "[\"c d\"]");
        Path twoLabels = write("two_labels.json", "[0]");
        Path store = folder.resolve("s");
        refused(
                Bench.run("ingest", one, oneLabels, two, twoLabels, "-o", store),
                "two_files.json:1: file_id 1 stands in " + one + " too, at line 1");
        Bench.good("ingest", one, oneLabels, two, twoLabels, "-o", store, "--merge");
        Bench.good("export", store, "-o", folder.resolve("d"));
        assertEquals("[\"a b c d\", \"x\"]", Files.readString(folder.resolve("d/" + FILES)));
        Path other = write("other_labels.json", "[5]");
        refused(
                Bench.run("ingest", one, oneLabels, two, other, "-o", store, "--merge"),
                "other_labels.json: label 5 of file_id 1 differs from label 0 in an earlier list");
        Bench.good("ingest", one, oneLabels, two, other, "-o", store, "--merge", "--seed-compatible");
        Bench.good("export", store, "-o", folder.resolve("d"));
        assertEquals("[\"0\", \"1\"]", Files.readString(folder.resolve("d/" + LABELS)), "the first label wins");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"a\", \"b   | [0, 1]    | files.json:1: element 2: the file ends within this text",
                "[\"a\", [[[[] | [0, 1]    | files.json:1: element 2: expected a text or a whole number, found [",
                "[\"a\", 5]    | [0, 1]    | files.json:1: element 2: expected a text of the calls of a file, found the number 5",
                "[\"a\"]       | [0, 1]    | 'files.json: expected 2 sequences, as many as '",
                "[\"a\", \"b\"]| [0]       | 'files.json:1: expected 1 sequences, as many as '",
                "[\"a\", \"b\"]| [0, null] | labels.json:1: element 2: expected a text or a whole number, found n",
                "[\"a\", \"b\"]| [0, 1.5]  | labels.json:1: element 2: expected a whole number of at most 19 digits",
                "[\"a\", \"b\"]| [0, \"\"] | labels.json:1: element 2: expected a label of 1 to 128 characters",
                "{\"a\": 1}    | [0]       | 'files.json:1: expected a JSON array, found {'",
                "''            | [0]       | files.json:1: expected a JSON array, found the end of the file"
            })
    void damagedDumpsAreRefusedAndTheStoreStays(String files, String labels, String message) throws IOException {
        Path store = folder.resolve("s");
        Bench.good("ingest", write("good_files.json", "[\"kept\"]"), "-o", store);
        refused(
                Bench.run(
                        "ingest",
                        "--format",
                        "json-sequences",
                        write("files.json", files),
                        write("labels.json", labels),
                        "-o",
                        store),
                message);
        Bench.good("export", store, "-o", folder.resolve("d"));
        assertEquals("[\"kept\"]", Files.readString(folder.resolve("d/security_test_files.json")));
    }

    @Test
    void listsThatDoNotBelong() throws IOException {
        Path files = write("files.json", "[\"a\", \"b\"]");
        Path labels = write("labels.json", "[0, 1]");
        Path three = write("three_labels.json", "[0, 1, 2]");
        Path ids = write("ids.json", "[4, 4]");
        Path good = write("good_ids.json", "[4, 5]");
        Path store = folder.resolve("s");
        refused(Bench.run("ingest", labels, files, "-o", store), "labels.json: is named as a list of labels");
        refused(Bench.run("ingest", files, labels, labels, "-o", store), "labels.json: is named as a list of labels");
        refused(Bench.run("ingest", ids, "-o", store), "ids.json: is named as a list of ids");
        refused(Bench.run("ingest", files, ids, "-o", store), "ids.json:1: element 2: file_id 4 stands twice");
        refused(
                Bench.run("ingest", files, good, three, "-o", store),
                "three_labels.json: expected 2 labels, as many as " + good + " has entries, found 3");
        refused(Bench.run("ingest", files, "--format", "csv", "-o", store), "files.json:1: unknown column");
        refused(
                Bench.run("ingest", files, "--format", "tape", "-o", store),
                "Invalid value for option '--format': expected auto|csv|");
        assertFalse(Files.exists(store));
    }

    @Test
    void anExportThatFailsLeavesWhatWasThere() throws IOException {
        Path csv = write("t.csv", "file_id,label,api,tid,index\n1,0,a,1,0\n2,1,b,1,0\n");
        Path dump = folder.resolve("dump");
        Bench.good("export", csv, "-o", dump);
        Path empty = write("e.csv", "file_id,label,api,tid,index\n");
        refused(Bench.run("export", empty, "-o", dump), "e.csv: expected files, found none");
        refused(Bench.run("export", folder.resolve("no"), "-o", dump), "no: no such file or folder");
        refused(Bench.run("export", csv, "-o", csv), "is a file; expected a folder");
        refused(Bench.run("export", "x.npy", "-o", dump), "holds numbers already");
        assertEquals("[\"a\", \"b\"]", Files.readString(dump.resolve(FILES)));
        assertEquals(List.of(FILES, IDS, LABELS), names(dump));
        Path partly = write("p.csv", "file_id,label,api,tid,index\n1,0,a,1,0\n2,1,b\n");
        assertEquals(
                3, Bench.run("export", partly, "-o", folder.resolve("partly")).code());
    }

    @Test
    void aNameWithABlankIsWarnedOf() throws IOException {
        Path csv = write("t.csv", "file_id,api,tid,index\n1,a b,1,0\n");
        Ran ran = Bench.good("export", csv, "-o", folder.resolve("d"));
        assertTrue(ran.err().contains("warning: 1 names hold a blank, and read as several calls in a dump"), ran.err());
    }

    @Test
    void modelsAreKnownByWhatTheyAre() throws IOException {
        Path model = folder.resolve("m");
        assertEquals(
                0,
                Bench.train(Bench.traces(folder.resolve("t.csv"), 9, true, 1), model)
                        .code());
        refused(Bench.run("export", model, "-o", folder.resolve("d")), "d: expected a name that ends in .h5, .keras");
        refused(
                Bench.run("export", folder.resolve("t.csv"), "-o", folder.resolve("t.keras")),
                "t.keras: is for a model, and " + folder.resolve("t.csv") + " is none");
        Path h5 = Files.write(folder.resolve("k"), new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'});
        refused(Bench.run("export", h5, "-o", folder.resolve("x.keras")), "k: /: damaged");
    }
}
