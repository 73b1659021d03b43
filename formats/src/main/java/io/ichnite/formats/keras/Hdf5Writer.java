package io.ichnite.formats.keras;

import io.ichnite.error.BadConfig;
import io.ichnite.nn.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HDF5 file of groups, texts and float32 arrays, laid out by one walk through the tree: a header, then what hangs below it. No
 * clock, host or hash gets into it, so the same tree gives the same bytes everywhere. HDF5 reads it from 1.8 on.
 *
 * <p>Format: HDF5 File Format Specification 3.0: superblock of version 2, object headers of version 2, links within the header.
 */
final class Hdf5Writer {
    /** How long an attribute may be: a header counts the bytes of a message with 16 bits, its own fields among them. */
    static final int LONGEST_ATTRIBUTE = 60_000;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int SUPERBLOCK = 48;
    /** Signature, version, flags and length in front of a header's messages, and a check sum behind. */
    private static final int AROUND = 14;

    private static final int MESSAGE = 4;
    private static final long NOWHERE = -1;
    /** Where numbers begin. */
    private static final int ALIGNED = 8;

    private static final byte DATASPACE = 0x01;
    private static final byte LINK_INFO = 0x02;
    private static final byte DATATYPE = 0x03;
    private static final byte FILL_VALUE = 0x05;
    private static final byte LINK = 0x06;
    private static final byte LAYOUT = 0x08;
    private static final byte GROUP_INFO = 0x0a;
    private static final byte ATTRIBUTE = 0x0c;
    private static final byte ATTRIBUTE_INFO = 0x15;

    /** Little-endian IEEE 754, 4 bytes: sign at 31, 8 bits of exponent at 23, 23 of mantissa at 0, bias 127. */
    private static final byte[] FLOAT32 = {0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0};

    private Hdf5Writer() {}

    /** A group or an array. */
    abstract static class Node {
        /** Where its header lies; known once the tree has been walked. */
        int address;

        /** How long its header is. */
        abstract int header();
    }

    /** A group being made; what it holds comes in the order in which it was put. */
    static final class Group extends Node {
        private final Map<String, List<String>> lists = new LinkedHashMap<>();
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Map<String, Node> children = new LinkedHashMap<>();

        /** The group of that name below this one, made if it is not there. */
        Group group(String name) {
            if (children.computeIfAbsent(name, made -> new Group()) instanceof Group group) {
                return group;
            }
            throw new IllegalArgumentException("'" + name + "' is an array");
        }

        /**
         * One text of ASCII.
         *
         * @throws BadConfig if it is too long
         */
        void text(String name, String text) {
            texts.put(name, checked(name, text, text.length()));
        }

        /**
         * Several texts of ASCII, at least one, filled up to the length of the longest.
         *
         * @throws BadConfig if they are too long together
         */
        void texts(String name, List<String> several) {
            several.forEach(text -> checked(name, text, widest(several) * several.size()));
            lists.put(name, List.copyOf(several));
        }

        /** Numbers from {@code values[from…]}, row-major; not copied. */
        void floats(String name, Shape shape, float[] values, int from) {
            if (children.put(name, new Floats(shape, values, from)) != null) {
                throw new IllegalArgumentException("two things are called '" + name + "'");
            }
        }

        Map<String, String> texts() {
            return texts;
        }

        Map<String, List<String>> lists() {
            return lists;
        }

        Map<String, Node> children() {
            return children;
        }

        private static String checked(String name, String text, int length) {
            if (length > LONGEST_ATTRIBUTE) {
                throw new BadConfig(name + ": " + length + " characters, where a .h5 takes " + LONGEST_ATTRIBUTE);
            }
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException(name + ": expected ASCII, found '" + text + "'");
            }
            return text;
        }

        private static int widest(List<String> texts) {
            return texts.stream().mapToInt(String::length).max().orElse(0);
        }

        @Override
        int header() {
            int size = AROUND + MESSAGE + 18 + MESSAGE + 2;
            size += texts.isEmpty() && lists.isEmpty() ? 0 : MESSAGE + 18;
            for (Map.Entry<String, String> text : texts.entrySet()) {
                size += attribute(text.getKey(), 4, text.getValue().length());
            }
            for (Map.Entry<String, List<String>> list : lists.entrySet()) {
                size += attribute(list.getKey(), 12, list.getValue().size() * widest(list.getValue()));
            }
            for (String child : children.keySet()) {
                size += MESSAGE + 12 + child.length();
            }
            return size;
        }

        private static int attribute(String name, int space, int data) {
            return MESSAGE + 9 + name.length() + 1 + 8 + space + data;
        }
    }

    static final class Floats extends Node {
        private final Shape shape;
        private final float[] values;
        private final int from;
        private int data;

        Floats(Shape shape, float[] values, int from) {
            this.shape = shape;
            this.values = values;
            this.from = from;
        }

        Shape shape() {
            return shape;
        }

        float[] values() {
            return values;
        }

        int from() {
            return from;
        }

        @Override
        int header() {
            return AROUND + 4 * MESSAGE + 4 + 8 * shape.rank() + FLOAT32.length + 2 + 18;
        }
    }

    /**
     * The whole file.
     *
     * @throws BadConfig if it would be larger than 2 GiB
     */
    static byte[] write(Group root) {
        try {
            int end = place(root, SUPERBLOCK);
            ByteBuffer out = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
            out.put(SIGNATURE).put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0);
            out.putLong(0).putLong(NOWHERE).putLong(end).putLong(root.address);
            sum(out, 0);
            write(root, out);
            return out.array();
        } catch (ArithmeticException e) {
            throw new BadConfig("expected a network of less than 2 GiB");
        }
    }

    /** Gives addresses to a node and all below it; returns where they end. */
    private static int place(Node node, int at) {
        node.address = at;
        int end = Math.addExact(at, node.header());
        if (node instanceof Group group) {
            for (Node child : group.children.values()) {
                end = place(child, end);
            }
        } else if (node instanceof Floats floats) {
            floats.data = Math.addExact(end, ALIGNED - 1) / ALIGNED * ALIGNED;
            end = Math.addExact(floats.data, Math.multiplyExact(4, floats.shape.size()));
        }
        return end;
    }

    private static void write(Node node, ByteBuffer out) {
        out.position(node.address);
        out.put(ascii("OHDR")).put((byte) 2).put((byte) 2).putInt(node.header() - AROUND);
        if (node instanceof Group group) {
            messages(group, out);
            sum(out, node.address);
            group.children.values().forEach(child -> write(child, out));
        } else if (node instanceof Floats floats) {
            messages(floats, out);
            sum(out, node.address);
            out.position(floats.data);
            out.asFloatBuffer().put(floats.values, floats.from, floats.shape.size());
        }
    }

    private static void messages(Group group, ByteBuffer out) {
        message(LINK_INFO, 18, out).putShort((short) 0).putLong(NOWHERE).putLong(NOWHERE);
        message(GROUP_INFO, 2, out).putShort((short) 0);
        if (!group.texts.isEmpty() || !group.lists.isEmpty()) {
            message(ATTRIBUTE_INFO, 18, out)
                    .putShort((short) 0)
                    .putLong(NOWHERE)
                    .putLong(NOWHERE);
        }
        group.texts.forEach((name, text) -> {
            attribute(name, 4, text.length(), text.length(), out);
            out.put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0).put(ascii(text));
        });
        group.lists.forEach((name, texts) -> {
            int width = Group.widest(texts);
            attribute(name, 12, width, texts.size() * width, out);
            out.put((byte) 2).put((byte) 1).put((byte) 0).put((byte) 1).putLong(texts.size());
            texts.forEach(text -> out.put(ascii(text)).put(new byte[width - text.length()]));
        });
        group.children.forEach((name, child) -> {
            message(LINK, 12 + name.length(), out).put((byte) 1).put((byte) 1);
            out.putShort((short) name.length()).put(ascii(name)).putLong(child.address);
        });
    }

    private static void messages(Floats floats, ByteBuffer out) {
        int rank = floats.shape.rank();
        message(DATASPACE, 4 + 8 * rank, out)
                .put((byte) 2)
                .put((byte) rank)
                .put((byte) 0)
                .put((byte) 1);
        floats.shape.extents().forEach(out::putLong);
        message(DATATYPE, FLOAT32.length, out).put(FLOAT32);
        // allocated late, a fill value written where one is set, and none is
        message(FILL_VALUE, 2, out).put((byte) 3).put((byte) 0x0a);
        message(LAYOUT, 18, out).put((byte) 3).put((byte) 1);
        out.putLong(floats.data).putLong(4L * floats.shape.size());
    }

    /** All of an attribute up to its dataspace; its texts are ended by their length, and filled with zeros. */
    private static void attribute(String name, int space, int width, int data, ByteBuffer out) {
        message(ATTRIBUTE, 9 + name.length() + 1 + 8 + space + data, out)
                .put((byte) 3)
                .put((byte) 0)
                .putShort((short) (name.length() + 1))
                .putShort((short) 8)
                .putShort((short) space)
                .put((byte) 0)
                .put(ascii(name))
                .put((byte) 0);
        out.put((byte) 0x13).put((byte) 1).putShort((short) 0).putInt(width);
    }

    private static ByteBuffer message(byte kind, int size, ByteBuffer out) {
        return out.put(kind).putShort((short) size).put((byte) 0);
    }

    private static void sum(ByteBuffer out, int from) {
        byte[] summed = new byte[out.position() - from];
        out.get(from, summed);
        out.putInt(Lookup3.of(summed));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
