package io.ichnite.model;

import io.ichnite.data.Encoding;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.KernelChoice;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class NetworkClassifierTest extends ClassifierContract {
    private static final int LENGTH = 36;
    private static final int NUMBERS = 12;

    @Override
    Classifier classifier() {
        NetworkSpec spec = NamedNetworks.of("cnn-lstm-small", LENGTH, NUMBERS, 3, OptionalInt.empty());
        ModelBundle bundle = new ModelBundle(
                Manifest.of("test", 1, "", Map.of(), Map.of()),
                spec,
                Vocabulary.none(),
                new Families(List.of("a", "b", "c")),
                new Encoding(Order.TID, LENGTH, false),
                InitialWeights.draw(spec, 1));
        return new NetworkClassifier(bundle, KernelChoice.choose("auto").kernels(), 2);
    }

    @Override
    int length() {
        return LENGTH;
    }

    @Override
    int numbers() {
        return NUMBERS;
    }
}
