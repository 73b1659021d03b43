package io.ichnite.nn;

import io.ichnite.error.BadShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network, described: layers in an order in which each comes after its inputs. The last one is the output.
 *
 * @param length how many integers one sample has
 * @param functional whether Keras would count the input as layer 0 (a functional model) or not (a Sequential one)
 * @param nodes at least one
 */
public record NetworkSpec(String name, int length, boolean functional, List<Node> nodes) {
    /** What {@link Node#inputs()} calls the network's own input. */
    public static final String INPUT = "input";

    /**
     * One layer and what it reads.
     *
     * @param inputs names of earlier layers, or {@link #INPUT}
     */
    public record Node(LayerSpec layer, List<String> inputs) {
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * @throws BadShape if a layer's inputs are not there or do not fit it
     * @throws IllegalArgumentException if a name occurs twice or there is no layer
     */
    public NetworkSpec {
        nodes = List.copyOf(nodes);
        Checks.atLeastOne("length", length);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        shapes(length, nodes);
    }

    /** A chain: each layer reads the one before. */
    public static NetworkSpec chain(String name, int length, List<LayerSpec> layers) {
        List<Node> nodes = new ArrayList<>();
        String before = INPUT;
        for (LayerSpec layer : layers) {
            nodes.add(new Node(layer, List.of(before)));
            before = layer.name();
        }
        return new NetworkSpec(name, length, false, nodes);
    }

    /** The output shape of every layer, in order. */
    public List<Shape> shapes() {
        return shapes(length, nodes);
    }

    /** The shapes that reach a layer. */
    public List<Shape> inputShapes(int node) {
        List<Shape> shapes = shapes();
        List<Shape> inputs = new ArrayList<>();
        for (int source : sources(node)) {
            inputs.add(source < 0 ? Shape.of(length) : shapes.get(source));
        }
        return inputs;
    }

    /** The indexes of the layers that a layer reads; −1 is the network's input. */
    public List<Integer> sources(int node) {
        List<Integer> sources = new ArrayList<>();
        for (String input : nodes.get(node).inputs()) {
            sources.add(input.equals(INPUT) ? -1 : indexOf(input));
        }
        return sources;
    }

    /** All trained arrays in Keras' {@code get_weights()} order. */
    public List<WeightSpec> weights() {
        List<WeightSpec> all = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            all.addAll(nodes.get(i).layer().weights(inputShapes(i)));
        }
        return all;
    }

    /** How many classes, or units, come out. */
    public Shape output() {
        List<Shape> shapes = shapes();
        return shapes.get(shapes.size() - 1);
    }

    /** The index in {@link #nodes} of a layer of that name, or of that number as Keras counts. */
    public int find(String nameOrNumber) {
        int byName = indexOf(nameOrNumber);
        if (byName >= 0) {
            return byName;
        }
        try {
            int index = Integer.parseInt(nameOrNumber) - (functional ? 1 : 0);
            if (index >= 0 && index < nodes.size()) {
                return index;
            }
        } catch (NumberFormatException e) {
            // neither a name nor a number: told below
        }
        throw new IllegalArgumentException("no layer '" + nameOrNumber + "' in network " + name);
    }

    /** The same network for sequences of another length. */
    public NetworkSpec withLength(int other) {
        return new NetworkSpec(name, other, functional, nodes);
    }

    private int indexOf(String layer) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).layer().name().equals(layer)) {
                return i;
            }
        }
        return -1;
    }

    private static List<Shape> shapes(int length, List<Node> nodes) {
        Map<String, Shape> known = new HashMap<>();
        known.put(INPUT, Shape.of(length));
        List<Shape> shapes = new ArrayList<>();
        for (Node node : nodes) {
            List<Shape> inputs = new ArrayList<>();
            for (String input : node.inputs()) {
                Shape shape = known.get(input);
                if (shape == null) {
                    throw new BadShape(node.layer().name() + ": reads '" + input + "', which does not come before it");
                }
                inputs.add(shape);
            }
            Shape output = node.layer().output(inputs);
            if (known.put(node.layer().name(), output) != null) {
                throw new IllegalArgumentException(
                        "two layers are called '" + node.layer().name() + "'");
            }
            shapes.add(output);
        }
        return shapes;
    }
}
