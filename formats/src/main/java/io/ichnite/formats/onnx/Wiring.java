package io.ichnite.formats.onnx;

import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all layers need of a graph: values in another layout, activations, several values joined. Not thread-safe. */
final class Wiring {
    private final Graph graph;
    private final Map<Value, Map<Layout, Value>> turned = new HashMap<>();

    Wiring(Graph graph) {
        this.graph = graph;
    }

    /** The same numbers in another layout; a value is turned once, however many read it. */
    Value as(Value value, Layout layout) {
        if (value.layout() == layout) {
            return value;
        }
        Map<Layout, Value> known = turned.computeIfAbsent(value, v -> new EnumMap<>(Layout.class));
        Value found = known.get(layout);
        if (found == null) {
            String name = graph.fresh(value.name() + "/turned");
            graph.node(
                    "Transpose",
                    List.of(value.name()),
                    name,
                    Attributes.none().integers("perm", layout.axesOf(value.layout())));
            found = new Value(name, layout, value.shape());
            known.put(layout, found);
        }
        return found;
    }

    /** The same numbers, channels or units last. */
    Value channelsLast(Value value) {
        return value.layout().channelsLast() ? value : as(value, Layout.ROWS);
    }

    /** A node of one input and one output, of the same shape. */
    Value each(String operator, Value x, String name, Attributes attributes) {
        graph.node(operator, List.of(x.name()), name, attributes);
        return new Value(name, x.layout(), x.shape());
    }

    /**
     * What an activation makes of sums.
     *
     * @param name of what comes out; of a linear one it is that of the sums
     */
    Value activate(Activation activation, Value x, String name) {
        return switch (activation) {
            case LINEAR -> x.name().equals(name) ? x : each("Identity", x, name, Attributes.none());
            case RELU -> each("Relu", x, name, Attributes.none());
            case SIGMOID -> each("Sigmoid", x, name, Attributes.none());
            case TANH -> each("Tanh", x, name, Attributes.none());
            case SOFTMAX ->
                each(
                        "Softmax",
                        x,
                        name,
                        Attributes.none().integer("axis", x.layout().channels()));
            case HARD_SIGMOID, HARD_SIGMOID_KERAS3 ->
                each(
                        "HardSigmoid",
                        x,
                        name,
                        Attributes.none().number("alpha", slope(activation)).number("beta", HALF));
        };
    }

    /** What a hard sigmoid is at 0. */
    static final float HALF = 0.5f;

    /** How steep a hard sigmoid is. */
    static float slope(Activation activation) {
        return activation == Activation.HARD_SIGMOID ? 0.2f : 1f / 6;
    }

    /** Several values become one, in the layout of the first. */
    Value join(Join join, List<Value> values, String name) {
        Layout layout = values.get(0).layout();
        List<String> inputs = values.stream().map(v -> as(v, layout).name()).toList();
        Shape shape = values.get(0).shape();
        switch (join) {
            case ADD -> graph.node("Sum", inputs, name, Attributes.none());
            case AVERAGE -> graph.node("Mean", inputs, name, Attributes.none());
            case MULTIPLY -> {
                String product = inputs.get(0);
                for (int i = 1; i < inputs.size(); i++) {
                    String next = i == inputs.size() - 1 ? name : graph.fresh(name + "/product");
                    product = graph.node("Mul", List.of(product, inputs.get(i)), next, Attributes.none());
                }
            }
            case CONCATENATE -> {
                graph.node("Concat", inputs, name, Attributes.none().integer("axis", layout.channels()));
                List<Integer> extents = new ArrayList<>(shape.extents());
                extents.set(
                        extents.size() - 1,
                        values.stream().mapToInt(v -> v.shape().last()).sum());
                shape = new Shape(extents);
            }
        }
        return new Value(name, layout, shape);
    }
}
