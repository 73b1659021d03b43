package io.ichnite.formats.keras;

import io.ichnite.error.BadConfig;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A network as Keras would make it again: a Sequential model where it is a chain that does not count its input, else a graph. */
final class ModelConfigWriter {
    /** What TensorFlow takes for the name of a scope, which Keras makes of each layer's name; and no slash. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9_.>-]*");

    private static final int MOST_TOLD = 5;

    private final KerasDialect dialect;
    private final NetworkSpec spec;
    private final boolean sequential;
    private final List<Integer> order;

    /** @throws BadConfig if Keras would not take a layer's name, or drop a layer */
    ModelConfigWriter(KerasDialect dialect, NetworkSpec spec) {
        this.dialect = dialect;
        this.spec = spec;
        this.sequential = !spec.functional() && chain(spec);
        for (Node node : spec.nodes()) {
            name(node.layer().name());
            if (node.layer() instanceof LayerSpec.Bidirectional both) {
                name(both.layer().name());
            }
        }
        this.order =
                sequential ? IntStream.range(0, spec.nodes().size()).boxed().toList() : GraphOrder.of(spec);
    }

    boolean sequential() {
        return sequential;
    }

    /** Indexes of the layers in Keras' own order, without the input; files are matched with layers by it. */
    List<Integer> order() {
        return order;
    }

    /** The model's name, with _ for what no scope may be called. */
    String name() {
        String name = spec.name().replaceAll("[^A-Za-z0-9_.>-]", "_");
        return NAME.matcher(name).matches() ? name : "network" + name;
    }

    /**
     * The config, ready for JSON.
     *
     * @throws BadConfig if the dialect has no word for an activation
     */
    Map<String, Object> tree() {
        LayerConfigWriter layers = new LayerConfigWriter(dialect);
        List<Shape> shapes = spec.shapes();
        List<Object> list = new ArrayList<>();
        list.add(placed(layers.object("InputLayer", input()), NetworkSpec.INPUT, List.of()));
        for (int index : order) {
            Node node = spec.nodes().get(index);
            Map<String, Object> layer = layers.layer(node.layer());
            list.add(placed(layer, node.layer().name(), sequential ? List.of() : inbound(index, shapes)));
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name());
        if (dialect == KerasDialect.KERAS_3) {
            config.put("trainable", true);
        }
        config.put("layers", list);
        if (!sequential) {
            List<Object> in = List.of(NetworkSpec.INPUT, 0, 0);
            List<Object> out =
                    List.of(spec.nodes().get(spec.nodes().size() - 1).layer().name(), 0, 0);
            config.put("input_layers", dialect == KerasDialect.KERAS_3 ? in : List.of(in));
            config.put("output_layers", dialect == KerasDialect.KERAS_3 ? out : List.of(out));
        }
        return model(config);
    }

    /** What somebody should know who has a layer's number: those that are not ours. */
    List<String> remarks() {
        List<String> other = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            int ours = order.get(i) + (spec.functional() ? 1 : 0);
            int theirs = i + (sequential ? 0 : 1);
            if (ours != theirs) {
                other.add(spec.nodes().get(order.get(i)).layer().name() + " is " + theirs + ", here " + ours);
            }
        }
        if (other.isEmpty()) {
            return List.of();
        }
        String more = other.size() > MOST_TOLD ? ", …" : "";
        return List.of("Keras numbers the layers of this graph otherwise: "
                + String.join("; ", other.subList(0, Math.min(MOST_TOLD, other.size()))) + more);
    }

    private Map<String, Object> model(Map<String, Object> config) {
        Map<String, Object> model = new LinkedHashMap<>();
        if (dialect == KerasDialect.KERAS_2) {
            model.put("class_name", sequential ? "Sequential" : "Model");
            model.put("config", config);
            return model;
        }
        model.put("module", sequential ? "keras" : "keras.src.models.functional");
        model.put("class_name", sequential ? "Sequential" : "Functional");
        model.put("config", config);
        model.put("registered_name", sequential ? null : "Functional");
        // trained elsewhere: whoever goes on says by which loss
        model.put("compile_config", null);
        return model;
    }

    /** A layer of a graph says its name and what it reads, beside its config. */
    private Map<String, Object> placed(Map<String, Object> layer, String name, List<Object> inbound) {
        if (!sequential) {
            layer.put("name", name);
            layer.put("inbound_nodes", inbound);
        }
        return layer;
    }

    private Map<String, Object> input() {
        boolean numbers = IntStream.range(0, spec.nodes().size())
                .filter(i -> spec.sources(i).contains(-1))
                .allMatch(i -> spec.nodes().get(i).layer() instanceof LayerSpec.Embedding);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(
                dialect == KerasDialect.KERAS_3 ? "batch_shape" : "batch_input_shape", batch(Shape.of(spec.length())));
        config.put("dtype", numbers ? "int32" : "float32");
        config.put("sparse", false);
        config.put("name", NetworkSpec.INPUT);
        return config;
    }

    private List<Object> inbound(int index, List<Shape> shapes) {
        List<Object> read = new ArrayList<>();
        for (int source : spec.sources(index)) {
            String from = source < 0
                    ? NetworkSpec.INPUT
                    : spec.nodes().get(source).layer().name();
            Shape shape = source < 0 ? Shape.of(spec.length()) : shapes.get(source);
            read.add(dialect == KerasDialect.KERAS_3 ? tensor(from, shape) : List.of(from, 0, 0, Map.of()));
        }
        if (dialect == KerasDialect.KERAS_2) {
            return List.of(read);
        }
        boolean several = spec.nodes().get(index).layer() instanceof LayerSpec.Merge;
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("args", several ? List.of(read) : read);
        call.put("kwargs", Map.of());
        return List.of(call);
    }

    private Map<String, Object> tensor(String from, Shape shape) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("shape", batch(shape));
        config.put("dtype", from.equals(NetworkSpec.INPUT) ? input().get("dtype") : "float32");
        config.put("keras_history", List.of(from, 0, 0));
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("class_name", "__keras_tensor__");
        tensor.put("config", config);
        return tensor;
    }

    /** A shape behind a batch of any size. */
    private static List<@Nullable Object> batch(Shape shape) {
        List<@Nullable Object> batch = new ArrayList<>();
        batch.add(null);
        batch.addAll(shape.extents());
        return batch;
    }

    private static boolean chain(NetworkSpec spec) {
        return IntStream.range(0, spec.nodes().size())
                .allMatch(i -> spec.sources(i).equals(List.of(i - 1)));
    }

    private static void name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadConfig("layer '" + name + "': Keras takes letters and digits, _ . > and - for a layer's name");
        }
    }
}
