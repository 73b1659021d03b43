package io.ichnite.nn;

import io.ichnite.error.BadConfig;
import io.ichnite.nn.LayerSpec.Bidirectional;
import io.ichnite.nn.LayerSpec.Conv1D;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Lstm;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.LayerSpec.Pooling1D;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The networks that have a name on the command line: the published trace network and its variants, and the published byte
 * network. */
public final class NamedNetworks {
    /** The published byte network. */
    public static final String MALCONV = "malconv";

    private static final List<String> NAMES = List.of("cnn-lstm", "bi-lstm", "cnn-lstm-small", MALCONV);
    private static final float DROPOUT = 0.1f;
    private static final float RECURRENT_DROPOUT = 0.5f;
    private static final int FILTERS = 64;
    private static final int KERNEL = 9;

    private NamedNetworks() {}

    public static List<String> names() {
        return NAMES;
    }

    /**
     * @param length integers a sample
     * @param rows of the embedding: {@link io.ichnite.sample.Vocabulary#rows()}
     * @param dense units of a ReLU layer before the last; empty for none
     * @throws BadConfig if no network has that name
     */
    public static NetworkSpec of(String name, int length, int rows, int classes, OptionalInt dense) {
        boolean small = name.equals("cnn-lstm-small");
        if (!NAMES.contains(name)) {
            throw new BadConfig("no network is called '" + name + "'; expected one of " + String.join(", ", NAMES));
        }
        if (name.equals(MALCONV)) {
            if (dense.isPresent()) {
                throw new BadConfig("--dense: " + MALCONV + " has a dense layer of its own");
            }
            return MalConv.published(rows, classes).network(length);
        }
        int units = small ? 32 : 64;
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(new Embedding("embed", rows, small ? 64 : 256));
        convolutions(layers, 0);
        layers.add(pool("max_pooling1d", 3));
        convolutions(layers, 3);
        layers.add(pool("max_pooling1d_1", 2));
        Recurrence recurrence = Recurrence.of(units).withDropout(DROPOUT, RECURRENT_DROPOUT);
        layers.add(new Lstm("lstm", recurrence.withSequences(true)));
        layers.add(
                name.equals("bi-lstm")
                        ? new Bidirectional("bidirectional", new Lstm("lstm_1", recurrence), Join.CONCATENATE)
                        : new Lstm("lstm_1", recurrence));
        if (dense.isPresent()) {
            layers.add(new Dense("dense", dense.getAsInt(), Activation.RELU, true));
        }
        layers.add(new Dense(dense.isPresent() ? "dense_1" : "dense", classes, Activation.SOFTMAX, true));
        return NetworkSpec.chain(name, length, layers);
    }

    private static void convolutions(List<LayerSpec> layers, int number) {
        for (int i = number; i < number + 3; i++) {
            String name = i == 0 ? "conv1d" : "conv1d_" + i;
            layers.add(new Conv1D(name, FILTERS, KERNEL, 1, Padding.SAME, Activation.RELU, true));
        }
    }

    private static LayerSpec pool(String name, int size) {
        return new Pooling1D(name, Pool.MAX, size, size, Padding.VALID);
    }
}
