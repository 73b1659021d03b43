package io.ichnite.bench.kernels;

import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Masks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Objective;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The published network's LSTM as it really runs, activations and masks included: 64 channels to 64 units over 1,000 steps, a
 * group of four samples. An embedding feeds it and its last state answers, both of which cost next to nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LstmLayer {
    private static final int SAMPLES = 4;
    private static final int STEPS = 1000;
    private static final int UNITS = 64;
    private static final int GATES = 4;
    private static final int CALLS = 304;

    private final NetworkSpec spec = NetworkSpec.chain(
            "lstm-alone",
            STEPS,
            List.of(
                    new LayerSpec.Embedding("embed", CALLS, UNITS),
                    new LayerSpec.Lstm("lstm", Recurrence.of(UNITS).withDropout(0.1f, 0.5f))));
    private final Weights weights = InitialWeights.draw(spec, 1);
    private final float[] gradient = new float[weights.values().length];
    private final float[] outputs = new float[SAMPLES * UNITS];
    private final Network network =
            new Network(spec, weights, KernelChoice.choose("auto").kernels(), 1);

    /** Ends the network's thread. */
    @TearDown
    public void close() {
        network.close();
    }

    /** Floating-point operations of the two products forwards; activations are not counted. */
    static double operations() {
        return 2.0 * SAMPLES * STEPS * (UNITS + UNITS) * GATES * UNITS;
    }

    /** Forwards, without dropout. */
    @Benchmark
    public float[] forward() {
        return network.predict(SAMPLES, LstmLayer::calls);
    }

    /** Forwards and back, with dropout: three times the operations. */
    @Benchmark
    public float[] training() {
        network.backward(SAMPLES, LstmLayer::calls, new Squares(), Masks.seeded(1, 0), gradient, outputs);
        return gradient;
    }

    private static void calls(int row, int[] into, int at) {
        for (int t = 0; t < STEPS; t++) {
            into[at + t] = (7 * t + row) % CALLS;
        }
    }

    /** Half the sum of the squared outputs, whose derivative is the outputs themselves. */
    private static final class Squares implements Objective {
        @Override
        public double back(int sample, float[] y, int y0, float[] dy, int d0, int size) {
            double loss = 0;
            for (int j = 0; j < size; j++) {
                dy[d0 + j] = y[y0 + j];
                loss += 0.5 * y[y0 + j] * y[y0 + j];
            }
            return loss;
        }

        @Override
        public boolean bySums() {
            return false;
        }
    }
}
