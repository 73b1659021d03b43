package io.ichnite.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.util.Arrays;
import java.util.List;
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

    @Test
    void dots() {
        for (int round = 0; round < 60; round++) {
            int m = random.nextInt(6);
            int n = random.nextInt(10);
            int k = random.nextInt(70);
            float[] a = numbers(m * (k + 2) + 3);
            float[] b = numbers(n * (k + 1) + 3);
            float[] c = numbers(m * (n + 3) + 3);
            same(
                    "dots " + m + " " + n + " " + k,
                    c,
                    (kernels, x) -> kernels.dots(m, n, k, a, 1, k + 2, b, 2, k + 1, x, 3, n + 3));
            float[] found = c.clone();
            vector.dots(m, n, k, a, 1, k + 2, b, 2, k + 1, found, 3, n + 3);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double exact = 0;
                    for (int p = 0; p < k; p++) {
                        exact += (double) a[1 + i * (k + 2) + p] * b[2 + j * (k + 1) + p];
                    }
                    assertEquals(exact, found[3 + i * (n + 3) + j], 1e-5, "seed " + SEED);
                    float[] alone = new float[1];
                    vector.dots(1, 1, k, a, 1 + i * (k + 2), 0, b, 2 + j * (k + 1), 0, alone, 0, 0);
                    assertEquals(alone[0], found[3 + i * (n + 3) + j], "alone, seed " + SEED);
                }
            }
        }
    }

    @Test
    void rowsOfATableOneAfterAnother() {
        for (int width : new int[] {1, 3, 8, 16, 21}) {
            float[] table = numbers(20 * width + Kernels.PANEL);
            long[] packed = packed(20);
            for (Kernels kernels : List.of(plain, vector)) {
                float[] found = new float[1 + 37 * width + Kernels.PANEL];
                kernels.lookup(37, packed, 1, width, table, found, 1);
                for (int i = 0; i < 37 * width; i++) {
                    assertEquals(table[row(packed, 1, i / width) * width + i % width], found[1 + i]);
                }
            }
        }
    }

    @Test
    void rowsOfATableTimesOthers() {
        for (int width : new int[] {1, 3, 8, 16}) {
            for (int count : new int[] {0, 1, 7, 13, 14, 29, 100}) {
                float[] table = numbers(20 * width + Kernels.PANEL);
                float[] apart = new float[Kernels.LINE + 20 * Kernels.APART * width];
                for (int i = 0; i < 20 * width; i++) {
                    int first = Kernels.LINE + i / width * Kernels.APART * width + i % width;
                    apart[first] = table[i];
                    apart[first + (Kernels.APART - 1) * width] = table[i];
                }
                long[] packed = packed(20);
                float[] b = numbers(2 + 3 * (count * width + 1));
                float[] x = new float[count * width + Kernels.PANEL];
                plain.lookup(count, packed, 2, width, table, x, 0);
                float[] exact = new float[3];
                plain.dots(1, 3, count * width, x, 0, 0, b, 2, count * width + 1, exact, 0, 0);
                for (Kernels kernels : List.of(plain, vector)) {
                    float[] found = new float[4];
                    kernels.lookupDots(count, packed, 2, width, apart, 3, b, 2, count * width + 1, found, 1);
                    for (int j = 0; j < 3; j++) {
                        assertEquals(exact[j], found[1 + j], count + " rows of " + width + ", seed " + SEED);
                    }
                }
            }
        }
    }

    /** Longs of rows of a table that has so many. */
    private long[] packed(int rows) {
        long[] packed = new long[80];
        for (int i = 0; i < packed.length; i++) {
            for (int p = 0; p < Kernels.PACKED; p++) {
                packed[i] |= (long) random.nextInt(rows) << Kernels.ROW_BITS * p;
            }
        }
        return packed;
    }

    private static int row(long[] packed, int from, int i) {
        return (int) (packed[from + i / Kernels.PACKED] >>> Kernels.ROW_BITS * (i % Kernels.PACKED)) & 511;
    }

    @Test
    void coarseProductsAreRoundedOnesOfTwoPanels() {
        int panel = Kernels.PANEL;
        for (int width : new int[] {1, 8, 11}) {
            int rows = 20;
            float[] table = numbers(rows * width);
            float[] kernels = new float[3 + 2 * (1 + width) * panel];
            for (int i = 0; i < kernels.length; i++) {
                kernels[i] = random.nextFloat() * 50;
            }
            for (int half = 0; half < 2; half++) {
                Arrays.fill(kernels, 3 + half * (1 + width) * panel, 3 + half * (1 + width) * panel + panel, 2000.4f);
            }
            int[] tables = new int[rows * Kernels.ROOM];
            int[] same = tables.clone();
            for (int p = 0; p < Kernels.PACKED; p++) {
                vector.coarsePanels(rows, width, table, kernels, 3, tables, p * panel);
                plain.coarsePanels(rows, width, table, kernels, 3, same, p * panel);
            }
            assertArrayEquals(same, tables, "seed " + SEED);
            for (int i = 0; i < rows * Kernels.ROOM; i++) {
                if (i % Kernels.ROOM >= Kernels.PACKED * panel) {
                    continue;
                }
                for (int half = 0; half < 2; half++) {
                    double exact = 2000.4f;
                    for (int e = 0; e < width; e++) {
                        int k = 3 + (half * (1 + width) + 1 + e) * panel + i % panel;
                        exact += (double) table[i / Kernels.ROOM * width + e] * kernels[k];
                    }
                    assertEquals(exact, tables[i] >>> 16 * half & 0xFFFF, 0.501, "seed " + SEED);
                }
            }
        }
    }

    @Test
    void scaledRows() {
        for (int n : new int[] {1, 5, 16, 37}) {
            float[] x = numbers(4 * n + 1);
            float[] factor = numbers(n + 2);
            float[] start = numbers(n + 2);
            float[] y = numbers(4 * n + 3);
            same("rows of " + n, y, (kernels, into) -> kernels.scaleRows(4, n, x, 1, factor, start, 2, into, 3));
            float[] found = y.clone();
            vector.scaleRows(4, n, x, 1, factor, start, 2, found, 3);
            for (int i = 0; i < 4 * n; i++) {
                double exact = start[2 + i % n] + (double) factor[2 + i % n] * x[1 + i];
                assertEquals(exact, found[3 + i], 1e-6, "seed " + SEED);
            }
        }
    }

    @Test
    void rangesOfProductsOfTwoPanels() {
        int panel = Kernels.PANEL;
        for (int width : new int[] {1, 8, 11}) {
            float[] table = numbers(20 * width);
            float[] kernels = numbers(3 + 2 * (1 + width) * panel);
            for (Kernels some : List.of(plain, vector)) {
                float[] low = new float[2 * panel + 1];
                float[] high = new float[2 * panel + 1];
                some.rangePanels(20, width, table, kernels, 3, low, high, 1);
                for (int j = 0; j < 2 * panel; j++) {
                    double least = Double.POSITIVE_INFINITY;
                    double most = Double.NEGATIVE_INFINITY;
                    for (int i = 0; i < 20; i++) {
                        int k = 3 + j / panel * (1 + width) * panel + j % panel;
                        double product = kernels[k];
                        for (int e = 0; e < width; e++) {
                            product += (double) table[i * width + e] * kernels[k + (1 + e) * panel];
                        }
                        least = Math.min(least, product);
                        most = Math.max(most, product);
                    }
                    assertEquals(least, low[1 + j], 1e-5, "seed " + SEED);
                    assertEquals(most, high[1 + j], 1e-5, "seed " + SEED);
                }
            }
        }
    }

    @Test
    void coarseSums() {
        int panel = Kernels.PANEL;
        int line = Kernels.LINE;
        int[] tables = random.ints(line + 20 * Kernels.ROOM).toArray();
        long[] packed = packed(20);
        int[] sums = random.ints(line + 31 * panel).toArray();
        int[] exact = sums.clone();
        for (int i = 0; i < 31 * panel; i++) {
            for (int p = 0; p < Kernels.PACKED; p++) {
                int row = row(packed, 2, i / panel * Kernels.PACKED + p);
                exact[line + i] += tables[line + row * Kernels.ROOM + p * panel + i % panel];
            }
        }
        for (Kernels kernels : List.of(plain, vector)) {
            int[] found = sums.clone();
            kernels.addCoarse(31, packed, 2, tables, found);
            assertArrayEquals(exact, found);
            float[] first = numbers(31 * panel + 3);
            float[] second = numbers(31 * panel + 3);
            float[] low = first.clone();
            float[] high = second.clone();
            kernels.partCoarse(31 * panel, found, first, second, 3);
            for (int i = 0; i < 31 * panel; i++) {
                assertEquals(low[3 + i] + (exact[line + i] & 0xFFFF), first[3 + i]);
                assertEquals(high[3 + i] + (exact[line + i] >>> 16), second[3 + i]);
                assertEquals(0, found[line + i]);
            }
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
    void rowsTimesRows() {
        for (int round = 0; round < 100; round++) {
            int n = 1 + random.nextInt(150);
            int rows = 1 + random.nextInt(5);
            int ldx = random.nextBoolean() ? 0 : n + random.nextInt(3);
            int ldf = random.nextBoolean() ? 0 : n + random.nextInt(3);
            int ldy = random.nextBoolean() ? 0 : n + random.nextInt(3);
            float[] x = numbers(rows * (n + 2) + 1);
            float[] f = numbers(rows * (n + 2) + 2);
            float[] y = numbers(rows * (n + 2) + 3);
            same("multiply rows", y, (kernels, z) -> kernels.multiplyRows(rows, n, x, 1, ldx, f, 2, ldf, z, 3, ldy));
            same("add rows", y, (kernels, z) -> kernels.addMultipliedRows(rows, n, x, 1, ldx, f, 2, ldf, z, 3, ldy));
            float[] found = y.clone();
            vector.addMultipliedRows(rows, n, x, 1, ldx, f, 2, ldf, found, 3, 0);
            int j = random.nextInt(n);
            double exact = y[3 + j];
            for (int r = 0; r < rows; r++) {
                exact += (double) x[1 + r * ldx + j] * f[2 + r * ldf + j];
            }
            assertEquals(exact, found[3 + j], 1e-5, "seed " + SEED);
        }
    }

    @Test
    void lstmSteps() {
        for (Curve gate : Curve.values()) {
            for (Curve cell : Curve.values()) {
                for (int n : new int[] {1, 5, 16, 31, 64, 100}) {
                    lstmStep(gate, cell, n);
                }
            }
        }
    }

    private void lstmStep(Curve gate, Curve cell, int n) {
        String what = gate + ", " + cell + ", " + n;
        int apart = n + 3;
        float[] g = numbers(1 + 5 * apart);
        float[] c = numbers(2 * n);
        float[] h = numbers(2 * n);
        same(what, g, (kernels, x) -> kernels.lstmStep(gate, cell, n, x, 1, apart, c.clone(), h.clone(), n));
        same(what, c, (kernels, x) -> kernels.lstmStep(gate, cell, n, g.clone(), 1, apart, x, h.clone(), n));
        same(what, h, (kernels, x) -> kernels.lstmStep(gate, cell, n, g.clone(), 1, apart, c.clone(), x, n));
        float[] sums = g.clone();
        vector.lstmStep(gate, cell, n, g, 1, apart, c, h, n);
        int j = random.nextInt(n);
        double i = exact(gate, sums[1 + j]);
        double f = exact(gate, sums[1 + apart + j]);
        double z = exact(cell, sums[1 + 2 * apart + j]);
        double o = exact(gate, sums[1 + 3 * apart + j]);
        double state = f * c[j] + i * z;
        assertEquals(state, c[n + j], 1e-5, what + ", seed " + SEED);
        assertEquals(o * exact(cell, state), h[n + j], 1e-5, what + ", seed " + SEED);

        float[] dh = numbers(n + 2);
        float[] dc = numbers(n);
        float[] dg = numbers(3 + 4 * apart);
        same(
                what + ", back",
                dg,
                (kernels, x) -> kernels.lstmStepBack(gate, cell, n, g, 1, apart, c, n, dh, 2, dc.clone(), x, 3, apart));
        same(
                what + ", state back",
                dc,
                (kernels, x) -> kernels.lstmStepBack(gate, cell, n, g, 1, apart, c, n, dh, 2, x, dg.clone(), 3, apart));
        float[] back = dg.clone();
        float[] stateBack = dc.clone();
        vector.lstmStepBack(gate, cell, n, g, 1, apart, c, n, dh, 2, stateBack, back, 3, apart);
        double delta = dc[j] + (double) dh[2 + j] * g[1 + 3 * apart + j] * cell.slope(g[1 + 4 * apart + j]);
        assertEquals(delta * g[1 + apart + j], stateBack[j], 1e-5, what + ", seed " + SEED);
        double[] byActivated = {
            delta * g[1 + 2 * apart + j], delta * c[j], delta * g[1 + j], (double) dh[2 + j] * g[1 + 4 * apart + j]
        };
        for (int k = 0; k < 4; k++) {
            double slope = (k == 2 ? cell : gate).slope(g[1 + k * apart + j]);
            assertEquals(
                    byActivated[k] * slope, back[3 + k * apart + j], 1e-5, what + ", gate " + k + ", seed " + SEED);
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
