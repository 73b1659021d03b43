package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model that five Kerases wrote, read with nothing but the file: no Keras reads them all. Answers within 1e-6 of those
 * recorded; between Kerases they differ by up to 2.4e-7.
 */
class KerasFilesGoldenTest {
    private static final double TOLERANCE = 1e-6;
    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    static List<Path> wholeModels() {
        List<Path> all = new ArrayList<>(Goldens.matching("keras/models", "(as|ms).*\\.(keras|h5)"));
        all.removeIf(file -> file.toString().matches(".*(weights|weights_only|trained1)\\.h5"));
        return all;
    }

    static List<Path> trained() {
        return Goldens.matching("keras/models", ".*\\.trained1\\.h5");
    }

    static List<Path> weightsOnly() {
        return Goldens.matching("keras/models", ".*(weights|weights_only)\\.h5");
    }

    @Test
    void thereAreThirtyFour() {
        assertEquals(34, wholeModels().size());
        assertEquals(5, trained().size());
        assertEquals(14, weightsOnly().size());
    }

    @ParameterizedTest
    @MethodSource("wholeModels")
    void everyModelAnswersAsRecorded(Path file) throws IOException {
        KerasWeights keras = KerasFiles.read(file, 0);
        String name = file.getFileName().toString();
        boolean bytes = name.startsWith("ms");
        assertEquals(bytes, keras.spec().name().equals(NamedNetworks.MALCONV));
        assertEquals(bytes, keras.spec().functional());
        assertEquals(List.of(), keras.remarks(), "nothing is passed over or converted");
        assertNear(keras, bytes ? "ms_x.npy" : "as_x.npy", expected(name), name);
    }

    /** What is asked for by a network's description is the same as what the file says itself. */
    @ParameterizedTest
    @MethodSource("weightsOnly")
    void weightsAloneAnswerByAGivenNetwork(Path file) throws IOException {
        String name = file.getFileName().toString();
        String[] parts = name.split("\\.", -1);
        NetworkSpec spec = KerasFiles.read(
                        Goldens.matching("keras/models", parts[0] + "\\." + parts[1] + "\\.keras2.*\\.h5")
                                .get(0),
                        0)
                .spec();
        KerasWeights keras = KerasFiles.read(file, spec);
        assertEquals(1, keras.remarks().size());
        // the given network has Keras 2's hard sigmoid, also for the weights of Keras 3
        assertNear(keras, "as_x.npy", parts[0] + "." + parts[1] + ".out.npy", name);
    }

    @ParameterizedTest
    @MethodSource("trained")
    void whatAnOptimiserRemembersIsRead(Path file) throws IOException {
        KerasWeights keras = KerasFiles.read(file, 0);
        String name = file.getFileName().toString();
        OptimizerState state = Objects.requireNonNull(keras.optimizer(), name);
        Optimizer.Memory memory = Objects.requireNonNull(state.memory(), name);
        boolean old = name.contains("2.1.5");
        assertEquals(old ? 0 : 1, memory.step());
        OptimizerSpec.RmsProp rule = (OptimizerSpec.RmsProp) state.rule();
        assertEquals(1e-4f, rule.learningRate());
        assertEquals(1e-7, rule.epsilon());
        assertEquals(0.9, rule.rho(), 1e-7);
        assertEquals(!old && !name.contains("tf2.0"), rule.epsilonInside());
        assertEquals(keras.weights().specs(), memory.second().specs());
        double sum = 0;
        for (float value : memory.second().values()) {
            sum += value;
        }
        assertTrue(sum > 1e-6, "sums to " + sum);
    }

    @Test
    void theFullSizeAnswersAsRecorded() throws IOException {
        List<Path> files = new ArrayList<>(
                List.of(Goldens.path("keras/seed_a/a_lstm.tf2.0.h5"), Goldens.path("keras/seed_a/a_bi.keras2.15.h5")));
        Path shared = Path.of(System.getProperty("ichnite.shared", "../shared"), "goldens/keras/seed_a");
        if (Files.isDirectory(shared)) {
            files.add(shared.resolve("a_lstm.keras3.15.keras"));
        }
        for (Path file : files) {
            KerasWeights keras = KerasFiles.read(file, 0);
            String name = file.getFileName().toString();
            assertEquals(6000, keras.spec().length());
            try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
                NpyArray x = NpyArray.read(Goldens.path("keras/seed_a/x6000.npy"));
                float[] expected = NpyArray.read(
                                Goldens.path("keras/seed_a/" + name.substring(0, name.indexOf('.')) + ".softmax.npy"))
                        .floats();
                assertNear(expected, network.predict(4, SeedAGoldenTest.rows(x)), name);
            }
        }
    }

    @Test
    void whatOthersPublishedIsRead() throws IOException {
        Path wild = Path.of(System.getProperty("ichnite.shared", "../shared"), "goldens/h5_wild");
        if (!Files.isDirectory(wild)) {
            System.out.println("SKIPPED KerasFilesGoldenTest: goldens/h5_wild is absent");
        }
        assumeTrue(Files.isDirectory(wild));
        int read = 0;
        try (Stream<Path> files = Files.list(wild)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(h5|keras)"))
                    .filter(f -> !f.toString().contains("weights"))
                    .toList()) {
                KerasWeights keras = KerasFiles.read(file, 0);
                OptimizerState state = keras.optimizer();
                if (state != null) {
                    assertTrue(state.rule() instanceof OptimizerSpec.Adam, file.toString());
                    assertTrue(Objects.requireNonNull(state.memory()).step() > 0, file.toString());
                    read++;
                }
            }
        }
        assertEquals(3, read);
    }

    private static String expected(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts[0].startsWith("ms")) {
            return parts[0] + ".out.npy";
        }
        boolean other = parts[1].equals("hard_sigmoid") && parts[2].equals("keras3");
        return parts[0] + "." + parts[1] + (other ? ".out.keras3.npy" : ".out.npy");
    }

    private void assertNear(KerasWeights keras, String inputs, String outputs, String name) throws IOException {
        NpyArray x = NpyArray.read(Goldens.path("keras/models/" + inputs));
        float[] expected =
                NpyArray.read(Goldens.path("keras/models/" + outputs)).floats();
        try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
            assertNear(expected, network.predict(x.shape()[0], SeedAGoldenTest.rows(x)), name);
        }
    }

    private static void assertNear(float[] expected, float[] found, String name) {
        assertEquals(expected.length, found.length, name);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], TOLERANCE, name + " at " + i);
        }
    }
}
