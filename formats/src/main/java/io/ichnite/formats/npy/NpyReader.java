package io.ichnite.formats.npy;

import io.ichnite.error.BadInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** From the bytes of a .npy file to an array; what the header claims is held against the bytes there are. */
final class NpyReader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private NpyReader() {}

    static NpyArray read(byte[] bytes, String source) {
        if (bytes.length < 10 || !Arrays.equals(MAGIC, 0, 6, bytes, 0, 6)) {
            throw BadInput.in(source, "expected a .npy file, which begins with \\x93NUMPY");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes[6] & 0xff;
        if (version < 1 || version > 3 || bytes[7] != 0) {
            throw BadInput.in(
                    source, "expected .npy version 1.0, 2.0 or 3.0, found " + version + "." + (bytes[7] & 0xff));
        }
        int start = version == 1 ? 10 : 12;
        long length =
                version == 1 ? buffer.getShort(8) & 0xffff : bytes.length < 12 ? -1 : buffer.getInt(8) & 0xffff_ffffL;
        if (length < 0 || length > bytes.length - start) {
            throw BadInput.in(source, "the .npy header is cut off");
        }
        int end = start + (int) length;
        NpyHeader header = NpyHeader.parse(new String(bytes, start, (int) length, StandardCharsets.ISO_8859_1), source);
        NpyArray.Kind kind = kind(header.descr(), source);
        int[] shape = shape(header.shape(), kind, bytes.length - end, source);
        byte[] data = Arrays.copyOfRange(bytes, end, bytes.length);
        if (kind == NpyArray.Kind.BOOL) {
            for (byte b : data) {
                if (b != 0 && b != 1) {
                    throw BadInput.in(source, "expected truth values of 0 or 1, found " + (b & 0xff));
                }
            }
        }
        byte[] rows = header.fortran() && shape.length > 1 ? rowMajor(data, shape, kind.bytes()) : data;
        ByteOrder order = header.descr().charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyArray(source, kind, shape, ByteBuffer.wrap(rows).order(order));
    }

    /** Each number's bytes, back to front. */
    static byte[] swapped(byte[] bytes, int width) {
        byte[] swapped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i] = bytes[i - i % width + width - 1 - i % width];
        }
        return swapped;
    }

    private static NpyArray.Kind kind(String descr, String source) {
        for (NpyArray.Kind kind : NpyArray.Kind.values()) {
            String code = kind.descr().substring(1);
            List<String> spellings =
                    kind.bytes() == 1 ? List.of("|" + code, "<" + code, ">" + code) : List.of("<" + code, ">" + code);
            if (spellings.contains(descr)) {
                return kind;
            }
        }
        throw BadInput.in(
                source, "expected numbers of kind f4, f8, i1, i2, i4, i8, u1, u2, u4 or b1, found '" + descr + "'");
    }

    /** The extents, if they and the bytes that follow the header agree. */
    private static int[] shape(List<Long> extents, NpyArray.Kind kind, int present, String source) {
        boolean empty = extents.contains(0L);
        long product = kind.bytes();
        for (long extent : extents) {
            // where one extent is 0 the others may be anything an int holds; else none may lead beyond what is there
            if (extent > Integer.MAX_VALUE || (!empty && extent > present / product)) {
                throw tooFew(extents, kind, present, source);
            }
            product = empty ? kind.bytes() : product * extent;
        }
        if ((empty ? 0 : product) != present) {
            throw tooFew(extents, kind, present, source);
        }
        return extents.stream().mapToInt(Long::intValue).toArray();
    }

    private static BadInput tooFew(List<Long> extents, NpyArray.Kind kind, int present, String source) {
        return BadInput.in(
                source,
                "expected the bytes of " + extents + " numbers of kind " + kind.descr() + ", found " + present
                        + " bytes");
    }

    /** From first-axis-fastest to last-axis-fastest. */
    private static byte[] rowMajor(byte[] data, int[] shape, int width) {
        byte[] rows = new byte[data.length];
        int[] index = new int[shape.length];
        for (int to = 0; to < data.length; to += width) {
            long from = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from = from * shape[axis] + index[axis];
            }
            System.arraycopy(data, (int) (from * width), rows, to, width);
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return rows;
    }
}
