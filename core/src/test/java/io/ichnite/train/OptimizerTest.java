package io.ichnite.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Rules by hand; against Keras they are held in the formats module's goldens. */
class OptimizerTest {
    @Test
    void rmsPropWithEpsilonInsideAndOutside() {
        for (boolean inside : new boolean[] {true, false}) {
            float[] w = {1f, -2f, 0.5f};
            float[] g = {0.5f, -0.25f, 1e-5f};
            Optimizer rule = new Optimizer(
                    OptimizerSpec.RmsProp.defaults().withLearningRate(0.01f).withEpsilonInside(inside), 3);
            double[] expected = {1, -2, 0.5};
            double[] v = new double[3];
            for (int step = 0; step < 3; step++) {
                rule.update(w, g);
                for (int i = 0; i < 3; i++) {
                    v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
                    double root = inside ? Math.sqrt(v[i] + 1e-7) : Math.sqrt(v[i]) + 1e-7;
                    expected[i] -= 0.01 * g[i] / root;
                }
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(expected[i], w[i], 1e-6, "weight " + i + ", epsilon inside " + inside);
            }
        }
    }

    @Test
    void adamTakesTheRateAsItsFirstStep() {
        float[] w = {1f, 1f};
        new Optimizer(OptimizerSpec.Adam.defaults().withLearningRate(0.1f), 2).update(w, new float[] {3f, -7f});
        assertArrayEquals(new float[] {0.9f, 1.1f}, w, 1e-6f);
    }

    @Test
    void clippingKeepsTheDirection() {
        float[] g = {3f, 4f};
        Clip.toNorm(g, 10f);
        assertArrayEquals(new float[] {3f, 4f}, g, 0f);
        Clip.toNorm(g, 1f);
        assertArrayEquals(new float[] {0.6f, 0.8f}, g, 1e-7f);
    }

    @Test
    void ratesMustBeAboveZero() {
        assertThrows(IllegalArgumentException.class, () -> OptimizerSpec.Adam.defaults()
                .withLearningRate(0f));
        assertThrows(IllegalArgumentException.class, () -> OptimizerSpec.RmsProp.defaults()
                .withLearningRate(Float.NaN));
    }
}
