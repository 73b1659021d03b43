package io.ichnite.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Masks and first weights: drawn as they should be, and the same each time. */
class RandomsTest {
    @Test
    void masksKeepTheirShareAndTheMean() {
        float[] mask = new float[100_000];
        Masks.seeded(1, 2).fill(3, 0, 5, 0.3f, mask, 0, mask.length);
        int dropped = 0;
        double sum = 0;
        for (float m : mask) {
            assertTrue(m == 0f || Math.abs(m - 1 / 0.7f) < 1e-6, "found " + m);
            dropped += m == 0f ? 1 : 0;
            sum += m;
        }
        assertEquals(0.3, dropped / 1e5, 0.006);
        assertEquals(1.0, sum / 1e5, 0.01);
    }

    @Test
    void masksDependOnTheirPlaceAlone() {
        float[] first = mask(1, 2, 3, 0, 5);
        assertArrayEquals(first, mask(1, 2, 3, 0, 5));
        for (float[] other : new float[][] {
            mask(2, 2, 3, 0, 5), mask(1, 3, 3, 0, 5), mask(1, 2, 4, 0, 5), mask(1, 2, 3, 1, 5), mask(1, 2, 3, 0, 6)
        }) {
            assertFalse(Arrays.equals(first, other), "seed, step, layer, part and sample all matter");
        }
    }

    private static float[] mask(long seed, long step, int layer, int part, int sample) {
        float[] mask = new float[64];
        Masks.seeded(seed, step).fill(layer, part, sample, 0.5f, mask, 0, 64);
        return mask;
    }

    @Test
    void firstWeightsAreDrawnAsKerasDrawsThem() {
        NetworkSpec spec = NamedNetworks.of("cnn-lstm", 600, 304, 8, OptionalInt.empty());
        Weights weights = InitialWeights.draw(spec, 1);
        assertUniform(weights, "embed/embeddings", 0.05);
        assertUniform(weights, "conv1d/kernel", Math.sqrt(6.0 / (9 * (256 + 64))));
        assertUniform(weights, "lstm/kernel", Math.sqrt(6.0 / (64 + 256)));
        assertUniform(weights, "dense/kernel", Math.sqrt(6.0 / (64 + 8)));
        float[] bias = array(weights, "lstm/bias");
        for (int j = 0; j < 256; j++) {
            assertEquals(j >= 64 && j < 128 ? 1f : 0f, bias[j], "only the forget gate starts open");
        }
        float[] recurrent = array(weights, "lstm/recurrent_kernel");
        for (int a = 0; a < 64; a++) {
            for (int b = 0; b <= a; b++) {
                double dot = 0;
                for (int j = 0; j < 256; j++) {
                    dot += (double) recurrent[a * 256 + j] * recurrent[b * 256 + j];
                }
                assertEquals(a == b ? 1 : 0, dot, 1e-6, "rows " + a + " and " + b);
            }
        }
        assertArrayEquals(weights.values(), InitialWeights.draw(spec, 1).values());
        assertFalse(Arrays.equals(weights.values(), InitialWeights.draw(spec, 2).values()));
    }

    private static void assertUniform(Weights weights, String name, double limit) {
        float[] values = array(weights, name);
        double largest = 0;
        double square = 0;
        for (float v : values) {
            largest = Math.max(largest, Math.abs(v));
            square += (double) v * v;
        }
        assertTrue(largest <= limit && largest > 0.95 * limit, name + ": " + largest + " of " + limit);
        assertEquals(limit / Math.sqrt(3), Math.sqrt(square / values.length), 0.06 * limit, name);
    }

    private static float[] array(Weights weights, String name) {
        for (int i = 0; i < weights.specs().size(); i++) {
            if (weights.specs().get(i).name().equals(name)) {
                return Arrays.copyOfRange(weights.values(), weights.offset(i), weights.offset(i + 1));
            }
        }
        throw new AssertionError("no weights are called " + name);
    }
}
