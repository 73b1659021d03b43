package io.ichnite.formats.keras;

import io.ichnite.formats.json.Json;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelPart;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A network and its weights as a whole-model .h5, as Keras 2 lays it out. tf_keras, Keras 2.2.3 to 2.15 and Keras 3 read it; graphs
 * also Keras 2.1.5. It holds no optimiser and no loss: it answers at once, and is compiled before it is trained on. Thread-safe.
 */
public final class KerasH5Writer implements ModelExport {
    /** The last Keras 2: its RMSprop is ours, and its words mean what this file means by them. */
    private static final String VERSION = "2.15.0";

    private static final String BACKEND = "tensorflow";

    @Override
    public String ending() {
        return KerasDialect.KERAS_2.ending();
    }

    @Override
    public Set<ModelPart> keeps() {
        return Set.of();
    }

    @Override
    public List<String> remarks(ModelBundle bundle) {
        List<String> remarks = new ArrayList<>(new ModelConfigWriter(KerasDialect.KERAS_2, bundle.network()).remarks());
        if (bundle.network().nodes().stream().anyMatch(node -> hard(node.layer()))) {
            remarks.add("its hard_sigmoid is that of Keras 2; Keras 3 reads the file and answers by another formula");
        }
        return remarks;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the weights are another network's, or one is not finite
     */
    @Override
    public void write(ModelBundle bundle, OutputStream out) throws IOException {
        out.write(bytes(bundle.network(), bundle.weights()));
    }

    /** The file; read again before it is given away. */
    static byte[] bytes(NetworkSpec network, Weights weights) {
        ModelConfigWriter model = new ModelConfigWriter(KerasDialect.KERAS_2, network);
        LayerArrays arrays = new LayerArrays(network, weights);
        Hdf5Writer.Group root = new Hdf5Writer.Group();
        root.text("keras_version", VERSION);
        root.text("backend", BACKEND);
        root.text("model_config", Json.line(model.tree()));
        Hdf5Writer.Group all = root.group("model_weights");
        List<String> names = new ArrayList<>();
        if (!model.sequential()) {
            names.add(NetworkSpec.INPUT);
            all.group(NetworkSpec.INPUT);
        }
        for (int index : model.order()) {
            String name = network.nodes().get(index).layer().name();
            names.add(name);
            layer(all.group(name), arrays, index);
        }
        all.texts("layer_names", names);
        all.text("backend", BACKEND);
        all.text("keras_version", VERSION);
        return Hdf5ReadBack.checked(Hdf5Writer.write(root), root);
    }

    /** A layer without weights has no list of them: an empty one would need a type of its own. */
    private static void layer(Hdf5Writer.Group group, LayerArrays arrays, int index) {
        List<String> names = new ArrayList<>();
        for (int i : arrays.of(index)) {
            WeightSpec weight = arrays.spec(i);
            String[] path = (weight.name() + ":0").split("/", -1);
            Hdf5Writer.Group at = group;
            for (int k = 0; k < path.length - 1; k++) {
                at = at.group(path[k]);
            }
            arrays.put(at, path[path.length - 1], i);
            names.add(String.join("/", path));
        }
        if (!names.isEmpty()) {
            group.texts("weight_names", names);
        }
    }

    private static boolean hard(LayerSpec layer) {
        if (layer instanceof LayerSpec.Bidirectional both) {
            return hard(both.layer());
        }
        if (layer instanceof LayerSpec.Recurrent recurrent) {
            return recurrent.recurrence().activation() == Activation.HARD_SIGMOID
                    || recurrent.recurrence().recurrentActivation() == Activation.HARD_SIGMOID;
        }
        Activation activation = layer instanceof LayerSpec.Dense d
                ? d.activation()
                : layer instanceof LayerSpec.Conv1D c
                        ? c.activation()
                        : layer instanceof LayerSpec.Activate a ? a.activation() : Activation.LINEAR;
        return activation == Activation.HARD_SIGMOID;
    }
}
