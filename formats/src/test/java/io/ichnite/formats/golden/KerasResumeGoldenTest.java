package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.Examples;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.Network;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.Checkpoints;
import io.ichnite.train.EpochListener;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import io.ichnite.train.Trainer;
import io.ichnite.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A training that Keras began goes on here as it went on there: bench/python/make_resume_goldens.py trained for two steps, saved, and
 * recorded the weights after its third. Of the step, the largest difference is at most 1e-4 of the largest change, and 1e-3 where ε
 * stands outside the root.
 */
class KerasResumeGoldenTest {
    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    static List<Path> checkpoints() {
        return Goldens.matching("keras/resume", ".*\\.(h5|keras)");
    }

    @Test
    void everyKerasIsThere() {
        List<String> names =
                checkpoints().stream().map(f -> f.getFileName().toString()).toList();
        for (String tag : List.of("keras2.1.5", "tf2.0", "keras2.15", "tf_keras2.21", "keras3.15")) {
            assertTrue(names.contains(tag + ".rmsprop.h5"), names.toString());
            assertTrue(names.contains(tag + ".adam.h5"), names.toString());
        }
        assertTrue(names.contains("keras3.15.adam.keras") && names.contains("keras2.15.rmsprop.keras"));
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void theNextStepIsKerasOwn(Path file) throws IOException {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        KerasWeights keras = KerasFiles.read(file, 0);
        float[] before = golden(stem + ".before.npy").floats();
        assertEquals(before.length, keras.weights().values().length);
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i], keras.weights().values()[i], name + " at " + i);
        }
        OptimizerState state = Objects.requireNonNull(keras.optimizer(), name);
        Optimizer.Memory memory = Objects.requireNonNull(state.memory(), name);
        boolean counted = !name.startsWith("keras2.1.5.rmsprop");
        assertEquals(counted ? 2 : 0, memory.step(), name);
        assertEquals(0.01f, state.rule().learningRate());
        boolean outside = name.startsWith("keras2.1.5") || name.startsWith("tf2.0");
        if (state.rule() instanceof OptimizerSpec.RmsProp rule) {
            assertEquals(!outside, rule.epsilonInside(), name);
        }
        float[] after = step(keras, state, memory, stem);
        float[] expected = golden(stem + ".after.npy").floats();
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i] - before[i]));
            worst = Math.max(worst, Math.abs(expected[i] - after[i]));
        }
        double share = worst / largest;
        assertTrue(share <= (outside ? 1e-3 : 1e-4), name + ": " + share + " of the largest change, " + largest);
    }

    private float[] step(KerasWeights keras, OptimizerState state, Optimizer.Memory memory, String stem)
            throws IOException {
        NpyArray x = golden("x3.npy");
        float[] y = golden("y3.npy").floats();
        int rows = x.shape()[0];
        int classes = y.length / rows;
        int[] labels = new int[rows];
        for (int i = 0; i < y.length; i++) {
            labels[i / classes] = y[i] == 1 ? i % classes : labels[i / classes];
        }
        float[] answers = golden(stem + ".out.npy").floats();
        try (Network network = new Network(keras.spec(), keras.weights(), kernels, 2)) {
            float[] outputs = network.predict(rows, SeedAGoldenTest.rows(x));
            for (int i = 0; i < answers.length; i++) {
                assertEquals(answers[i], outputs[i], 1e-6, stem + " answer " + i);
            }
        }
        Examples batch = new Examples() {
            @Override
            public int size() {
                return rows;
            }

            @Override
            public int length() {
                return keras.spec().length();
            }

            @Override
            public int label(int row) {
                return labels[row];
            }

            @Override
            public void row(int row, int[] into, int at) {
                SeedAGoldenTest.rows(x).row(row, into, at);
            }
        };
        TrainingPlan plan =
                TrainingPlan.defaults().withEpochs(1).withBatch(rows).withOptimizer(state.rule());
        return Trainer.fit(
                        keras.spec(),
                        keras.weights(),
                        batch,
                        null,
                        plan,
                        kernels,
                        2,
                        EpochListener.all(List.of()),
                        Checkpoints.none().beginningWith(keras.weights(), memory))
                .weights()
                .values();
    }

    private static NpyArray golden(String name) throws IOException {
        return NpyArray.read(Goldens.path("keras/resume/" + name));
    }
}
