package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Json;
import io.ichnite.ingest.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The layers that a config lists, in order. Only data: a class that is not on the list is refused by name,
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
    /** Which layers' {@code module} may be: Keras' own, under any of its names. */
    private static final Pattern OWN = Pattern.compile("(keras|tf_keras|tensorflow\\.(python\\.)?keras)(\\..*)?");

    private static final int MOST_LAYERS = 1000;
    private static final int LONGEST_NAME = 200;

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
    private final String place;
    private final boolean sequential;
    private final String name;
    private final JsonNode outputs;
    private final List<Layer> layers = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private int length;

    /**
     * @param place what messages call the text
     * @throws BadBundle if the text is no config, or asks for what is not read
     */
    ModelConfig(String text, String file, String place) {
        this(tree(text, file, place), file, place);
    }

    ModelConfig(JsonNode root, String file, String place) {
        this.file = file;
        this.place = place;
        String kind = word(root.path("class_name"), "");
        if (!Set.of("Sequential", "Model", "Functional").contains(kind)) {
            throw bad("expected a Sequential, Model or Functional model, found '" + Shown.plain(kind) + "'");
        }
        this.sequential = kind.equals("Sequential");
        JsonNode config = root.path("config");
        this.name = word(config.path("name"), "");
        this.outputs = config.path("output_layers");
        // Keras before 2.2.3 wrote the list alone
        JsonNode list = config.isArray() ? config : config.path("layers");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_LAYERS) {
            throw bad("expected a list of 1 to " + MOST_LAYERS + " layers");
        }
        for (JsonNode element : list) {
            add(layer(element));
        }
    }

    static JsonNode tree(String text, String file, String place) {
        try {
            return Json.read(text, place);
        } catch (BadInput e) {
            throw new BadBundle(file, String.valueOf(e.getMessage()));
        }
    }

    boolean sequential() {
        return sequential;
    }

    /** What the model is called; empty where that is not told. */
    String name() {
        return name;
    }

    /** All but the input. */
    List<Layer> layers() {
        return layers;
    }

    /** The names of the layers that stand for inputs; a Sequential model need not have one. */
    List<String> inputs() {
        return inputs;
    }

    /** How a graph says which layers are its outputs; missing in a Sequential model. */
    JsonNode outputs() {
        return outputs;
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
        return new BadBundle(file, place + ": " + expected);
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
        if (layer.kind().equals("InputLayer")) {
            if (shape.isArray() && shape.size() != 2) {
                throw bad("layer '" + layer.name() + "' takes samples of the shape " + shape
                        + "; read are models of one row of integers a sample, [null, length]");
            }
            inputs.add(layer.name());
        } else {
            layers.add(layer);
        }
    }

    private Layer layer(JsonNode element) {
        String kind = word(element.path("class_name"), "");
        JsonNode config = element.path("config");
        // a graph names its layers beside their configs too
        String called = word(config.path("name"), word(element.path("name"), ""));
        String shown = Shown.plain(called);
        if (called.length() > LONGEST_NAME || called.chars().anyMatch(Character::isISOControl)) {
            throw bad("a layer's name has control characters, or more than " + LONGEST_NAME + " characters: '" + shown
                    + "'");
        }
        if (!KNOWN.contains(kind)) {
            throw bad("layer '" + shown + "' is of class '" + Shown.plain(kind) + "', which is not read"
                    + (kind.equals("Lambda") ? ", as it holds code, and no code of a file is run" : "") + "; read are "
                    + String.join(", ", new TreeSet<>(KNOWN)));
        }
        String module = word(element.path("module"), "keras");
        String registered = word(element.path("registered_name"), kind);
        if (!OWN.matcher(module).matches() || !registered.equals(kind)) {
            throw bad("layer '" + shown + "' is a custom object, '" + Shown.plain(registered) + "' of '"
                    + Shown.plain(module) + "', which is not read: no code but Keras' own is known here");
        }
        Layer layer = new Layer(kind, called, config, element.path("inbound_nodes"));
        check(layer);
        return layer;
    }

    private void check(Layer layer) {
        JsonNode config = layer.config();
        for (String flag :
                List.of("mask_zero", "time_major", "stateful", "return_state", "sparse", "ragged", "keepdims")) {
            if (config.has(flag) && !config.get(flag).isNull() && !isFalse(config.get(flag))) {
                throw bad("layer '" + layer.name() + "' has " + flag + ", which is not read");
            }
        }
        for (String extra : List.of("quantization_config", "lora_rank", "lora_alpha")) {
            if (config.has(extra) && !config.get(extra).isNull()) {
                throw bad("layer '" + layer.name() + "' has " + extra + ", which is not read");
            }
        }
        for (String one : List.of("dilation_rate", "groups")) {
            if (config.has(one) && !plain(config.get(one)).equals("1")) {
                throw bad("layer '" + layer.name() + "' has " + one + " " + config.get(one) + "; only 1 is read");
            }
        }
        if (!word(config.path("data_format"), "channels_last").equals("channels_last")) {
            throw bad("layer '" + layer.name() + "' has its channels first, which is not read");
        }
    }

    /** A text, or another where there is none. */
    static String word(JsonNode value, String otherwise) {
        return value.isString() ? value.stringValue() : otherwise;
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
