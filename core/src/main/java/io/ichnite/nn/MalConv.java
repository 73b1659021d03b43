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
    /** As published, for so many outputs. */
    public static MalConv published(int rows, int outputs) {
        return new MalConv(rows, 8, 500, 128, 64, outputs);
    }

    /** @param length bytes a file: longer ones are cut, shorter ones get zeros behind */
    public NetworkSpec network(int length) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node(new Embedding("embedding", rows, width), List.of(NetworkSpec.INPUT)));
        nodes.add(new Node(half("conv1d_1"), List.of("embedding")));
        nodes.add(new Node(half("conv1d"), List.of("embedding")));
        nodes.add(new Node(new Activate("sigmoid", Activation.SIGMOID), List.of("conv1d_1")));
        nodes.add(new Node(new Merge("multiply", Join.MULTIPLY), List.of("conv1d", "sigmoid")));
        nodes.add(new Node(new Activate("relu", Activation.RELU), List.of("multiply")));
        nodes.add(new Node(new GlobalPooling1D("global_max_pooling1d", Pool.MAX), List.of("relu")));
        nodes.add(new Node(new Dense("dense", units, Activation.LINEAR, true), List.of("global_max_pooling1d")));
        Activation answer = outputs == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
        nodes.add(new Node(new Dense("dense_1", outputs, answer, true), List.of("dense")));
        return new NetworkSpec(NamedNetworks.MALCONV, length, true, nodes);
    }

    private LayerSpec half(String name) {
        return new Conv1D(name, filters, window, window, Padding.SAME, Activation.LINEAR, true);
    }
}
