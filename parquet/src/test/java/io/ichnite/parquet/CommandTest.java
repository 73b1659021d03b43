package io.ichnite.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.ingest.TraceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The black box, as a process: a store out and in again. */
class CommandTest {
    private final Path folder;

    CommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What one command line says on stdout; its exit code has to be the expected one. */
    private String run(int code, Object... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.ichnite.app.Main"));
        for (Object word : words) {
            command.add(word.toString());
        }
        Path err = folder.resolve("err.txt");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, process.waitFor(), () -> out + text(err));
        return out + text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String digest(Path store) throws IOException {
        try (TraceStore open = TraceStore.open(store)) {
            return open.digest();
        }
    }

    @Test
    void outAndInAgain() throws Exception {
        StringBuilder rows = new StringBuilder("file_id,label,api,tid,index\n");
        for (int i = 0; i < 500; i++) {
            rows.append(i % 7 + "," + i % 7 + ",Nt" + i % 11 + "," + i % 3 + "," + i * 31 % 97 + "\n");
        }
        Path csv = Files.writeString(folder.resolve("in.csv"), rows);
        Path store = folder.resolve("store");
        Path file = folder.resolve("out.parquet");
        run(0, "ingest", csv, "-o", store);
        String said = run(0, "export", store, "-o", file, "--json");
        assertTrue(said.contains("{\"traces\": 7, \"calls\": 500, \"rejected\": 0, \"file\": \"" + file + "\"}"), said);
        run(0, "ingest", file, "-o", folder.resolve("back"));
        assertEquals(digest(store), digest(folder.resolve("back")));
        // by its first bytes, whatever it is called, and with others
        Path named = Files.move(file, folder.resolve("in.csv.gz"));
        run(0, "ingest", csv, named, "--merge", "-o", folder.resolve("twice"));
        try (TraceStore twice = TraceStore.open(folder.resolve("twice"))) {
            assertEquals(1000, twice.calls());
        }
        Files.write(named, new byte[] {'P', 'A', 'R', '1', 0});
        String refused = run(2, "ingest", named, "-o", folder.resolve("none"));
        assertTrue(refused.startsWith("ichnite: " + named + ": is no Parquet file that can be read: "), refused);
    }
}
