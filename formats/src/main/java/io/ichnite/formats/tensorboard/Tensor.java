package io.ichnite.formats.tensorboard;

import io.ichnite.formats.protobuf.Message;
import java.util.List;

/** Arrays as TensorFlow's {@code tensor.proto} has them. */
final class Tensor {
    private static final int TYPE = 1;
    private static final int SHAPE = 2;
    private static final int CONTENT = 4;
    private static final int FLOATS = 5;
    private static final int STRINGS = 8;

    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;
    private static final int STRING = 7;

    private Tensor() {}

    /** One number, without axes. */
    static Message scalar(float value) {
        return new Message()
                .integer(TYPE, FLOAT)
                .message(SHAPE, shape(List.of()))
                .number(FLOATS, value);
    }

    /** One string of bytes, without axes. */
    static Message string(byte[] value) {
        return new Message()
                .integer(TYPE, STRING)
                .message(SHAPE, shape(List.of()))
                .bytes(STRINGS, value);
    }

    /** Strings of bytes along one axis. */
    static Message strings(byte[]... values) {
        Message tensor = new Message().integer(TYPE, STRING).message(SHAPE, shape(List.of(values.length)));
        for (byte[] value : values) {
            tensor.bytes(STRINGS, value);
        }
        return tensor;
    }

    /** Numbers in rows; {@code content} holds them row by row, little-endian. */
    static Message doubles(int rows, int columns, byte[] content) {
        return new Message()
                .integer(TYPE, DOUBLE)
                .message(SHAPE, shape(List.of(rows, columns)))
                .bytes(CONTENT, content);
    }

    /** The extents of an array; −1 is one that is not known. */
    static Message shape(List<Integer> extents) {
        Message shape = new Message();
        for (int extent : extents) {
            shape.message(2, new Message().integer(1, extent));
        }
        return shape;
    }
}
