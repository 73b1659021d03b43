package io.ichnite.bench;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.keras.KerasArchiveWriter;
import io.ichnite.formats.keras.KerasH5Writer;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.nn.Activation;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Activate;
import io.ichnite.nn.LayerSpec.Bidirectional;
import io.ichnite.nn.LayerSpec.Conv1D;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Dropout;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.GlobalPooling1D;
import io.ichnite.nn.LayerSpec.Gru;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Lstm;
import io.ichnite.nn.LayerSpec.Merge;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.LayerSpec.Pooling1D;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Shape;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.SplitMix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Models of every kind of layer, in every form that Keras reads, with our answers: what {@code bench/peers check_export.py} shows to
 * Keras. {@code java -cp … io.ichnite.bench.ExportedModels FOLDER} writes them.
 */
public final class ExportedModels {
    /** Every way in which a model leaves for Keras. */
    static final List<ModelExport> FORMS = List.of(new KerasH5Writer(), new KerasArchiveWriter());

    private static final int CALLS = 12;
    private static final int LENGTH = 24;

    private ExportedModels() {}

    /** A network with weights that were drawn, none of them zero, and rows to ask it about. */
    static final class Made {
        private final String name;
        private final ModelBundle bundle;
        private final int rows;
        private final int[] integers;

        /** @param integers (rows, length), row-major */
        Made(String name, ModelBundle bundle, int rows, int[] integers) {
            this.name = name;
            this.bundle = bundle;
            this.rows = rows;
            this.integers = integers;
        }

        String name() {
            return name;
        }

        ModelBundle bundle() {
            return bundle;
        }

        /** What we answer: (rows, outputs), row-major. */
        float[] answers() {
            int length = bundle.network().length();
            try (Network network = new Network(
                    bundle.network(),
                    bundle.weights(),
                    KernelChoice.choose("auto").kernels(),
                    1)) {
                return network.predict(
                        rows, (row, into, at) -> System.arraycopy(integers, row * length, into, at, length));
            }
        }

        /** The file; empty if the form cannot say what the network has. */
        Optional<byte[]> file(ModelExport form) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                form.write(bundle, out);
            } catch (BadConfig e) {
                return Optional.empty();
            }
            return Optional.of(out.toByteArray());
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("expected a folder");
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<Object> list = new ArrayList<>();
        for (Made made : all()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", made.name());
            NetworkSpec network = made.bundle.network();
            entry.put("functional", network.functional());
            entry.put(
                    "layers",
                    network.nodes().stream().map(node -> node.layer().name()).toList());
            for (ModelExport form : FORMS) {
                Optional<byte[]> file = made.file(form);
                if (file.isPresent()) {
                    Files.write(folder.resolve(made.name() + form.ending()), file.get());
                }
                entry.put(form.ending(), file.isPresent());
                entry.put("remarks " + form.ending(), file.isPresent() ? form.remarks(made.bundle) : List.of());
            }
            NpyArray.of(made.integers, made.rows, network.length()).write(folder.resolve(made.name() + ".x.npy"));
            NpyArray.of(made.answers(), made.rows, network.output().size())
                    .write(folder.resolve(made.name() + ".ours.npy"));
            float[] weights = made.bundle.weights().values();
            NpyArray.of(weights, weights.length).write(folder.resolve(made.name() + ".weights.npy"));
            list.add(entry);
        }
        Files.writeString(folder.resolve("models.json"), Json.write(list));
    }

    /** All of them; the same each time. */
    static List<Made> all() {
        List<Made> all = new ArrayList<>();
        all.add(chain("plain", plain()));
        all.add(chain("activations", activations()));
        for (Activation hard : List.of(Activation.HARD_SIGMOID, Activation.HARD_SIGMOID_KERAS3)) {
            all.add(chain(hard.word(), hardSigmoid(hard)));
        }
        for (Join join : Join.values()) {
            all.add(chain("both-" + join.kind(), both(join)));
        }
        all.add(chain("gru", gru()));
        all.add(chain("backwards", backwards()));
        all.add(made(
                "counted",
                new NetworkSpec(
                        "counted",
                        LENGTH,
                        true,
                        NetworkSpec.chain("counted", LENGTH, plain()).nodes()),
                3));
        all.add(made("graph", graph(), 3));
        all.add(made("malconv-small", new MalConv(256, 8, 50, 16, 8, 4).network(5120), 3));
        all.add(made("malconv-one", new MalConv(256, 8, 50, 16, 8, 1).network(5120), 3));
        all.add(made("cnn-lstm", NamedNetworks.of("cnn-lstm", 6000, 304, 8, OptionalInt.of(32)), 2));
        all.add(made("bi-lstm", NamedNetworks.of("bi-lstm", 600, 304, 8, OptionalInt.empty()), 2));
        all.add(made("malconv", MalConv.published(256, 9).network(200_000), 2));
        return all;
    }

    private static List<LayerSpec> plain() {
        return List.of(
                embedding(),
                new Conv1D("conv1d", 6, 5, 1, Padding.SAME, Activation.RELU, true),
                new Pooling1D("max_pooling1d", Pool.MAX, 2, 2, Padding.VALID),
                new Conv1D("conv1d_1", 5, 4, 2, Padding.SAME, Activation.TANH, false),
                new Pooling1D("average_pooling1d", Pool.AVERAGE, 3, 2, Padding.SAME),
                new Dropout("dropout", 0.25f),
                new Lstm("lstm", Recurrence.of(4).withSequences(true).withDropout(0.1f, 0.5f)),
                new Gru("gru", Recurrence.of(5).withDropout(0, 0.25f), true),
                new Dense("dense", 3, Activation.SOFTMAX, true));
    }

    private static List<LayerSpec> activations() {
        return List.of(
                embedding(),
                new Conv1D("conv1d", 6, 3, 3, Padding.VALID, Activation.SIGMOID, true),
                new Dense("dense", 5, Activation.TANH, true),
                new Activate("relu", Activation.RELU),
                new Lstm("lstm", Recurrence.of(4).withSequences(true).withActivation(Activation.SIGMOID)),
                new Activate("softmax", Activation.SOFTMAX),
                new Pooling1D("max_pooling1d", Pool.MAX, 3, 2, Padding.SAME),
                new GlobalPooling1D("global_average_pooling1d", Pool.AVERAGE),
                new Activate("linear", Activation.LINEAR),
                new Dense("dense_1", 4, Activation.TANH, false),
                new Dense("dense_2", 2, Activation.SIGMOID, true));
    }

    private static List<LayerSpec> hardSigmoid(Activation hard) {
        return List.of(
                embedding(),
                new Conv1D("conv1d", 6, 3, 1, Padding.SAME, hard, true),
                new Lstm("lstm", Recurrence.of(4).withSequences(true).withRecurrentActivation(hard)),
                new Bidirectional(
                        "bidirectional",
                        new Gru("gru", Recurrence.of(3).withRecurrentActivation(hard), true),
                        Join.CONCATENATE),
                new Dense("dense", 3, hard, true),
                new Activate("activation", hard),
                new Dense("dense_1", 3, Activation.SOFTMAX, true));
    }

    private static List<LayerSpec> both(Join join) {
        return List.of(
                embedding(),
                new Bidirectional(
                        "bidirectional", new Lstm("lstm", Recurrence.of(4).withSequences(true)), join),
                new Bidirectional("bidirectional_1", new Gru("gru", Recurrence.of(3), true), join),
                new Dense("dense", 3, Activation.SOFTMAX, true));
    }

    private static List<LayerSpec> gru() {
        return List.of(
                embedding(),
                new Gru("gru", Recurrence.of(4).withSequences(true), false),
                new Gru("gru_1", Recurrence.of(4).withSequences(true).withBackwards(true), true),
                new Bidirectional(
                        "bidirectional", new Gru("gru_2", Recurrence.of(3).withSequences(true), false), Join.ADD),
                new GlobalPooling1D("global_max_pooling1d", Pool.MAX),
                new Dense("dense", 3, Activation.SOFTMAX, true));
    }

    private static List<LayerSpec> backwards() {
        return List.of(
                embedding(),
                new Lstm("lstm", Recurrence.of(4).withSequences(true).withBackwards(true)),
                new Bidirectional(
                        "bidirectional", new Lstm("lstm_1", Recurrence.of(3).withSequences(true)), Join.CONCATENATE),
                new Lstm("lstm_2", Recurrence.of(4).withBackwards(true)),
                new Dense("dense", 3, Activation.SOFTMAX, true));
    }

    /** Every way to join, a layer read twice, the input read twice, and layers in another order than Keras lists them. */
    private static NetworkSpec graph() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node(embedding(), List.of(NetworkSpec.INPUT)));
        nodes.add(new Node(new Embedding("embedding_1", CALLS, 6), List.of(NetworkSpec.INPUT)));
        nodes.add(new Node(conv("short", 1), List.of("embedding")));
        nodes.add(new Node(conv("first", 3), List.of("embedding")));
        nodes.add(new Node(conv("second", 3), List.of("first")));
        nodes.add(new Node(new Merge("add", Join.ADD), List.of("second", "embedding_1", "second")));
        nodes.add(new Node(new Merge("average", Join.AVERAGE), List.of("short", "add")));
        nodes.add(new Node(new Merge("multiply", Join.MULTIPLY), List.of("average", "first")));
        nodes.add(new Node(new Merge("concatenate", Join.CONCATENATE), List.of("multiply", "short", "embedding")));
        nodes.add(new Node(new GlobalPooling1D("largest", Pool.MAX), List.of("concatenate")));
        nodes.add(new Node(new GlobalPooling1D("mean", Pool.AVERAGE), List.of("concatenate")));
        nodes.add(new Node(new Dense("left", 4, Activation.TANH, true), List.of("largest")));
        nodes.add(new Node(new Dense("right", 4, Activation.TANH, true), List.of("mean")));
        nodes.add(new Node(new Merge("concatenate_1", Join.CONCATENATE), List.of("right", "left")));
        nodes.add(new Node(new Dense("answer", 3, Activation.SOFTMAX, true), List.of("concatenate_1")));
        return new NetworkSpec("graph", LENGTH, true, nodes);
    }

    private static Conv1D conv(String name, int size) {
        return new Conv1D(name, 6, size, 1, Padding.SAME, Activation.RELU, true);
    }

    private static Embedding embedding() {
        return new Embedding("embedding", CALLS, 4);
    }

    private static Made chain(String name, List<LayerSpec> layers) {
        return made(name, NetworkSpec.chain(name, LENGTH, layers), 3);
    }

    private static Made made(String name, NetworkSpec spec, int rows) {
        SplitMix random = new SplitMix(SplitMix.mix(name.hashCode()));
        Weights weights = InitialWeights.draw(spec, random.next());
        for (int i = 0; i < weights.specs().size(); i++) {
            stir(weights, i, random);
        }
        int calls = ((Embedding) spec.nodes().get(0).layer()).rows();
        int[] integers = new int[rows * spec.length()];
        Arrays.setAll(integers, i -> random.below(calls));
        Arrays.fill(integers, 0, spec.length() / 3, 0);
        List<String> families = IntStream.range(0, ClassOutputs.classes(spec))
                .mapToObj(String::valueOf)
                .toList();
        ModelBundle bundle = new ModelBundle(
                Manifest.of("made", 0, "", Map.of(), Map.of()),
                spec,
                Vocabulary.none(),
                new Families(families),
                new Encoding(Encoding.defaults().order(), spec.length(), false),
                weights);
        return new Made(name, bundle, rows, integers);
    }

    /** Adds to an array as much as keeps what flows about as large; no bias stays zero, so what stands in another's place shows. */
    private static void stir(Weights weights, int array, SplitMix random) {
        Shape shape = weights.specs().get(array).shape();
        double most = shape.rank() == 1 ? 0.3 : 2 / Math.sqrt((double) shape.size() / shape.last());
        for (int k = 0; k < shape.size(); k++) {
            weights.values()[weights.offset(array) + k] += (float) (most * (2 * random.uniform() - 1));
        }
    }
}
