package io.ichnite.formats.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A protocol buffer message taken apart, without a schema: a reader of its own, to hold the writer against. */
public final class Fields {
    /** One field: bits of a number (a float's in the lower half), or the bytes of a text, a message or an array. */
    private record Field(int number, long bits, ByteBuffer bytes) {
        byte[] copy() {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return copy;
        }
    }

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final List<Field> fields = new ArrayList<>();

    /** Takes all of the bytes. */
    public Fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = Math.toIntExact(tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> fields.add(new Field(number, varint(in), NONE));
                case 1 -> fields.add(new Field(number, in.getLong(), NONE));
                case 2 -> {
                    byte[] bytes = new byte[Math.toIntExact(varint(in))];
                    in.get(bytes);
                    fields.add(new Field(number, 0, ByteBuffer.wrap(bytes)));
                }
                case 5 -> fields.add(new Field(number, in.getInt(), NONE));
                default -> throw new AssertionError("no such wire type: " + (tag & 7));
            }
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** The numbers of the fields, in order, each time one occurs. */
    public List<Integer> numbers() {
        return fields.stream().map(Field::number).toList();
    }

    /** Whether the field occurs. */
    public boolean has(int number) {
        return numbers().contains(number);
    }

    /** The last number of the field; 0 if there is none. */
    public long integer(int number) {
        long last = 0;
        for (Field field : fields) {
            last = field.number == number ? field.bits : last;
        }
        return last;
    }

    public double number(int number) {
        return Double.longBitsToDouble(integer(number));
    }

    public float single(int number) {
        return Float.intBitsToFloat((int) integer(number));
    }

    /** Every number of the field. */
    public List<Long> integers(int number) {
        return fields.stream().filter(f -> f.number == number).map(Field::bits).toList();
    }

    /** Every occurrence. */
    public List<byte[]> all(int number) {
        return fields.stream().filter(f -> f.number == number).map(Field::copy).toList();
    }

    /** The only occurrence. */
    public byte[] bytes(int number) {
        List<byte[]> found = all(number);
        if (found.size() != 1) {
            throw new AssertionError("expected field " + number + " once, found " + numbers());
        }
        return found.get(0);
    }

    public String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    public Fields message(int number) {
        return new Fields(bytes(number));
    }

    public List<Fields> messages(int number) {
        return all(number).stream().map(Fields::new).toList();
    }
}
