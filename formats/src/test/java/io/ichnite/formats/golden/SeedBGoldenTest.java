package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published byte network, from weights that real Kerases wrote: every tapped layer within 1e-5. */
class SeedBGoldenTest {
    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    static List<Path> smallFiles() {
        List<Path> all = Goldens.matching("keras/models", "ms[14][^/]*\\.h5");
        assertTrue(all.size() >= 10, "goldens are missing: found only " + all.size());
        return all;
    }

    private static MalConv small(Path file) {
        return new MalConv(256, 8, 50, 16, 8, file.getFileName().toString().startsWith("ms1") ? 1 : 4);
    }

    @ParameterizedTest
    @MethodSource("smallFiles")
    void everyKerasAnswersTheSame(Path file) throws IOException {
        MalConv sizes = small(file);
        NpyArray x = NpyArray.read(Goldens.path("keras/models/ms_x.npy"));
        KerasWeights keras = KerasFiles.read(file, sizes.network(x.shape()[1]));
        float[] expected = NpyArray.read(Goldens.path("keras/models/ms" + sizes.outputs() + ".out.npy"))
                .floats();
        try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
            assertNear(expected, network.predict(x.shape()[0], SeedAGoldenTest.rows(x)), 1e-6, file.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("smallFiles")
    void aGateInTheOtherPlaceIsRefused(Path file) throws IOException {
        NetworkSpec spec = small(file).network(5120);
        List<Node> nodes = new ArrayList<>(spec.nodes());
        nodes.set(3, new Node(nodes.get(3).layer(), List.of("conv1d")));
        nodes.set(4, new Node(nodes.get(4).layer(), List.of("conv1d_1", "sigmoid")));
        NetworkSpec swapped = new NetworkSpec("swapped", spec.length(), true, nodes);
        assertThrows(BadBundle.class, () -> KerasFiles.read(file, swapped));
    }

    @Test
    void fullSizeLayersAreThoseOfTensorFlow2() throws IOException {
        Path folder = Path.of(System.getProperty("ichnite.shared", "../shared"), "goldens", "keras", "seed_b");
        if (!Files.isDirectory(folder)) {
            System.out.println("SKIPPED SeedBGoldenTest: goldens/keras/seed_b is absent");
        }
        assumeTrue(Files.isDirectory(folder));
        NpyArray x = NpyArray.read(folder.resolve("x_bytes.npy"));
        NetworkSpec named = MalConv.published(256, 4).network(x.shape()[1]);
        KerasWeights keras = KerasFiles.read(folder.resolve("m4.tf2.0.h5"), named);
        try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
            List<Integer> nodes = IntStream.rangeClosed(2, 9)
                    .mapToObj(number -> network.spec().find(String.valueOf(number)))
                    .toList();
            Network.Rows all = SeedAGoldenTest.rows(x);
            // of the inner layers the second input's are kept alone
            Network.Rows second = (i, into, at) -> all.row(1, into, at);
            List<float[]> inner = network.taps(nodes.subList(0, 5), 1, second);
            List<float[]> last = network.taps(nodes.subList(5, 8), 3, all);
            for (int number = 2; number <= 9; number++) {
                float[] expected = NpyArray.read(folder.resolve("m4.layer" + number + ".npy"))
                        .floats();
                float[] found = number < 7 ? inner.get(number - 2) : last.get(number - 7);
                assertNear(expected, found, number == 9 ? 1e-6 : 1e-5, "layer " + number);
            }
        }
    }

    /** What is kept of the windows is the largest of all, with zeros behind, before and between. */
    @Test
    void theLargestOfAllWindowsAreThoseLayerByLayer() {
        NetworkSpec spec = MalConv.published(256, 3).network(7_300);
        int[][] files = new int[5][spec.length()];
        Random random = new Random(7);
        for (int i = 0; i < files.length; i++) {
            Arrays.setAll(files[i], place -> random.nextInt(256));
            Arrays.fill(files[i], i * 700, 7_300 - 800 * i, i % 2 == 0 ? 0 : files[i][0]);
        }
        Weights weights = InitialWeights.draw(spec, 3);
        try (Network network = new Network(spec, weights, kernels, 2)) {
            Network.Rows rows = (i, into, at) -> System.arraycopy(files[i], 0, into, at, spec.length());
            float[] largest = network.tap(spec.find("7"), files.length, rows);
            float[] all = network.tap(spec.find("6"), files.length, rows);
            float[] expected = new float[largest.length];
            int windows = all.length / largest.length;
            for (int i = 0; i < all.length; i++) {
                int at = i / (windows * 128) * 128 + i % 128;
                expected[at] = Math.max(expected[at], all[i]);
            }
            assertNear(expected, largest, 1e-6, "layer 7");
        }
    }

    private static void assertNear(float[] expected, float[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, what + " at " + i);
        }
    }
}
