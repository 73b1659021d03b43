package io.ichnite.formats.npy;

import io.ichnite.error.BadInput;
import io.ichnite.formats.file.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers as NumPy keeps it: any shape, row-major, of one of the kinds below. Immutable and safe for use by
 * many threads; every access gives a copy. At most 2 GiB.
 *
 * <p>Reads versions 1 to 3 of the .npy format in either byte order; Fortran-ordered arrays are turned row-major. Objects
 * (pickles), records and texts are refused. Format: numpy.lib.format.
 */
public final class NpyArray {
    /** What each number is. */
    public enum Kind {
        FLOAT32("f4"),
        FLOAT64("f8"),
        INT8("i1"),
        INT16("i2"),
        INT32("i4"),
        INT64("i8"),
        UINT8("u1"),
        UINT16("u2"),
        UINT32("u4"),
        BOOL("b1");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        int bytes() {
            return code.charAt(1) - '0';
        }

        String descr() {
            return (bytes() == 1 ? "|" : "<") + code;
        }
    }

    private final String source;
    private final Kind kind;
    private final int[] shape;
    /** Row-major; its byte order is the numbers'. */
    private final ByteBuffer data;

    NpyArray(String source, Kind kind, int[] shape, ByteBuffer data) {
        this.source = source;
        this.kind = kind;
        this.shape = shape;
        this.data = data;
    }

    /** Float32 numbers of the given shape. */
    public static NpyArray of(float[] values, int... shape) {
        ByteBuffer data = room(Kind.FLOAT32, values.length, shape);
        data.asFloatBuffer().put(values);
        return new NpyArray("array", Kind.FLOAT32, shape.clone(), data);
    }

    /** Float64 numbers of the given shape. */
    public static NpyArray of(double[] values, int... shape) {
        ByteBuffer data = room(Kind.FLOAT64, values.length, shape);
        data.asDoubleBuffer().put(values);
        return new NpyArray("array", Kind.FLOAT64, shape.clone(), data);
    }

    /** Int32 numbers of the given shape. */
    public static NpyArray of(int[] values, int... shape) {
        ByteBuffer data = room(Kind.INT32, values.length, shape);
        data.asIntBuffer().put(values);
        return new NpyArray("array", Kind.INT32, shape.clone(), data);
    }

    /** Bytes, 0 to 255, of the given shape. */
    public static NpyArray of(byte[] values, int... shape) {
        ByteBuffer data = room(Kind.UINT8, values.length, shape);
        data.duplicate().put(values);
        return new NpyArray("array", Kind.UINT8, shape.clone(), data);
    }

    /**
     * Reads a .npy file.
     *
     * @throws BadInput if it is none, is damaged, or holds what is not read
     * @throws IOException if the disk refuses
     */
    public static NpyArray read(Path file) throws IOException {
        return NpyReader.read(WholeFile.read(file), file.toString());
    }

    /**
     * Reads the bytes of a .npy file that lies within another.
     *
     * @param source what messages call them
     * @throws BadInput if they are none, are damaged, or hold what is not read
     */
    public static NpyArray read(byte[] bytes, String source) {
        return NpyReader.read(bytes, source);
    }

    /**
     * Writes a .npy file of version 1, little-endian, beside its place and moves it there. The same numbers give the same
     * bytes.
     *
     * @throws IOException if the disk refuses
     */
    public void write(Path file) throws IOException {
        WholeFile.replace(file, this::writeTo);
    }

    /** Writes the bytes of a .npy file; does not close the stream. */
    public void writeTo(OutputStream out) throws IOException {
        List<Long> extents = Arrays.stream(shape).mapToObj(Long::valueOf).toList();
        String text = new NpyHeader(kind.descr(), false, extents).text();
        // magic, version and length take 10 bytes; the numbers begin at a multiple of 64
        int filled = (10 + text.length() + 1 + 63) / 64 * 64;
        ByteBuffer header = ByteBuffer.allocate(filled).order(ByteOrder.LITTLE_ENDIAN);
        header.put(NpyReader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) (filled - 10));
        header.put(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Arrays.fill(header.array(), header.position(), filled - 1, (byte) ' ');
        header.array()[filled - 1] = '\n';
        out.write(header.array());
        out.write(littleEndian());
    }

    public Kind kind() {
        return kind;
    }

    /** The extents; empty for a single number. */
    public int[] shape() {
        return shape.clone();
    }

    /** How many numbers. */
    public int size() {
        return data.capacity() / kind.bytes();
    }

    /** The numbers, rounded to the nearest float32 where they are not such. */
    public float[] floats() {
        float[] values = new float[size()];
        if (kind == Kind.FLOAT32) {
            data.duplicate().order(data.order()).asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) real(i);
        }
        return values;
    }

    /** The numbers; integers beyond ±2⁵³ are rounded. */
    public double[] doubles() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = real(i);
        }
        return values;
    }

    /**
     * The numbers as 32-bit integers.
     *
     * @throws BadInput if one is not whole or does not fit
     */
    public int[] ints() {
        int[] values = new int[size()];
        for (int i = 0; i < values.length; i++) {
            long value = whole(i);
            if (value != (int) value) {
                throw BadInput.in(source, "expected 32-bit integers, found " + value + " as number " + i);
            }
            values[i] = (int) value;
        }
        return values;
    }

    /**
     * The numbers as 64-bit integers.
     *
     * @throws BadInput if one is not whole or does not fit
     */
    public long[] longs() {
        long[] values = new long[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole(i);
        }
        return values;
    }

    private double real(int i) {
        return switch (kind) {
            case FLOAT32 -> data.getFloat(4 * i);
            case FLOAT64 -> data.getDouble(8 * i);
            default -> whole(i);
        };
    }

    private long whole(int i) {
        return switch (kind) {
            case INT8 -> data.get(i);
            case UINT8, BOOL -> data.get(i) & 0xff;
            case INT16 -> data.getShort(2 * i);
            case UINT16 -> data.getShort(2 * i) & 0xffff;
            case INT32 -> data.getInt(4 * i);
            case UINT32 -> data.getInt(4 * i) & 0xffff_ffffL;
            case INT64 -> data.getLong(8 * i);
            case FLOAT32, FLOAT64 -> {
                double value = real(i);
                // 2⁶³ itself is a double, the largest long is not
                if (value != Math.rint(value) || value < -0x1p63 || value >= 0x1p63) {
                    throw BadInput.in(source, "expected whole numbers, found " + value + " as number " + i);
                }
                yield (long) value;
            }
        };
    }

    private byte[] littleEndian() {
        byte[] bytes = new byte[data.capacity()];
        data.duplicate().rewind().get(bytes);
        return data.order() == ByteOrder.LITTLE_ENDIAN ? bytes : NpyReader.swapped(bytes, kind.bytes());
    }

    private static ByteBuffer room(Kind kind, int count, int[] shape) {
        long product = 1;
        for (int extent : shape) {
            product = extent < 0 ? -1 : Math.multiplyExact(product, (long) extent);
        }
        if (product != count) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + count + " numbers");
        }
        return ByteBuffer.allocate(Math.multiplyExact(count, kind.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }
}
