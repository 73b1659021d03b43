package io.ichnite.nn;

import io.ichnite.nn.LayerSpec.Activate;
import io.ichnite.nn.LayerSpec.Conv1D;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.GlobalPooling1D;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Merge;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.NetworkSpec.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a MalConv (Raff et al., "Malware Detection by Eating a Whole EXE", 2018), as the published notebook builds it. In
 * Keras' numbers: 1 the embedding of bytes, 2 the gate, 3 the linear half, 4 the gate's sigmoid, 5 their product, 6 ReLU, 7 the
 * global maximum, 8 a dense layer, 9 the answer.
 *
 * @param rows of the embedding: 256, one a byte
 * @param width of the embedding
 * @param window bytes a window, which do not overlap
 * @param filters of each half
 * @param units of the dense layer
 * @param outputs a softmax over so many classes or, if one, a sigmoid for the second of two
 */
public record MalConv(int rows, int width, int window, int filters, int units, int outputs) {
    private static final List<String> NAMES = List.of(
            "embedding",
            "conv1d_1",
            "conv1d",
            "sigmoid",
            "multiply",
            "relu",
            "global_max_pooling1d",
            "dense",
            "dense_1");

    /** As published, for so many outputs. */
    public static MalConv published(int rows, int outputs) {
        return new MalConv(rows, 8, 500, 128, 64, outputs);
    }

    /** @param length bytes a file: longer ones are cut, shorter ones get zeros behind */
    public NetworkSpec network(int length) {
        return new NetworkSpec(NamedNetworks.MALCONV, length, true, nodes(NAMES));
    }

    /** @param names of the layers, in order */
    private List<Node> nodes(List<String> names) {
        Activation answer = outputs == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
        List<LayerSpec> layers = List.of(
                new Embedding(names.get(0), rows, width),
                half(names.get(1)),
                half(names.get(2)),
                new Activate(names.get(3), Activation.SIGMOID),
                new Merge(names.get(4), Join.MULTIPLY),
                new Activate(names.get(5), Activation.RELU),
                new GlobalPooling1D(names.get(6), Pool.MAX),
                new Dense(names.get(7), units, Activation.LINEAR, true),
                new Dense(names.get(8), outputs, answer, true));
        List<Node> nodes = new ArrayList<>();
        String before = NetworkSpec.INPUT;
        for (int i = 0; i < layers.size(); i++) {
            List<String> inputs =
                    switch (i) {
                        case 2 -> List.of(names.get(0));
                        case 3 -> List.of(names.get(1));
                        case 4 -> List.of(names.get(2), names.get(3));
                        default -> List.of(before);
                    };
            nodes.add(new Node(layers.get(i), inputs));
            before = names.get(i);
        }
        return nodes;
    }

    /** The sizes of a network that is a MalConv but for the names of its layers; null if it is none. */
    public static @Nullable MalConv of(NetworkSpec network) {
        List<Node> nodes = network.nodes();
        if (!network.functional()
                || nodes.size() != NAMES.size()
                || !(nodes.get(0).layer() instanceof Embedding bytes)
                || !(nodes.get(1).layer() instanceof Conv1D gate)
                || !(nodes.get(7).layer() instanceof Dense dense)
                || !(nodes.get(8).layer() instanceof Dense answer)) {
            return null;
        }
        MalConv sizes =
                new MalConv(bytes.rows(), bytes.width(), gate.size(), gate.filters(), dense.units(), answer.units());
        List<Node> wanted =
                sizes.nodes(nodes.stream().map(node -> node.layer().name()).toList());
        for (int i = 0; i < nodes.size(); i++) {
            // a product is the same in either order
            if (!nodes.get(i).layer().equals(wanted.get(i).layer())
                    || !Set.copyOf(nodes.get(i).inputs())
                            .equals(Set.copyOf(wanted.get(i).inputs()))) {
                return null;
            }
        }
        return sizes;
    }

    private LayerSpec half(String name) {
        return new Conv1D(name, filters, window, window, Padding.SAME, Activation.LINEAR, true);
    }
}
