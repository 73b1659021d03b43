package io.ichnite.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaddedRowsTest {
    @Test
    void rowsAreThoseOfTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.npy");
        NpyArray.of(new int[] {0, 1, 2, 0, 0, 3}, 2, 3).write(file);
        PaddedRows rows = PaddedRows.read(file);
        assertEquals(2, rows.count());
        assertEquals(3, rows.length());
        int[] into = new int[4];
        rows.row(1, into, 1);
        assertArrayEquals(new int[] {0, 0, 0, 3}, into);
    }

    @Test
    void otherShapesAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.npy");
        NpyArray.of(new int[] {1, 2}, 2).write(file);
        BadInput refused = assertThrows(BadInput.class, () -> PaddedRows.read(file));
        assertEquals(file + ": expected rows of call numbers, found 1 axes", refused.getMessage());
    }
}
