package io.ichnite.formats.keras;

import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import java.util.List;
import java.util.stream.IntStream;

/** Which arrays are which layer's. */
final class LayerArrays {
    private final Weights weights;
    /** The first array of each layer, and behind the last layer how many there are. */
    private final int[] first;

    /** @throws IllegalArgumentException if the weights are another network's, or one is not finite */
    LayerArrays(NetworkSpec network, Weights weights) {
        this.weights = weights;
        int count = network.nodes().size();
        this.first = new int[count + 1];
        for (int i = 0; i < count; i++) {
            first[i + 1] = first[i]
                    + network.nodes()
                            .get(i)
                            .layer()
                            .weights(network.inputShapes(i))
                            .size();
        }
        if (!weights.specs().equals(network.weights())) {
            throw new IllegalArgumentException("the weights are another network's");
        }
        for (float value : weights.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a weight is " + value);
            }
        }
    }

    /** The arrays of a layer, in Keras' order. */
    List<Integer> of(int layer) {
        return IntStream.range(first[layer], first[layer + 1]).boxed().toList();
    }

    WeightSpec spec(int array) {
        return weights.specs().get(array);
    }

    void put(Hdf5Writer.Group group, String name, int array) {
        group.floats(name, spec(array).shape(), weights.values(), weights.offset(array));
    }
}
