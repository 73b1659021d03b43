package io.ichnite.formats.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.Goldens;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made here, each wrong or odd in one way. */
class KerasFilesWrittenTest {
    private static final NetworkSpec DENSE = dense(2);

    private final Path file;

    KerasFilesWrittenTest(@TempDir Path folder) {
        this.file = folder.resolve("m.h5");
    }

    @Test
    void readsWeightsAlone() throws IOException {
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"z/kernel:0", "a:0"});
            layer.putGroup("z").putDataset("kernel:0", (Object) new float[][] {{1, 2}, {3, 4}});
            layer.putDataset("a:0", (Object) new float[] {5, 6});
        });
        KerasWeights found = KerasFiles.read(file, DENSE);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, found.weights().values());
        assertEquals(DENSE, found.spec());
        assertEquals("", found.kerasVersion());
        assertEquals(List.of("the file holds weights alone; activations are those of dense"), found.remarks());
    }

    @Test
    void convertsDoublesAndSaysSo() throws IOException {
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k", "b"});
            layer.putDataset("k", (Object) new double[][] {{0.1, 2}, {3, 4}});
            layer.putDataset("b", (Object) new float[] {5, 6});
        });
        KerasWeights found = KerasFiles.read(file, DENSE);
        assertArrayEquals(new float[] {0.1f, 2, 3, 4, 5, 6}, found.weights().values());
        assertTrue(found.remarks().contains("1 of 2 weights were not float32 and were converted"));
    }

    @Test
    void convertsHalvesAndSaysSo() throws IOException {
        // a float32 kernel of (4, 7) holds as many bytes as a float16 one of (7, 8)
        Path golden = Goldens.path("h5_hostile/wrong_shape.h5");
        byte[] bytes = Files.readAllBytes(golden);
        int address;
        try (HdfFile hdf = new HdfFile(golden)) {
            address = (int) ((ContiguousDataset) hdf.getDatasetByPath("/model_weights/d/d/kernel:0")).getDataAddress();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int dims = find(bytes, 0, new byte[] {4, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0});
        buffer.putLong(dims, 7).putLong(dims + 8, 8);
        byte[] single = {0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127};
        byte[] half = {0x11, 0x20, 0x0f, 0, 2, 0, 0, 0, 0, 0, 16, 0, 10, 5, 0, 10, 15};
        buffer.put(find(bytes, dims, single), half);
        for (int i = 0; i < 56; i++) {
            buffer.putShort(address + 2 * i, (short) (i % 2 == 0 ? 0x3c00 : 0xc100));
        }
        Files.write(file, bytes);
        KerasWeights found = KerasFiles.read(file, dense(7, 8));
        assertArrayEquals(
                new float[] {1, -2.5f, 1, -2.5f}, Arrays.copyOf(found.weights().values(), 4));
        assertTrue(
                found.remarks().contains("1 of 2 weights were not float32 and were converted"),
                found.remarks().toString());
        buffer.putShort(address + 6, (short) 0x7c00);
        Files.write(file, bytes);
        assertRefused(dense(7, 8), "/model_weights/d/d/kernel:0: expected finite numbers, found Infinity as number 3");
    }

    @Test
    void refusesNumbersThatAreNone() {
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k", "b"});
            layer.putDataset("k", (Object) new float[][] {{1, Float.NaN}, {3, 4}});
            layer.putDataset("b", (Object) new float[] {5, 6});
        });
        assertRefused(DENSE, "/d/k: expected finite numbers, found NaN as number 1");
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k", "b"});
            layer.putDataset("k", (Object) new double[][] {{1, 1e300}, {3, 4}});
            layer.putDataset("b", (Object) new float[] {5, 6});
        });
        assertRefused(DENSE, "/d/k: expected finite numbers, found Infinity as number 1");
    }

    @Test
    void refusesWhatIsMissingOrOfAnotherType() {
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k", "b"});
            layer.putDataset("k", (Object) new float[][] {{1, 2}, {3, 4}});
        });
        assertRefused(DENSE, "/d/b: this object is missing");
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k", "b"});
            layer.putDataset("k", (Object) new int[][] {{1, 2}, {3, 4}});
            layer.putDataset("b", (Object) new float[] {5, 6});
        });
        assertRefused(DENSE, "/d/k: expected 4 floating-point numbers");
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k", "b"});
            layer.putGroup("k").putDataset("x", (Object) new float[] {1});
            layer.putDataset("b", (Object) new float[] {5, 6});
        });
        assertRefused(DENSE, "/d/k: expected a dataset");
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k/../../x", "b"});
            layer.putDataset("k", (Object) new float[][] {{1, 2}, {3, 4}});
        });
        assertRefused(DENSE, "/d/k: expected a group");
        write(layer -> {
            layer.putAttribute("weight_names", new int[] {1, 2});
            layer.putDataset("k", (Object) new float[][] {{1, 2}, {3, 4}});
        });
        assertRefused(DENSE, "/d/@weight_names: expected texts");
        write(layer -> {
            layer.putAttribute("weight_names", new String[] {"k", "b"});
            layer.putDataset("k", (Object) new float[][] {{1, 2}, {3, 4}});
            layer.putDataset("b", (Object) new float[][] {{5, 6}});
        });
        assertRefused(DENSE, "/d/b: expected the shape (2) of d/bias, found (1, 2)");
    }

    @Test
    void refusesWhatLiesTooDeep() {
        write(layer -> {
            WritableGroup group = layer;
            for (int i = 0; i < 40; i++) {
                group = group.putGroup("g");
            }
        });
        assertRefused(DENSE, "/d/g/g/g");
    }

    private void assertRefused(NetworkSpec spec, String expected) {
        BadBundle e = assertThrows(BadBundle.class, () -> KerasFiles.read(file, spec));
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }

    /** A weights-only file of one layer. */
    private void write(Consumer<WritableGroup> content) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putAttribute("layer_names", new String[] {"d"});
            content.accept(hdf.putGroup("d"));
        }
    }

    private static NetworkSpec dense(int inputs) {
        return dense(inputs, 2);
    }

    private static NetworkSpec dense(int inputs, int units) {
        return NetworkSpec.chain("dense", inputs, List.of(new LayerSpec.Dense("d", units, Activation.SOFTMAX, true)));
    }

    private static int find(byte[] in, int from, byte[] what) {
        for (int at = from; at <= in.length - what.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        throw new AssertionError("the pattern is not there");
    }
}
