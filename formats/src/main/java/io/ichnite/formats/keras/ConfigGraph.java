package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.error.BadShape;
import io.ichnite.formats.keras.ModelConfig.Layer;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The network that a config describes. Layers stay in the order in which they are listed, which is Keras' own: of a graph by
 * depth, the input first. A graph of several inputs or outputs, or one that uses a layer twice, is refused by name.
 */
final class ConfigGraph {
    private static final int MOST_INPUTS = 64;

    private final ModelConfig config;
    private final Map<String, String> names = new HashMap<>();

    private ConfigGraph(ModelConfig config) {
        this.config = config;
    }

    /**
     * @param length how many integers a sample has
     * @param remarks gets what is passed over
     * @throws BadBundle if there is no such network here
     */
    static NetworkSpec of(ModelConfig config, KerasVersion version, int length, Set<String> remarks) {
        try {
            return new ConfigGraph(config).spec(version, length, remarks);
        } catch (BadShape | IllegalArgumentException | ArithmeticException e) {
            throw config.bad("the layers do not fit each other: " + e.getMessage());
        }
    }

    private NetworkSpec spec(KerasVersion version, int length, Set<String> remarks) {
        if (config.layers().isEmpty()) {
            throw config.bad("expected a layer beside the input");
        }
        if (config.inputs().size() > 1
                || !config.sequential() && config.inputs().isEmpty()) {
            throw config.bad("expected one input, found " + config.inputs());
        }
        config.inputs().forEach(input -> names.put(input, NetworkSpec.INPUT));
        LayerConfig layers = new LayerConfig(config, version, remarks);
        List<Node> nodes = new ArrayList<>();
        String before = NetworkSpec.INPUT;
        for (Layer layer : config.layers()) {
            List<String> reads = config.sequential() ? List.of(before) : reads(layer);
            String name = called(layer, remarks);
            LayerSpec spec = layers.spec(layer, name);
            nodes.add(new Node(spec, reads));
            before = name;
        }
        if (!config.sequential()) {
            output(before);
        }
        String name = config.name().isEmpty() ? "sequential" : config.name();
        NetworkSpec network = new NetworkSpec(name, length, !config.sequential(), nodes);
        return MalConv.of(network) == null
                ? network
                : new NetworkSpec(NamedNetworks.MALCONV, length, network.functional(), nodes);
    }

    /** The name of a layer here: its own, unless that is what the input is called. */
    private String called(Layer layer, Set<String> remarks) {
        String name = layer.name();
        if (name.isEmpty()) {
            throw config.bad("a layer of class " + layer.kind() + " has no name");
        }
        if (name.equals(NetworkSpec.INPUT)) {
            name = "input_layer";
            remarks.add("the layer 'input' is called '" + name + "' here");
        }
        if (names.putIfAbsent(layer.name(), name) != null) {
            throw config.bad("two layers are called '" + layer.name() + "'");
        }
        return name;
    }

    /** What a layer of a graph reads, in order, in either dialect of Keras. */
    private List<String> reads(Layer layer) {
        JsonNode calls = layer.inbound();
        if (calls.size() != 1) {
            throw bad(layer, "is used " + calls.size() + " times; read are layers that are used once");
        }
        JsonNode call = calls.get(0);
        List<String> reads = new ArrayList<>();
        if (call.isObject()) {
            arguments(layer, call.path("kwargs"));
            JsonNode args = call.path("args");
            for (int i = 1; i < args.size(); i++) {
                if (!args.get(i).isNull()) {
                    throw bad(layer, "is called with more than what it reads, which is not read");
                }
            }
            JsonNode first = args.path(0);
            for (JsonNode tensor : first.isArray() ? first : args) {
                if (tensor.isObject()) {
                    reads.add(read(layer, tensor.path("config").path("keras_history"), 3));
                }
            }
        } else {
            boolean alone = call.path(0).isString();
            for (JsonNode link : alone ? calls : call) {
                arguments(layer, link.path(3));
                reads.add(read(layer, link, 4));
            }
        }
        if (reads.isEmpty() || reads.size() > MOST_INPUTS) {
            throw bad(layer, "expected 1 to " + MOST_INPUTS + " inputs, found " + reads.size());
        }
        return reads;
    }

    private String read(Layer layer, JsonNode link, int most) {
        String name = ModelConfig.word(link.path(0), "");
        if (name.isEmpty()
                || link.size() > most
                || link.path(1).asInt(-1) != 0
                || link.path(2).asInt(-1) != 0) {
            throw bad(layer, "reads " + link + "; read are layers that are used once and give one array");
        }
        String known = names.get(name);
        if (known == null) {
            throw bad(layer, "reads '" + name + "', which is not listed before it");
        }
        return known;
    }

    /** What a layer was called with beside what it reads: nothing that would change what it answers. */
    private void arguments(Layer layer, JsonNode arguments) {
        for (String name : arguments.propertyNames()) {
            JsonNode value = arguments.path(name);
            boolean off = name.equals("training") && value.isBoolean() && !value.booleanValue();
            if (!value.isNull() && !off) {
                throw bad(layer, "is called with " + name + ", which is not read");
            }
        }
    }

    /** The last layer has to be the output, and the only one. */
    private void output(String last) {
        JsonNode outputs = config.outputs();
        JsonNode first = outputs.path(0).isString() ? outputs : outputs.path(0);
        boolean one = outputs.path(0).isString() ? outputs.size() == 3 : outputs.size() == 1;
        String name = ModelConfig.word(first.path(0), "");
        if (!one || !outputs.isArray()) {
            throw config.bad("expected one output, found output_layers " + outputs);
        }
        if (!last.equals(names.get(name))) {
            throw config.bad("expected the last layer, '" + last + "', to be the output, found '" + name + "'");
        }
    }

    private BadBundle bad(Layer layer, String what) {
        return config.bad("layer '" + layer.name() + "' " + what);
    }
}
