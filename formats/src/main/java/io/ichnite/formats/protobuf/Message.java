package io.ichnite.formats.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One protocol buffer message, put together field by field, in the order of the calls; a field given again is a repeated
 * one. Numbers of fields and their kinds are the caller's to know: nothing is checked against a schema. The same calls give
 * the same bytes. Not thread-safe.
 *
 * <p>Format: protobuf.dev, "Encoding": a field is a varint of number and wire type, then a varint, eight or four bytes
 * (little-endian), or a length and so many bytes.
 */
public final class Message {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An int32, int64, uint32, uint64, bool (as 0 or 1) or enum. */
    public Message integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A double. */
    public Message number(int field, double value) {
        tag(field, EIGHT_BYTES);
        littleEndian(Double.doubleToLongBits(value), 8);
        return this;
    }

    /** A float. */
    public Message number(int field, float value) {
        tag(field, FOUR_BYTES);
        littleEndian(Float.floatToIntBits(value), 4);
        return this;
    }

    /** A string, as UTF-8; half a surrogate pair becomes a question mark. */
    public Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes. */
    public Message bytes(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /** A message within this one, as it is now. */
    public Message message(int field, Message value) {
        return bytes(field, value.bytes());
    }

    /** All fields so far. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    private void tag(int field, int wireType) {
        if (field < 1 || field >= 1 << 29) {
            throw new IllegalArgumentException("no field has number " + field);
        }
        varint((long) field << 3 | wireType);
    }

    /** Seven bits a byte, the lowest first; all but the last byte have their top bit set. */
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void littleEndian(long bits, int count) {
        for (int i = 0; i < count; i++) {
            out.write((int) (bits >>> 8 * i));
        }
    }
}
