package io.ichnite.formats.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import io.ichnite.nn.Shape;
import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our HDF5, read by jHDF; that HDF5's own library reads it too is shown by {@code bench/peers check_export.py}. */
class Hdf5WriterTest {
    private final Hdf5Writer.Group root = new Hdf5Writer.Group();

    private HdfFile read() {
        return HdfFile.fromByteBuffer(ByteBuffer.wrap(Hdf5Writer.write(root)));
    }

    @Test
    void checkSumsAreLookup3s() {
        // Bob Jenkins' own examples, and lengths around the blocks of twelve
        byte[] text = "Four score and seven years ago".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertEquals(0x17770551, Lookup3.of(text));
        assertEquals(0xdeadbeef, Lookup3.of(new byte[0]));
    }

    @Test
    void holdsWhatWasPut() {
        root.text("one", "a text");
        root.texts("several", List.of("a", "", "longer"));
        Hdf5Writer.Group inner = root.group("g").group("h");
        float[] values = {9, 1, -0.0f, 3, 4, 5, Float.MIN_VALUE, 8};
        inner.floats("matrix", Shape.of(2, 3), values, 1);
        inner.floats("kernel:0", Shape.of(1), values, 7);
        root.group("empty");
        try (HdfFile hdf = read()) {
            assertEquals("a text", hdf.getAttribute("one").getData());
            assertArrayEquals(new String[] {"a", "", "longer"}, (String[])
                    hdf.getAttribute("several").getData());
            assertArrayEquals(new float[][] {{1, -0.0f, 3}, {4, 5, Float.MIN_VALUE}}, (float[][])
                    hdf.getDatasetByPath("/g/h/matrix").getData());
            assertArrayEquals(new float[] {8}, (float[])
                    hdf.getDatasetByPath("/g/h/kernel:0").getData());
            assertTrue(hdf.getByPath("/empty").isGroup());
            assertEquals(0, ((ContiguousDataset) hdf.getDatasetByPath("/g/h/matrix")).getDataAddress() % 8);
        }
    }

    @Test
    void manyChildrenAndLongTexts() {
        for (int i = 0; i < 1200; i++) {
            root.group("a group with a name of some length " + i);
        }
        root.text("long", "x".repeat(Hdf5Writer.LONGEST_ATTRIBUTE));
        root.texts("many", Collections.nCopies(Hdf5Writer.LONGEST_ATTRIBUTE / 6, "abcdef"));
        byte[] bytes = Hdf5Writer.write(root);
        assertEquals(bytes, Hdf5ReadBack.checked(bytes, root));
    }

    @Test
    void whatDoesNotFitAHeaderIsRefused() {
        String longer = "x".repeat(Hdf5Writer.LONGEST_ATTRIBUTE + 1);
        BadConfig one = assertThrows(BadConfig.class, () -> root.text("model_config", longer));
        assertEquals("model_config: 60001 characters, where a .h5 takes 60000", one.getMessage());
        assertThrows(BadConfig.class, () -> root.texts("names", Collections.nCopies(10_001, "abcdef")));
    }

    @Test
    void slipsAreTold() {
        root.floats("a", Shape.of(1), new float[1], 0);
        assertThrows(IllegalArgumentException.class, () -> root.floats("a", Shape.of(1), new float[1], 0));
        assertThrows(IllegalArgumentException.class, () -> root.group("a"));
        assertThrows(IllegalArgumentException.class, () -> root.text("t", "é"));
    }

    @Test
    void aFileThatDoesNotReadBackStays() {
        root.floats("a", Shape.of(3), new float[] {1, 2, 3}, 0);
        root.text("t", "text");
        byte[] bytes = Hdf5Writer.write(root);
        for (int at : new int[] {40, 60, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            assertThrows(IllegalStateException.class, () -> Hdf5ReadBack.checked(damaged, root), "byte " + at);
        }
        Hdf5Writer.Group other = new Hdf5Writer.Group();
        other.group("a");
        assertThrows(IllegalStateException.class, () -> Hdf5ReadBack.checked(bytes, other));
        assertFalse(bytes.length == 0);
    }
}
