package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.ingest.TraceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The black box: stores that are merged and added to. */
class StoresTest {
    private static final String HEADER = "file_id,label,api,tid,index\n";

    private final Path folder;

    StoresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path csv(String name, String rows) throws IOException {
        return Files.writeString(folder.resolve(name), HEADER + rows);
    }

    private static String digest(Path store) throws IOException {
        try (TraceStore open = TraceStore.open(store)) {
            return open.digest();
        }
    }

    @Test
    void mergedOrAddedToTheyAreWhatOneIngestMakes() throws IOException {
        Path a = csv("a.csv", "1,5,NtOpen,7,0\n3,0,NtRead,7,0\n");
        Path b = csv("b.csv", "2,5,NtClose,7,0\n2,5,NtOpen,8,4\n");
        Path whole = folder.resolve("whole");
        Bench.good("ingest", a, b, "-o", whole);
        Path stores = folder.resolve("stores");
        Bench.good("ingest", a, "-o", folder.resolve("a.store"));
        Bench.good("ingest", b, "-o", folder.resolve("b.store"));
        Bench.good("ingest", folder.resolve("b.store"), folder.resolve("a.store"), "-o", stores);
        assertEquals(digest(whole), digest(stores));
        Path grown = folder.resolve("grown");
        Bench.good("ingest", b, "-o", grown, "--append");
        Ran ran = Bench.good("ingest", a, "-o", grown, "--append", "--json");
        assertTrue(
                ran.out().startsWith("{\"rows\": 4, \"files\": 3, \"calls\": 4, \"apis\": 3, \"rejected\": 0, "),
                ran.out());
        assertEquals(digest(whole), digest(grown));
    }

    @Test
    void anIdThatIsThereIsRefusedUnlessMerged() throws IOException {
        Path store = folder.resolve("store");
        Bench.good("ingest", csv("a.csv", "1,5,NtOpen,7,0\n"), "-o", store);
        String before = digest(store);
        Path more = csv("more.csv", "2,5,NtOpen,7,0\n1,5,NtClose,7,1\n");
        Ran refused = Bench.run("ingest", more, "-o", store, "--append");
        assertEquals(2, refused.code());
        assertEquals(
                "ichnite: " + more + ":3: file_id 1 stands in " + store
                        + " too; expected each in one input, unless merging is asked for\n",
                refused.err());
        assertEquals(before, digest(store));
        Bench.good("ingest", more, "-o", store, "--append", "--merge");
        Ran replaced = Bench.good("ingest", more, "-o", store);
        assertTrue(replaced.out().startsWith("2 files, 2 calls"), replaced.out());
    }

    @Test
    void aLabelThatDiffersIsListed() throws IOException {
        Path store = folder.resolve("store");
        Bench.good("ingest", csv("a.csv", "1,5,NtOpen,7,0\n"), "-o", store);
        Path other = folder.resolve("other");
        Bench.good("ingest", csv("b.csv", "1,6,NtOpen,7,1\n1,6,NtOpen,7,2\n"), "-o", other);
        Ran ran = Bench.run("ingest", other, "-o", store, "--append", "--merge");
        assertEquals(3, ran.code());
        String reject =
                "file_id 1: label '6' differs from label '5' of the same file in " + store + "; 2 calls are left out";
        assertEquals(other + ": " + reject + "\n", ran.err());
        assertEquals(
                "file,line,reason\n" + other + ",0," + reject + "\n", Files.readString(store.resolve("rejected.csv")));
    }

    @Test
    void whatIsNoStoreIsTold() throws IOException {
        Path folders = Files.createDirectory(folder.resolve("some"));
        Ran ran = Bench.run("ingest", folders, "-o", folder.resolve("store"));
        assertEquals(2, ran.code());
        Path foreign = Files.createDirectory(folder.resolve("foreign.parquet"));
        Files.writeString(foreign.resolve("part-0.parquet"), "PAR1");
        csv("a.csv", "1,5,NtOpen,7,0\n");
        Ran append = Bench.run("ingest", folder.resolve("a.csv"), "-o", foreign, "--append");
        assertEquals(2, append.code());
        assertTrue(append.err().contains("is a folder with other things in it; expected a trace store"), append.err());
        Path damaged = folder.resolve("damaged");
        Bench.good("ingest", folder.resolve("a.csv"), "-o", damaged);
        Files.writeString(damaged.resolve("CURRENT"), "generation-9\n");
        Ran told = Bench.run("ingest", damaged, "-o", folder.resolve("store"));
        assertEquals(2, told.code());
        assertTrue(told.err().startsWith("ichnite: " + damaged + ": is damaged: "), told.err());
    }

    /** The module for Parquet is not on the path of these tests. */
    @Test
    void withoutTheModuleForParquetItIsSaidHowToGetIt() throws IOException {
        Path store = folder.resolve("store");
        Bench.good("ingest", csv("a.csv", "1,5,NtOpen,7,0\n"), "-o", store);
        Path file = folder.resolve("out.parquet");
        String wanted =
                ": Parquet needs a module that is not there; make it by ./mvnw -Pparquet -DskipTests -pl parquet -am package";
        Ran out = Bench.run("export", store, "-o", file);
        assertEquals(2, out.code());
        assertTrue(out.err().startsWith("ichnite: " + file + wanted), out.err());
        assertTrue(Files.notExists(file));
        Path in = Files.writeString(folder.resolve("in"), "PAR1....PAR1");
        Ran ran = Bench.run("ingest", in, "-o", folder.resolve("other"));
        assertEquals(2, ran.code());
        assertTrue(ran.err().startsWith("ichnite: " + in + wanted), ran.err());
    }
}
