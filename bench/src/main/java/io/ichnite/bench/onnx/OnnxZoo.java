package io.ichnite.bench.onnx;

import io.ichnite.data.Encoding;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
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
import io.ichnite.nn.LayerSpec.Recurrent;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Small models that between them have every layer with every option that a spec can have, and every kind of vocabulary and answer. The
 * same numbers on every machine.
 */
final class OnnxZoo {
    private static final int LENGTH = 13;
    private static final int ROWS = 9;
    private static final int WIDTH = 3;
    private static final int CLASSES = 3;
    private static final String EMBED = "embed";
    private static final List<Activation> ALL_ACTIVATIONS = List.of(Activation.values());
    private static final List<Activation> CURVES = ALL_ACTIVATIONS.stream()
            .filter(activation -> activation != Activation.SOFTMAX)
            .toList();
    private static final List<Activation> BOUNDED = CURVES.stream()
            .filter(activation -> activation != Activation.LINEAR && activation != Activation.RELU)
            .toList();
    /** How many times larger an embedding's numbers are than before training: enough to bend every curve. */
    private static final float STRONG = 30;

    private static final float FAINT = 3;

    private OnnxZoo() {}

    /** By name. */
    static Map<String, ModelBundle> all() {
        Map<String, ModelBundle> all = new LinkedHashMap<>();
        all.put("activations", calls(fan("activations", activations())));
        all.put("convolutions", calls(fan("convolutions", convolutions())));
        all.put("pools", calls(fan("pools", pools())));
        all.put("lstm", calls(fan("lstm", lstm(true))));
        all.put("gru", calls(fan("gru", gru(true))));
        all.put("lstm-unbounded", faint(fan("lstm-unbounded", lstm(false))));
        all.put("gru-unbounded", faint(fan("gru-unbounded", gru(false))));
        all.put("both-ways", calls(fan("both-ways", bothWays())));
        all.put("merges", calls(merges()));
        all.put("chain", calls(chain()));
        all.put("names", names());
        all.put("single-unit", single());
        all.put("keras-words", kerasWords());
        all.put("cnn-lstm", small("cnn-lstm"));
        all.put("bi-lstm", small("bi-lstm"));
        all.put("malconv", bytes(4));
        all.put("malconv-single", bytes(1));
        return all;
    }

    private static List<LayerSpec> activations() {
        List<LayerSpec> layers = new ArrayList<>();
        for (Activation activation : ALL_ACTIVATIONS) {
            layers.add(new Activate("activate_" + activation.word(), activation));
            layers.add(new Dense("dense_" + activation.word(), 4, activation, layers.size() % 4 < 2));
        }
        return layers;
    }

    private static List<LayerSpec> convolutions() {
        List<LayerSpec> layers = new ArrayList<>();
        for (Padding padding : Padding.values()) {
            for (int size : List.of(1, 2, 3, 4, 7)) {
                for (int stride : List.of(1, 2, 5)) {
                    int i = layers.size();
                    Activation activation = ALL_ACTIVATIONS.get(i % ALL_ACTIVATIONS.size());
                    layers.add(new Conv1D("conv1d_" + i, 1 + i % 4, size, stride, padding, activation, i % 3 > 0));
                }
            }
        }
        return layers;
    }

    private static List<LayerSpec> pools() {
        List<LayerSpec> layers = new ArrayList<>();
        for (Pool pool : Pool.values()) {
            layers.add(new GlobalPooling1D("all_" + pool, pool));
            for (Padding padding : Padding.values()) {
                for (int size : List.of(1, 2, 3, 5)) {
                    for (int stride : List.of(1, 2, 4)) {
                        layers.add(new Pooling1D("pool_" + layers.size(), pool, size, stride, padding));
                    }
                }
            }
        }
        return layers;
    }

    private static List<LayerSpec> lstm(boolean bounded) {
        List<LayerSpec> layers = new ArrayList<>();
        recurrences(bounded).forEach(recurrence -> layers.add(new Lstm("lstm_" + layers.size(), recurrence)));
        return layers;
    }

    private static List<LayerSpec> gru(boolean bounded) {
        List<LayerSpec> layers = new ArrayList<>();
        for (boolean resetAfter : List.of(false, true)) {
            recurrences(bounded)
                    .forEach(recurrence -> layers.add(new Gru("gru_" + layers.size(), recurrence, resetAfter)));
        }
        return layers;
    }

    /** Every pair of activations, both bounded or not both, with sequences and backwards by turns. */
    private static List<Recurrence> recurrences(boolean bounded) {
        List<Recurrence> all = new ArrayList<>();
        int i = 0;
        for (Activation gates : CURVES) {
            i++;
            for (Activation activation : CURVES) {
                i++;
                if ((BOUNDED.contains(gates) && BOUNDED.contains(activation)) == bounded) {
                    all.add(recurrence(i % 2 == 0, i / 2 % 2 == 0)
                            .withActivation(activation)
                            .withRecurrentActivation(gates));
                }
            }
        }
        return all;
    }

    private static Recurrence recurrence(boolean sequences, boolean backwards) {
        return Recurrence.of(3).withDropout(0.2f, 0.5f).withSequences(sequences).withBackwards(backwards);
    }

    private static List<LayerSpec> bothWays() {
        List<LayerSpec> layers = new ArrayList<>();
        for (Join join : Join.values()) {
            for (boolean sequences : List.of(false, true)) {
                for (boolean backwards : List.of(false, true)) {
                    Recurrence inner = recurrence(sequences, backwards)
                            .withRecurrentActivation(BOUNDED.get(layers.size() % BOUNDED.size()));
                    Recurrent recurrent = layers.size() % 3 == 0
                            ? new Gru("inner", inner, join == Join.ADD || join == Join.CONCATENATE)
                            : new Lstm("inner", inner);
                    layers.add(new Bidirectional("both_" + layers.size(), recurrent, join));
                }
            }
        }
        return layers;
    }

    /** All layers read the embedding; their means over time lie side by side before the answer. */
    private static NetworkSpec fan(String name, List<LayerSpec> layers) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(node(new Embedding(EMBED, ROWS, WIDTH), NetworkSpec.INPUT));
        List<String> ends = new ArrayList<>();
        for (LayerSpec layer : layers) {
            nodes.add(node(layer, EMBED));
            NetworkSpec so = new NetworkSpec(name, LENGTH, true, nodes);
            if (so.output().rank() == 2) {
                nodes.add(node(new GlobalPooling1D(layer.name() + "/mean", Pool.AVERAGE), layer.name()));
            }
            ends.add(nodes.get(nodes.size() - 1).layer().name());
        }
        nodes.add(new Node(new Merge("beside", Join.CONCATENATE), ends));
        nodes.add(node(new Activate("squashed", Activation.TANH), "beside"));
        nodes.add(node(new Dense("dense", CLASSES, Activation.SOFTMAX, true), "squashed"));
        return new NetworkSpec(name, LENGTH, true, nodes);
    }

    /** Of two and of three, of vectors and of sequences that lie in different layouts, one of them twice. */
    private static NetworkSpec merges() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(node(new Embedding(EMBED, ROWS, WIDTH), NetworkSpec.INPUT));
        nodes.add(node(new Conv1D("conv1d", WIDTH, 3, 1, Padding.SAME, Activation.LINEAR, true), EMBED));
        nodes.add(node(new Lstm("lstm", recurrence(true, false)), EMBED));
        nodes.add(node(new GlobalPooling1D("max", Pool.MAX), "conv1d"));
        nodes.add(node(new GlobalPooling1D("mean", Pool.AVERAGE), "lstm"));
        nodes.add(node(new Dense("units", WIDTH, Activation.TANH, false), "mean"));
        List<String> ends = new ArrayList<>();
        for (Join join : Join.values()) {
            String word = join.kind().toLowerCase(Locale.ROOT);
            nodes.add(new Node(new Merge(word + "_2", join), List.of("lstm", "conv1d")));
            nodes.add(new Node(new Merge(word + "_3", join), List.of("conv1d", EMBED, "conv1d")));
            nodes.add(new Node(new Merge(word + "_vectors", join), List.of("max", "mean", "units")));
            for (String sequence : List.of(word + "_2", word + "_3")) {
                nodes.add(node(new GlobalPooling1D(sequence + "/max", Pool.MAX), sequence));
                ends.add(sequence + "/max");
            }
            ends.add(word + "_vectors");
        }
        nodes.add(new Node(new Merge("beside", Join.CONCATENATE), ends));
        nodes.add(node(new Dense("dense", CLASSES, Activation.LINEAR, true), "beside"));
        nodes.add(node(new Activate("softmax", Activation.SOFTMAX), "dense"));
        return new NetworkSpec("merges", LENGTH, true, nodes);
    }

    /** One layer reads the next, each in the layout that the one before left; one layer is read by none. */
    private static NetworkSpec chain() {
        List<Node> nodes = new ArrayList<>();
        String before = NetworkSpec.INPUT;
        for (LayerSpec layer : List.of(
                new Embedding(EMBED, ROWS, WIDTH),
                new Dropout("dropout", 0.3f),
                new Conv1D("conv1d", 4, 3, 1, Padding.SAME, Activation.SOFTMAX, true),
                new Dense("dense_1", 5, Activation.SOFTMAX, true),
                new Gru("gru", recurrence(true, true), true),
                new Dense("dense_2", 4, Activation.RELU, true),
                new Pooling1D("max_pooling1d", Pool.MAX, 2, 2, Padding.VALID),
                new Activate("softmax", Activation.SOFTMAX),
                new Bidirectional("bidirectional", new Lstm("lstm", recurrence(true, false)), Join.ADD),
                new Dropout("dropout_1", 0.3f),
                new Lstm("lstm", recurrence(false, false)),
                new Dense("dense_3", 4, Activation.SIGMOID, true),
                new Dense("dense", CLASSES, Activation.SIGMOID, true))) {
            nodes.add(node(layer, before));
            before = layer.name();
            if (nodes.size() == 3) {
                nodes.add(node(new Lstm("unread", recurrence(true, false)), "conv1d"));
            }
        }
        return new NetworkSpec("chain", LENGTH, false, nodes);
    }

    /** Names that would like to be something else. */
    private static ModelBundle names() {
        NetworkSpec spec = NetworkSpec.chain(
                "",
                LENGTH,
                List.of(
                        new Embedding("calls", 6, WIDTH),
                        new Conv1D("", 2, 3, 1, Padding.SAME, Activation.RELU, true),
                        new Conv1D("a\u0000b\n\ud800\u202e<x>", 2, 3, 1, Padding.SAME, Activation.RELU, true),
                        new GlobalPooling1D("logits", Pool.MAX),
                        new Dense("calls/negative", 4, Activation.TANH, true),
                        new Dense("probabilities", CLASSES, Activation.SOFTMAX, true)));
        Vocabulary vocabulary = new Vocabulary(
                Vocabulary.Kind.ICHNITE, List.of("", "\"quoted\"", "line\nbreak\u0000", "\u00e9\ud83d\ude00\ud800"));
        Families families = new Families(List.of("<b>", "a,b", "\ud800"));
        return bundle(spec, vocabulary, families, new Encoding(Order.LONGEST, LENGTH, true));
    }

    private static ModelBundle single() {
        NetworkSpec spec = NetworkSpec.chain(
                "single-unit",
                LENGTH,
                List.of(
                        new Embedding(EMBED, 6, WIDTH),
                        new GlobalPooling1D("mean", Pool.AVERAGE),
                        new Dense("dense", 1, Activation.LINEAR, true),
                        new Activate("sigmoid", Activation.SIGMOID)));
        Vocabulary vocabulary = new Vocabulary(Vocabulary.Kind.ICHNITE, List.of("a", "b", "c", "d"));
        return bundle(spec, vocabulary, families(2), new Encoding(Order.CLOCK, LENGTH, false));
    }

    private static ModelBundle kerasWords() {
        NetworkSpec spec = NetworkSpec.chain(
                "keras-words",
                LENGTH,
                List.of(
                        new Embedding(EMBED, 4, WIDTH),
                        new Gru("gru", recurrence(false, false), false),
                        new Dense("dense", CLASSES, Activation.SOFTMAX, false)));
        Vocabulary vocabulary = new Vocabulary(Vocabulary.Kind.KERAS, List.of("ntcreatefile", "read", "write"));
        return bundle(spec, vocabulary, families(CLASSES), new Encoding(Order.FIRST_SEEN, LENGTH, false));
    }

    private static ModelBundle small(String network) {
        List<String> names = List.of("NtClose", "NtCreateFile", "NtReadFile", "NtWriteFile", "RegOpenKeyExW");
        Vocabulary vocabulary = new Vocabulary(Vocabulary.Kind.ICHNITE, names);
        NetworkSpec spec = NamedNetworks.of(network, 60, vocabulary.rows(), 8, OptionalInt.of(6));
        return bundle(spec, vocabulary, families(8), new Encoding(Order.TID, 60, false));
    }

    private static ModelBundle bytes(int outputs) {
        NetworkSpec spec = new MalConv(256, 4, 20, 6, 5, outputs).network(310);
        return bundle(
                spec, Vocabulary.bytes(), families(ClassOutputs.classes(spec)), new Encoding(Order.TID, 310, false));
    }

    private static ModelBundle calls(NetworkSpec spec) {
        return calls(spec, STRONG);
    }

    /** Of layers whose numbers grow from call to call. */
    private static ModelBundle faint(NetworkSpec spec) {
        return calls(spec, FAINT);
    }

    private static ModelBundle calls(NetworkSpec spec, float strength) {
        Encoding encoding = new Encoding(Order.ARRIVAL, spec.length(), false);
        return bundle(spec, Vocabulary.none(), families(CLASSES), encoding, weights(spec, strength));
    }

    private static Families families(int classes) {
        return new Families(
                IntStream.range(0, classes).mapToObj(i -> "family " + i).toList());
    }

    private static ModelBundle bundle(NetworkSpec spec, Vocabulary vocabulary, Families families, Encoding encoding) {
        return bundle(spec, vocabulary, families, encoding, weights(spec, FAINT));
    }

    private static ModelBundle bundle(
            NetworkSpec spec, Vocabulary vocabulary, Families families, Encoding encoding, Weights weights) {
        Manifest manifest =
                Manifest.of("0.1.0", 7, "", Map.of("epochs", "1"), Map.of("loss", 0.5, "val_loss", Double.NaN));
        return new ModelBundle(manifest, spec, vocabulary, families, encoding, weights);
    }

    /**
     * As before training, but no bias is zero.
     *
     * @param strength how many times larger an embedding's numbers are
     */
    static Weights weights(NetworkSpec spec, float strength) {
        Weights weights = InitialWeights.draw(spec, 5);
        float[] values = weights.values();
        SplitMix random = new SplitMix(11);
        for (int i = 0; i < weights.specs().size(); i++) {
            WeightSpec weight = weights.specs().get(i);
            for (int at = weights.offset(i);
                    at < weights.offset(i) + weight.shape().size();
                    at++) {
                if (weight.name().endsWith("/embeddings")) {
                    values[at] *= strength;
                } else if (weight.name().endsWith("/bias")) {
                    values[at] += (float) (random.uniform() - 0.5) / 4;
                }
            }
        }
        return weights;
    }

    private static Node node(LayerSpec layer, String input) {
        return new Node(layer, List.of(input));
    }
}
