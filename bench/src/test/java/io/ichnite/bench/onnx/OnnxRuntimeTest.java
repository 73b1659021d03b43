package io.ichnite.bench.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OrtException;
import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Encoding;
import io.ichnite.formats.RandomSpecs;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.onnx.OnnxExport;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime gives for exported models what ichnite gives: layer by layer within 1e-5 (of numbers above 1, 1e-5 of them). */
class OnnxRuntimeTest {
    private static final double TOLERANCE = 1e-5;
    private static final int ROWS = 3;
    private static final Path GOLDENS = Path.of("../formats/src/test/resources/goldens/keras/seed_a");
    private static final Path SHARED =
            Path.of(System.getProperty("ichnite.shared", "../../shared"), "goldens", "keras", "seed_b");

    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    static Set<String> zoo() {
        return OnnxZoo.all().keySet();
    }

    private static byte[] onnx(ModelBundle bundle, List<String> layers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new OnnxExport(layers).write(bundle, out);
        return out.toByteArray();
    }

    private static ModelBundle bundle(NetworkSpec spec, Weights weights, Vocabulary vocabulary) {
        List<String> names = IntStream.range(0, ClassOutputs.classes(spec))
                .mapToObj(String::valueOf)
                .toList();
        Manifest manifest = Manifest.of("test", 1, "", Map.of(), Map.of());
        Encoding encoding = new Encoding(Order.TID, spec.length(), false);
        return new ModelBundle(manifest, spec, vocabulary, new Families(names), encoding, weights);
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void everyLayerWithEveryOptionGivesTheSame(String name) throws Exception {
        ModelBundle bundle = zooModel(name);
        everyLayerIsTheSame(bundle, Expected.rows(bundle.network(), ROWS, 3), name);
    }

    private static ModelBundle zooModel(String name) {
        ModelBundle bundle = OnnxZoo.all().get(name);
        if (bundle == null) {
            throw new AssertionError("no model is called " + name);
        }
        return bundle;
    }

    @Test
    void networksDrawnAtRandomGiveTheSame() throws Exception {
        long seed = Long.getLong("ichnite.seed", 1);
        Random random = new Random(seed);
        RandomSpecs specs = new RandomSpecs(random);
        for (int round = 0; round < 150; round++) {
            NetworkSpec spec = specs.next();
            String what = "seed " + seed + ", round " + round + ", " + SpecJson.write(spec);
            ModelBundle bundle = bundle(spec, OnnxZoo.weights(spec, 10), Vocabulary.none());
            everyLayerIsTheSame(bundle, Expected.rows(spec, ROWS, random.nextLong()), what);
        }
    }

    private void everyLayerIsTheSame(ModelBundle bundle, int[] rows, String what) throws Exception {
        List<String> layers = Expected.layers(bundle.network());
        List<float[]> expected = Expected.outputs(bundle, rows, ROWS, kernels);
        Map<String, float[]> found;
        try (OnnxRuntime model = new OnnxRuntime(onnx(bundle, layers))) {
            found = model.ask(rows, ROWS);
        }
        List<float[]> outputs = new ArrayList<>(found.values());
        boolean logits = found.containsKey("logits");
        assertEquals(expected.size() + (logits ? 1 : 0), outputs.size(), what);
        float[] answers = outputs.remove(0);
        assertNear(expected.get(0), answers, what);
        if (logits) {
            int classes = bundle.families().size();
            assertNear(answers, ClassOutputs.ofLogits(outputs.remove(0), classes), what + ", logits");
        }
        for (int i = 0; i < layers.size(); i++) {
            assertNear(expected.get(i + 1), outputs.get(i), what + ", " + layers.get(i));
        }
        try (OnnxRuntime model = new OnnxRuntime(onnx(bundle, List.of()))) {
            float[] alone =
                    model.ask(Arrays.copyOf(rows, rows.length / ROWS), 1).get("probabilities");
            assertNear(Arrays.copyOf(expected.get(0), bundle.families().size()), alone, what + ", one row alone");
        }
    }

    private static void assertNear(float[] expected, float @Nullable [] found, String what) {
        if (found == null) {
            throw new AssertionError(what + " is not there");
        }
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            double allowed = TOLERANCE * Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], found[i], allowed, what + " at " + i);
        }
    }

    /** The published trace networks at their real size, with weights that TensorFlow and Keras wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"cnn-lstm a_lstm.tf2.0.h5 a_lstm", "bi-lstm a_bi.keras2.15.h5 a_bi"})
    void thePublishedTraceNetworksGiveWhatKerasGives(String words) throws Exception {
        String[] word = words.split(" ");
        NetworkSpec named = NamedNetworks.of(word[0], 6000, 304, 8, OptionalInt.empty());
        KerasWeights keras = KerasFiles.read(GOLDENS.resolve(word[1]), named);
        int[] rows = NpyArray.read(GOLDENS.resolve("x6000.npy")).ints();
        float[] expected =
                NpyArray.read(GOLDENS.resolve(word[2] + ".softmax.npy")).floats();
        ModelBundle bundle = bundle(keras.spec(), keras.weights(), Vocabulary.none());
        answersAre(expected, bundle, rows, 4);
        answersAre(probabilities(bundle, rows, 4), bundle, rows, 4);
    }

    /** The published byte network at its real size: with Keras' weights where they are at hand, else with drawn ones. */
    @Test
    void thePublishedByteNetworkGivesTheSame() throws Exception {
        NetworkSpec named = NamedNetworks.of(NamedNetworks.MALCONV, 200_000, 256, 4, OptionalInt.empty());
        int[] rows = Expected.rows(named, ROWS, 5);
        ModelBundle drawn = bundle(named, InitialWeights.draw(named, 2), Vocabulary.bytes());
        answersAre(probabilities(drawn, rows, ROWS), drawn, rows, ROWS);
        if (Files.isDirectory(SHARED)) {
            KerasWeights keras = KerasFiles.read(SHARED.resolve("m4.tf2.0.h5"), named);
            int[] files = NpyArray.read(SHARED.resolve("x_bytes.npy")).ints();
            float[] expected = NpyArray.read(SHARED.resolve("m4.layer9.npy")).floats();
            answersAre(expected, bundle(keras.spec(), keras.weights(), Vocabulary.bytes()), files, 3);
        } else {
            System.out.println("SKIPPED OnnxRuntimeTest, part: goldens/keras/seed_b is absent");
        }
    }

    private float[] probabilities(ModelBundle bundle, int[] rows, int count) {
        int length = bundle.network().length();
        try (Network network = new Network(bundle.network(), bundle.weights(), kernels, 2)) {
            Network.Rows reader = (i, into, at) -> System.arraycopy(rows, i * length, into, at, length);
            return ClassOutputs.probabilities(bundle.network(), network.predict(count, reader));
        }
    }

    private static void answersAre(float[] expected, ModelBundle bundle, int[] rows, int count) throws Exception {
        try (OnnxRuntime model = new OnnxRuntime(onnx(bundle, List.of()))) {
            assertNear(
                    expected,
                    model.ask(rows, count).get("probabilities"),
                    bundle.network().name());
        }
    }

    /** As FeatureExtractor has them. */
    @Test
    void logitsOfASingleSigmoidBeginWithZero() throws Exception {
        ModelBundle bundle = zooModel("malconv-single");
        int[] rows = Expected.rows(bundle.network(), ROWS, 9);
        int length = bundle.network().length();
        try (OnnxRuntime model = new OnnxRuntime(onnx(bundle, List.of("8", "dense")));
                FeatureExtractor extractor = new FeatureExtractor(bundle, List.of("dense"), kernels, 1)) {
            FeatureExtractor.Features features = extractor.extract(ArrayExamples.unlabelled(rows, length));
            Map<String, float[]> found = model.ask(rows, ROWS);
            assertNear(features.logits(), found.get("logits"), "logits");
            assertEquals(0f, features.logits()[0]);
            assertNear(features.layers().get(0), found.get("features/dense"), "by its name");
            assertNear(features.layers().get(0), found.get("features/dense_1"), "the same layer by its number");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -7, 7, 1_000_000})
    void anIdThatTheEmbeddingHasNoRowForIsRefused(int id) throws Exception {
        ModelBundle bundle = zooModel("cnn-lstm");
        int[] rows = new int[bundle.network().length()];
        try (OnnxRuntime model = new OnnxRuntime(onnx(bundle, List.of()))) {
            model.ask(rows, 1);
            rows[5] = id;
            assertThrows(OrtException.class, () -> model.ask(rows, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void metadataCameAlong(String name) throws Exception {
        ModelBundle bundle = zooModel(name);
        try (OnnxRuntime model = new OnnxRuntime(onnx(bundle, List.of()))) {
            Map<String, String> metadata = model.metadata();
            assertEquals(bundle.network(), SpecJson.read(text(metadata, "ichnite.network"), "metadata"));
            assertEquals(Json.line(bundle.families().names()), text(metadata, "ichnite.families"));
            assertEquals("0.1.0", text(metadata, "ichnite.version"));
        }
    }

    private static String text(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new AssertionError(key + " is not among " + metadata.keySet());
        }
        return text;
    }
}
