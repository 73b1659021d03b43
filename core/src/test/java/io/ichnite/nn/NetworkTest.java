package io.ichnite.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadShape;
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
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.PlainKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer, forwards and back, against the interpreter and against finite differences of it. */
class NetworkTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final int ROWS = 6; // a whole group of four and part of another
    private static final int LENGTH = 13;
    private static final int LONG = 47;
    private static final int VOCABULARY = 7;

    private final Random random = new Random(SEED);
    private final Kernels vector = KernelChoice.choose("vector").kernels();

    static Stream<NetworkSpec> networks() {
        List<NetworkSpec> all = new ArrayList<>();
        all.add(chain("embedding alone"));
        for (Padding padding : Padding.values()) {
            for (int stride = 1; stride <= 3; stride++) {
                for (int size : new int[] {1, 4, 9}) {
                    String title = padding + " size " + size + " stride " + stride;
                    all.add(chain(
                            "table convolution " + title,
                            new Conv1D("c", 5, size, stride, padding, Activation.TANH, true)));
                    all.add(chain(
                            "convolution " + title,
                            new Activate("a", Activation.TANH),
                            new Conv1D("c", 18, size, stride, padding, Activation.SIGMOID, size != 4)));
                    for (Pool pool : Pool.values()) {
                        all.add(chain(pool + " pooling " + title, new Pooling1D("p", pool, size, stride, padding)));
                    }
                }
            }
        }
        for (Activation activation : Activation.values()) {
            all.add(chain("activation " + activation, new Activate("a", activation)));
            all.add(chain("dense " + activation, new Dense("d", 6, activation, true)));
            all.add(chain("convolution " + activation, new Conv1D("c", 6, 3, 1, Padding.SAME, activation, false)));
        }
        for (Pool pool : Pool.values()) {
            all.add(chain("global " + pool, new GlobalPooling1D("g", pool)));
        }
        all.add(chain("dropout", new Dropout("drop", 0.4f), new Dense("d", 3, Activation.TANH, false)));
        recurrent(all);
        branches(all);
        windows(all);
        deep(all);
        all.add(NamedNetworks.of("cnn-lstm-small", 30, VOCABULARY, 3, OptionalInt.of(4)));
        return all.stream();
    }

    private static void recurrent(List<NetworkSpec> all) {
        Recurrence plain = Recurrence.of(5);
        List<Recurrence> forms = List.of(
                plain,
                plain.withSequences(true),
                plain.withBackwards(true),
                plain.withBackwards(true).withSequences(true),
                plain.withDropout(0.3f, 0),
                plain.withDropout(0, 0.3f).withSequences(true),
                plain.withDropout(0.3f, 0.5f),
                plain.withDropout(0.3f, 0.5f).withMaskPerGate(false).withSequences(true),
                plain.withDropout(0.3f, 0.5f).withBackwards(true),
                plain.withRecurrentActivation(Activation.HARD_SIGMOID),
                plain.withRecurrentActivation(Activation.HARD_SIGMOID_KERAS3),
                plain.withActivation(Activation.RELU),
                Recurrence.of(16).withDropout(0.1f, 0.5f).withSequences(true));
        for (Recurrence form : forms) {
            all.add(chain("lstm " + form, new Lstm("r", form)));
            all.add(chain("gru after " + form, new Gru("r", form, true)));
            all.add(chain("gru before " + form, new Gru("r", form, false)));
        }
        // more steps than a block of them has, and no whole number of blocks
        Recurrence masked = plain.withDropout(0.2f, 0.4f).withSequences(true);
        for (Recurrence form : List.of(masked, masked.withBackwards(true), masked.withMaskPerGate(false))) {
            all.add(longChain("long lstm " + form, new Lstm("r", form), new GlobalPooling1D("g", Pool.AVERAGE)));
            all.add(longChain("long gru " + form, new Gru("r", form, true), new GlobalPooling1D("g", Pool.AVERAGE)));
            all.add(longChain("long gru before " + form, new Gru("r", form, false)));
        }
        for (Join join : Join.values()) {
            Recurrence form = plain.withDropout(0.2f, 0.4f);
            all.add(chain("both ways " + join, new Bidirectional("b", new Lstm("r", form), join)));
            all.add(chain(
                    "both ways in sequence " + join,
                    new Bidirectional("b", new Gru("r", form.withSequences(true), true), join)));
        }
    }

    private static void branches(List<NetworkSpec> all) {
        Embedding embedding = new Embedding("e", VOCABULARY, 4);
        Conv1D gate = new Conv1D("gate", 6, 4, 2, Padding.SAME, Activation.SIGMOID, true);
        Conv1D linear = new Conv1D("linear", 6, 4, 2, Padding.SAME, Activation.LINEAR, true);
        for (Join join : Join.values()) {
            all.add(new NetworkSpec(
                    "branches " + join,
                    LENGTH,
                    true,
                    List.of(
                            new Node(embedding, List.of("input")),
                            new Node(gate, List.of("e")),
                            new Node(linear, List.of("e")),
                            new Node(new Merge("m", join), List.of("gate", "linear", "gate")),
                            new Node(new GlobalPooling1D("g", Pool.MAX), List.of("m")),
                            new Node(new Dense("d", 3, Activation.SOFTMAX, true), List.of("g")))));
        }
    }

    /** What becomes a maximum over windows, and what looks like it and does not: overlap, a second reader, another shape. */
    private static void windows(List<NetworkSpec> all) {
        for (Padding padding : Padding.values()) {
            for (int stride = 1; stride <= 6; stride++) {
                all.add(gated("gated " + padding + " stride " + stride, 5, stride, padding, Activation.RELU, true));
                all.add(chain(
                        "one branch " + padding + " stride " + stride,
                        new Conv1D("c", 70, 4, stride, padding, Activation.TANH, stride != 4),
                        new GlobalPooling1D("g", Pool.MAX)));
            }
        }
        all.add(gated("gated, read twice", 4, 4, Padding.SAME, Activation.TANH, false));
        all.add(gated("gated, a product as it is", 4, 3, Padding.SAME, Activation.LINEAR, true));
    }

    private static NetworkSpec gated(
            String name, int size, int stride, Padding padding, Activation after, boolean alone) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node(new Embedding("e", VOCABULARY, stride == 3 ? 8 : 4), List.of("input")));
        nodes.add(new Node(new Conv1D("gate", 6, size, stride, padding, Activation.LINEAR, true), List.of("e")));
        nodes.add(new Node(new Conv1D("linear", 6, size, stride, padding, Activation.LINEAR, false), List.of("e")));
        nodes.add(new Node(new Activate("s", Activation.SIGMOID), List.of("gate")));
        nodes.add(new Node(new Merge("m", Join.MULTIPLY), List.of("linear", "s")));
        nodes.add(new Node(new Activate("a", after), List.of("m")));
        nodes.add(new Node(new GlobalPooling1D("g", Pool.MAX), List.of("a")));
        if (!alone) {
            nodes.add(new Node(new GlobalPooling1D("mean", Pool.AVERAGE), List.of("linear")));
            nodes.add(new Node(new Merge("both", Join.CONCATENATE), List.of("g", "mean")));
        }
        nodes.add(new Node(new Dense("d", 3, Activation.SOFTMAX, true), List.of(alone ? "g" : "both")));
        return new NetworkSpec(name, LONG, true, nodes);
    }

    private static NetworkSpec longChain(String name, LayerSpec... layers) {
        List<LayerSpec> all = new ArrayList<>();
        all.add(new Embedding("e", VOCABULARY, 4));
        all.addAll(List.of(layers));
        return NetworkSpec.chain(name, 5 * LENGTH, all);
    }

    /** Long enough that what the sequence's beginning does to the rows dies away, in stacks of every kind of window. */
    private static void deep(List<NetworkSpec> all) {
        Recurrence form = Recurrence.of(5).withDropout(0.3f, 0.5f);
        for (Padding padding : Padding.values()) {
            List<LayerSpec> layers = List.of(
                    new Embedding("e", VOCABULARY, 16),
                    new Conv1D("table", 16, 3, 1, padding, Activation.RELU, true),
                    new Conv1D("toom", 18, 9, 1, padding, Activation.RELU, true),
                    new Conv1D("toom again", 16, 3, 1, padding, Activation.TANH, false),
                    new Pooling1D("p", Pool.MAX, 2, 2, padding),
                    new Dense("d", 5, Activation.TANH, true),
                    new Conv1D("strided", 6, 4, 2, padding, Activation.TANH, true),
                    new Lstm("r", form.withSequences(true)),
                    new Dropout("drop", 0.2f),
                    new Conv1D("late", 4, 2, 1, padding, Activation.LINEAR, true),
                    new Lstm("s", form));
            for (int n = 3; n <= layers.size(); n++) {
                all.add(NetworkSpec.chain("deep " + padding + " " + n, LONG, layers.subList(0, n)));
            }
        }
        Embedding embedding = new Embedding("e", VOCABULARY, 16);
        Conv1D wide = new Conv1D("wide", 16, 6, 1, Padding.SAME, Activation.RELU, true);
        Conv1D narrow = new Conv1D("narrow", 16, 3, 1, Padding.SAME, Activation.TANH, true);
        all.add(new NetworkSpec(
                "deep branches",
                LONG,
                true,
                List.of(
                        new Node(embedding, List.of("input")),
                        new Node(wide, List.of("e")),
                        new Node(narrow, List.of("e")),
                        new Node(new Merge("m", Join.MULTIPLY), List.of("wide", "narrow")),
                        new Node(new Activate("a", Activation.TANH), List.of("m")),
                        new Node(new Bidirectional("b", new Gru("g", form, true), Join.CONCATENATE), List.of("a")))));
    }

    private static NetworkSpec chain(String name, LayerSpec... layers) {
        List<LayerSpec> all = new ArrayList<>();
        all.add(new Embedding("e", VOCABULARY, 4));
        all.addAll(List.of(layers));
        return NetworkSpec.chain(name, LENGTH, all);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyLayerGivesWhatTheInterpreterGives(NetworkSpec spec) {
        everyLayer(spec, Set.of(), 3e-6);
        everyLayer(spec, Rewrite.all(), 1e-5);
    }

    private void everyLayer(NetworkSpec spec, Set<Rewrite> rewrites, double tolerance) {
        Weights weights = randomWeights(spec);
        int[] tokens = randomTokens(spec.length());
        try (Network network = new Network(spec, weights, vector, 2, rewrites)) {
            for (int node = 0; node < spec.nodes().size(); node++) {
                float[] found = network.tap(node, ROWS, rows(tokens, spec.length()));
                for (int s = 0; s < ROWS; s++) {
                    double[][] expected = new Interpreter(spec, doubles(weights.values()), null, s)
                            .run(sample(tokens, s, spec.length()))
                            .get(node);
                    assertNear(expected, found, s, tolerance, spec.name() + ", layer " + node + ", " + rewrites);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreTheFiniteDifferences(NetworkSpec spec) {
        Weights weights = randomWeights(spec);
        int[] tokens = randomTokens(spec.length());
        Masks masks = Masks.seeded(SEED, 3);
        float[] slant = floats(ROWS * spec.output().size());
        float[] gradient = new float[weights.values().length];
        float[] outputs = new float[slant.length];
        try (Network network = new Network(spec, weights, vector, 2)) {
            double[] losses =
                    network.backward(ROWS, rows(tokens, spec.length()), slanted(slant), masks, gradient, outputs);
            assertEquals(loss(spec, doubles(weights.values()), tokens, masks, slant), sum(losses), 1e-4, spec.name());
        }
        double largest = 1e-3;
        for (float g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        double step = 1e-6;
        for (int k = 0; k < 40; k++) {
            int i = random.nextInt(gradient.length);
            double[] w = doubles(weights.values());
            w[i] += step;
            double up = loss(spec, w, tokens, masks, slant);
            w[i] -= 2 * step;
            double down = loss(spec, w, tokens, masks, slant);
            double slope = (up - down) / (2 * step);
            assertEquals(slope, gradient[i], 1e-5 * largest, spec.name() + ", weight " + i + ", seed " + SEED);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void plainAndVectorThreadsAndPlansGiveTheSame(NetworkSpec spec) {
        Weights weights = randomWeights(spec);
        int[] tokens = randomTokens(spec.length());
        float[] slant = floats(ROWS * spec.output().size());
        float[] first = gradient(spec, weights, tokens, slant, vector, 1, Rewrite.all());
        assertArrayEquals(first, gradient(spec, weights, tokens, slant, vector, 3, Rewrite.all()), "threads");
        assertArrayEquals(first, gradient(spec, weights, tokens, slant, new PlainKernels(), 2, Rewrite.all()), "plain");
        float[] described = gradient(spec, weights, tokens, slant, vector, 2, Set.of());
        double largest = 0;
        for (float g : described) {
            largest = Math.max(largest, Math.abs(g));
        }
        for (Rewrite rewrite : Rewrite.values()) {
            float[] found = gradient(spec, weights, tokens, slant, vector, 2, Set.of(rewrite));
            double tolerance = (rewrite == Rewrite.TOOM_COOK ? 1e-5 : 2e-6) * largest;
            for (int i = 0; i < first.length; i++) {
                assertEquals(described[i], found[i], tolerance, spec.name() + ", " + rewrite + ", weight " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatIsKnownOfZerosIsKnownToTheBit(NetworkSpec spec) {
        Weights weights = randomWeights(spec);
        int[] tokens = randomTokens(spec.length());
        Set<Rewrite> others = EnumSet.complementOf(EnumSet.of(Rewrite.PREFIX));
        try (Network skipping = new Network(spec, weights, vector, 1);
                Network whole = new Network(spec, weights, vector, 1, others)) {
            for (int node = 0; node < spec.nodes().size(); node++) {
                float[] expected = whole.tap(node, ROWS, rows(tokens, spec.length()));
                float[] found = skipping.tap(node, ROWS, rows(tokens, spec.length()));
                assertArrayEquals(expected, found, spec.name() + ", layer " + node + ", seed " + SEED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oneRowAloneIsComputedInPartsToTheSameBits(NetworkSpec spec) {
        Weights weights = randomWeights(spec);
        int[] tokens = randomTokens(spec.length());
        int size = spec.output().size();
        try (Network together = new Network(spec, weights, vector, 5);
                Network alone = new Network(spec, weights, vector, 1)) {
            float[] expected = alone.predict(ROWS, rows(tokens, spec.length()));
            for (int row = 0; row < ROWS; row++) {
                int own = row;
                Network.Rows one = (i, into, at) -> rows(tokens, spec.length()).row(own, into, at);
                float[] found = together.predict(1, one);
                float[] wanted = Arrays.copyOfRange(expected, row * size, (row + 1) * size);
                assertArrayEquals(wanted, Arrays.copyOf(found, size), spec.name() + ", row " + row + ", seed " + SEED);
            }
            assertEquals(0, alone.predict(0, rows(tokens, spec.length())).length);
        }
    }

    @Test
    void softmaxWithCrossEntropyGoesBackFromTheSums() {
        NetworkSpec spec =
                chain("top", new GlobalPooling1D("g", Pool.MAX), new Dense("d", 3, Activation.SOFTMAX, true));
        Weights weights = randomWeights(spec);
        int[] tokens = randomTokens(LENGTH);
        int[] labels = {0, 1, 2, 2, 1, 0};
        List<Float> classWeights = List.of(1f, 2f, 0.5f);
        CrossEntropy direct = new CrossEntropy(labels, ROWS, classWeights);
        Objective byOutputs = new Objective() {
            @Override
            public double back(int sample, float[] y, int y0, float[] dy, int d0, int size) {
                int label = labels[sample];
                Arrays.fill(dy, d0, d0 + size, 0f);
                dy[d0 + label] = -classWeights.get(label) / y[y0 + label] / ROWS;
                return classWeights.get(label) * CrossEntropy.loss(y[y0 + label]);
            }

            @Override
            public boolean bySums() {
                return false;
            }
        };
        float[] a = new float[weights.values().length];
        float[] b = new float[weights.values().length];
        try (Network network = new Network(spec, weights, vector, 1)) {
            double[] one = network.backward(ROWS, rows(tokens, LENGTH), direct, null, a, new float[ROWS * 3]);
            double[] two = network.backward(ROWS, rows(tokens, LENGTH), byOutputs, null, b, new float[ROWS * 3]);
            assertArrayEquals(one, two);
        }
        assertArrayEquals(a, b, 1e-6f);
    }

    @Test
    void whatDoesNotFitIsTold() {
        NetworkSpec spec = chain("small");
        Weights weights = randomWeights(spec);
        try (Network network = new Network(spec, weights, vector, 1)) {
            Network.Rows outside = (i, into, at) -> into[at + 2] = VOCABULARY;
            BadShape told = assertThrows(BadShape.class, () -> network.predict(1, outside));
            assertEquals("e: input 0 holds 7 at position 2, expected 0 to 6", told.getMessage());
        }
        Weights other = randomWeights(chain("other", new Dense("d", 2, Activation.RELU, true)));
        assertThrows(BadShape.class, () -> new Network(spec, other, vector, 1));
        NetworkSpec bare = NetworkSpec.chain("bare", 4, List.of(new Dense("d", 2, Activation.RELU, true)));
        assertThrows(BadConfig.class, () -> new Network(bare, randomWeights(bare), vector, 1));
    }

    private float[] gradient(
            NetworkSpec spec,
            Weights weights,
            int[] tokens,
            float[] slant,
            Kernels kernels,
            int threads,
            Set<Rewrite> rewrites) {
        float[] gradient = new float[weights.values().length];
        try (Network network = new Network(spec, weights, kernels, threads, rewrites)) {
            Masks masks = Masks.seeded(SEED, 3);
            // twice, as sums and buffers must not remember the first time
            for (int time = 0; time < 2; time++) {
                network.backward(
                        ROWS, rows(tokens, spec.length()), slanted(slant), masks, gradient, new float[slant.length]);
            }
        }
        return gradient;
    }

    /** A loss that any output can have: its product with fixed numbers. */
    private static Objective slanted(float[] slant) {
        return new Objective() {
            @Override
            public double back(int sample, float[] y, int y0, float[] dy, int d0, int size) {
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    dy[d0 + j] = slant[sample * size + j];
                    sum += (double) y[y0 + j] * slant[sample * size + j];
                }
                return sum;
            }

            @Override
            public boolean bySums() {
                return false;
            }
        };
    }

    private static double loss(NetworkSpec spec, double[] weights, int[] tokens, Masks masks, float[] slant) {
        double sum = 0;
        int size = spec.output().size();
        for (int s = 0; s < ROWS; s++) {
            List<double[][]> outputs = new Interpreter(spec, weights, masks, s).run(sample(tokens, s, spec.length()));
            double[][] y = outputs.get(outputs.size() - 1);
            for (int i = 0; i < size; i++) {
                sum += y[i / y[0].length][i % y[0].length] * slant[s * size + i];
            }
        }
        return sum;
    }

    private static void assertNear(double[][] expected, float[] found, int s, double tolerance, String what) {
        int width = expected[0].length;
        int size = expected.length * width;
        double largest = 1;
        for (double[] row : expected) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int i = 0; i < size; i++) {
            double value = expected[i / width][i % width];
            assertEquals(value, found[s * size + i], tolerance * largest, what + ", seed " + SEED);
        }
    }

    private Weights randomWeights(NetworkSpec spec) {
        Weights weights = Weights.zeros(spec.weights());
        double size = spec.length() == LONG ? 0.15 : 0.4; // so that sums over 16 channels and 9 taps stay near 1
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = (float) (random.nextGaussian() * size);
        }
        return weights;
    }

    /** Samples of which some begin with zeros, one is nothing else, and one has none in front. */
    private int[] randomTokens(int length) {
        int[] tokens = random.ints(ROWS * length, 0, VOCABULARY).toArray();
        for (int s = 0; s < ROWS; s++) {
            int zeros = s == 0 ? 0 : s == ROWS - 1 ? length : random.nextInt(length);
            Arrays.fill(tokens, s * length, s * length + zeros, 0);
        }
        tokens[0] = 1;
        return tokens;
    }

    private static Network.Rows rows(int[] tokens, int length) {
        return (i, into, at) -> System.arraycopy(tokens, i * length, into, at, length);
    }

    private static int[] sample(int[] tokens, int s, int length) {
        return Arrays.copyOfRange(tokens, s * length, (s + 1) * length);
    }

    private float[] floats(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static double[] doubles(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }
}
