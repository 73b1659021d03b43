package io.ichnite.formats.onnx;

import io.ichnite.formats.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** What a node is set to; {@code AttributeProto} of onnx.proto. Not thread-safe. */
final class Attributes {
    private static final int NAME = 1;
    private static final int NUMBER = 2;
    private static final int INTEGER = 3;
    private static final int TEXT = 4;
    private static final int NUMBERS = 7;
    private static final int INTEGERS = 8;
    private static final int TEXTS = 9;
    private static final int TYPE = 20;

    /** {@code AttributeType}. */
    private static final int A_NUMBER = 1;

    private static final int AN_INTEGER = 2;
    private static final int A_TEXT = 3;
    private static final int ALL_NUMBERS = 6;
    private static final int ALL_INTEGERS = 7;
    private static final int ALL_TEXTS = 8;

    private final List<Message> all = new ArrayList<>();

    static Attributes none() {
        return new Attributes();
    }

    Attributes integer(String name, long value) {
        add(name, AN_INTEGER).integer(INTEGER, value);
        return this;
    }

    Attributes text(String name, String value) {
        add(name, A_TEXT).text(TEXT, value);
        return this;
    }

    Attributes number(String name, float value) {
        add(name, A_NUMBER).number(NUMBER, value);
        return this;
    }

    Attributes integers(String name, List<Long> values) {
        Message attribute = add(name, ALL_INTEGERS);
        values.forEach(value -> attribute.integer(INTEGERS, value));
        return this;
    }

    Attributes numbers(String name, List<Float> values) {
        Message attribute = add(name, ALL_NUMBERS);
        values.forEach(value -> attribute.number(NUMBERS, value.floatValue()));
        return this;
    }

    Attributes texts(String name, List<String> values) {
        Message attribute = add(name, ALL_TEXTS);
        values.forEach(value -> attribute.text(TEXTS, value));
        return this;
    }

    List<Message> messages() {
        return List.copyOf(all);
    }

    private Message add(String name, int type) {
        Message attribute = new Message().text(NAME, name).integer(TYPE, type);
        all.add(attribute);
        return attribute;
    }
}
