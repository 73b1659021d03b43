package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.ingest.TraceStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder or an archive of traces is one data set. */
class DatasetTest {
    private static final String CSV = "file_id,label,api,tid,index\n";

    private final Path folder;

    DatasetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<String> files(Path store) throws IOException {
        try (TraceStore open = TraceStore.open(store)) {
            List<String> files = new ArrayList<>();
            for (int file = 0; file < open.size(); file++) {
                files.add(open.id(file) + " " + open.label(file) + " " + open.length(file));
            }
            return files;
        }
    }

    private Path set() throws IOException {
        Path set = Files.createDirectories(folder.resolve("set/deep"));
        Files.writeString(set.resolve("1.csv"), CSV + "1,5,a,0,0\n1,5,b,0,1\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(set.resolve("2.csv.gz")))) {
            out.write((CSV + "2,6,a,0,0\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Files.writeString(folder.resolve("set/labels.csv"), "file_id,label\n1,one\n3,unused\n");
        return folder.resolve("set");
    }

    @Test
    void aFolderIsOneSetAndItsLabelsAreNoTrace() throws IOException {
        Path store = folder.resolve("s");
        Ran ran = Bench.good("ingest", set(), "-o", store, "--labels", folder.resolve("set/labels.csv"));
        assertEquals(List.of("1 one 2", "2 6 1"), files(store));
        assertTrue(ran.out().contains("2 files, 3 calls, 2 names"), ran.out());
    }

    @Test
    void whatIsNoTraceInAFolderIsListed() throws IOException {
        Path set = set();
        Files.writeString(set.resolve("README"), "# what this is\n\nSome files.\n");
        Files.write(set.resolve("cut.gz"), new byte[] {0x1F, (byte) 0x8B, 8});
        Files.createSymbolicLink(set.resolve("link.csv"), set.resolve("deep/1.csv"));
        Path store = folder.resolve("s");
        Ran ran = Bench.run("ingest", set, "-o", store);
        assertEquals(3, ran.code(), ran.err());
        assertEquals(List.of("1 5 2", "2 6 1"), files(store));
        List<String> rejected = Files.readAllLines(store.resolve("rejected.csv"));
        assertEquals(5, rejected.size(), rejected.toString());
        assertTrue(rejected.get(1).contains("README,1,"), rejected.get(1));
        assertTrue(rejected.get(2).contains("cut.gz,0,the gzip data ends too early"), rejected.get(2));
        assertTrue(rejected.get(3).contains("labels.csv,1,"), rejected.get(3));
        assertTrue(rejected.get(4).contains("link.csv,0,\"is a link"), rejected.get(4));
        Ran strict = Bench.run("ingest", set, "-o", folder.resolve("t"), "--strict");
        assertEquals(2, strict.code());
        assertFalse(Files.exists(folder.resolve("t")));
    }

    @Test
    void aZipIsOneSet() throws IOException {
        Path zip = folder.resolve("set.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a.csv"));
            out.write((CSV + "1,5,a,0,0\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.putNextEntry(new ZipEntry("bad"));
            out.write("# nothing, really\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.putNextEntry(new ZipEntry("c.csv"));
            out.write((CSV + "3,5,a,0,0\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Path store = folder.resolve("s");
        Ran ran = Bench.run("ingest", zip, "-o", store);
        assertEquals(3, ran.code(), ran.err());
        assertEquals(List.of("1 5 1", "3 5 1"), files(store));
        assertTrue(ran.err().contains("set.zip!bad:1: unknown column"), ran.err());

        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(whole, whole.length - 30));
        Ran cut = Bench.run("ingest", zip, "-o", folder.resolve("s"));
        assertEquals(2, cut.code());
        assertTrue(cut.err().contains("set.zip: the zip ends too early"), cut.err());
        assertEquals(List.of("1 5 1", "3 5 1"), files(store), "what was there stays whole");
    }

    @Test
    void limitsAreFlagsAndSaySo() throws IOException {
        Ran ran = Bench.run("ingest", set(), "-o", folder.resolve("s"), "--max-entries", "2");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("has more than 2 files, the limit of a folder (--max-entries)"), ran.err());
        ran = Bench.run("ingest", folder.resolve("set/deep/2.csv.gz"), "-o", folder.resolve("s"), "--max-size", "10");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("unfolds to more than 10 bytes"), ran.err());
        for (String wrong : List.of("--max-size=x", "--max-ratio=0", "--max-text=1", "--outcome=x", "--format=x")) {
            ran = Bench.run("ingest", folder.resolve("set"), "-o", folder.resolve("s"), wrong);
            assertEquals(2, ran.code(), wrong);
            assertFalse(ran.err().contains("\tat "), ran.err());
        }
    }
}
