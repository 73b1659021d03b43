package io.ichnite.formats.protobuf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    /** Bytes that are not held, but made when the message is written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private record Part(long size, Content content) {}

    /** What stands before the bytes of {@link #out}. */
    private final List<Part> parts = new ArrayList<>();

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

    /**
     * Bytes that are made when the message is written, so that large arrays need not be held twice.
     *
     * @param size how many {@code content} will write, each time it is asked
     */
    public Message content(int field, long size, Content content) {
        tag(field, LENGTH);
        varint(size);
        add(new Part(size, content));
        return this;
    }

    /** A message within this one, as it is now. */
    public Message message(int field, Message value) {
        tag(field, LENGTH);
        varint(value.size());
        value.parts.forEach(this::add);
        out.writeBytes(value.out.toByteArray());
        return this;
    }

    /** How many bytes all fields so far take. */
    public long size() {
        long size = out.size();
        for (Part part : parts) {
            size += part.size();
        }
        return size;
    }

    /** All fields so far. */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(size()));
        try {
            writeTo(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    /**
     * Writes all fields so far; does not close the stream.
     *
     * @throws IOException if the stream refuses
     */
    public void writeTo(OutputStream to) throws IOException {
        for (Part part : parts) {
            Counted counted = new Counted(to);
            part.content().writeTo(counted);
            if (counted.count != part.size()) {
                throw new IllegalStateException("expected " + part.size() + " bytes, found " + counted.count);
            }
        }
        out.writeTo(to);
    }

    private void add(Part part) {
        if (out.size() > 0) {
            byte[] held = out.toByteArray();
            parts.add(new Part(held.length, to -> to.write(held)));
            out.reset();
        }
        parts.add(part);
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

    /** Passes bytes on and counts them. */
    private static final class Counted extends OutputStream {
        private final OutputStream to;
        private long count;

        Counted(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int value) throws IOException {
            to.write(value);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
            count += length;
        }
    }
}
