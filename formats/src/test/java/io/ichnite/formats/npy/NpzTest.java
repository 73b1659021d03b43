package io.ichnite.formats.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.Mutations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    private final Path folder;

    NpzTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsWhatNumPyWrote() throws IOException {
        Map<String, NpyArray> weights = Npz.read(Goldens.path("keras/train/as.before.npz"));
        assertEquals(21, weights.size());
        assertEquals(List.of("w00", "w01", "w02"), List.copyOf(weights.keySet()).subList(0, 3));
        assertArrayEquals(new int[] {9, 16, 8}, get(weights, "w01").shape());
        Map<String, NpyArray> masks = Npz.read(Goldens.path("keras/train/as.dropout_masks.npz"));
        assertEquals(NpyArray.Kind.FLOAT64, get(masks, "dp1").kind());
        for (double mask : get(masks, "rdp1").doubles()) {
            assertTrue(mask == 0 || mask == 2, "half is dropped, the rest doubled");
        }
    }

    @Test
    void readsDeflatedEntries() throws IOException {
        Path file = zip(Map.of("a.npy", NpyArrayTest.bytes(NpyArray.of(new int[] {1, 2, 3}, 3))));
        assertArrayEquals(new int[] {1, 2, 3}, get(Npz.read(file), "a").ints());
    }

    @Test
    void aBombIsRefused() throws IOException {
        Path file = zip(Map.of("bomb.npy", new byte[64 << 20]));
        BadInput e = assertThrows(BadInput.class, () -> Npz.read(file));
        assertEquals(file + "/bomb.npy: unpacks to far more than the file holds", e.getMessage());
    }

    @Test
    void foreignEntriesAndFilesAreRefused() throws IOException {
        Path foreign = zip(Map.of("readme.txt", new byte[3]));
        assertThrows(BadInput.class, () -> Npz.read(foreign));
        Path none = Files.write(folder.resolve("none.npz"), new byte[100]);
        assertThrows(BadInput.class, () -> Npz.read(none));
        assertThrows(BadInput.class, () -> Npz.read(folder));
        assertThrows(IOException.class, () -> Npz.read(folder.resolve("absent.npz")));
    }

    @Test
    void damageIsRefused() throws IOException {
        byte[] valid = Files.readAllBytes(Goldens.path("keras/train/as.dropout_masks.npz"));
        Path file = folder.resolve("fuzz.npz");
        Mutations.fuzz(valid, valid.length, 500, bytes -> {
            Files.write(file, bytes);
            Npz.read(file);
        });
    }

    private static NpyArray get(Map<String, NpyArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("some.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
