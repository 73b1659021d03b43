package io.ichnite.formats.json;

import io.ichnite.error.BadInput;
import io.ichnite.error.BadShape;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.WeightSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Network specs as JSON: {@code name}, {@code length}, {@code functional} and {@code layers}, each of a {@code kind} with
 * Keras' words for its fields and Keras' defaults for those left out. A layer without {@code inputs} reads the one before
 * it; one without {@code name} is called as Keras would call it. Fields that are not known are refused. Thread-safe.
 */
public final class SpecJson {
    /** Far more than any network that fits a machine, and small enough that products of two still fit an int64. */
    static final int MOST = 1 << 26;

    private static final int MOST_LAYERS = 1000;

    /** Shapes are found anew for each layer: a thousand layers of a thousand inputs each would take minutes. */
    private static final int MOST_INPUTS = 64;

    private SpecJson() {}

    /** The spec as JSON, the same text each time. */
    public static String write(NetworkSpec spec) {
        return Json.write(tree(spec));
    }

    /** The same, ready to be part of other JSON. */
    public static Map<String, Object> tree(NetworkSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", spec.name());
        tree.put("length", spec.length());
        tree.put("functional", spec.functional());
        List<Object> layers = new ArrayList<>();
        String before = NetworkSpec.INPUT;
        for (Node node : spec.nodes()) {
            Map<String, Object> layer = LayerWriter.fields(node.layer());
            if (!node.inputs().equals(List.of(before))) {
                layer.put("inputs", node.inputs());
            }
            layers.add(layer);
            before = node.layer().name();
        }
        tree.put("layers", layers);
        return tree;
    }

    /**
     * Reads what {@link #write} wrote, or a person.
     *
     * @param sourceName what messages call the text
     * @throws BadInput if it is no JSON, a field is unknown, missing or out of bounds, or the layers do not fit
     */
    public static NetworkSpec read(String text, String sourceName) {
        JsonObject root = new JsonObject(Json.read(text, sourceName), sourceName, "");
        String name = root.text("name", "network");
        int length = (int) root.integer("length", 1, MOST);
        boolean functional = root.flag("functional", false);
        List<JsonObject> layers = root.objects("layers");
        root.end();
        if (layers.isEmpty() || layers.size() > MOST_LAYERS) {
            throw root.bad("layers", "expected 1 to " + MOST_LAYERS + " layers, found " + layers.size());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();
        String before = NetworkSpec.INPUT;
        for (JsonObject fields : layers) {
            String stem = stem(fields.text("kind"));
            int count = counts.merge(stem, 1, Integer::sum);
            LayerSpec layer = LayerReader.layer(fields, count == 1 ? stem : stem + "_" + (count - 1));
            List<String> inputs = fields.has("inputs") ? fields.texts("inputs") : List.of(before);
            fields.end();
            if (inputs.size() > MOST_INPUTS) {
                throw fields.bad("inputs", "expected at most " + MOST_INPUTS + " inputs, found " + inputs.size());
            }
            nodes.add(new Node(layer, inputs));
            before = layer.name();
        }
        try {
            NetworkSpec spec = new NetworkSpec(name, length, functional, nodes);
            long size = 0;
            for (WeightSpec weight : spec.weights()) {
                size += weight.shape().size();
            }
            Math.toIntExact(size);
            return spec;
        } catch (BadShape | IllegalArgumentException e) {
            throw root.bad("layers", String.valueOf(e.getMessage()));
        } catch (ArithmeticException e) {
            throw root.bad("layers", "expected at most " + Integer.MAX_VALUE + " numbers in a network");
        }
    }

    /** {@code max_pooling1d} for {@code MaxPooling1D}, as Keras names layers. */
    public static String stem(String kind) {
        return kind.replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
