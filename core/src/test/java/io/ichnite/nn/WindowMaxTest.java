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
import java.util.List;
import java.util.Random;
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

    /** Alone its windows are fewer than there are bytes, beside others more: the sums come about in another way. */
    @Test
    void aRowsBitsDoNotDependOnTheRowsBesideIt() {
        int length = 700 * 25 + 11;
        MalConv odd = new MalConv(256, 7, 25, 25, 21, 3);
        NetworkSpec spec = odd.network(length);
        Weights weights = InitialWeights.draw(spec, SEED);
        Network.Rows rows = (i, into, at) -> System.arraycopy(program, i * 3000, into, at, length - i * 300);
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
