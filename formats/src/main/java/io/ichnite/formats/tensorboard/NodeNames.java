package io.ichnite.formats.tensorboard;

import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names of a graph's nodes. A slash makes a scope, which TensorBoard draws as one box: layers of one role that follow
 * each other share a scope ({@code convolution/conv1d_1}), a layer alone in its role has none. A layer keeps its own name as
 * far as TensorFlow allows its signs.
 */
final class NodeNames {
    private static final int LONGEST = 100;

    private final Set<String> taken = new HashSet<>();
    private final List<String> layers = new ArrayList<>();

    NodeNames(NetworkSpec spec, Set<String> reserved) {
        taken.addAll(reserved);
        List<String> roles = roles(spec);
        for (int from = 0, to; from < roles.size(); from = to) {
            to = from + 1;
            while (to < roles.size() && roles.get(to).equals(roles.get(from))) {
                to++;
            }
            String scope = to == from + 1 ? "" : unused(roles.get(from)) + "/";
            for (int i = from; i < to; i++) {
                layers.add(unused(scope + plain(spec.nodes().get(i).layer().name())));
            }
        }
    }

    /** The node of a layer; −1 is the network's input. */
    String of(int layer) {
        return layer < 0 ? NetworkSpec.INPUT : layers.get(layer);
    }

    /** What kind of work each layer does; one that only passes on (dropout, activation, merge) belongs to the one before. */
    private static List<String> roles(NetworkSpec spec) {
        List<String> roles = new ArrayList<>();
        for (NetworkSpec.Node node : spec.nodes()) {
            LayerSpec layer = node.layer();
            if (layer instanceof LayerSpec.Embedding) {
                roles.add("embedding");
            } else if (layer instanceof LayerSpec.Conv1D
                    || layer instanceof LayerSpec.Pooling1D
                    || layer instanceof LayerSpec.GlobalPooling1D) {
                roles.add("convolution");
            } else if (layer instanceof LayerSpec.Recurrent || layer instanceof LayerSpec.Bidirectional) {
                roles.add("recurrent");
            } else if (layer instanceof LayerSpec.Dense) {
                roles.add("dense");
            } else {
                roles.add(roles.isEmpty() ? layer.kind().toLowerCase(Locale.ROOT) : roles.get(roles.size() - 1));
            }
        }
        return roles;
    }

    /** The letters, digits, dots, dashes and underscores of a name; what else it has becomes an underscore. */
    private static String plain(String name) {
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        String plain = cut.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.matches("[A-Za-z0-9.].*") ? plain : "layer" + plain;
    }

    private String unused(String name) {
        String free = name;
        for (int i = 1; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
