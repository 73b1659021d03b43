package io.ichnite.formats.keras;

import io.ichnite.formats.bundle.StoredZip;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelPart;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network and its weights as a .keras archive of Keras 3: {@code metadata.json}, {@code config.json} and
 * {@code model.weights.h5}, stored. It holds no optimiser, no loss and no date. Thread-safe.
 */
public final class KerasArchiveWriter implements ModelExport {
    /** The Keras whose files these are like. */
    private static final String VERSION = "3.15.1";

    @Override
    public String ending() {
        return KerasDialect.KERAS_3.ending();
    }

    @Override
    public Set<ModelPart> keeps() {
        return Set.of();
    }

    @Override
    public List<String> remarks(ModelBundle bundle) {
        return new ModelConfigWriter(KerasDialect.KERAS_3, bundle.network()).remarks();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the weights are another network's, or one is not finite
     */
    @Override
    public void write(ModelBundle bundle, OutputStream out) throws IOException {
        ModelConfigWriter model = new ModelConfigWriter(KerasDialect.KERAS_3, bundle.network());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("metadata.json", utf8(Json.line(Map.of("keras_version", VERSION))));
        entries.put("config.json", utf8(Json.line(model.tree())));
        entries.put("model.weights.h5", weights(bundle.network(), model, bundle.weights()));
        StoredZip.write(entries, out);
    }

    private static byte[] weights(NetworkSpec network, ModelConfigWriter model, Weights weights) {
        LayerArrays arrays = new LayerArrays(network, weights);
        Hdf5Writer.Group root = new Hdf5Writer.Group();
        root.group("vars").text("name", model.name());
        Hdf5Writer.Group layers = root.group("layers");
        Map<String, Integer> counts = new HashMap<>();
        if (!model.sequential()) {
            named(layers.group(unique("InputLayer", counts)), NetworkSpec.INPUT);
        }
        for (int index : model.order()) {
            LayerSpec layer = network.nodes().get(index).layer();
            Hdf5Writer.Group group = layers.group(unique(layer.kind(), counts));
            Hdf5Writer.Group own = named(group, layer.name());
            List<Integer> its = arrays.of(index);
            if (layer instanceof LayerSpec.Bidirectional both) {
                String inner = both.layer().name();
                int half = its.size() / 2;
                cell(group.group("forward_layer"), "forward_" + inner, both.layer(), arrays, its.subList(0, half));
                cell(
                        group.group("backward_layer"),
                        "backward_" + inner,
                        both.layer(),
                        arrays,
                        its.subList(half, its.size()));
            } else if (layer instanceof LayerSpec.Recurrent recurrent) {
                cell(group, layer.name(), recurrent, arrays, its);
            } else {
                numbered(own, arrays, its);
            }
        }
        return Hdf5ReadBack.checked(Hdf5Writer.write(root), root);
    }

    /** Of a recurrent layer, what was learnt is its cell's. */
    private static void cell(
            Hdf5Writer.Group group, String name, LayerSpec.Recurrent layer, LayerArrays arrays, List<Integer> its) {
        named(group, name);
        String cell = SpecJson.stem(layer.kind()) + "_cell";
        numbered(named(group.group("cell"), cell), arrays, its);
    }

    private static void numbered(Hdf5Writer.Group vars, LayerArrays arrays, List<Integer> its) {
        for (int i = 0; i < its.size(); i++) {
            arrays.put(vars, String.valueOf(i), its.get(i));
        }
    }

    private static Hdf5Writer.Group named(Hdf5Writer.Group group, String name) {
        Hdf5Writer.Group vars = group.group("vars");
        vars.text("name", name);
        return vars;
    }

    /** A layer's group is called by its class, and numbered from the second on. */
    private static String unique(String kind, Map<String, Integer> counts) {
        String stem = SpecJson.stem(kind);
        int before = counts.merge(stem, 1, Integer::sum) - 1;
        return before == 0 ? stem : stem + "_" + before;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
