package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The layers that a {@code model_config} lists, in order. Only data: a class that is not on the list is refused by name,
 * as is any value that would change the arithmetic in a way that no network here has.
 */
final class ModelConfig {
    private static final Set<String> KNOWN = Set.of(
            "InputLayer",
            "Embedding",
            "Conv1D",
            "MaxPooling1D",
            "AveragePooling1D",
            "GlobalMaxPooling1D",
            "GlobalAveragePooling1D",
            "LSTM",
            "GRU",
            "Bidirectional",
            "Dense",
            "Dropout",
            "Activation",
            "Multiply",
            "Add",
            "Average",
            "Concatenate");
    private static final int MOST_LAYERS = 1000;

    /**
     * One layer.
     *
     * @param config what Keras would make it from
     * @param inbound how a graph says what it reads; missing in a Sequential model
     */
    record Layer(String kind, String name, JsonNode config, JsonNode inbound) {
        /** Whether what it reads comes from a layer of that name, in either dialect of Keras. */
        boolean reads(String layer) {
            return mentions(inbound, layer);
        }

        private static boolean mentions(JsonNode node, String layer) {
            if (node.isString()) {
                return node.stringValue().equals(layer);
            }
            for (JsonNode child : node) {
                if (mentions(child, layer)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final String file;
    private final boolean sequential;
    private final List<Layer> layers = new ArrayList<>();
    private int length;

    /** @throws BadBundle if the text is no config, or asks for what is not read */
    ModelConfig(String text, String file) {
        this.file = file;
        JsonNode root;
        try {
            root = Json.read(text, "model_config");
        } catch (BadInput e) {
            throw new BadBundle(file, String.valueOf(e.getMessage()));
        }
        String kind = root.path("class_name").asString("");
        if (!Set.of("Sequential", "Model", "Functional").contains(kind)) {
            throw bad("expected a Sequential, Model or Functional model, found '" + kind + "'");
        }
        this.sequential = kind.equals("Sequential");
        JsonNode config = root.path("config");
        // Keras before 2.2.3 wrote the list alone
        JsonNode list = config.isArray() ? config : config.path("layers");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_LAYERS) {
            throw bad("expected a list of 1 to " + MOST_LAYERS + " layers");
        }
        for (JsonNode element : list) {
            add(layer(element));
        }
    }

    boolean sequential() {
        return sequential;
    }

    /** All but the input. */
    List<Layer> layers() {
        return layers;
    }

    /** How many integers a sample has; 0 if that is not told. */
    int length() {
        return length;
    }

    /** The layer that a wrapper of that field wraps. */
    Layer wrapped(Layer wrapper, String field) {
        return layer(wrapper.config().path(field));
    }

    BadBundle bad(String expected) {
        return new BadBundle(file, "model_config: " + expected);
    }

    private void add(Layer layer) {
        JsonNode batch = layer.config().path("batch_input_shape");
        JsonNode shape = batch.isArray() ? batch : layer.config().path("batch_shape");
        if (length == 0
                && shape.size() == 2
                && shape.get(1).isInt()
                && shape.get(1).intValue() > 0) {
            length = shape.get(1).intValue();
        }
        if (!layer.kind().equals("InputLayer")) {
            layers.add(layer);
        }
    }

    private Layer layer(JsonNode element) {
        String kind = element.path("class_name").asString("");
        JsonNode config = element.path("config");
        String name = config.path("name").asString("");
        if (!KNOWN.contains(kind)) {
            throw bad("layer '" + name + "' is of class '" + kind + "', which is not read");
        }
        for (String flag : List.of("mask_zero", "time_major", "stateful", "return_state")) {
            if (config.has(flag) && !config.get(flag).isNull() && !isFalse(config.get(flag))) {
                throw bad("layer '" + name + "' has " + flag + ", which is not read");
            }
        }
        for (String one : List.of("dilation_rate", "groups")) {
            if (config.has(one) && !plain(config.get(one)).equals("1")) {
                throw bad("layer '" + name + "' has " + one + " " + config.get(one) + "; only 1 is read");
            }
        }
        if (!config.path("data_format").asString("channels_last").equals("channels_last")) {
            throw bad("layer '" + name + "' has its channels first, which is not read");
        }
        return new Layer(kind, name, config, element.path("inbound_nodes"));
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    /** A value as text; Keras writes some numbers as lists of one, and no activation as null. */
    static String plain(JsonNode value) {
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return one.isNull() ? "linear" : one.isString() ? one.stringValue() : one.toString();
    }
}
