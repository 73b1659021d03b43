package io.ichnite.formats.onnx;

import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec.Bidirectional;
import io.ichnite.nn.LayerSpec.Gru;
import io.ichnite.nn.LayerSpec.Recurrent;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * LSTM and GRU, one way and both. ONNX' operators read (time, batch, channels) and take kernels of (directions, gates · units,
 * channels), the gates of an LSTM in the order input, output, forget, candidate, of a GRU as Keras has them; each direction has a bias
 * of the inputs and one of the state, one behind the other. Not thread-safe.
 */
final class RecurrentNodes {
    /** Where ONNX' input, output, forget and candidate gates lie among Keras' input, forget, candidate, output. */
    private static final List<Integer> LSTM_GATES = List.of(0, 3, 1, 2);

    private static final List<Integer> GRU_GATES = List.of(0, 1, 2);

    private final Graph graph;
    private final Wiring wiring;

    RecurrentNodes(Graph graph, Wiring wiring) {
        this.graph = graph;
        this.wiring = wiring;
    }

    /** A layer and where its weights begin. */
    private record Half(Recurrent layer, int at) {}

    /** @param at where the layer's weights begin */
    Value oneWay(Recurrent layer, Value input, int at, String name) {
        Recurrence r = layer.recurrence();
        Shape shape = layer.output(List.of(input.shape()));
        boolean turn = r.backwards() && r.returnSequences();
        String all = run(layer, input, List.of(new Half(layer, at)), r.backwards() ? "reverse" : "forward", name);
        String own = turn ? graph.fresh(name + "/forwards") : name;
        graph.node(
                "Squeeze",
                List.of(all, graph.integers(List.of(r.returnSequences() ? 1L : 0L))),
                own,
                Attributes.none());
        if (turn) {
            // ONNX lays what came last in reading at the front, where its input lies; Keras lays it last
            List<String> backwards = List.of(
                    own,
                    graph.integers(List.of(-1L)),
                    graph.integers(List.of(-1L - input.shape().extent(0))),
                    graph.integers(List.of(0L)),
                    graph.integers(List.of(-1L)));
            graph.node("Slice", backwards, name, Attributes.none());
        }
        return new Value(name, r.returnSequences() ? Layout.TIME_FIRST : Layout.VECTOR, shape);
    }

    /** @param at where the layer's weights begin */
    Value bothWays(Bidirectional both, Value input, int at, String name) {
        int second = at;
        for (WeightSpec weight : both.forward().weights(List.of(input.shape()))) {
            second += weight.shape().size();
        }
        // which of Keras' halves reads as the sequence comes: ONNX wants that one first
        int first = both.forward().recurrence().backwards() ? 1 : 0;
        List<Half> halves = new ArrayList<>(List.of(new Half(both.forward(), at)));
        halves.add(1 - first, new Half(both.backward(), second));
        boolean sequences = both.layer().recurrence().returnSequences();
        String all = run(both.layer(), input, halves, "bidirectional", name);
        List<Value> outputs = new ArrayList<>();
        for (int half : List.of(first, 1 - first)) {
            String own = graph.fresh(name + (outputs.isEmpty() ? "/forward" : "/backward"));
            graph.node(
                    "Gather",
                    List.of(all, graph.integer(half)),
                    own,
                    Attributes.none().integer("axis", sequences ? 1 : 0));
            outputs.add(new Value(
                    own,
                    sequences ? Layout.TIME_FIRST : Layout.VECTOR,
                    both.layer().output(List.of(input.shape()))));
        }
        return wiring.join(both.join(), outputs, name);
    }

    /** The operator itself: (time, directions, batch, units) if the layer gives sequences, else (directions, batch, units). */
    private String run(Recurrent layer, Value input, List<Half> halves, String direction, String name) {
        int units = layer.recurrence().units();
        int channels = input.shape().last();
        int gates = layer.gates();
        boolean resetAfter = layer instanceof Gru gru && gru.resetAfter();
        List<Integer> order = layer instanceof Gru ? GRU_GATES : LSTM_GATES;
        Pieces kernel = new Pieces();
        Pieces state = new Pieces();
        Pieces bias = new Pieces();
        int width = gates * units;
        for (Half half : halves) {
            int stateAt = half.at() + channels * width;
            int biasAt = stateAt + units * width;
            for (int gate : order) {
                kernel.then(half.at() + gate * units, List.of(units, channels), List.of(1, width));
                state.then(stateAt + gate * units, List.of(units, units), List.of(1, width));
            }
            order.forEach(gate -> bias.then(biasAt + gate * units, units));
            if (resetAfter) {
                order.forEach(gate -> bias.then(biasAt + width + gate * units, units));
            } else {
                bias.thenZeros(width);
            }
        }
        int directions = halves.size();
        List<String> inputs = List.of(
                wiring.as(input, Layout.TIME_FIRST).name(),
                graph.weights(name + "/W", List.of(directions, width, channels), kernel),
                graph.weights(name + "/R", List.of(directions, width, units), state),
                graph.weights(name + "/B", List.of(directions, 2 * width), bias));
        Attributes attributes = Attributes.none().integer("hidden_size", units).text("direction", direction);
        activations(layer, directions, attributes);
        if (layer instanceof Gru) {
            attributes.integer("linear_before_reset", resetAfter ? 1 : 0);
        }
        String output = graph.fresh(name + "/" + layer.kind());
        List<String> outputs = layer.recurrence().returnSequences() ? List.of(output) : List.of("", output);
        graph.node(layer.kind(), inputs, outputs, attributes);
        return output;
    }

    /** Left out where they are ONNX' own, which every program knows. */
    private static void activations(Recurrent layer, int directions, Attributes attributes) {
        Recurrence r = layer.recurrence();
        if (r.recurrentActivation() == Activation.SIGMOID && r.activation() == Activation.TANH) {
            return;
        }
        List<Activation> one = new ArrayList<>(List.of(r.recurrentActivation(), r.activation()));
        if (!(layer instanceof Gru)) {
            one.add(r.activation());
        }
        List<String> words = new ArrayList<>();
        List<Float> alpha = new ArrayList<>();
        List<Float> beta = new ArrayList<>();
        for (int i = 0; i < directions; i++) {
            for (Activation activation : one) {
                switch (activation) {
                    case RELU -> words.add("Relu");
                    case SIGMOID -> words.add("Sigmoid");
                    case TANH -> words.add("Tanh");
                    case LINEAR -> {
                        words.add("Affine");
                        alpha.add(1f);
                        beta.add(0f);
                    }
                    case HARD_SIGMOID, HARD_SIGMOID_KERAS3 -> {
                        words.add("HardSigmoid");
                        alpha.add(Wiring.slope(activation));
                        beta.add(Wiring.HALF);
                    }
                    case SOFTMAX -> throw new IllegalArgumentException("softmax is no activation of a recurrent layer");
                }
            }
        }
        attributes.texts("activations", words);
        if (!alpha.isEmpty()) {
            attributes.numbers("activation_alpha", alpha).numbers("activation_beta", beta);
        }
    }
}
