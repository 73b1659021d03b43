package io.ichnite.formats.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.ichnite.error.BadInput;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestProgress;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstandardTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(int lines) {
        StringBuilder text = new StringBuilder("file_id,label,api,tid,index\n");
        for (int i = 0; i < lines; i++) {
            text.append("1,5,Nt" + i * 7919 % 101 + ",100," + i + "\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] plain(byte[] zipped) throws IOException {
        try (InputStream in = new Zstandard().open(new ByteArrayInputStream(zipped), "a.zst")) {
            return in.readAllBytes();
        }
    }

    private static String refusal(byte[] zipped) {
        return String.valueOf(assertThrows(BadInput.class, () -> plain(zipped)).getMessage());
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private IngestReport ingest(byte[] zipped) throws IOException {
        // Its name says nothing: what it is stands in its first bytes.
        Path file = Files.write(folder.resolve("traces"), zipped);
        return TraceIngest.run(
                List.of(file),
                folder.resolve("store"),
                IngestOptions.defaults(),
                new Zstandard(),
                IngestProgress.none());
    }

    @Test
    void goodFileOfTheBadOnes() throws IOException {
        byte[] zipped;
        try (InputStream in = ZstandardTest.class.getResourceAsStream("/ingest/bad/29_ok.csv.zst")) {
            zipped = in.readAllBytes();
        }
        IngestReport report = ingest(zipped);
        assertEquals(new IngestReport(3, 1, 3, 1, 0, 0, List.of()), report);
        try (TraceStore store = TraceStore.open(folder.resolve("store"))) {
            assertEquals(List.of("NtClose"), store.apis());
            assertEquals("5", store.label(0));
        }
        for (int cut = 4; cut < zipped.length; cut++) {
            byte[] part = Arrays.copyOf(zipped, cut);
            assertThrows(BadInput.class, () -> ingest(part));
            assertTrue(TraceStore.isStore(folder.resolve("store")));
        }
    }

    @Test
    void oneFrameOrSeveral() throws IOException {
        byte[] a = text(100_000);
        byte[] b = text(3);
        assertArrayEquals(a, plain(zipped(a)));
        assertArrayEquals(joined(a, b), plain(joined(zipped(a), zipped(b))));
        assertEquals(100_000, ingest(zipped(a)).calls());
    }

    @Test
    void recognisesByTheFirstBytes() throws IOException {
        Zstandard zstandard = new Zstandard();
        assertTrue(zstandard.recognises(Arrays.copyOf(zipped(text(1)), 4)));
        assertFalse(zstandard.recognises(new byte[] {0x28, (byte) 0xB5, 0x2F}));
        assertFalse(zstandard.recognises("file".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(zstandard.recognises(new byte[0]));
    }

    @Test
    void cutShort() throws IOException {
        byte[] zipped = zipped(text(5000));
        for (int cut = 4; cut < zipped.length - 1; cut += 1 + cut / 50) {
            assertEquals(
                    "a.zst: the Zstandard data ends too early; expected a whole file",
                    refusal(Arrays.copyOf(zipped, cut)));
        }
    }

    @Test
    void aWindowAboveTheBound() throws IOException {
        byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) ((27 - 10) << 3), 9, 0, 0, 'x'};
        String expected =
                "a.zst: a Zstandard window is 128 MiB; expected at most 8 MiB, so compress it without --ultra and"
                        + " --long";
        assertEquals(expected, refusal(frame));
        byte[] good = zipped(text(50_000));
        assertEquals(expected, refusal(joined(good, joined(good, frame))));
        frame[5] = (byte) ((23 - 10) << 3);
        assertEquals(plain(good).length + 1, plain(joined(good, frame)).length);
    }

    @Test
    void aSegmentAboveTheBound() throws IOException {
        byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, (byte) 0xA0, 1, 0, 0, 8, 9, 0, 0, 'x'};
        assertEquals("a.zst: a Zstandard segment is longer than 128 MiB", refusal(frame));
        byte[] small = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x20, 1, 9, 0, 0, 'x'};
        assertArrayEquals(new byte[] {'x'}, plain(small));
        assertEquals("a.zst: a Zstandard segment is longer than 128 MiB", refusal(joined(small, frame)));
    }

    @Test
    void aBomb() throws IOException {
        byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (17 - 10) << 3};
        // Each of these four bytes is 128 KiB of blank lines.
        int block = 1 << 1 | (1 << 17) << 3;
        byte[] bomb = Arrays.copyOf(frame, frame.length + 4 * 4096);
        for (int i = frame.length; i < bomb.length; i += 4) {
            bomb[i] = (byte) block;
            bomb[i + 1] = (byte) (block >> 8);
            bomb[i + 2] = (byte) (block >> 16);
            bomb[i + 3] = '\n';
        }
        Path file = Files.write(folder.resolve("a.zst"), bomb);
        BadInput refused = assertThrows(BadInput.class, () -> {
            try (InputStream in = TraceIngest.plain(file, new Zstandard())) {
                in.skipNBytes(1L << 29);
            }
        });
        assertEquals(
                file + ": unfolds to more than 2000 times its size, the limit of compressed data (--max-ratio)",
                refused.getMessage());
    }

    @Test
    void aDisksFailureStaysOne() throws IOException {
        IOException disk = new IOException("the disk is gone");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw disk;
            }

            @Override
            public int read(byte[] into, int at, int count) throws IOException {
                throw disk;
            }
        };
        try (InputStream in = new Zstandard().open(failing, "a.zst")) {
            assertSame(disk, assertThrows(IOException.class, in::read));
        }
    }

    @Test
    void changedBytesAreReadOrRefused() throws IOException {
        Random random = new Random(SEED);
        byte[] good = zipped(text(2000));
        int refused = 0;
        for (int round = 0; round < 1500; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bad[4 + random.nextInt(random.nextBoolean() ? 40 : bad.length - 4)] = (byte) random.nextInt(256);
            }
            boolean whole = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> reads(bad), "ichnite.seed=" + SEED + " round " + round);
            refused += whole ? 0 : 1;
        }
        assertTrue(refused > 500, refused + " refused");
    }

    private static boolean reads(byte[] bytes) throws IOException {
        try {
            plain(bytes);
            return true;
        } catch (BadInput e) {
            return false;
        }
    }
}
