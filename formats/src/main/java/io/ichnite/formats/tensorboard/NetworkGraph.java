package io.ichnite.formats.tensorboard;

import io.ichnite.formats.json.LayerWriter;
import io.ichnite.formats.protobuf.Message;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.Summary;
import io.ichnite.nn.WeightSpec;
import io.ichnite.train.OptimizerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network as a TensorFlow graph, to be looked at, not run: a node a layer, its operation Keras' class name, its attributes
 * what describes the layer, its weights' shapes, how many numbers it learns and the shape of its output (with −1 for the
 * batch, in {@code _output_shapes}, which TensorBoard writes on the arrows).
 *
 * <p>Format: TensorFlow's {@code graph.proto}, {@code node_def.proto}, {@code attr_value.proto}.
 */
public final class NetworkGraph {
    private static final String SCOPE = "training";
    private static final String LABELS = SCOPE + "/labels";
    private static final String LOSS = SCOPE + "/loss";
    private static final String OPTIMIZER = SCOPE + "/optimizer";

    private final Message graph = new Message();

    private NetworkGraph() {}

    /** @param optimizer drawn behind the loss, categorical cross-entropy; null for the network alone */
    public static Message of(NetworkSpec spec, @Nullable OptimizerSpec optimizer) {
        NetworkGraph drawn = new NetworkGraph();
        drawn.node(NetworkSpec.INPUT, "Placeholder", List.of(), Map.of(), extents(Shape.of(spec.length())));
        NodeNames names = new NodeNames(spec, Set.of(NetworkSpec.INPUT, SCOPE));
        for (int i = 0; i < spec.nodes().size(); i++) {
            LayerSpec layer = spec.nodes().get(i).layer();
            drawn.node(
                    names.of(i),
                    layer.kind(),
                    spec.sources(i).stream().map(names::of).toList(),
                    attributes(spec, i),
                    extents(spec.shapes().get(i)));
        }
        if (optimizer != null) {
            String output = names.of(spec.nodes().size() - 1);
            drawn.node(LABELS, "Placeholder", List.of(), Map.of(), extents(spec.output()));
            drawn.node(LOSS, "CategoricalCrossentropy", List.of(LABELS, output), Map.of(), List.of(-1));
            drawn.node(OPTIMIZER, kind(optimizer), List.of(LOSS), attributes(optimizer), List.of());
        }
        // a producer: some readers refuse a graph without one
        return drawn.graph.message(4, new Message().integer(1, 1));
    }

    private static List<Integer> extents(Shape shape) {
        List<Integer> extents = new ArrayList<>();
        extents.add(-1);
        extents.addAll(shape.extents());
        return extents;
    }

    private static Map<String, Object> attributes(NetworkSpec spec, int i) {
        LayerSpec layer = spec.nodes().get(i).layer();
        Map<String, Object> attributes = new LinkedHashMap<>();
        flatten("", LayerWriter.fields(layer), attributes);
        attributes.put("parameters", Summary.parameters(spec, i));
        for (WeightSpec weight : layer.weights(spec.inputShapes(i))) {
            String own = weight.name().substring(layer.name().length() + 1);
            attributes.put(own + "_shape", weight.shape().toString());
        }
        return attributes;
    }

    private static void flatten(String before, Map<?, ?> fields, Map<String, Object> into) {
        fields.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(before + key + ".", inner, into);
            } else {
                into.put(before + key, value);
            }
        });
    }

    private static String kind(OptimizerSpec optimizer) {
        return optimizer instanceof OptimizerSpec.Adam ? "Adam" : "RMSprop";
    }

    private static Map<String, Object> attributes(OptimizerSpec optimizer) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("learning_rate", optimizer.learningRate());
        if (optimizer instanceof OptimizerSpec.RmsProp rule) {
            attributes.put("rho", (float) rule.rho());
            attributes.put("epsilon", (float) rule.epsilon());
        } else if (optimizer instanceof OptimizerSpec.Adam rule) {
            attributes.put("beta_1", (float) rule.beta1());
            attributes.put("beta_2", (float) rule.beta2());
            attributes.put("epsilon", (float) rule.epsilon());
        }
        return attributes;
    }

    private void node(
            String name, String operation, List<String> inputs, Map<String, Object> attributes, List<Integer> output) {
        Message node = new Message().text(1, name).text(2, operation);
        for (String input : inputs) {
            node.text(3, input);
        }
        Map<String, Message> values = new TreeMap<>();
        attributes.forEach((key, value) -> values.put(key, value(value)));
        Message shapes = new Message().message(7, Tensor.shape(output));
        values.put("_output_shapes", new Message().message(1, shapes));
        // a map is a repeated message of key and value; in order, so that the bytes are the same each time
        values.forEach(
                (key, value) -> node.message(5, new Message().text(1, key).message(2, value)));
        graph.message(1, node);
    }

    private static Message value(Object value) {
        Message message = new Message();
        if (value instanceof Integer || value instanceof Long) {
            return message.integer(3, ((Number) value).longValue());
        }
        if (value instanceof Float number) {
            return message.number(4, number);
        }
        if (value instanceof Boolean truth) {
            return message.integer(5, truth ? 1 : 0);
        }
        return message.text(2, PlainText.cell(value.toString()));
    }
}
