package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.SmallSeed;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import io.ichnite.nn.CrossEntropy;
import io.ichnite.nn.Masks;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec.RmsProp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Training the published network as Keras does: the gradients of the first step and the weights after three full-batch steps
 * of RMSprop. Against float64, each array's distance relative to its length is at most 1e-5; against Keras' float32, the
 * largest difference of a step relative to the largest step, 1e-4 with ε inside the root and 1e-3 outside.
 */
class TrainGoldenTest {
    private static final int CLASSES = 8;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    @Test
    void smallGradientsAreThoseOfKeras() throws IOException {
        Run run = small();
        float[] gradient = run.gradient(null);
        Map<String, NpyArray> golden = Npz.read(Goldens.path("keras/train/as.grad_step1.npz"));
        for (int i = 0; i < golden.size(); i++) {
            float[] expected = array(golden, i).floats();
            double largest = largest(expected);
            for (int j = 0; j < expected.length; j++) {
                assertEquals(expected[j], gradient[run.weights.offset(i) + j], 1e-4 * largest, "array " + i);
            }
        }
        assertEquals(2.206232786178589, run.loss, 1e-6);
    }

    @Test
    void smallStepsWithEpsilonInsideAreThoseOfKeras215AndOfFloat64() throws IOException {
        Run run = small();
        float[] before = run.weights.values().clone();
        run.threeSteps(RmsProp.defaults().withLearningRate(1e-2f), null);
        assertSteps(run, before, "as.after3.keras2.15.npz", 1e-4);
        assertDistance(run.weights, run.weights.values(), "as.after3.float64_inside.npz", 1e-5);
        assertEquals(1.7228152751922607, run.loss, 2e-6);
    }

    @Test
    void smallStepsWithEpsilonOutsideAreThoseOfTensorFlow2AndOfFloat64() throws IOException {
        Run run = small();
        float[] before = run.weights.values().clone();
        run.threeSteps(RmsProp.defaults().withLearningRate(1e-2f).withEpsilonInside(false), null);
        assertSteps(run, before, "as.after3.tf2.0.npz", 1e-3);
        assertDistance(run.weights, run.weights.values(), "as.after3.float64_outside.npz", 1e-5);
        assertEquals(1.726313829421997, run.loss, 2e-6);
    }

    @Test
    void dropoutWithGivenMasksIsThatOfFloat64() throws IOException {
        Masks masks = givenMasks();
        Run run = small();
        float[] gradient = run.gradient(masks);
        assertEquals(2.1680830623819474, run.loss, 1e-6);
        assertDistance(run.weights, gradient, "as.dropout.grad_step1.float64.npz", 1e-5);
        Run steps = small();
        steps.threeSteps(RmsProp.defaults().withLearningRate(1e-2f), masks);
        assertEquals(1.581926037855125, steps.loss, 1e-5);
        assertDistance(steps.weights, steps.weights.values(), "as.dropout.after3.float64_inside.npz", 1e-5);
    }

    @Test
    void fullWidthGradientsHaveTheNormsOfKeras() throws IOException {
        Run run = full();
        float[] gradient = run.gradient(null);
        Map<String, NpyArray> golden = Npz.read(Goldens.path("keras/train/a600.grad_step1.npz"));
        for (int i = 0; i < golden.size(); i++) {
            float[] expected = array(golden, i).floats();
            double norm = norm(expected, 0, expected.length);
            double found = norm(gradient, run.weights.offset(i), expected.length);
            assertEquals(norm, found, 1e-3 * norm, "norm of array " + i);
        }
        assertEquals(1.8904770612716675, run.loss, 2e-6);
    }

    @Test
    void fullWidthStepsAreThoseOfKeras() throws IOException {
        Run inside = full();
        inside.threeSteps(RmsProp.defaults(), null);
        assertEquals(1.3504736423492432, inside.loss, 1e-4);
        assertStepNorms(inside, "a600.after3.keras2.15.npz");
        Run outside = full();
        outside.threeSteps(RmsProp.defaults().withEpsilonInside(false), null);
        assertEquals(1.3375986814498901, outside.loss, 1e-4);
        assertStepNorms(outside, "a600.after3.tf2.0.npz");
    }

    /** A network with one batch to learn. */
    private final class Run {
        private final NetworkSpec spec;
        private final Weights weights;
        private final float[] before;
        private final NpyArray x;
        private final int[] labels;
        private double loss;

        Run(NetworkSpec spec, Weights weights, NpyArray x, NpyArray y) {
            this.spec = spec;
            this.weights = weights;
            this.before = weights.values().clone();
            this.x = x;
            this.labels = labels(y, x.shape()[0]);
        }

        float[] gradient(@Nullable Masks masks) {
            float[] gradient = new float[weights.values().length];
            try (Network network = new Network(spec, weights, kernels, 2)) {
                step(network, masks, gradient);
            }
            return gradient;
        }

        void threeSteps(RmsProp rule, @Nullable Masks masks) {
            float[] gradient = new float[weights.values().length];
            Optimizer optimizer = new Optimizer(rule, gradient.length);
            try (Network network = new Network(spec, weights, kernels, 2)) {
                for (int step = 0; step < 3; step++) {
                    step(network, masks, gradient);
                    optimizer.update(weights.values(), gradient);
                    network.refresh();
                }
            }
        }

        private void step(Network network, @Nullable Masks masks, float[] gradient) {
            int rows = labels.length;
            CrossEntropy objective = new CrossEntropy(labels, rows, List.of());
            double[] losses = network.backward(
                    rows, SeedAGoldenTest.rows(x), objective, masks, gradient, new float[rows * CLASSES]);
            loss = 0;
            for (double one : losses) {
                loss += one / rows;
            }
        }
    }

    private Run small() throws IOException {
        NetworkSpec spec = SmallSeed.spec(false);
        Map<String, NpyArray> before = Npz.read(Goldens.path("keras/train/as.before.npz"));
        Weights weights = Weights.zeros(spec.weights());
        for (int i = 0; i < before.size(); i++) {
            float[] values = array(before, i).floats();
            System.arraycopy(values, 0, weights.values(), weights.offset(i), values.length);
        }
        NpyArray x = NpyArray.read(Goldens.path("keras/models/as_x.npy"));
        return new Run(spec, weights, x, NpyArray.read(Goldens.path("keras/models/as_y.npy")));
    }

    private Run full() throws IOException {
        NpyArray x = NpyArray.read(Goldens.path("keras/train/x600.npy"));
        NetworkSpec spec = NamedNetworks.of("cnn-lstm", x.shape()[1], 304, CLASSES, OptionalInt.empty());
        Weights weights = KerasFiles.read(Goldens.path("keras/seed_a/a_lstm.tf2.0.h5"), spec)
                .weights();
        return new Run(spec, weights, x, NpyArray.read(Goldens.path("keras/train/y600.npy")));
    }

    /** Labels as numbers, whether the file has them so or one-hot. */
    private static int[] labels(NpyArray y, int rows) {
        double[] values = y.doubles();
        int width = values.length / rows;
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < width; c++) {
                if (width == 1) {
                    labels[i] = (int) values[i];
                } else if (values[i * width + c] == 1) {
                    labels[i] = c;
                }
            }
        }
        return labels;
    }

    /** Masks as the golden gives them: (gate, row, unit), the same at every step. */
    private static Masks givenMasks() throws IOException {
        Map<String, NpyArray> golden = Npz.read(Goldens.path("keras/train/as.dropout_masks.npz"));
        int first = SmallSeed.spec(false).find("lstm1");
        return (layer, part, sample, rate, into, at, count) -> {
            String name = (part == 0 ? "dp" : "rdp") + (layer == first ? 1 : 2);
            NpyArray mask = golden.get(name);
            if (mask == null) {
                throw new AssertionError("no mask " + name);
            }
            int rows = mask.shape()[1];
            int units = mask.shape()[2];
            double[] values = mask.doubles();
            for (int i = 0; i < count; i++) {
                into[at + i] = (float) values[(i / units * rows + sample) * units + i % units];
            }
        };
    }

    private static void assertSteps(Run run, float[] before, String file, double tolerance) throws IOException {
        Map<String, NpyArray> golden = Npz.read(Goldens.path("keras/train/" + file));
        for (int i = 0; i < golden.size(); i++) {
            float[] after = array(golden, i).floats();
            int at = run.weights.offset(i);
            double largest = 0;
            double difference = 0;
            for (int j = 0; j < after.length; j++) {
                double expected = (double) after[j] - before[at + j];
                double found = (double) run.weights.values()[at + j] - before[at + j];
                largest = Math.max(largest, Math.abs(expected));
                difference = Math.max(difference, Math.abs(expected - found));
            }
            assertTrue(
                    difference <= tolerance * largest,
                    file + ", array " + i + ": steps differ by " + difference + " of " + largest);
        }
    }

    private static void assertStepNorms(Run run, String file) throws IOException {
        Map<String, NpyArray> golden = Npz.read(Goldens.path("keras/train/" + file));
        for (int i = 0; i < golden.size(); i++) {
            float[] after = array(golden, i).floats();
            int at = run.weights.offset(i);
            double expected = 0;
            double found = 0;
            for (int j = 0; j < after.length; j++) {
                expected += Math.pow((double) after[j] - run.before[at + j], 2);
                found += Math.pow((double) run.weights.values()[at + j] - run.before[at + j], 2);
            }
            assertEquals(Math.sqrt(expected), Math.sqrt(found), 2e-3 * Math.sqrt(expected), file + ", array " + i);
        }
    }

    private static void assertDistance(Weights layout, float[] found, String file, double tolerance)
            throws IOException {
        Map<String, NpyArray> golden = Npz.read(Goldens.path("keras/train/" + file));
        for (int i = 0; i < golden.size(); i++) {
            double[] expected = array(golden, i).doubles();
            double square = 0;
            double length = 0;
            for (int j = 0; j < expected.length; j++) {
                square += Math.pow(expected[j] - found[layout.offset(i) + j], 2);
                length += expected[j] * expected[j];
            }
            double distance = Math.sqrt(square / length);
            assertTrue(distance <= tolerance, file + ", array " + i + ": relative distance " + distance);
        }
    }

    private static NpyArray array(Map<String, NpyArray> arrays, int i) {
        NpyArray array = arrays.get(String.format("w%02d", i));
        if (array == null) {
            throw new AssertionError("no array " + i);
        }
        return array;
    }

    private static double norm(float[] x, int from, int count) {
        double square = 0;
        for (int i = from; i < from + count; i++) {
            square += (double) x[i] * x[i];
        }
        return Math.sqrt(square);
    }

    private static double largest(float[] x) {
        double largest = 0;
        for (float v : x) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }
}
