package io.ichnite.formats.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.json.Json;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.nn.Activation;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Activate;
import io.ichnite.nn.LayerSpec.Bidirectional;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.GlobalPooling1D;
import io.ichnite.nn.LayerSpec.Gru;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Lstm;
import io.ichnite.nn.LayerSpec.Merge;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files for Keras, as we read them ourselves; what real Keras reads is recorded in bench. */
class KerasWritersTest {
    private static final KerasH5Writer H5 = new KerasH5Writer();
    private static final KerasArchiveWriter ARCHIVE = new KerasArchiveWriter();

    private final Path folder;

    KerasWritersTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static List<NetworkSpec> real() {
        return List.of(
                NamedNetworks.of("cnn-lstm", 6000, 304, 8, OptionalInt.of(32)),
                NamedNetworks.of("bi-lstm", 6000, 304, 8, OptionalInt.empty()),
                MalConv.published(256, 9).network(200_000),
                MalConv.published(256, 1).network(200_000));
    }

    private static ModelBundle bundle(NetworkSpec spec) {
        Weights weights = InitialWeights.draw(spec, 7);
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] += (i % 17 - 8) * 1e-3f;
        }
        return new ModelBundle(
                Manifest.of("test", 1, "", Map.of(), Map.of()),
                spec,
                Vocabulary.none(),
                new Families(List.of("a", "b")),
                new Encoding(Encoding.defaults().order(), spec.length(), false),
                weights);
    }

    private static byte[] written(ModelExport form, ModelBundle bundle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        form.write(bundle, out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static JsonNode config(byte[] zip) throws IOException {
        byte[] text = entries(zip).getOrDefault("config.json", new byte[0]);
        return Json.read(new String(text, StandardCharsets.UTF_8), "config.json");
    }

    @ParameterizedTest
    @MethodSource("real")
    void anH5OfRealSizeComesBackToTheBit(NetworkSpec spec) throws IOException {
        ModelBundle bundle = bundle(spec);
        Path file = Files.write(folder.resolve("m.h5"), written(H5, bundle));
        KerasWeights back = KerasFiles.read(file, spec);
        assertEquals(spec, back.spec());
        assertArrayEquals(bundle.weights().values(), back.weights().values());
        assertEquals(List.of(), back.remarks());
        assertTrue(back.epsilonInside());
        KerasOutline outline = KerasFiles.outline(file);
        assertEquals(spec.length(), outline.length());
        assertEquals(spec.nodes().stream().map(node -> node.layer().kind()).toList(), outline.layers());
        assertArrayEquals(Files.readAllBytes(file), written(H5, bundle));
    }

    @ParameterizedTest
    @MethodSource("real")
    void bothSayThemselvesWhichNetworkTheyAre(NetworkSpec spec) throws IOException {
        ModelBundle bundle = bundle(spec);
        for (ModelExport form : List.of(H5, ARCHIVE)) {
            Path file = Files.write(folder.resolve("m" + form.ending()), written(form, bundle));
            KerasWeights back = KerasFiles.read(file, 0);
            assertEquals(spec.nodes(), back.spec().nodes(), form.ending());
            assertEquals(spec.functional(), back.spec().functional(), form.ending());
            assertArrayEquals(bundle.weights().values(), back.weights().values());
        }
    }

    @Test
    void whatKerasWroteComesBackAsItWas() throws IOException {
        // in by an .h5 of TensorFlow 2.0, out again, in again
        Path golden = Goldens.path("keras/seed_a/a_lstm.tf2.0.h5");
        NetworkSpec asked = NamedNetworks.of("cnn-lstm", 6000, 304, 8, OptionalInt.empty());
        KerasWeights first = KerasFiles.read(golden, asked);
        ModelBundle bundle = bundle(first.spec());
        ModelBundle taken = new ModelBundle(
                bundle.manifest(),
                first.spec(),
                bundle.vocabulary(),
                bundle.families(),
                bundle.encoding(),
                first.weights());
        Path file = Files.write(folder.resolve("m.h5"), written(H5, taken));
        KerasWeights second = KerasFiles.read(file, asked);
        assertEquals(first.spec(), second.spec());
        assertArrayEquals(first.weights().values(), second.weights().values());
    }

    @Test
    void anArchiveHasTheWeightsWhereKeras3LooksForThem() throws IOException {
        NetworkSpec spec = NamedNetworks.of("bi-lstm", 600, 304, 8, OptionalInt.of(32));
        ModelBundle bundle = bundle(spec);
        Map<String, byte[]> entries = entries(written(ARCHIVE, bundle));
        assertEquals(List.of("metadata.json", "config.json", "model.weights.h5"), List.copyOf(entries.keySet()));
        List<String> paths = List.of(
                "embedding/vars/0",
                "conv1d/vars/0",
                "conv1d/vars/1",
                "conv1d_1/vars/0",
                "conv1d_1/vars/1",
                "conv1d_2/vars/0",
                "conv1d_2/vars/1",
                "conv1d_3/vars/0",
                "conv1d_3/vars/1",
                "conv1d_4/vars/0",
                "conv1d_4/vars/1",
                "conv1d_5/vars/0",
                "conv1d_5/vars/1",
                "lstm/cell/vars/0",
                "lstm/cell/vars/1",
                "lstm/cell/vars/2",
                "bidirectional/forward_layer/cell/vars/0",
                "bidirectional/forward_layer/cell/vars/1",
                "bidirectional/forward_layer/cell/vars/2",
                "bidirectional/backward_layer/cell/vars/0",
                "bidirectional/backward_layer/cell/vars/1",
                "bidirectional/backward_layer/cell/vars/2",
                "dense/vars/0",
                "dense/vars/1",
                "dense_1/vars/0",
                "dense_1/vars/1");
        float[] found = new float[bundle.weights().values().length];
        byte[] h5 = entries.getOrDefault("model.weights.h5", new byte[0]);
        try (HdfFile hdf = HdfFile.fromByteBuffer(ByteBuffer.wrap(h5))) {
            for (int i = 0; i < paths.size(); i++) {
                float[] values = (float[])
                        hdf.getDatasetByPath("/layers/" + paths.get(i)).getDataFlat();
                System.arraycopy(values, 0, found, bundle.weights().offset(i), values.length);
            }
            Group embed = (Group) hdf.getByPath("/layers/embedding/vars");
            assertEquals("embed", embed.getAttribute("name").getData());
        }
        assertArrayEquals(bundle.weights().values(), found);
    }

    @Test
    void aChainIsSequentialAndAGraphIsNot() throws IOException {
        JsonNode chain = config(written(ARCHIVE, bundle(NamedNetworks.of("cnn-lstm", 60, 9, 3, OptionalInt.empty()))));
        assertEquals("Sequential", chain.path("class_name").stringValue());
        JsonNode input = chain.path("config").path("layers").path(0);
        assertEquals("InputLayer", input.path("class_name").stringValue());
        assertEquals("[null,60]", input.path("config").path("batch_shape").toString());
        assertEquals("int32", input.path("config").path("dtype").stringValue());
        JsonNode graph = config(written(ARCHIVE, bundle(new MalConv(256, 8, 50, 16, 8, 4).network(500))));
        assertEquals("Functional", graph.path("class_name").stringValue());
        JsonNode multiply = graph.path("config").path("layers").path(5);
        assertEquals("multiply", multiply.path("name").stringValue());
        assertEquals(
                "[\"conv1d\",0,0]",
                multiply.path("inbound_nodes")
                        .path(0)
                        .path("args")
                        .path(0)
                        .path(0)
                        .path("config")
                        .path("keras_history")
                        .toString());
    }

    @Test
    void layersComeInKerasOrderWhateverOurs() throws IOException {
        NetworkSpec spec = new NetworkSpec(
                "graph",
                6,
                true,
                List.of(
                        new Node(new Embedding("embedding", 5, 3), List.of(NetworkSpec.INPUT)),
                        new Node(new GlobalPooling1D("mean", Pool.AVERAGE), List.of("embedding")),
                        new Node(new Dense("late", 3, Activation.TANH, true), List.of("mean")),
                        new Node(new GlobalPooling1D("most", Pool.MAX), List.of("embedding")),
                        new Node(new Dense("early", 3, Activation.TANH, true), List.of("most")),
                        new Node(new Dense("deep", 3, Activation.TANH, true), List.of("early")),
                        new Node(new Merge("add", Join.ADD), List.of("late", "deep")),
                        new Node(new Dense("answer", 2, Activation.SOFTMAX, true), List.of("add"))));
        ModelBundle bundle = bundle(spec);
        List<String> order = List.of("input", "embedding", "most", "mean", "early", "late", "deep", "add", "answer");
        List<String> names = new ArrayList<>();
        config(written(ARCHIVE, bundle))
                .path("config")
                .path("layers")
                .forEach(layer -> names.add(layer.path("name").stringValue()));
        assertEquals(order, names);
        try (HdfFile hdf = HdfFile.fromByteBuffer(ByteBuffer.wrap(written(H5, bundle)))) {
            Group weights = (Group) hdf.getByPath("/model_weights");
            assertArrayEquals(order.toArray(), (Object[])
                    weights.getAttribute("layer_names").getData());
        }
        List<String> remarks = List.of("Keras numbers the layers of this graph otherwise: most is 2, here 4; mean is 3,"
                + " here 2; early is 4, here 5; late is 5, here 3");
        assertEquals(remarks, H5.remarks(bundle));
        assertEquals(remarks, ARCHIVE.remarks(bundle));
    }

    @Test
    void theHardSigmoidsAreNotMixedUp() throws IOException {
        for (Activation hard : List.of(Activation.HARD_SIGMOID, Activation.HARD_SIGMOID_KERAS3)) {
            boolean two = hard == Activation.HARD_SIGMOID;
            for (LayerSpec layer : List.of(
                    new Lstm("odd", Recurrence.of(2).withRecurrentActivation(hard)),
                    new Lstm("odd", Recurrence.of(2).withActivation(hard)),
                    new Bidirectional(
                            "both", new Gru("odd", Recurrence.of(2).withRecurrentActivation(hard), true), Join.ADD))) {
                ModelBundle bundle = bundle(NetworkSpec.chain("n", 4, List.of(new Embedding("e", 3, 2), layer)));
                ModelExport says = two ? H5 : ARCHIVE;
                ModelExport cannot = two ? ARCHIVE : H5;
                String text = new String(written(says, bundle), StandardCharsets.ISO_8859_1);
                assertTrue(text.contains("\"hard_sigmoid\""));
                BadConfig e = assertThrows(BadConfig.class, () -> written(cannot, bundle));
                assertEquals(
                        "odd: its hard_sigmoid is that of Keras " + (two ? 2 : 3) + ", and whoever reads "
                                + cannot.ending() + " takes the word for another formula; " + says.ending()
                                + " says it",
                        e.getMessage());
                assertEquals(two ? 1 : 0, says.remarks(bundle).size());
            }
            ModelBundle alone =
                    bundle(NetworkSpec.chain("n", 4, List.of(new Embedding("e", 3, 2), new Activate("odd", hard))));
            assertThrows(BadConfig.class, () -> written(two ? ARCHIVE : H5, alone));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "é", "-a", ""})
    void namesThatKerasWouldNotTakeAreRefused(String name) {
        ModelBundle bundle = bundle(NetworkSpec.chain("n", 4, List.of(new Embedding(name, 3, 2))));
        for (ModelExport form : List.of(H5, ARCHIVE)) {
            BadConfig e = assertThrows(BadConfig.class, () -> written(form, bundle));
            assertTrue(String.valueOf(e.getMessage()).startsWith("layer '" + name + "': Keras takes"), e.getMessage());
        }
    }

    @Test
    void aModelsOwnNameIsMended() throws IOException {
        for (String[] pair : new String[][] {{"näme \"5\"", "n_me__5_"}, {"-x", "network-x"}, {"", "network"}}) {
            ModelBundle bundle = bundle(NetworkSpec.chain(pair[0], 4, List.of(new Embedding("e", 3, 2))));
            assertEquals(
                    pair[1],
                    config(written(ARCHIVE, bundle)).path("config").path("name").stringValue());
        }
    }

    @Test
    void aLayerThatLeadsNowhereIsRefused() {
        NetworkSpec spec = new NetworkSpec(
                "n",
                4,
                true,
                List.of(
                        new Node(new Embedding("e", 3, 2), List.of(NetworkSpec.INPUT)),
                        new Node(new Dense("idle", 3, Activation.LINEAR, true), List.of("e")),
                        new Node(new GlobalPooling1D("all", Pool.MAX), List.of("e"))));
        for (ModelExport form : List.of(H5, ARCHIVE)) {
            BadConfig e = assertThrows(BadConfig.class, () -> written(form, bundle(spec)));
            assertEquals("idle: the output does not depend on this layer, so Keras would drop it", e.getMessage());
        }
    }

    @Test
    void aBidirectionalAroundABackwardLayerIsRefused() {
        LayerSpec.Recurrent backwards = new Lstm("lstm", Recurrence.of(2).withBackwards(true));
        ModelBundle bundle = bundle(NetworkSpec.chain(
                "n", 4, List.of(new Embedding("e", 3, 2), new Bidirectional("both", backwards, Join.ADD))));
        for (ModelExport form : List.of(H5, ARCHIVE)) {
            BadConfig e = assertThrows(BadConfig.class, () -> written(form, bundle));
            assertTrue(String.valueOf(e.getMessage()).startsWith("both: around a layer that goes"), e.getMessage());
        }
    }

    @Test
    void aConfigTooLongForAnH5IsRefusedAndFitsAnArchive() throws IOException {
        List<LayerSpec> layers = new ArrayList<>(List.of(new Embedding("e", 3, 2)));
        for (int i = 0; i < 600; i++) {
            layers.add(new Dense("dense_" + i, 2, Activation.TANH, true));
        }
        ModelBundle bundle = bundle(NetworkSpec.chain("deep", 4, layers));
        BadConfig e = assertThrows(BadConfig.class, () -> written(H5, bundle));
        assertTrue(String.valueOf(e.getMessage()).startsWith("model_config: "), e.getMessage());
        assertEquals(
                602,
                config(written(ARCHIVE, bundle)).path("config").path("layers").size());
    }

    @Test
    void brokenWeightsAreNotWritten() {
        ModelBundle bundle = bundle(NetworkSpec.chain("n", 4, List.of(new Embedding("e", 3, 2))));
        bundle.weights().values()[4] = Float.NaN;
        for (ModelExport form : List.of(H5, ARCHIVE)) {
            assertThrows(IllegalArgumentException.class, () -> written(form, bundle));
        }
    }
}
