package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.data.ByteKeys;
import io.ichnite.data.EncodedBytes;
import io.ichnite.error.BadInput;
import io.ichnite.ingest.BinaryFiles.Entry;
import io.ichnite.sample.Families;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of bytes as rows: cut, padded, read in parts; what cannot be read is told by name. */
class BinaryFilesTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    private Path folder = Path.of("");

    private Entry file(String name, byte[] bytes, @Nullable String label) throws IOException {
        return new Entry(name, Files.write(folder.resolve(name), bytes), label, null);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatCannotBeReadIsLeftOutByName() throws IOException {
        Entry good = file("good", bytes(9), "a");
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, good.path());
        BinaryFiles files = BinaryFiles.of(List.of(
                new Entry("missing", folder.resolve("missing"), "a", null),
                file("empty", new byte[0], "a"),
                good,
                new Entry("folder", folder, "a", null),
                new Entry("link", link, "b", null)));
        assertEquals(1, files.size());
        assertEquals("good", files.id(0));
        assertEquals(9, files.length(0));
        List<String> told = files.rejected().stream()
                .map(one -> one.id() + " " + one.reason())
                .toList();
        assertEquals(
                List.of(
                        "missing is not there",
                        "empty is empty",
                        "folder is no ordinary file",
                        "link is a link, which is not followed"),
                told);
    }

    @Test
    void rowsAreCutOrGetZerosBehindWhateverPartIsAskedFor() throws IOException {
        byte[] bytes = bytes(1000);
        BinaryFiles files = BinaryFiles.of(List.of(file("a", bytes, "x")));
        for (int length : new int[] {1, 999, 1000, 1001, 5000}) {
            int[] expected = new int[length];
            for (int i = 0; i < Math.min(length, bytes.length); i++) {
                expected[i] = Byte.toUnsignedInt(bytes[i]);
            }
            EncodedBytes rows = EncodedBytes.unlabelled(files, List.of(0), length);
            int[] row = new int[length];
            rows.row(0, row, 0);
            assertArrayEquals(expected, row);
            Random random = new Random(SEED);
            for (int k = 0; k < 50; k++) {
                int from = random.nextInt(length);
                int count = random.nextInt(length - from + 1);
                int[] part = new int[count + 2];
                rows.part(0, from, count, part, 1);
                int[] wanted = new int[count + 2];
                System.arraycopy(expected, from, wanted, 1, count);
                assertArrayEquals(wanted, part, "from " + from + ", " + count + ", seed " + SEED);
            }
        }
    }

    @Test
    void keysAreThoseOfWhatANetworkSees() throws IOException {
        byte[] bytes = bytes(70_000);
        bytes[69_999] = 1;
        byte[] longer = java.util.Arrays.copyOf(bytes, 200_000);
        byte[] other = longer.clone();
        other[150_000] = 1;
        BinaryFiles files =
                BinaryFiles.of(List.of(file("a", bytes, "x"), file("b", longer, "x"), file("c", other, "x")));
        List<String> all = ByteKeys.of(files, List.of(0, 1, 2), 200_000);
        assertEquals(all.get(0), all.get(1));
        assertEquals(2, all.stream().distinct().count());
        assertEquals(
                1,
                ByteKeys.of(files, List.of(0, 1, 2), 150_000).stream()
                        .distinct()
                        .count());
        List<Entry> renamed = new ArrayList<>();
        renamed.add(new Entry("a2", folder.resolve("a"), "x", null));
        assertEquals(64, ByteKeys.ofAll(files).length());
        assertEquals(
                2,
                List.of(
                                ByteKeys.ofAll(BinaryFiles.of(renamed)),
                                ByteKeys.ofAll(BinaryFiles.of(List.of(file("a", bytes, "x")))))
                        .stream()
                        .distinct()
                        .count());
    }

    @Test
    void aFileThatShrinksWhileItIsReadIsAFault() throws IOException {
        BinaryFiles files = BinaryFiles.of(List.of(file("a", bytes(1000), "x")));
        Files.write(folder.resolve("a"), bytes(10));
        byte[] into = new byte[1000];
        assertThrows(UncheckedIOException.class, () -> files.bytes(0, 0, 1000, into, 0));
        Files.delete(folder.resolve("a"));
        assertThrows(UncheckedIOException.class, () -> files.bytes(0, 0, 1, into, 0));
    }

    @Test
    void aLabelThatIsNoClassIsToldWithItsFile() throws IOException {
        BinaryFiles files = BinaryFiles.of(List.of(file("a", bytes(3), "x"), file("b", bytes(3), null)));
        EncodedBytes rows = EncodedBytes.labelled(files, List.of(1, 0), 8, new Families(List.of("w", "x")));
        assertEquals(-1, rows.label(0));
        assertEquals(1, rows.label(1));
        BadInput problem = assertThrows(
                BadInput.class, () -> EncodedBytes.labelled(files, List.of(0), 8, new Families(List.of("y", "z"))));
        assertEquals("a: expected a label of y, z, found 'x'", problem.getMessage());
    }
}
