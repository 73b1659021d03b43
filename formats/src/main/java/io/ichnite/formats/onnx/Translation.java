package io.ichnite.formats.onnx;

import io.ichnite.nn.Activation;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Activate;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A network, told to a graph: its input, the layers that its outputs need, in their order, its outputs. Used once. */
final class Translation {
    static final String PROBABILITIES = "probabilities";
    static final String LOGITS = "logits";
    static final String FEATURES = "features/";

    private final NetworkSpec spec;
    private final Graph graph;
    private final Wiring wiring;
    private final LayerNodes layers;
    private final InputKind input;
    private final String inputName;
    private final Map<Integer, LayerNodes.Given> given = new HashMap<>();
    private @Nullable Value inputAsNumbers;

    private Translation(NetworkSpec spec, InputKind input, Graph graph) {
        this.spec = spec;
        this.graph = graph;
        this.wiring = new Wiring(graph);
        this.layers = new LayerNodes(graph, wiring);
        this.input = input;
        this.inputName = graph.fresh(input.word());
    }

    /**
     * Writes the network into a graph.
     *
     * @param text what is said of the input
     * @param taps indexes of layers whose outputs become outputs of the graph
     */
    static void of(NetworkSpec spec, InputKind input, String text, List<Integer> taps, Graph graph) {
        Translation translation = new Translation(spec, input, graph);
        // before any layer can take these names
        graph.fresh(PROBABILITIES);
        graph.fresh(LOGITS);
        List<String> features = taps.stream()
                .map(tap -> graph.fresh(FEATURES + spec.nodes().get(tap).layer().name()))
                .toList();
        graph.input(translation.inputName, input.kind(), Layout.VECTOR.extents(Shape.of(spec.length())), text);
        translation.layers(taps);
        translation.answers();
        for (int i = 0; i < taps.size(); i++) {
            translation.feature(taps.get(i), features.get(i));
        }
    }

    private void layers(List<Integer> taps) {
        Set<Integer> needed = needed(taps);
        int at = 0;
        for (int i = 0; i < spec.nodes().size(); i++) {
            LayerSpec layer = spec.nodes().get(i).layer();
            if (needed.contains(i)) {
                String name = graph.fresh(layer.name());
                LayerNodes.Given made = layer instanceof Embedding embedding
                        ? embedding(embedding, i, at, name)
                        : layers.layer(layer, inputs(i), at, name);
                given.put(i, made);
                graph.tell(made.value(), "layer " + (i + (spec.functional() ? 1 : 0)) + ", " + layer.kind());
            }
            for (WeightSpec weight : layer.weights(spec.inputShapes(i))) {
                at += weight.shape().size();
            }
        }
    }

    /** The layers that the answer or a tap depends on. */
    private Set<Integer> needed(List<Integer> taps) {
        Set<Integer> needed = new TreeSet<>(taps);
        needed.add(spec.nodes().size() - 1);
        for (int i = spec.nodes().size() - 1; i >= 0; i--) {
            if (needed.contains(i)) {
                needed.addAll(spec.sources(i));
            }
        }
        return needed;
    }

    private List<Value> inputs(int node) {
        List<Value> inputs = new ArrayList<>();
        for (int source : spec.sources(node)) {
            inputs.add(value(source));
        }
        return inputs;
    }

    private Value value(int node) {
        LayerNodes.Given made = given.get(node);
        return made == null ? inputAsNumbers() : made.value();
    }

    /** The network's input as floats, for layers that read them so. */
    private Value inputAsNumbers() {
        Value numbers = inputAsNumbers;
        if (numbers == null) {
            String name = cast(inputName, Graph.Kind.FLOAT);
            numbers = new Value(name, Layout.VECTOR, Shape.of(spec.length()));
            inputAsNumbers = numbers;
        }
        return numbers;
    }

    private LayerNodes.Given embedding(Embedding layer, int node, int at, String name) {
        int source = spec.sources(node).get(0);
        int time = spec.inputShapes(node).get(0).extent(0);
        String ids;
        if (source < 0 && input.kind() == Graph.Kind.UINT8) {
            ids = cast(inputName, Graph.Kind.INT32);
        } else {
            ids = source < 0 ? inputName : cast(value(source).name(), Graph.Kind.INT64);
            ids = refusingNegative(ids, layer.rows(), name);
        }
        Value value = layers.embedding(layer, ids, time, at, name);
        return new LayerNodes.Given(value, value);
    }

    private String cast(String name, Graph.Kind to) {
        String cast = graph.fresh(name + "/cast");
        graph.node("Cast", List.of(name), cast, Attributes.none().integer("to", to.number()));
        return cast;
    }

    /** ONNX counts negative ids from the table's end; made too large instead, they are refused. */
    private String refusingNegative(String ids, int rows, String name) {
        String negative = graph.fresh(name + "/negative");
        graph.node("Less", List.of(ids, graph.integer(0)), negative, Attributes.none());
        String checked = graph.fresh(name + "/ids");
        graph.node("Where", List.of(negative, graph.integer(rows), ids), checked, Attributes.none());
        return checked;
    }

    private void answers() {
        int last = spec.nodes().size() - 1;
        LayerNodes.Given made = given.get(last);
        if (made == null) {
            throw new IllegalStateException("the last layer is always needed");
        }
        List<Integer> extents = Layout.VECTOR.extents(Shape.of(ClassOutputs.classes(spec)));
        boolean single = spec.output().size() == 1;
        String answer = made.value().name();
        if (single) {
            String other = graph.fresh(PROBABILITIES + "/first");
            graph.node("Sub", List.of(graph.one(), answer), other, Attributes.none());
            graph.node(
                    "Concat",
                    List.of(other, answer),
                    PROBABILITIES,
                    Attributes.none().integer("axis", 1));
        } else {
            graph.node("Identity", List.of(answer), PROBABILITIES, Attributes.none());
        }
        graph.output(
                PROBABILITIES, extents, "One row a sample, one column a family, in the order of ichnite.families.");
        LayerSpec layer = spec.nodes().get(last).layer();
        Activation activation = layer instanceof Dense dense
                ? dense.activation()
                : layer instanceof Activate activate ? activate.activation() : Activation.LINEAR;
        String sums = made.sums().name();
        if (single && activation == Activation.SIGMOID) {
            String front = graph.integers(List.of(0L, 1L, 0L, 0L));
            graph.node("Pad", List.of(sums, front), LOGITS, Attributes.none());
        } else if (!single && activation == Activation.SOFTMAX) {
            graph.node("Identity", List.of(sums), LOGITS, Attributes.none());
        } else {
            return;
        }
        graph.output(LOGITS, extents, "The sums whose softmax the probabilities are.");
    }

    /** A layer's output, in the layout of the spec. */
    private void feature(int node, String name) {
        Value value = value(node);
        Value plain = value.layout() == Layout.VECTOR ? value : wiring.as(value, Layout.ROWS);
        graph.node("Identity", List.of(plain.name()), name, Attributes.none());
        graph.output(name, plain.layout().extents(plain.shape()), "");
    }
}
