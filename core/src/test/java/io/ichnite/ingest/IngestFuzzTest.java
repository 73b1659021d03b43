package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in an input, it is taken in with its rejects counted, or refused as bad input. */
class IngestFuzzTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final byte[] SPECIAL =
            "\",\n\r\t -+.0123456789\0\u007f\u00ff\u001f".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void changedInputs() throws IOException {
        Random random = new Random(SEED);
        int taken = 0;
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            byte[] plain = rows(random).getBytes(StandardCharsets.ISO_8859_1);
            boolean gzip = random.nextInt(3) == 0;
            byte[] bytes = gzip ? gzipped(plain) : plain;
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes = changed(bytes, random);
            }
            Path input = Files.write(folder.resolve("in.csv"), bytes);
            String what = "ichnite.seed=" + SEED + " round " + round;
            int block = 1 + random.nextInt(500);
            boolean whole = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> take(input, block), what);
            taken += whole ? 1 : 0;
            refused += whole ? 0 : 1;
        }
        assertTrue(taken > 100 && refused > 100, taken + " taken, " + refused + " refused");
    }

    private boolean take(Path input, int block) throws IOException {
        Path store = folder.resolve("store");
        IngestReport report;
        try {
            report = TraceIngest.run(
                    List.of(input),
                    store,
                    IngestOptions.defaults().withThreads(2),
                    Decompression.none(),
                    IngestProgress.none(),
                    block,
                    100);
        } catch (BadInput e) {
            return false;
        }
        assertEquals(report.rows(), report.calls() + report.rejected());
        assertEquals(
                report.rejected() + 1,
                Files.readAllLines(store.resolve("rejected.csv")).size());
        try (TraceStore open = TraceStore.open(store)) {
            assertEquals(report.calls(), open.calls());
            assertEquals(report.files(), Stores.told(open).size());
        }
        return true;
    }

    private static String rows(Random random) {
        StringBuilder rows = new StringBuilder(Stores.HEADER);
        for (int i = random.nextInt(40); i >= 0; i--) {
            rows.append(random.nextInt(3) + ",1,\"Nt" + random.nextInt(9) + "\"," + random.nextInt(3) + "," + i + "\n");
        }
        return rows.toString();
    }

    private static byte[] gzipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] = SPECIAL[random.nextInt(SPECIAL.length)];
            case 2 -> changed = Arrays.copyOf(bytes, at);
            case 3 -> System.arraycopy(bytes, at, changed, random.nextInt(at + 1), bytes.length - at);
            default -> changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }
}
