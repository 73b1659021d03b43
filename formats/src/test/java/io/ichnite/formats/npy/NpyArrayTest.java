package io.ichnite.formats.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyArrayTest {
    private final Path folder;

    NpyArrayTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsWhatNumPyWroteAndWritesTheSameBytes() throws IOException {
        for (String name : new String[] {"models/as_x", "models/as_y", "seed_a/x6000", "seed_a/a_lstm.softmax"}) {
            Path golden = Goldens.path("keras/" + name + ".npy");
            NpyArray array = NpyArray.read(golden);
            array.write(folder.resolve("copy.npy"));
            assertArrayEquals(Files.readAllBytes(golden), Files.readAllBytes(folder.resolve("copy.npy")), name);
        }
        NpyArray x = NpyArray.read(Goldens.path("keras/seed_a/x6000.npy"));
        assertArrayEquals(new int[] {4, 6000}, x.shape());
        assertEquals(NpyArray.Kind.INT32, x.kind());
        float[] softmax =
                NpyArray.read(Goldens.path("keras/seed_a/a_lstm.softmax.npy")).floats();
        float sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += softmax[i];
        }
        assertEquals(1, sum, 1e-6);
    }

    @Test
    void everyKindComesBack() throws IOException {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 50; round++) {
            int rows = random.nextInt(5);
            int columns = random.nextInt(7);
            float[] floats = new float[rows * columns];
            double[] doubles = new double[rows * columns];
            int[] ints = new int[rows * columns];
            byte[] bytes = new byte[rows * columns];
            random.nextBytes(bytes);
            for (int i = 0; i < ints.length; i++) {
                floats[i] = Float.intBitsToFloat(random.nextInt());
                doubles[i] = random.nextGaussian();
                ints[i] = random.nextInt();
            }
            assertArrayEquals(floats, back(NpyArray.of(floats, rows, columns)).floats());
            assertArrayEquals(doubles, back(NpyArray.of(doubles, rows, columns)).doubles());
            assertArrayEquals(ints, back(NpyArray.of(ints, rows, columns)).ints());
            int[] unsigned = back(NpyArray.of(bytes, rows, columns)).ints();
            for (int i = 0; i < bytes.length; i++) {
                assertEquals(bytes[i] & 0xff, unsigned[i]);
            }
        }
        assertArrayEquals(new int[0], back(NpyArray.of(new int[] {7})).shape());
    }

    @Test
    void readsBothByteOrdersAndAllVersions() {
        byte[] four = ByteBuffer.allocate(8).putInt(258).putInt(-1).array();
        for (int version = 1; version <= 3; version++) {
            byte[] file = npy(version, "{'descr': '>i4', 'fortran_order': False, 'shape': (2,), }", four);
            assertArrayEquals(new int[] {258, -1}, NpyReader.read(file, "a").ints());
        }
        byte[] unsigned = npy(1, "{'shape': (2L,), 'descr': \"<u4\", 'fortran_order': False}", swap(four));
        assertArrayEquals(
                new long[] {258, 0xffff_ffffL}, NpyReader.read(unsigned, "a").longs());
        assertThrows(BadInput.class, () -> NpyReader.read(unsigned, "a").ints());
        byte[] wide = npy(1, "{'descr': '>f8', 'fortran_order': False, 'shape': (), }", new byte[8]);
        wide[wide.length - 8] = 0x40;
        assertArrayEquals(new double[] {2}, NpyReader.read(wide, "a").doubles());
        byte[] truths = npy(1, "{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }", new byte[] {1, 0, 1});
        assertArrayEquals(new int[] {1, 0, 1}, NpyReader.read(truths, "a").ints());
        byte[] shorts = npy(1, "{'descr': '<i2', 'fortran_order': False, 'shape': (1,), }", new byte[] {-2, -1});
        assertArrayEquals(new float[] {-2}, NpyReader.read(shorts, "a").floats());
    }

    @Test
    void bigEndianIsWrittenLittleEndian() throws IOException {
        byte[] four = ByteBuffer.allocate(8).putInt(258).putInt(-1).array();
        NpyArray array = NpyReader.read(npy(1, "{'descr': '>i4', 'fortran_order': False, 'shape': (2,), }", four), "a");
        assertArrayEquals(bytes(NpyArray.of(new int[] {258, -1}, 2)), bytes(array));
    }

    @Test
    void fortranOrderIsTurned() {
        // numpy.asfortranarray([[0, 1, 2], [3, 4, 5]])
        byte[] columns = {0, 3, 1, 4, 2, 5};
        byte[] file = npy(1, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", columns);
        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5}, NpyReader.read(file, "a").ints());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': 1}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
                "",
            })
    void refuses(String header) {
        byte[] file = npy(1, header, new byte[4]);
        BadInput e = assertThrows(BadInput.class, () -> NpyReader.read(file, "damaged.npy"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("damaged.npy: "), e.getMessage());
    }

    @Test
    void refusesFractionsWhereWholeNumbersAreAsked() {
        BadInput e = assertThrows(
                BadInput.class, () -> NpyArray.of(new double[] {1, 0.5}, 2).ints());
        assertEquals("array: expected whole numbers, found 0.5 as number 1", e.getMessage());
        assertThrows(BadInput.class, () -> NpyArray.of(new double[] {0x1p63}, 1).longs());
        assertThrows(
                BadInput.class, () -> NpyArray.of(new float[] {Float.NaN}, 1).longs());
        assertThrows(IllegalArgumentException.class, () -> NpyArray.of(new int[3], 2, 2));
    }

    @Test
    void damageIsRefused() throws IOException {
        Mutations.fuzz(bytes(NpyArray.of(new float[60], 3, 4, 5)), 128, 20_000, bytes -> NpyReader.read(bytes, "fuzz")
                .floats());
    }

    private NpyArray back(NpyArray array) throws IOException {
        Path file = folder.resolve("back.npy");
        array.write(file);
        NpyArray back = NpyArray.read(file);
        assertEquals(array.kind(), back.kind());
        assertArrayEquals(array.shape(), back.shape());
        return back;
    }

    static byte[] bytes(NpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        array.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] npy(int version, String header, byte[] data) {
        int start = version == 1 ? 10 : 12;
        ByteBuffer file =
                ByteBuffer.allocate(start + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(NpyReader.MAGIC).put((byte) version).put((byte) 0);
        if (version == 1) {
            file.putShort((short) header.length());
        } else {
            file.putInt(header.length());
        }
        return file.put(header.getBytes(ISO_8859_1)).put(data).array();
    }

    private static byte[] swap(byte[] four) {
        return NpyReader.swapped(four, 4);
    }
}
