package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process writes the store: it has it for itself; and when it is killed, nothing is lost and nothing stays. */
class OtherProcessTest {
    private static final int ROWS = 300_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Process other;

    /** The other process: an ingest that stops half-way, says so, and goes on when its input ends. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws IOException {
            boolean[] waited = {false};
            TraceIngest.run(
                    List.of(Path.of(args[0])),
                    Path.of(args[1]),
                    IngestOptions.defaults().withThreads(1).withAppend(args[2].equals("append")),
                    Decompression.none(),
                    (done, total) -> {
                        if (!waited[0] && done > total / 2) {
                            waited[0] = true;
                            System.out.println("half-way");
                            waitForTheEnd();
                        }
                    },
                    1 << 12,
                    1000);
        }

        private static void waitForTheEnd() {
            try {
                System.in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path store() {
        return folder.resolve("store");
    }

    private Path mine() throws IOException {
        return Stores.write(folder.resolve("mine.csv"), Stores.HEADER + "1,5,A,1,0\n");
    }

    @BeforeEach
    void aStoreAndMoreForIt() throws IOException {
        Stores.ingest(mine(), store());
        StringBuilder rows = new StringBuilder(Stores.HEADER);
        for (int i = 0; i < ROWS; i++) {
            rows.append("2,6,Theirs" + i % 9 + "," + i % 5 + "," + i + "\n");
        }
        Stores.write(folder.resolve("theirs.csv"), rows.toString());
    }

    private void start(String way) throws IOException {
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        folder.resolve("theirs.csv").toString(),
                        store().toString(),
                        way)
                .redirectErrorStream(true)
                .start();
        byte[] line = other.getInputStream().readNBytes("half-way".length());
        assertEquals("half-way", new String(line, StandardCharsets.US_ASCII));
    }

    @AfterEach
    void end() {
        if (other.isAlive()) {
            other.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace", "append"})
    void oneOfTwoWritersWinsAndTheOtherIsTold(String way) throws Exception {
        start(way);
        for (boolean append : new boolean[] {false, true}) {
            String told = assertThrows(
                            BadConfig.class,
                            () -> Stores.ingest(
                                    mine(),
                                    store(),
                                    IngestOptions.defaults().withMerge(true).withAppend(append)))
                    .getMessage();
            assertEquals(store() + ": another ingest is writing this store; expected to be the only one", told);
        }
        assertEquals(List.of("1/5: A"), Stores.told(store()), "readers see the old one meanwhile");
        other.getOutputStream().close();
        assertTrue(other.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, other.exitValue());
        try (TraceStore open = TraceStore.open(store())) {
            assertEquals(way.equals("append") ? ROWS + 1 : ROWS, open.calls());
        }
    }

    @Test
    void killedHalfWayItLosesNothingAndLeavesNothing() throws Exception {
        start("append");
        assertTrue(Stores.entries(store()).contains("generation-2/spilled.tmp"), "else this test says little");
        other.destroyForcibly();
        assertTrue(other.waitFor(60, TimeUnit.SECONDS));
        assertEquals(List.of("1/5: A"), Stores.told(store()));
        assertTrue(Files.exists(store().resolve("generation-2/spilled.tmp")));
        Stores.ingest(
                Stores.write(folder.resolve("more.csv"), Stores.HEADER + "3,5,B,1,0\n"),
                store(),
                IngestOptions.defaults().withAppend(true));
        assertEquals(List.of("1/5: A", "3/5: B"), Stores.told(store()));
        assertEquals(
                List.of("generation-3"),
                Stores.entries(store()).stream()
                        .filter(name -> name.matches("generation-[0-9]+"))
                        .toList());
        assertTrue(Stores.entries(store()).stream().noneMatch(name -> name.endsWith(".tmp")));
    }
}
