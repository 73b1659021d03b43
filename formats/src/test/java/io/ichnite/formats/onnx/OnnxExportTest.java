package io.ichnite.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.formats.protobuf.Fields;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelExportContract;
import io.ichnite.nn.Activation;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Conv1D;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.Lstm;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the file; what other programs make of it is asked in the module bench. */
class OnnxExportTest extends ModelExportContract {
    private static final Vocabulary NAMES = new Vocabulary(Vocabulary.Kind.ICHNITE, List.of("a", "b\"\u00e9"));
    private static final Families FAMILIES = new Families(List.of("x", "y", "z"));

    /** The fields of onnx.proto that are looked at. */
    private static final int GRAPH = 7;

    private static final int METADATA = 14;

    @Override
    protected ModelExport export() {
        return new OnnxExport();
    }

    @Override
    protected ModelBundle model() {
        return bundle();
    }

    private static NetworkSpec network() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(node(new Embedding("embed", 4, 2), "input"));
        nodes.add(node(new Conv1D("conv", 3, 2, 1, Padding.SAME, Activation.RELU, true), "embed"));
        nodes.add(node(new Conv1D("unread", 5, 2, 1, Padding.SAME, Activation.RELU, true), "embed"));
        nodes.add(node(new Lstm("lstm", Recurrence.of(2)), "conv"));
        nodes.add(node(new Dense("dense", 3, Activation.SOFTMAX, true), "lstm"));
        return new NetworkSpec("small", 7, true, nodes);
    }

    private static Node node(LayerSpec layer, String input) {
        return new Node(layer, List.of(input));
    }

    private static ModelBundle bundle(NetworkSpec spec, Vocabulary vocabulary, Families families) {
        Manifest manifest = Manifest.of("1.2.3", 7, "sha256:0", Map.of("epochs", "3"), Map.of("loss", Double.NaN));
        Encoding encoding = new Encoding(Order.CLOCK, spec.length(), true);
        return new ModelBundle(manifest, spec, vocabulary, families, encoding, InitialWeights.draw(spec, 1));
    }

    private static ModelBundle bundle() {
        return bundle(network(), NAMES, FAMILIES);
    }

    private static byte[] bytes(ModelBundle bundle, String... layers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new OnnxExport(List.of(layers)).write(bundle, out);
        return out.toByteArray();
    }

    private static Fields written(ModelBundle bundle, String... layers) throws IOException {
        return new Fields(bytes(bundle, layers));
    }

    private static Map<String, String> metadata(Fields model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        model.messages(METADATA).forEach(entry -> metadata.put(entry.text(1), entry.text(2)));
        return metadata;
    }

    /** Initializers by name. */
    private static Map<String, Fields> arrays(Fields model) {
        Map<String, Fields> arrays = new HashMap<>();
        model.message(GRAPH).messages(5).forEach(array -> arrays.put(array.text(8), array));
        return arrays;
    }

    /** {@code int64 calls (batch, 7)}. */
    private static String told(Fields value) {
        Fields tensor = value.message(2).message(1);
        List<String> extents = tensor.message(2).messages(1).stream()
                .map(extent -> extent.has(2) ? extent.text(2) : String.valueOf(extent.integer(1)))
                .toList();
        String kind = Map.of(1L, "float", 2L, "uint8", 7L, "int64").getOrDefault(tensor.integer(1), "?");
        return kind + " " + value.text(1) + " (" + String.join(", ", extents) + ")";
    }

    private static List<String> told(Fields model, int field) {
        return model.message(GRAPH).messages(field).stream()
                .map(OnnxExportTest::told)
                .toList();
    }

    @Test
    void versionsAreThoseOf2021() throws IOException {
        Fields model = written(bundle());
        assertEquals(7, model.integer(1));
        assertEquals(13, model.message(8).integer(2));
        assertEquals("ichnite", model.text(2));
        assertEquals("1.2.3", model.text(3));
        assertEquals(".onnx", new OnnxExport().ending());
    }

    @Test
    void inputsAndOutputsHaveTheirNamesKindsAndShapes() throws IOException {
        Fields model = written(bundle(), "lstm", "1");
        assertEquals(List.of("int64 calls (batch, 7)"), told(model, 11));
        assertEquals(
                List.of(
                        "float probabilities (batch, 3)",
                        "float logits (batch, 3)",
                        "float features/lstm (batch, 2)",
                        "float features/embed (batch, 7, 2)"),
                told(model, 12));
        Fields bytes = written(bundle(
                new MalConv(256, 2, 4, 3, 2, 1).network(9), Vocabulary.bytes(), new Families(List.of("a", "b"))));
        assertEquals(List.of("uint8 bytes (batch, 9)"), told(bytes, 11));
        assertEquals(List.of("float probabilities (batch, 2)", "float logits (batch, 2)"), told(bytes, 12));
    }

    @Test
    void logitsAreLeftOutWhereThereIsNoSoftmax() throws IOException {
        NetworkSpec spec = NetworkSpec.chain(
                "n",
                3,
                List.of(
                        new Embedding("embed", 4, 2),
                        new Lstm("lstm", Recurrence.of(2)),
                        new Dense("dense", 3, Activation.SIGMOID, true)));
        assertEquals(List.of("float probabilities (batch, 3)"), told(written(bundle(spec, NAMES, FAMILIES)), 12));
    }

    @Test
    void metadataSayHowARowIsMade() throws IOException {
        Map<String, String> metadata = metadata(written(bundle()));
        assertEquals(
                List.of(
                        "ichnite.version",
                        "ichnite.families",
                        "ichnite.encoding",
                        "ichnite.vocabulary",
                        "ichnite.network",
                        "ichnite.training"),
                List.copyOf(metadata.keySet()));
        assertEquals("1.2.3", metadata.get("ichnite.version"));
        assertEquals("[\"x\", \"y\", \"z\"]", metadata.get("ichnite.families"));
        assertEquals(
                "{\"input\": \"calls\", \"length\": 7, \"padding\": \"before\", \"order\": \"clock\", \"reverse\": true}",
                metadata.get("ichnite.encoding"));
        assertEquals(
                "{\"kind\": \"ichnite\", \"first\": 2, \"names\": [\"a\", \"b\\\"\\u00e9\"]}",
                metadata.get("ichnite.vocabulary"));
        String spec = metadata.getOrDefault("ichnite.network", "");
        assertEquals(network(), SpecJson.read(spec, "metadata"));
        String training = metadata.getOrDefault("ichnite.training", "");
        assertEquals(
                "NaN",
                Json.read(training, "metadata").get("metrics").get("loss").stringValue());
    }

    @Test
    void weightsLieAsOnnxReadsThem() throws IOException {
        ModelBundle bundle = bundle();
        Weights weights = bundle.weights();
        float[] values = weights.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Map<String, Fields> arrays = arrays(written(bundle));
        // (size 2, channels 2, filters 3) to (filters, channels, size); 8 numbers of the embedding come before
        assertArrayEquals(
                new float[] {8, 14, 11, 17, 9, 15, 12, 18, 10, 16, 13, 19}, floats(arrays, "conv/kernel", 3, 2, 2));
        assertArrayEquals(new float[] {20, 21, 22}, floats(arrays, "conv/bias", 3));
        // (channels 3, gates i f c o of 2 units) to (1, gates i o f c, channels)
        int at = weights.offset(5);
        assertEquals("lstm/kernel", weights.specs().get(5).name());
        float[] kernel = floats(arrays, "lstm/W", 1, 8, 3);
        assertArrayEquals(new float[] {at, at + 8, at + 16}, java.util.Arrays.copyOf(kernel, 3));
        assertEquals(at + 6, kernel[2 * 3], "the output gate comes second");
        assertEquals(at + 2, kernel[4 * 3], "the forget gate third");
        assertEquals(at + 4, kernel[6 * 3], "the candidate last");
        float[] bias = floats(arrays, "lstm/B", 1, 16);
        assertEquals(weights.offset(7) + 6, bias[2]);
        assertArrayEquals(new float[8], java.util.Arrays.copyOfRange(bias, 8, 16));
    }

    private static float[] floats(Map<String, Fields> arrays, String name, Integer... extents) {
        Fields array = arrays.get(name);
        if (array == null) {
            throw new AssertionError(name + " is not among " + arrays.keySet());
        }
        List<Long> dims = new ArrayList<>();
        for (int extent : extents) {
            dims.add((long) extent);
        }
        assertEquals(dims, array.integers(1), name);
        ByteBuffer bytes = ByteBuffer.wrap(array.bytes(9)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    @Test
    void whatNothingReadsIsLeftOut() throws IOException {
        assertFalse(arrays(written(bundle())).containsKey("unread/kernel"));
        assertTrue(arrays(written(bundle(), "unread")).containsKey("unread/kernel"));
    }

    @Test
    void whatCannotBeHadIsRefusedBeforeAnythingIsWritten() {
        ModelBundle bundle = bundle();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BadConfig large = assertThrows(BadConfig.class, () -> new OnnxExport(List.of(), 1000).write(bundle, out));
        String told = String.valueOf(large.getMessage());
        assertTrue(told.startsWith("network small: expected at most 1000 bytes"), told);
        BadConfig absent = assertThrows(BadConfig.class, () -> new OnnxExport(List.of("absent")).write(bundle, out));
        assertTrue(String.valueOf(absent.getMessage()).contains("'absent'"), absent.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new OnnxExport()
                .write(bundle(network(), NAMES, new Families(List.of("x"))), out));
        bundle.weights().values()[3] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> new OnnxExport().write(bundle, out));
        assertEquals(0, out.size());
    }
}
