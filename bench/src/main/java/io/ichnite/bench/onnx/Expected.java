package io.ichnite.bench.onnx;

import io.ichnite.model.ModelBundle;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows for a model, and what ichnite itself makes of them. */
final class Expected {
    private Expected() {}

    /** (count, length), ids that every embedding has, zeros before or behind some of them. */
    static int[] rows(NetworkSpec spec, int count, long seed) {
        int bound = spec.nodes().stream()
                .filter(node -> node.layer() instanceof LayerSpec.Embedding)
                .mapToInt(node -> ((LayerSpec.Embedding) node.layer()).rows())
                .min()
                .orElse(1);
        SplitMix random = new SplitMix(seed);
        int[] rows = new int[count * spec.length()];
        for (int row = 0; row < count; row++) {
            int zeros = random.below(1 + spec.length() / 2);
            int from = row * spec.length() + (row % 2 == 0 ? zeros : 0);
            for (int i = 0; i < spec.length() - zeros; i++) {
                rows[from + i] = random.below(bound);
            }
        }
        return rows;
    }

    /** The names of all layers, in order. */
    static List<String> layers(NetworkSpec spec) {
        return spec.nodes().stream().map(node -> node.layer().name()).toList();
    }

    /** The probabilities, (count, families), then each layer's outputs, (count, that layer's shape). */
    static List<float[]> outputs(ModelBundle bundle, int[] rows, int count, Kernels kernels) {
        NetworkSpec spec = bundle.network();
        int length = spec.length();
        try (Network network = new Network(spec, bundle.weights(), kernels, 2)) {
            Network.Rows reader = (i, into, at) -> System.arraycopy(rows, i * length, into, at, length);
            List<Integer> nodes =
                    IntStream.range(0, spec.nodes().size()).boxed().toList();
            List<float[]> taps = network.taps(nodes, count, reader);
            List<float[]> all = new ArrayList<>();
            all.add(ClassOutputs.probabilities(spec, taps.get(taps.size() - 1)));
            all.addAll(taps);
            return all;
        }
    }
}
