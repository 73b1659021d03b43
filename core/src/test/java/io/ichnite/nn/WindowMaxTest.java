package io.ichnite.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadShape;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.PlainKernels;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The byte network keeps of its windows only what wins, so that memory does not grow with length. */
class WindowMaxTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    /** Bytes that no test machine could hold as the integers of one row. */
    private static final int HUGE = 1_000_000_000;

    private static final int PROGRAM = 300_000;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final MalConv sizes = new MalConv(256, 8, 500, 16, 8, 3);
    private final int[] program = new Random(SEED).ints(PROGRAM, 0, 256).toArray();

    /** A program, and zeros behind. */
    private Network.Rows padded() {
        return new Network.Rows() {
            @Override
            public void row(int i, int[] into, int at) {
                throw new AssertionError("nobody may ask for a row of " + HUGE);
            }

            @Override
            public void part(int i, int from, int count, int length, int[] into, int at) {
                assertTrue(count <= 200_000, "asked for " + count + " at once");
                int there = Math.max(0, Math.min(count, PROGRAM - from));
                System.arraycopy(program, Math.min(from, PROGRAM), into, at, there);
                Arrays.fill(into, at + there, at + count, 0);
            }
        };
    }

    @Test
    void aFileOfAGigabyteIsScannedAndLearnedFromInConstantMemory() {
        NetworkSpec small = sizes.network(PROGRAM + 500);
        NetworkSpec huge = sizes.network(HUGE);
        Weights weights = InitialWeights.draw(small, SEED);
        float[] gradient = new float[weights.values().length];
        float[] same = new float[gradient.length];
        CrossEntropy objective = new CrossEntropy(new int[] {1}, 1, List.of());
        try (Network one = new Network(small, weights, kernels, 1);
                Network other = new Network(huge, new Weights(huge.weights(), weights.values()), kernels, 1)) {
            assertArrayEquals(one.predict(1, padded()), other.predict(1, padded()));
            one.backward(1, padded(), objective, null, gradient, new float[3]);
            other.backward(1, padded(), objective, null, same, new float[3]);
            assertArrayEquals(gradient, same);
        }
    }

    /** Alone its windows are few and all are computed, beside others a sieve leaves some. */
    @Test
    void aRowsBitsDoNotDependOnTheRowsBesideIt() {
        int length = 90 * 25 + 11;
        MalConv odd = new MalConv(256, 7, 25, 25, 21, 3);
        NetworkSpec spec = odd.network(length);
        Weights weights = InitialWeights.draw(spec, SEED);
        Network.Rows rows = (i, into, at) -> System.arraycopy(program, i * 3000, into, at, length - i * 30);
        List<Integer> nodes = List.of(spec.find("7"), spec.find("8"));
        try (Network one = new Network(spec, weights, kernels, 1);
                Network three = new Network(spec, weights, new PlainKernels(), 3)) {
            List<float[]> together = one.taps(nodes, 40, rows);
            assertArrayEquals(together.get(0), three.taps(nodes, 40, rows).get(0));
            for (int i = 0; i < 40; i += 13) {
                int row = i;
                List<float[]> alone = one.taps(nodes, 1, (k, into, at) -> rows.row(row, into, at));
                for (int n = 0; n < nodes.size(); n++) {
                    int width = alone.get(n).length;
                    assertArrayEquals(alone.get(n), Arrays.copyOfRange(together.get(n), i * width, (i + 1) * width));
                }
            }
        }
    }

    /** An embedding, two gated convolutions, and the largest of their product; windows stand beside each other. */
    private record Gated(int rows, int width, int size, int filters, Activation a, Activation b, Activation after) {
        NetworkSpec network(int windows) {
            return new NetworkSpec(
                    "gated",
                    windows * size,
                    true,
                    List.of(
                            new NetworkSpec.Node(
                                    new LayerSpec.Embedding("embedding", rows, width), List.of(NetworkSpec.INPUT)),
                            new NetworkSpec.Node(half("first", a), List.of("embedding")),
                            new NetworkSpec.Node(half("second", b), List.of("embedding")),
                            new NetworkSpec.Node(
                                    new LayerSpec.Merge("product", LayerSpec.Join.MULTIPLY),
                                    List.of("first", "second")),
                            new NetworkSpec.Node(new LayerSpec.Activate("after", after), List.of("product")),
                            new NetworkSpec.Node(
                                    new LayerSpec.GlobalPooling1D("pool", LayerSpec.Pool.MAX), List.of("after")),
                            new NetworkSpec.Node(
                                    new LayerSpec.Dense("dense", 3, Activation.SOFTMAX, true), List.of("pool"))));
        }

        private LayerSpec half(String name, Activation activation) {
            return new LayerSpec.Conv1D(name, filters, size, size, Padding.VALID, activation, true);
        }
    }

    private static final List<Gated> GATED = List.of(
            new Gated(256, 8, 40, 37, Activation.LINEAR, Activation.SIGMOID, Activation.RELU),
            new Gated(200, 8, 3, 16, Activation.RELU, Activation.HARD_SIGMOID, Activation.LINEAR),
            new Gated(30, 5, 70, 20, Activation.TANH, Activation.RELU, Activation.TANH),
            new Gated(511, 2, 64, 4, Activation.LINEAR, Activation.LINEAR, Activation.LINEAR),
            new Gated(90, 1, 1, 33, Activation.SIGMOID, Activation.TANH, Activation.SIGMOID));

    /** Programs of few values and many, with windows that come again, whole or almost, and windows of nothing. */
    private int[] windows(Gated gated, int count, Random random) {
        int[] all = new int[count * gated.size()];
        for (int w = 0; w < count; w++) {
            int kind = random.nextInt(5);
            if (kind == 0 && w > 0) {
                System.arraycopy(all, random.nextInt(w) * gated.size(), all, w * gated.size(), gated.size());
                all[w * gated.size() + random.nextInt(gated.size())] = random.nextInt(gated.rows());
            } else if (kind == 1 && w > 0) {
                System.arraycopy(all, random.nextInt(w) * gated.size(), all, w * gated.size(), gated.size());
            } else if (kind > 2) {
                int values = 1 + random.nextInt(gated.rows());
                for (int i = 0; i < gated.size(); i++) {
                    all[w * gated.size() + i] = random.nextInt(values);
                }
            }
        }
        return all;
    }

    /** A row of many windows against the largest of its parts, which are too few for a sieve. */
    @Test
    void whatASieveLeavesOutCouldNotWin() {
        Random random = new Random(SEED);
        int few = 14;
        int parts = 40;
        for (Gated gated : GATED) {
            int[] all = windows(gated, few * parts, random);
            NetworkSpec whole = gated.network(few * parts);
            NetworkSpec part = gated.network(few);
            Weights drawn = InitialWeights.draw(whole, random.nextLong());
            for (float scale : new float[] {1e-25f, 0.02f, 1, 30, 1e7f, 1e25f, Float.NaN}) {
                float[] values = drawn.values().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] *= Float.isNaN(scale) && i % 7 > 0 ? 1 : scale;
                }
                int pool = whole.find("pool");
                try (Network big = new Network(whole, new Weights(whole.weights(), values), kernels, 1);
                        Network small = new Network(part, new Weights(part.weights(), values), kernels, 1)) {
                    float[] found = big.tap(pool, 1, (i, into, at) -> System.arraycopy(all, 0, into, at, all.length));
                    float[] largest =
                            small.tap(pool, 1, (i, into, at) -> System.arraycopy(all, 0, into, at, few * gated.size()));
                    for (int p = 1; p < parts; p++) {
                        int from = p * few * gated.size();
                        float[] next = small.tap(
                                pool, 1, (i, into, at) -> System.arraycopy(all, from, into, at, few * gated.size()));
                        for (int f = 0; f < next.length; f++) {
                            largest[f] = next[f] > largest[f] ? next[f] : largest[f];
                        }
                    }
                    assertArrayEquals(largest, found, gated + " times " + scale + ", seed " + SEED);
                }
            }
        }
    }

    /** Of windows that are equal the first wins, and takes the derivative. */
    @Test
    void derivativesAreThoseOfTheLayersOneByOne() {
        Random random = new Random(SEED);
        Set<Rewrite> rewrites = EnumSet.complementOf(EnumSet.of(Rewrite.WINDOWS));
        for (Gated gated : GATED) {
            int count = 300;
            int[] all = windows(gated, count, random);
            NetworkSpec spec = gated.network(count);
            Weights weights = InitialWeights.draw(spec, random.nextLong());
            Network.Rows rows = (i, into, at) -> System.arraycopy(all, 0, into, at, all.length);
            CrossEntropy objective = new CrossEntropy(new int[] {1, 2}, 2, List.of());
            float[] found = new float[weights.values().length];
            float[] expected = found.clone();
            try (Network one = new Network(spec, weights, kernels, 1);
                    Network layers = new Network(spec, weights, kernels, 1, rewrites)) {
                one.backward(2, rows, objective, null, found, new float[6]);
                layers.backward(2, rows, objective, null, expected, new float[6]);
            }
            assertArrayEquals(expected, found, 1e-6f, gated + ", seed " + SEED);
        }
    }

    @Test
    void anIntegerThatHasNoRowIsTold() {
        NetworkSpec spec = sizes.network(1200);
        try (Network network = new Network(spec, InitialWeights.draw(spec, SEED), kernels, 1)) {
            for (int bad : new int[] {256, -1, Integer.MIN_VALUE}) {
                Network.Rows rows = (i, into, at) -> {
                    Arrays.fill(into, at, at + 1200, 0);
                    into[at + 777] = bad;
                };
                BadShape problem = assertThrows(BadShape.class, () -> network.predict(2, rows));
                assertEquals(
                        "embedding: input 0 holds " + bad + " at position 777, expected 0 to 255",
                        problem.getMessage());
            }
        }
    }

    @Test
    void oneOutputIsTheSecondOfTwoClasses() {
        NetworkSpec spec = new MalConv(256, 8, 500, 16, 8, 1).network(1500);
        Weights weights = InitialWeights.draw(spec, SEED);
        int[] labels = {0, 1, 1};
        CrossEntropy objective = new CrossEntropy(labels, 3, List.of(1f, 3f));
        Network.Rows rows = (i, into, at) -> System.arraycopy(program, i * 1500, into, at, 1500);
        float[] gradient = new float[weights.values().length];
        try (Network network = new Network(spec, weights, kernels, 2)) {
            float[] p = network.predict(3, rows);
            float[] both = ClassOutputs.probabilities(spec, p);
            assertEquals(2, ClassOutputs.classes(spec));
            double[] losses = network.backward(3, rows, objective, null, gradient, new float[3]);
            for (int i = 0; i < 3; i++) {
                assertEquals(1, both[2 * i] + both[2 * i + 1], 1e-6);
                double right = labels[i] == 1 ? p[i] : 1 - p[i];
                assertEquals(-Math.log(right) * (labels[i] == 1 ? 3 : 1), losses[i], 1e-5);
            }
            // the last number of all is the last layer's bias: its derivative is the mean of weight · (p − y)
            double slope = (p[0] + 3 * (p[1] - 1) + 3 * (p[2] - 1)) / 3;
            assertEquals(slope, gradient[gradient.length - 1], 1e-6);
        }
    }
}
