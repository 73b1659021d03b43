package io.ichnite.ingest;

import io.ichnite.data.EncodedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** A file of bytes as a row of a length that its own first bytes say. */
final class BinaryFuzz {
    private static final int LONGEST_ROW = 1 << 14;

    private BinaryFuzz() {}

    static void read(byte[] bytes, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("in.bin"), bytes);
        BinaryFiles files = BinaryFiles.of(List.of(new BinaryFiles.Entry("in", file, "x", null)));
        Assertions.assertEquals(bytes.length == 0 ? 0 : 1, files.size());
        if (files.size() == 1) {
            int length = 1 + (bytes[0] & 0xFF | bytes[bytes.length / 2] << 8 & 0xFF00) % LONGEST_ROW;
            EncodedBytes rows = EncodedBytes.unlabelled(files, List.of(0), length);
            int[] row = new int[length];
            rows.row(0, row, 0);
            for (int i = 0; i < length; i++) {
                Assertions.assertEquals(i < bytes.length ? bytes[i] & 0xFF : 0, row[i]);
            }
        }
    }

    static List<byte[]> seeds() {
        return List.of("MZ some bytes".getBytes(StandardCharsets.US_ASCII), new byte[100]);
    }
}
