package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where Keras 3 (and 2.15 in a {@code .keras}) keeps arrays: {@code layers/lstm_1/cell/vars/0}. Groups are called by the class of a
 * layer and how many of it came before, not by its name.
 */
final class SavedState {
    static final String LAYERS = "layers";
    static final String OPTIMIZER = "optimizer";
    private static final int MOST_VARIABLES = 100_000;

    private SavedState() {}

    /**
     * The weights of a network, in its order.
     *
     * @throws BadBundle if a layer has more or fewer, or the file has layers that the network has not
     */
    static List<Dataset> weights(GuardedH5 in, NetworkSpec spec) {
        Group layers = in.group(in.root(), LAYERS);
        Map<String, Integer> counts = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<Dataset> weights = new ArrayList<>();
        for (int i = 0; i < spec.nodes().size(); i++) {
            LayerSpec layer = spec.nodes().get(i).layer();
            String stem = SpecJson.stem(layer.kind());
            int before = counts.merge(stem, 1, Integer::sum) - 1;
            String group = before == 0 ? stem : stem + "_" + before;
            seen.add(group);
            int count = layer.weights(spec.inputShapes(i)).size();
            if (count > 0) {
                weights.addAll(weights(in, layers, group, layer, count));
            }
        }
        for (String group : in.names(layers)) {
            if (!seen.contains(group) && !group.startsWith("dropout") && holds(in, in.group(layers, group))) {
                throw in.bad("holds weights of a layer that the network has not; it has "
                        + seen.stream().sorted().toList());
            }
        }
        return weights;
    }

    private static List<Dataset> weights(GuardedH5 in, Group layers, String group, LayerSpec layer, int count) {
        if (layer instanceof LayerSpec.Bidirectional) {
            List<Dataset> both = new ArrayList<>(variables(in, layers, group + "/forward_layer/cell/vars", count / 2));
            both.addAll(variables(in, layers, group + "/backward_layer/cell/vars", count / 2));
            return both;
        }
        return variables(in, layers, group + (layer instanceof LayerSpec.Recurrent ? "/cell/vars" : "/vars"), count);
    }

    private static List<Dataset> variables(GuardedH5 in, Group parent, String path, int count) {
        List<Dataset> all = variables(in, parent, path);
        if (all.size() != count) {
            throw in.bad("expected " + count + " arrays, found " + all.size());
        }
        return all;
    }

    /** The arrays 0, 1, 2… of a group. */
    static List<Dataset> variables(GuardedH5 in, Group parent, String path) {
        Group group = in.descend(parent, path);
        List<Dataset> all = new ArrayList<>();
        while (all.size() < MOST_VARIABLES && in.has(group, String.valueOf(all.size()))) {
            all.add(in.dataset(group, String.valueOf(all.size())));
        }
        in.look(group);
        return all;
    }

    private static boolean holds(GuardedH5 in, Group group) {
        for (String child : in.names(group)) {
            if (!in.isGroup(group, child) || holds(in, in.group(group, child))) {
                in.look(group);
                return true;
            }
        }
        return false;
    }
}
