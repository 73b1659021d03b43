package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.SmallSeed;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published trace network, from weights that real Kerases wrote, gives what those Kerases gave: every tapped layer within
 * 1e-5, probabilities within 1e-6.
 */
class SeedAGoldenTest {
    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    static List<Path> smallFiles() {
        List<Path> all = Goldens.matching("keras/models", "as_(lstm|bi)[^/]*(?<!trained1)(?<!\\.weights)\\.h5");
        assertTrue(all.size() >= 20, "goldens are missing: found only " + all.size());
        return all;
    }

    @ParameterizedTest
    @MethodSource("smallFiles")
    void everyKerasAnswersTheSame(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean both = name.startsWith("as_bi");
        boolean hard = name.contains("hard_sigmoid");
        // a file of weights alone does not say which gates it was trained with
        NetworkSpec named = hard ? withHardGates(SmallSeed.spec(both)) : SmallSeed.spec(both);
        KerasWeights keras = KerasFiles.read(file, named);
        String output = name.substring(0, name.indexOf(".keras") < 0 ? name.indexOf(".tf") : name.indexOf(".keras"));
        boolean third = hard && keras.kerasVersion().startsWith("3");
        NpyArray x = NpyArray.read(Goldens.path("keras/models/as_x.npy"));
        float[] expected = NpyArray.read(
                        Goldens.path("keras/models/" + output + (third ? ".out.keras3.npy" : ".out.npy")))
                .floats();
        try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
            assertNear(expected, network.predict(x.shape()[0], rows(x)), 1e-6, name);
        }
    }

    @Test
    void fullSizeLayersAreThoseOfTensorFlow2() throws IOException {
        NetworkSpec named = NamedNetworks.of("cnn-lstm", 6000, 304, 8, OptionalInt.empty());
        KerasWeights keras = KerasFiles.read(Goldens.path("keras/seed_a/a_lstm.tf2.0.h5"), named);
        assertEquals("2.2.4-tf", keras.kerasVersion());
        NpyArray x = NpyArray.read(Goldens.path("keras/seed_a/x6000.npy"));
        try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
            tap(network, "max_pooling1d", 2, x, "a_lstm.pool1", 1e-5);
            tap(network, "max_pooling1d_1", 2, x, "a_lstm.pool2", 1e-5);
            tap(network, "lstm", 2, x, "a_lstm.lstm1", 1e-5);
            tap(network, "lstm_1", 4, x, "a_lstm.lstm2", 1e-5);
            tap(network, "dense", 4, x, "a_lstm.softmax", 1e-6);
        }
    }

    @Test
    void fullSizeBothWaysIsThatOfKeras2() throws IOException {
        NetworkSpec named = NamedNetworks.of("bi-lstm", 6000, 304, 8, OptionalInt.empty());
        KerasWeights keras = KerasFiles.read(Goldens.path("keras/seed_a/a_bi.keras2.15.h5"), named);
        NpyArray x = NpyArray.read(Goldens.path("keras/seed_a/x6000.npy"));
        try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
            tap(network, "dense", 4, x, "a_bi.softmax", 1e-6);
        }
    }

    private static NetworkSpec withHardGates(NetworkSpec spec) {
        List<NetworkSpec.Node> nodes = new ArrayList<>();
        for (NetworkSpec.Node node : spec.nodes()) {
            LayerSpec layer = node.layer();
            if (layer instanceof LayerSpec.Bidirectional b) {
                layer = new LayerSpec.Bidirectional(b.name(), hard(b.layer()), b.join());
            } else if (layer instanceof LayerSpec.Recurrent r) {
                layer = hard(r);
            }
            nodes.add(new NetworkSpec.Node(layer, node.inputs()));
        }
        return new NetworkSpec(spec.name(), spec.length(), spec.functional(), nodes);
    }

    private static LayerSpec.Recurrent hard(LayerSpec.Recurrent layer) {
        return layer.with(layer.name(), layer.recurrence().withRecurrentActivation(Activation.HARD_SIGMOID));
    }

    private static void tap(Network network, String layer, int rows, NpyArray x, String golden, double tolerance)
            throws IOException {
        float[] expected =
                NpyArray.read(Goldens.path("keras/seed_a/" + golden + ".npy")).floats();
        float[] found = network.tap(network.spec().find(layer), rows, rows(x));
        assertNear(expected, found, tolerance, golden);
    }

    static Network.Rows rows(NpyArray x) {
        int length = x.shape()[1];
        int[] values = x.ints();
        return (i, into, at) -> System.arraycopy(values, i * length, into, at, length);
    }

    private static void assertNear(float[] expected, float[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, what + " at " + i);
        }
    }
}
