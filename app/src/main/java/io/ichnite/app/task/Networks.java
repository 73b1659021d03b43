package io.ichnite.app.task;

import io.ichnite.app.source.SpecFile;
import io.ichnite.data.Encoding;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadShape;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.Activation;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.Optimizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** From what was asked for to a network that fits the data. */
public final class Networks {
    static final String DEFAULT = "cnn-lstm";

    private Networks() {}

    /**
     * @param length integers a row
     * @param rows of the embedding that the vocabulary needs
     * @throws BadConfig if the network asked for does not fit these numbers
     */
    static NetworkSpec spec(NetworkChoice choice, @Nullable ModelBundle from, int length, int rows, int classes)
            throws IOException {
        String name = choice.name();
        NetworkSpec spec;
        if (name == null && from != null) {
            spec = from.network().withLength(length);
        } else if (name != null && isFile(name)) {
            spec = SpecFile.read(name).withLength(length);
            spec = choice.anyClasses() ? ending(spec, classes) : spec;
        } else {
            return named(name == null ? DEFAULT : name, length, rows, classes, choice.dense());
        }
        if (choice.dense() != null) {
            throw new BadConfig("--dense goes with a network's name; " + spec.name() + " is given layer by layer");
        }
        check(spec, rows, classes);
        return spec;
    }

    /** The same up to a last layer of so many classes; as it is where it does not end in a softmax. */
    private static NetworkSpec ending(NetworkSpec spec, int classes) {
        int last = spec.nodes().size() - 1;
        NetworkSpec.Node node = spec.nodes().get(last);
        if (!(node.layer() instanceof LayerSpec.Dense dense) || dense.activation() != Activation.SOFTMAX) {
            return spec;
        }
        List<NetworkSpec.Node> nodes = new ArrayList<>(spec.nodes());
        nodes.set(
                last,
                new NetworkSpec.Node(
                        new LayerSpec.Dense(dense.name(), classes, dense.activation(), dense.bias()), node.inputs()));
        return new NetworkSpec(spec.name(), spec.length(), spec.functional(), nodes);
    }

    /**
     * How rows are made where nothing else is asked for: as the model was taught that is started from, as long as the
     * description says, or as the published system did.
     */
    static Encoding encoding(NetworkChoice choice, @Nullable ModelBundle from) throws IOException {
        Encoding usual = from == null ? Encoding.defaults() : from.encoding();
        String name = choice.name();
        if (NamedNetworks.MALCONV.equals(name)) {
            return from == null ? Encoding.ofBytes() : usual;
        }
        return name == null || !isFile(name)
                ? usual
                : new Encoding(usual.order(), SpecFile.read(name).length(), usual.reverse());
    }

    /** A known network. */
    public static NetworkSpec named(String name, int length, int rows, int classes, @Nullable Integer dense) {
        if (dense != null && dense < 1) {
            throw new BadConfig("--dense: expected at least 1, found " + dense);
        }
        return NamedNetworks.of(
                name, length, rows, classes, dense == null ? OptionalInt.empty() : OptionalInt.of(dense));
    }

    /** Whether a network was named by a file that describes it. */
    public static boolean isFile(String name) {
        return name.endsWith(".json");
    }

    private static void check(NetworkSpec spec, int rows, int classes) {
        if (spec.output().rank() != 1 || ClassOutputs.classes(spec) != classes) {
            throw new BadConfig(
                    "network " + spec.name() + " puts out " + spec.output() + ", the data has " + classes + " classes");
        }
        for (NetworkSpec.Node node : spec.nodes()) {
            if (node.layer() instanceof LayerSpec.Embedding embedding && embedding.rows() < rows) {
                throw new BadConfig(
                        embedding.name() + " has " + embedding.rows() + " rows, the vocabulary needs " + rows);
            }
        }
    }

    /**
     * A model's weights for another network of the same arrays.
     *
     * @throws BadShape if one array differs
     */
    static Weights carried(Weights from, NetworkSpec into) {
        List<WeightSpec> wanted = into.weights();
        List<WeightSpec> found = from.specs();
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            if (i >= wanted.size()
                    || i >= found.size()
                    || !wanted.get(i).shape().equals(found.get(i).shape())) {
                throw new BadShape("--from: array " + (i + 1) + " of the model is " + told(found, i) + ", network "
                        + into.name() + " has " + told(wanted, i));
            }
        }
        return new Weights(wanted, from.values().clone());
    }

    /** What an optimiser remembers of a model's weights, likewise. */
    static Optimizer.@Nullable Memory carried(Optimizer.@Nullable Memory from, NetworkSpec into) {
        if (from == null) {
            return null;
        }
        Weights first = from.first();
        return new Optimizer.Memory(
                from.step(), first == null ? null : carried(first, into), carried(from.second(), into));
    }

    private static String told(List<WeightSpec> specs, int i) {
        return i < specs.size() ? specs.get(i).name() + " " + specs.get(i).shape() : "none";
    }
}
