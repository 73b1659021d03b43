package io.ichnite.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ways to sum a convolution, against the formula in double precision. */
class CorrelationTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private final Random random = new Random(SEED);
    private final Kernels kernels = KernelChoice.choose("vector").kernels();

    /** A correlation's numbers: x of (time, in), a kernel of (size, in, out), dy of (windows, out). */
    private final class Numbers {
        final int time;
        final int windows;
        final float[] x;
        final float[] w;
        final float[] dy;

        Numbers(int time, int size, int stride, int in, int out, double spread) {
            this.time = time;
            this.windows = (time + stride - 1) / stride;
            this.x = floats(time * in, 1);
            this.w = floats(size * in * out, spread);
            this.dy = floats(windows * out, 1);
        }
    }

    @Test
    void anyRangeOfRowsAndPlaces() {
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(12);
            int stride = 1 + random.nextInt(3);
            int in = 1 + random.nextInt(40);
            int out = 1 + random.nextInt(40);
            int before = random.nextInt(size);
            Numbers n = new Numbers(40 + random.nextInt(800), size, stride, in, out, 0.1);
            check(new DirectCorrelation(kernels, size, stride, before, in, out), n);
            if (stride == 1 && size % 3 == 0) {
                check(new ToomCorrelation(kernels, size, before, in, out), n);
            }
        }
    }

    private void check(Correlation correlation, Numbers n) {
        int low = random.nextInt(n.time / 4);
        int high = n.time - random.nextInt(n.time / 4);
        int begin = random.nextInt(n.windows / 4) / correlation.tile() * correlation.tile();
        int end = n.windows - random.nextInt(n.windows / 4);
        String what = correlation.getClass().getSimpleName() + " " + correlation.size + " " + correlation.stride + " "
                + correlation.before + " " + correlation.in + " " + correlation.out + ", seed " + SEED;
        double[][] exact = exact(correlation, n, low, high, begin, end);
        float[][] found = found(correlation, n, low, high, begin, end);
        assertTrue(error(exact[0], found[0]) < 2e-5, what);
        assertTrue(error(exact[1], found[1]) < 2e-5 * Math.sqrt(n.windows), what);
        for (int i = 0; i < begin * correlation.out; i++) {
            assertEquals(0, found[0][i], "a row before those asked for, " + what);
        }
    }

    /** The error that fewer multiplications cost, at the published shapes, and after three layers of it. */
    @Test
    void toomCookRoundsLessThanTwiceAsMuch() {
        Numbers n = new Numbers(1800, 9, 1, 64, 64, 0.06);
        for (int i = 0; i < n.x.length; i++) {
            n.x[i] = Math.max(0, n.x[i]); // as it comes from a layer of ReLU
        }
        Correlation direct = new DirectCorrelation(kernels, 9, 1, 4, 64, 64);
        Correlation toom = new ToomCorrelation(kernels, 9, 4, 64, 64);
        double[][] exact = exact(direct, n, 0, n.time, 0, n.windows);
        float[][] one = found(direct, n, 0, n.time, 0, n.windows);
        float[][] other = found(toom, n, 0, n.time, 0, n.windows);
        told("sums", exact[0], one[0], other[0]);
        told("derivatives by the kernel", exact[1], one[1], other[1]);
        double[] exactStack = doubles(n.x);
        float[] directStack = n.x;
        float[] toomStack = n.x;
        for (int layer = 0; layer < 3; layer++) {
            exactStack = relu(exact(direct, n.w, exactStack, n.time));
            directStack = relu(forward(direct, n.w, directStack, n.time));
            toomStack = relu(forward(toom, n.w, toomStack, n.time));
        }
        told("three layers", exactStack, directStack, toomStack);
    }

    private static void told(String what, double[] exact, float[] direct, float[] toom) {
        System.out.printf(
                Locale.ROOT,
                "%s: deviation %.2f, error of direct %.1e (largest %.1e), of Toom-Cook %.1e (largest %.1e)%n",
                what,
                Math.sqrt(Arrays.stream(exact).map(v -> v * v).average().orElse(0)),
                rootMeanSquare(exact, direct),
                error(exact, direct),
                rootMeanSquare(exact, toom),
                error(exact, toom));
        assertTrue(rootMeanSquare(exact, toom) < 2 * rootMeanSquare(exact, direct), what);
    }

    /** Sums and derivatives by the kernel, as the formula says. */
    private static double[][] exact(Correlation c, Numbers n, int low, int high, int begin, int end) {
        double[] y = new double[n.windows * c.out];
        double[] dw = new double[n.w.length];
        for (int t = begin; t < end; t++) {
            for (int k = 0; k < c.size; k++) {
                int place = t * c.stride + k - c.before;
                for (int p = 0; p < c.in && place >= low && place < high; p++) {
                    double value = n.x[place * c.in + p];
                    int w = (k * c.in + p) * c.out;
                    for (int j = 0; j < c.out; j++) {
                        y[t * c.out + j] += value * n.w[w + j];
                        dw[w + j] += value * n.dy[t * c.out + j];
                    }
                }
            }
        }
        return new double[][] {y, dw};
    }

    private static double[] exact(Correlation c, float[] w, double[] x, int time) {
        double[] y = new double[time * c.out];
        for (int t = 0; t < time; t++) {
            for (int k = Math.max(0, c.before - t); k < c.size && t + k - c.before < time; k++) {
                for (int p = 0; p < c.in; p++) {
                    double value = x[(t + k - c.before) * c.in + p];
                    for (int j = 0; j < c.out; j++) {
                        y[t * c.out + j] += value * w[(k * c.in + p) * c.out + j];
                    }
                }
            }
        }
        return y;
    }

    private static float[][] found(Correlation c, Numbers n, int low, int high, int begin, int end) {
        c.prepare(n.w, 0);
        Correlation.Work work = c.open();
        float[] y = new float[n.windows * c.out];
        work.add(n.x, 0, low, high, y, 0, begin, end);
        float[] sums = new float[c.sums()];
        work.gradient(n.x, 0, low, high, n.dy, 0, begin, end, sums, 0);
        float[] dw = new float[n.w.length];
        c.settle(sums, 0, dw, 0);
        return new float[][] {y, dw};
    }

    private static float[] forward(Correlation c, float[] w, float[] x, int time) {
        c.prepare(w, 0);
        float[] y = new float[time * c.out];
        c.open().add(x, 0, 0, time, y, 0, 0, time);
        return y;
    }

    private static double error(double[] exact, float[] found) {
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            largest = Math.max(largest, Math.abs(exact[i] - found[i]));
        }
        return largest;
    }

    private static double rootMeanSquare(double[] exact, float[] found) {
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            sum += (exact[i] - found[i]) * (exact[i] - found[i]);
        }
        return Math.sqrt(sum / exact.length);
    }

    private static double[] relu(double[] y) {
        return Arrays.stream(y).map(v -> Math.max(0, v)).toArray();
    }

    private static float[] relu(float[] y) {
        float[] positive = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            positive[i] = Math.max(0, y[i]);
        }
        return positive;
    }

    private static double[] doubles(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    private float[] floats(int n, double deviation) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (random.nextGaussian() * deviation);
        }
        return x;
    }
}
