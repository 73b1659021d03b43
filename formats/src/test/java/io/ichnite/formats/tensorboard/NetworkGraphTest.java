package io.ichnite.formats.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.Mutations;
import io.ichnite.formats.RandomSpecs;
import io.ichnite.formats.protobuf.Fields;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.train.OptimizerSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkGraphTest {
    private record Node(String name, String operation, List<String> inputs) {}

    @Test
    void everyNetworkIsDrawnAsItIs() {
        Random random = new Random(Mutations.SEED);
        RandomSpecs specs = new RandomSpecs(random);
        for (int round = 0; round < 300; round++) {
            NetworkSpec spec = specs.next();
            String where = "round " + round + " of seed " + Mutations.SEED;
            List<Node> nodes = nodes(spec, random.nextBoolean() ? OptimizerSpec.Adam.defaults() : null);
            Set<String> before = new HashSet<>();
            for (Node node : nodes) {
                assertTrue(node.name().matches("[A-Za-z0-9.][A-Za-z0-9_.\\-/]*"), where + ": " + node.name());
                assertTrue(before.containsAll(node.inputs()), where + ": " + node);
                assertTrue(before.add(node.name()), where + ": twice " + node.name());
            }
            for (int i = 0; i < spec.nodes().size(); i++) {
                List<String> sources = new ArrayList<>();
                for (int source : spec.sources(i)) {
                    sources.add(nodes.get(source + 1).name());
                }
                assertEquals(
                        spec.nodes().get(i).layer().kind(), nodes.get(i + 1).operation(), where);
                assertEquals(sources, nodes.get(i + 1).inputs(), where);
            }
            scopesHaveNoCircles(nodes, where);
        }
    }

    /** A box that another both leads to and comes from would make a knot of the picture. */
    private static void scopesHaveNoCircles(List<Node> nodes, String where) {
        Map<String, Integer> last = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (Node node : nodes) {
            String box = node.name().replaceAll("/.*", "");
            if (order.isEmpty() || !order.get(order.size() - 1).equals(box)) {
                order.add(box);
                assertEquals(null, last.put(box, order.size()), where + ": " + box + " stands apart in " + order);
            }
        }
    }

    @Test
    void thePublishedNetworkIsAHandfulOfBoxes() {
        NetworkSpec spec = NamedNetworks.of("cnn-lstm", 6000, 300, 8, OptionalInt.of(32));
        List<String> names = nodes(spec, OptimizerSpec.RmsProp.defaults()).stream()
                .map(Node::name)
                .toList();
        List<String> expected = List.of(
                "input",
                "embed",
                "convolution/conv1d",
                "convolution/conv1d_1",
                "convolution/conv1d_2",
                "convolution/max_pooling1d",
                "convolution/conv1d_3",
                "convolution/conv1d_4",
                "convolution/conv1d_5",
                "convolution/max_pooling1d_1",
                "recurrent/lstm",
                "recurrent/lstm_1",
                "dense/dense",
                "dense/dense_1",
                "training/labels",
                "training/loss",
                "training/optimizer");
        assertEquals(expected, names);
    }

    @Test
    void namesThatAreTakenGetANumber() {
        List<LayerSpec> layers = List.of(
                new LayerSpec.Embedding("training", 3, 2),
                new LayerSpec.GlobalPooling1D("a b", LayerSpec.Pool.MAX),
                new LayerSpec.Activate("a/b", Activation.RELU),
                new LayerSpec.Dense("convolution", 2, Activation.RELU, true),
                new LayerSpec.Activate("", Activation.SOFTMAX));
        List<String> names = nodes(NetworkSpec.chain("n", 4, layers), null).stream()
                .map(Node::name)
                .toList();
        assertEquals(
                List.of(
                        "input",
                        "training_1",
                        "convolution/a_b",
                        "convolution/a_b_1",
                        "dense/convolution",
                        "dense/layer"),
                names);
    }

    private static List<Node> nodes(NetworkSpec spec, @Nullable OptimizerSpec optimizer) {
        return new Fields(NetworkGraph.of(spec, optimizer).bytes())
                .messages(1).stream()
                        .map(node -> new Node(
                                node.text(1),
                                node.text(2),
                                node.all(3).stream()
                                        .map(input -> new String(input, StandardCharsets.UTF_8))
                                        .toList()))
                        .toList();
    }
}
