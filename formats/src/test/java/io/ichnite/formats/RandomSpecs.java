package io.ichnite.formats;

import io.ichnite.error.BadShape;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Networks drawn at random, of every layer there is; small, and each fits itself. */
public final class RandomSpecs {
    private final Random random;

    public RandomSpecs(Random random) {
        this.random = random;
    }

    /** One network that ends in a vector. */
    public NetworkSpec next() {
        int length = 4 + random.nextInt(30);
        List<Node> nodes = new ArrayList<>();
        LayerSpec embed = new LayerSpec.Embedding("embed", 1 + random.nextInt(9), 1 + random.nextInt(5));
        nodes.add(new Node(embed, List.of(NetworkSpec.INPUT)));
        for (int tries = random.nextInt(12); tries > 0; tries--) {
            LayerSpec layer = layer("layer " + nodes.size());
            List<String> inputs = new ArrayList<>();
            for (int i = layer instanceof LayerSpec.Merge ? 2 + random.nextInt(2) : 1; i > 0; i--) {
                boolean latest = random.nextInt(3) > 0;
                inputs.add(nodes.get(latest ? nodes.size() - 1 : random.nextInt(nodes.size()))
                        .layer()
                        .name());
            }
            nodes.add(new Node(layer, inputs));
            try {
                new NetworkSpec("trial", length, false, nodes);
            } catch (BadShape e) {
                nodes.remove(nodes.size() - 1);
            }
        }
        NetworkSpec trunk = new NetworkSpec("trunk", length, false, nodes);
        String last = nodes.get(nodes.size() - 1).layer().name();
        if (trunk.output().rank() == 2) {
            nodes.add(new Node(new LayerSpec.GlobalPooling1D("all", Pool.MAX), List.of(last)));
            last = "all";
        }
        nodes.add(new Node(new LayerSpec.Dense("out", 3, Activation.SOFTMAX, random.nextBoolean()), List.of(last)));
        return new NetworkSpec("näme \"" + random.nextInt(100) + "\"", length, random.nextBoolean(), nodes);
    }

    private LayerSpec layer(String name) {
        return switch (random.nextInt(11)) {
            case 0 -> new LayerSpec.Conv1D(name, size(), size(), size(), padding(), activation(), random.nextBoolean());
            case 1 -> new LayerSpec.Pooling1D(name, pool(), size(), size(), padding());
            case 2 -> new LayerSpec.GlobalPooling1D(name, pool());
            case 3, 4 -> recurrent(name);
            case 5 -> new LayerSpec.Bidirectional(name, recurrent("inner"), join());
            case 6 -> new LayerSpec.Dense(name, size(), activation(), random.nextBoolean());
            case 7 -> new LayerSpec.Dropout(name, random.nextFloat());
            case 8 -> new LayerSpec.Activate(name, activation());
            default -> new LayerSpec.Merge(name, join());
        };
    }

    private LayerSpec.Recurrent recurrent(String name) {
        Recurrence recurrence = new Recurrence(
                size(),
                random.nextBoolean(),
                random.nextBoolean() ? Activation.TANH : Activation.RELU,
                random.nextBoolean() ? Activation.HARD_SIGMOID : Activation.HARD_SIGMOID_KERAS3,
                random.nextFloat(),
                random.nextFloat(),
                random.nextBoolean(),
                random.nextBoolean());
        return random.nextBoolean()
                ? new LayerSpec.Lstm(name, recurrence)
                : new LayerSpec.Gru(name, recurrence, random.nextBoolean());
    }

    private int size() {
        return 1 + random.nextInt(4);
    }

    private Pool pool() {
        return random.nextBoolean() ? Pool.MAX : Pool.AVERAGE;
    }

    private Padding padding() {
        return random.nextBoolean() ? Padding.SAME : Padding.VALID;
    }

    private Join join() {
        return List.of(Join.values()).get(random.nextInt(Join.values().length));
    }

    private Activation activation() {
        return List.of(Activation.values()).get(random.nextInt(Activation.values().length));
    }
}
