package io.ichnite.formats.keras;

import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Recurrence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Lays a file's config beside the network that was asked for: what the config may choose (the gates' activation, the
 * sharing of dropout masks) is taken over, what has to be the same is compared.
 */
final class Fitting {
    /** A spec's own fields, and those of training, which are the plan's and not the file's. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "kind",
            "name",
            "inputs",
            "layer",
            "rate",
            "dropout",
            "recurrent_dropout",
            "recurrent_activation",
            "mask_per_gate");

    private final ModelConfig config;
    private final KerasVersion version;
    /** Whether the file lists the same kinds of layers in the same order. */
    private boolean alike;

    Fitting(ModelConfig config, KerasVersion version) {
        this.config = config;
        this.version = version;
    }

    /** @throws io.ichnite.error.BadBundle if the file holds another network */
    NetworkSpec fit(NetworkSpec spec) {
        this.alike = kinds(spec)
                .equals(config.layers().stream().map(ModelConfig.Layer::kind).toList());
        if (!config.sequential() && alike) {
            compareEdges(spec);
        }
        JsonNode fields = Json.read(SpecJson.write(spec), "spec").path("layers");
        List<ModelConfig.Layer> theirs =
                config.layers().stream().filter(layer -> counts(layer.kind())).toList();
        long ours = spec.nodes().stream()
                .filter(node -> counts(node.layer().kind()))
                .count();
        if (theirs.size() != ours) {
            throw config.bad("expected the " + ours + " layers of " + spec.name() + ", found " + theirs.size());
        }
        Iterator<ModelConfig.Layer> next = theirs.iterator();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < spec.nodes().size(); i++) {
            Node node = spec.nodes().get(i);
            boolean compared = counts(node.layer().kind());
            nodes.add(compared ? new Node(fit(node.layer(), next.next(), fields.path(i)), node.inputs()) : node);
        }
        return new NetworkSpec(spec.name(), spec.length(), spec.functional(), nodes);
    }

    private static List<String> kinds(NetworkSpec spec) {
        return spec.nodes().stream().map(node -> node.layer().kind()).toList();
    }

    /** In a graph every layer has to read what ours reads: MalConv's gate is told from its other half by that alone. */
    private void compareEdges(NetworkSpec spec) {
        for (int i = 0; i < spec.nodes().size(); i++) {
            ModelConfig.Layer theirs = config.layers().get(i);
            for (int k = 0; k < i; k++) {
                String read = config.layers().get(k).name();
                if (theirs.reads(read) != spec.sources(i).contains(k)) {
                    throw config.bad("layer '" + theirs.name() + "': expected it to "
                            + (theirs.reads(read) ? "not " : "") + "read '" + read + "', as in " + spec.name());
                }
            }
        }
    }

    /**
     * Whether a layer has a place in the comparison: dropout does nothing when asked, and of a graph in another order only
     * those that choose something are looked at.
     */
    private boolean counts(String kind) {
        return config.sequential() || alike
                ? !kind.equals("Dropout")
                : kind.equals("LSTM") || kind.equals("GRU") || kind.equals("Bidirectional");
    }

    private LayerSpec fit(LayerSpec ours, ModelConfig.Layer theirs, JsonNode fields) {
        if (!ours.kind().equals(theirs.kind())) {
            throw config.bad("expected a " + ours.kind() + " for " + ours.name() + ", found '" + theirs.name()
                    + "' of class " + theirs.kind());
        }
        compare(ours.name(), theirs, comparable(fields));
        if (ours instanceof LayerSpec.Recurrent recurrent) {
            return recurrent.with(recurrent.name(), recurrence(recurrent.recurrence(), theirs));
        }
        return ours instanceof LayerSpec.Bidirectional both ? both(both, theirs, fields.path("layer")) : ours;
    }

    private LayerSpec both(LayerSpec.Bidirectional ours, ModelConfig.Layer theirs, JsonNode fields) {
        ModelConfig.Layer forward = config.wrapped(theirs, "layer");
        LayerSpec.Recurrent half = (LayerSpec.Recurrent) fit(ours.layer(), forward, fields);
        if (theirs.config().has("backward_layer")) {
            ModelConfig.Layer backward = config.wrapped(theirs, "backward_layer");
            Map<String, String> rest = comparable(fields);
            rest.put("go_backwards", String.valueOf(!half.recurrence().backwards()));
            if (!backward.kind().equals(half.kind())
                    || !recurrence(half.recurrence(), backward).equals(half.recurrence())) {
                throw config.bad("the halves of '" + theirs.name() + "' differ, which is not read");
            }
            compare(ours.name(), backward, rest);
        }
        return new LayerSpec.Bidirectional(ours.name(), half, ours.join());
    }

    private static Map<String, String> comparable(JsonNode fields) {
        Map<String, String> comparable = new LinkedHashMap<>();
        for (String field : fields.propertyNames()) {
            if (!NOT_COMPARED.contains(field)) {
                comparable.put(field, ModelConfig.plain(fields.path(field)));
            }
        }
        return comparable;
    }

    private void compare(String ours, ModelConfig.Layer theirs, Map<String, String> fields) {
        fields.forEach((field, expected) -> {
            JsonNode value = theirs.config().path(field);
            String found = field.equals("activation") && !value.isMissingNode()
                    ? activation(theirs, value)
                    : ModelConfig.plain(value);
            if (!value.isMissingNode() && !found.equals(expected)) {
                throw config.bad("layer '" + theirs.name() + "': expected " + field + " " + expected + " for " + ours
                        + ", found " + found);
            }
        });
    }

    private Recurrence recurrence(Recurrence ours, ModelConfig.Layer theirs) {
        JsonNode word = theirs.config().get("recurrent_activation");
        Recurrence taken = ours;
        if (word != null) {
            taken = taken.withRecurrentActivation(Activation.of(activation(theirs, word)));
        }
        // the second implementation draws one mask for all gates; where it was forbidden, Keras wrote 1 or nothing
        return taken.withMaskPerGate(theirs.config().path("implementation").asInt(1) != 2);
    }

    private String activation(ModelConfig.Layer theirs, JsonNode value) {
        try {
            return version.activation(ModelConfig.plain(value)).word();
        } catch (IllegalArgumentException e) {
            throw config.bad("layer '" + theirs.name() + "': " + e.getMessage());
        }
    }
}
