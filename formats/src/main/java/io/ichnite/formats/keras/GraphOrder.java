package io.ichnite.formats.keras;

import io.ichnite.error.BadConfig;
import io.ichnite.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which Keras, 2 and 3 alike, lists the layers of a graph that it has read, whatever order the file has them in: those
 * farthest from the output first, and of those equally far the one first that a search from the output meets first. Files are
 * matched with layers by that order.
 */
final class GraphOrder {
    private static final int UNSEEN = -1;

    private final NetworkSpec spec;
    /** When the search first came to a layer. */
    private final int[] met;
    /** Layers in the order in which the search left them: each after all that it reads. */
    private final List<Integer> left = new ArrayList<>();

    private int meetings;

    private GraphOrder(NetworkSpec spec) {
        this.spec = spec;
        this.met = new int[spec.nodes().size()];
        java.util.Arrays.fill(met, UNSEEN);
    }

    /**
     * Indexes of the layers, without the input, which comes before all.
     *
     * @throws BadConfig if nothing leads from a layer to the output: Keras would drop it
     */
    static List<Integer> of(NetworkSpec spec) {
        return new GraphOrder(spec).order();
    }

    private List<Integer> order() {
        int count = spec.nodes().size();
        search(count - 1);
        for (int i = 0; i < count; i++) {
            if (met[i] == UNSEEN) {
                throw new BadConfig(spec.nodes().get(i).layer().name()
                        + ": the output does not depend on this layer, so Keras would drop it");
            }
        }
        int[] depth = new int[count];
        for (int i = count - 1; i >= 0; i--) {
            int layer = left.get(i);
            for (int source : spec.sources(layer)) {
                if (source >= 0) {
                    depth[source] = Math.max(depth[source], depth[layer] + 1);
                }
            }
        }
        List<Integer> order = new ArrayList<>(left);
        order.sort(Comparator.<Integer>comparingInt(layer -> -depth[layer]).thenComparingInt(layer -> met[layer]));
        return order;
    }

    private void search(int layer) {
        if (layer < 0 || met[layer] != UNSEEN) {
            return;
        }
        met[layer] = meetings++;
        spec.sources(layer).forEach(this::search);
        left.add(layer);
    }
}
