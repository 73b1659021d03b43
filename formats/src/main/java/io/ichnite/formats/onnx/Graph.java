package io.ichnite.formats.onnx;

import io.ichnite.formats.protobuf.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph of ONNX, put together node by node, each after what it reads; {@code GraphProto} of onnx.proto. What a node gives is known by
 * its name, which nothing else has. Not thread-safe.
 */
final class Graph {
    private static final int NODE = 1;
    private static final int NAME = 2;
    private static final int INITIALIZER = 5;
    private static final int TEXT = 10;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;
    private static final int VALUE = 13;

    /** Of what an array is; the number is {@code TensorProto.DataType}. */
    enum Kind {
        FLOAT(1),
        UINT8(2),
        INT32(6),
        INT64(7);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    private final float[] weights;
    private final Names names = new Names();
    private final Map<List<Long>, String> constants = new HashMap<>();
    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> initializers = new ArrayList<>();
    private final List<Message> inputs = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private final List<Message> values = new ArrayList<>();

    /** @param weights those of the network, read when the graph is written */
    Graph(float[] weights) {
        this.weights = weights;
    }

    /** A name that nothing has yet. */
    String fresh(String wished) {
        return names.fresh(wished);
    }

    /** @param extents {@link Layout#BATCH} for the batch */
    void input(String name, Kind kind, List<Integer> extents, String text) {
        inputs.add(info(name, kind, extents, text));
    }

    void output(String name, List<Integer> extents, String text) {
        outputs.add(info(name, Kind.FLOAT, extents, text));
    }

    /** Tells the shape of a value on the way. */
    void tell(Value value, String text) {
        values.add(info(value.name(), Kind.FLOAT, value.layout().extents(value.shape()), text));
    }

    /** A node of one output; gives its name. */
    String node(String operator, List<String> inputs, String output, Attributes attributes) {
        node(operator, inputs, List.of(output), attributes);
        return output;
    }

    /** @param outputs "" for one that is not wanted */
    void node(String operator, List<String> inputs, List<String> outputs, Attributes attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(3, outputs.get(outputs.size() - 1)).text(4, operator);
        attributes.messages().forEach(attribute -> node.message(5, attribute));
        nodes.add(node);
    }

    /** An array of weights; gives its name. */
    String weights(String wished, List<Integer> extents, Pieces pieces) {
        String name = fresh(wished);
        Message tensor = new Message();
        extents.forEach(extent -> tensor.integer(1, extent));
        tensor.integer(2, Kind.FLOAT.number()).text(8, name);
        tensor.content(9, 4 * pieces.size(), out -> pieces.writeTo(weights, out));
        initializers.add(tensor);
        return name;
    }

    /** A single 1, a float; gives its name. */
    String one() {
        String name = fresh("one");
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1f)
                .array();
        initializers.add(
                new Message().integer(2, Kind.FLOAT.number()).text(8, name).bytes(9, bytes));
        return name;
    }

    /** An int64 without axes; gives its name. */
    String integer(long value) {
        return integers(List.of(), List.of(value));
    }

    /** Some int64 along one axis; gives their name. */
    String integers(List<Long> all) {
        return integers(List.of((long) all.size()), all);
    }

    private String integers(List<Long> extents, List<Long> all) {
        List<Long> key = new ArrayList<>(all);
        key.add((long) extents.size());
        String known = constants.get(key);
        if (known != null) {
            return known;
        }
        StringBuilder wished = new StringBuilder(extents.isEmpty() ? "integer" : "integers");
        all.forEach(value -> wished.append('_').append(value.longValue()));
        String name = fresh(wished.toString());
        constants.put(key, name);
        ByteBuffer bytes = ByteBuffer.allocate(8 * all.size()).order(ByteOrder.LITTLE_ENDIAN);
        all.forEach(bytes::putLong);
        Message tensor = new Message();
        extents.forEach(extent -> tensor.integer(1, extent));
        initializers.add(tensor.integer(2, Kind.INT64.number()).text(8, name).bytes(9, bytes.array()));
        return name;
    }

    /** {@code GraphProto}. */
    Message message(String name, String text) {
        Message graph = new Message();
        nodes.forEach(node -> graph.message(NODE, node));
        graph.text(NAME, name);
        initializers.forEach(tensor -> graph.message(INITIALIZER, tensor));
        graph.text(TEXT, text);
        inputs.forEach(input -> graph.message(INPUT, input));
        outputs.forEach(output -> graph.message(OUTPUT, output));
        values.forEach(value -> graph.message(VALUE, value));
        return graph;
    }

    /** {@code ValueInfoProto}. */
    private static Message info(String name, Kind kind, List<Integer> extents, String text) {
        Message shape = new Message();
        for (int extent : extents) {
            Message dimension = new Message();
            shape.message(1, extent == Layout.BATCH ? dimension.text(2, "batch") : dimension.integer(1, extent));
        }
        Message type =
                new Message().message(1, new Message().integer(1, kind.number()).message(2, shape));
        Message info = new Message().text(1, name).message(2, type);
        return text.isEmpty() ? info : info.text(3, text);
    }
}
