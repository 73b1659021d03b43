package io.ichnite.bench.kernels;

import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The two products that a convolution of the published network is made of, at its sizes: 64 channels to 64 by 9 taps, so that
 * a window is a row of 576 numbers that begins 64 after the one before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Products {
    private static final int TIME = 6000;
    private static final int CHANNELS = 64;
    private static final int WINDOW = 9 * CHANNELS;
    /** Steps of time whose weight gradient is added at once. */
    private static final int BLOCK = 96;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final float[] x = new float[TIME * CHANNELS + WINDOW];
    private final float[] weights = new float[WINDOW * CHANNELS];
    private final float[] y = new float[TIME * CHANNELS];
    private final float[] gradient = new float[WINDOW * CHANNELS];

    /** Fills inputs with numbers around 0 and clears the sums, before each iteration, so that they stay ordinary numbers. */
    @Setup(Level.Iteration)
    public void fill() {
        Random random = new Random(1);
        for (float[] numbers : new float[][] {x, weights}) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = random.nextFloat() - 0.5f;
            }
        }
        Arrays.fill(y, 0f);
        Arrays.fill(gradient, 0f);
    }

    /** Floating-point operations of {@link #forward}. */
    static double forwardOperations() {
        return 2.0 * TIME * WINDOW * CHANNELS;
    }

    /** Floating-point operations of {@link #weightGradient}. */
    static double gradientOperations() {
        return 2.0 * BLOCK * WINDOW * CHANNELS;
    }

    /** A whole sample: (6000, 576) in overlapping rows by (576, 64). */
    @Benchmark
    public float[] forward() {
        kernels.multiply(TIME, CHANNELS, WINDOW, x, 0, CHANNELS, weights, 0, CHANNELS, y, 0, CHANNELS);
        return y;
    }

    /** One block of time: (96, 576) in overlapping rows, transposed, by (96, 64). */
    @Benchmark
    public float[] weightGradient() {
        kernels.multiplyTransposed(WINDOW, CHANNELS, BLOCK, x, 0, CHANNELS, x, 0, CHANNELS, gradient, 0, CHANNELS);
        return gradient;
    }
}
