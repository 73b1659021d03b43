package io.ichnite.bench.kernels;

import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Masks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Objective;
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
 * A layer of the published network as it really runs, with all that the plan does for it and with what it costs beside its
 * products: four samples of 64 channels, on one core. An embedding feeds it and little stands behind it, so that the rest
 * costs next to nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public abstract class LayerAlone {
    static final int SAMPLES = 4;
    static final int WIDTH = 64;

    private static final int CALLS = 304;

    private final int length;
    private final float[] gradient;
    private final float[] outputs = new float[SAMPLES * WIDTH];
    private final Network network;

    /** @param layers those behind the embedding; the last gives 64 numbers a sample */
    LayerAlone(int length, List<LayerSpec> layers) {
        this.length = length;
        NetworkSpec spec = NetworkSpec.chain("alone", length, layers);
        Weights weights = InitialWeights.draw(spec, 1);
        this.gradient = new float[weights.values().length];
        this.network = new Network(spec, weights, KernelChoice.choose("auto").kernels(), 1);
    }

    static LayerSpec embedding() {
        return new LayerSpec.Embedding("embed", CALLS, WIDTH);
    }

    /** Ends the network's thread. */
    @TearDown
    public void close() {
        network.close();
    }

    /** Forwards, without dropout. */
    @Benchmark
    public float[] forward() {
        return network.predict(SAMPLES, this::calls);
    }

    /** Forwards and back, with dropout where the layer has it: three times the operations. */
    @Benchmark
    public float[] training() {
        network.backward(SAMPLES, this::calls, new Squares(), Masks.seeded(1, 0), gradient, outputs);
        return gradient;
    }

    /** No row begins with the filling, as that would be skipped. */
    private void calls(int row, int[] into, int at) {
        for (int t = 0; t < length; t++) {
            into[at + t] = 1 + (7 * t + row) % (CALLS - 1);
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
