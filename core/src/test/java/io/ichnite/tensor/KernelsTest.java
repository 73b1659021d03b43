package io.ichnite.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain and vector kernels give the same bits, and both give what the formula says. */
class KernelsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private final Random random = new Random(SEED);
    private final Kernels plain = new PlainKernels();
    private final Kernels vector = KernelChoice.choose("vector").kernels();

    @Test
    void vectorsAreChosenWhereTheFlagIsGiven() {
        assertInstanceOf(VectorKernels.class, KernelChoice.choose("auto").kernels());
        assertInstanceOf(PlainKernels.class, KernelChoice.choose("plain").kernels());
        assertThrows(BadConfig.class, () -> KernelChoice.choose("fast"));
    }

    @Test
    void products() {
        for (int round = 0; round < 200; round++) {
            int m = 1 + random.nextInt(20);
            int n = 1 + random.nextInt(200);
            int k = 1 + random.nextInt(70);
            int lda = Math.max(m, k) + random.nextInt(9);
            int ldb = n + random.nextInt(9);
            int ldc = n + random.nextInt(9);
            float[] a = numbers(Math.max(m, k) * lda + 3);
            float[] b = numbers(k * ldb + 3);
            float[] c = numbers(m * ldc + 3);
            same(
                    "multiply " + m + " " + n + " " + k,
                    c,
                    (kernels, x) -> kernels.multiply(m, n, k, a, 1, lda, b, 2, ldb, x, 3, ldc));
            same(
                    "transposed " + m + " " + n + " " + k,
                    c,
                    (kernels, x) -> kernels.multiplyTransposed(m, n, k, a, 1, lda, b, 2, ldb, x, 3, ldc));
            float[] found = c.clone();
            vector.multiply(m, n, k, a, 1, lda, b, 2, ldb, found, 3, ldc);
            int i = random.nextInt(m);
            int j = random.nextInt(n);
            double exact = c[3 + i * ldc + j];
            for (int p = 0; p < k; p++) {
                exact += (double) a[1 + i * lda + p] * b[2 + p * ldb + j];
            }
            assertEquals(exact, found[3 + i * ldc + j], 1e-5, "seed " + SEED);
        }
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void curves(Curve curve) {
        for (int n = 1; n < 100; n += 7) {
            float[] x = numbers(n + 2);
            for (int i = 0; i < x.length; i++) {
                x[i] *= 8;
            }
            same(curve + " of " + n, x, (kernels, y) -> kernels.apply(curve, y, 1, y.length - 2));
            float[] y = x.clone();
            plain.apply(curve, y, 0, y.length);
            float[] d = numbers(n + 2);
            same("slope of " + curve, d, (kernels, e) -> kernels.slope(curve, y, 1, e, 0, e.length - 2));
        }
        for (float x = -20; x < 20; x += 0.37f) {
            assertEquals(exact(curve, x), curve.at(x), 3e-7 * Math.max(1, Math.abs(x)), curve + " at " + x);
            double step = 1e-5;
            double slope = (exact(curve, x + step) - exact(curve, x - step)) / (2 * step);
            assertEquals(slope, curve.slope(curve.at(x)), 1e-5, "slope of " + curve + " at " + x);
        }
    }

    private static double exact(Curve curve, double x) {
        return switch (curve) {
            case LINEAR -> x;
            case RELU -> Math.max(0, x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case HARD_SIGMOID -> Math.min(1, Math.max(0, 0.2 * x + 0.5));
            case HARD_SIGMOID_6 -> Math.min(6, Math.max(0, x + 3)) / 6;
        };
    }

    @Test
    void toomCookGivesThreeSumsOfThreeProducts() {
        for (int round = 0; round < 60; round++) {
            int n = 1 + random.nextInt(70);
            int rows = 1 + random.nextInt(11);
            int tiles = (rows + 2) / 3;
            float[] x = numbers((3 * tiles + 2) * n + 1);
            float[] w = numbers(3 * n + 2);
            int plane = tiles * n + 3;
            same("input", numbers(5 * plane + 2), (kernels, v) -> kernels.toomInput(tiles, n, x, 1, v, 2, plane));
            same("kernel", numbers(5 * n + 2), (kernels, u) -> kernels.toomKernel(1, n, w, 2, u, 2, n));
            float[] v = new float[5 * plane + 2];
            float[] u = new float[5 * n + 2];
            vector.toomInput(tiles, n, x, 1, v, 2, plane);
            vector.toomKernel(1, n, w, 2, u, 2, n);
            float[] m = new float[5 * plane];
            for (int j = 0; j < 5; j++) {
                for (int i = 0; i < tiles * n; i++) {
                    m[j * plane + i] = v[2 + j * plane + i] * u[2 + j * n + i % n];
                }
            }
            float[] y = numbers(rows * n + 1);
            same("output", y, (kernels, z) -> kernels.toomOutput(rows, n, m, 0, plane, z, 1));
            float[] found = y.clone();
            vector.toomOutput(rows, n, m, 0, plane, found, 1);
            for (int i = 0; i < rows * n; i++) {
                double exact = y[1 + i];
                for (int k = 0; k < 3; k++) {
                    exact += (double) x[1 + i + k * n] * w[2 + i % n + k * n];
                }
                assertEquals(exact, found[1 + i], 1e-5, "seed " + SEED);
            }
        }
    }

    @Test
    void extremesOfTheExponentialStayFinite() {
        for (float x : new float[] {-1e30f, -100, 100, 1e30f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
            assertEquals(x < 0 ? 0 : 1, Curve.SIGMOID.at(x), 1e-30, "sigmoid at " + x);
            assertEquals(x < 0 ? -1 : 1, Curve.TANH.at(x), 0, "tanh at " + x);
        }
        assertTrue(Float.isNaN(Curve.SIGMOID.at(Float.NaN)), "a broken number must not look like an answer");
    }

    @Test
    void sumsPoolsAndRows() {
        for (int round = 0; round < 100; round++) {
            int n = 1 + random.nextInt(150);
            int rows = 1 + random.nextInt(6);
            float[] x = numbers(rows * n);
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.round(x[i] * 3); // ties, as ReLU makes them
            }
            float[] y = new float[n];
            same("max", y, (kernels, z) -> kernels.maxRows(rows, n, x, 0, z, 0));
            plain.maxRows(rows, n, x, 0, y, 0);
            float[] dy = numbers(n);
            same("max back", numbers(rows * n), (kernels, z) -> kernels.maxRowsBack(rows, n, x, 0, y, 0, dy, 0, z, 0));
            same("columns", numbers(n + 1), (kernels, z) -> kernels.addColumns(rows, n, x, 0, n, z, 1));
            int[] starts = random.ints(7, 0, rows).map(r -> r * n).toArray();
            same("rows", numbers(n + 1), (kernels, z) -> kernels.addRows(x, starts, 1, 6, n, z, 1));
            same("scatter", x, (kernels, z) -> kernels.scatterRows(dy, 0, n, z, starts, 1, 6));
        }
    }

    @Test
    void lstmState() {
        for (int units : new int[] {1, 5, 16, 32, 48, 64}) {
            for (int before : new int[] {-1, 0}) {
                float[] g = numbers(4 * units);
                float[] c = numbers(2 * units);
                float[] t = numbers(units);
                float[] dh = numbers(units);
                float[] dc = numbers(units);
                same("state", c, (kernels, x) -> kernels.lstmState(units, g, 0, x, before, units));
                same(
                        "delta state",
                        dc,
                        (kernels, x) -> kernels.lstmStateBack(
                                units, g, 0, c, before, t, 0, dh, 0, x, 0, new float[4 * units], 0));
                same(
                        "delta gates",
                        new float[4 * units],
                        (kernels, x) ->
                                kernels.lstmStateBack(units, g, 0, c, before, t, 0, dh, 0, dc.clone(), 0, x, 0));
            }
        }
    }

    private void same(String what, float[] start, BiConsumer<Kernels, float[]> work) {
        float[] expected = start.clone();
        float[] found = start.clone();
        work.accept(plain, expected);
        work.accept(vector, found);
        assertArrayEquals(expected, found, what + ", seed " + SEED);
    }

    private float[] numbers(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
