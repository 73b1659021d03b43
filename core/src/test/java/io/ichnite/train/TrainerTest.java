package io.ichnite.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.nn.Activation;
import io.ichnite.nn.CrossEntropy;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Conv1D;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.Lstm;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final int LENGTH = 20;
    private static final int CLASSES = 3;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final NetworkSpec spec = NetworkSpec.chain(
            "small",
            LENGTH,
            List.<LayerSpec>of(
                    new Embedding("e", 10, 8),
                    new Conv1D("c", 8, 3, 1, Padding.SAME, Activation.RELU, true),
                    new Lstm("l", Recurrence.of(8).withDropout(0.1f, 0.2f)),
                    new Dense("d", CLASSES, Activation.SOFTMAX, true)));
    private final Weights start = InitialWeights.draw(spec, 1);
    private final TrainingPlan plan = TrainingPlan.defaults()
            .withEpochs(4)
            .withBatch(8)
            .withOptimizer(OptimizerSpec.RmsProp.defaults().withLearningRate(1e-2f));

    /** Rows whose class shows in how often the calls 7, 8 and 9 occur among noise. */
    private static Examples rows(int n, long seed) {
        Random random = new Random(seed);
        int[] tokens = new int[n * LENGTH];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(CLASSES);
            for (int t = 0; t < LENGTH; t++) {
                tokens[i * LENGTH + t] = random.nextInt(3) == 0 ? 7 + labels[i] : 1 + random.nextInt(6);
            }
        }
        return ArrayExamples.labelled(tokens, LENGTH, labels);
    }

    @Test
    void learnsWhatThereIsToLearn() {
        Trained trained = fit(rows(203, 1), rows(60, 2), plan.withEpochs(8), 2, EpochListener.none());
        List<History.Epoch> epochs = trained.history().epochs();
        assertEquals(8, epochs.size());
        assertTrue(epochs.get(7).loss() < 0.5 * epochs.get(0).loss(), "the loss falls: " + epochs);
        assertTrue(epochs.get(7).validationAccuracy() > 0.9, "unseen rows are told apart: " + epochs);
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        Trained one = fit(rows(50, 1), rows(20, 2), plan, 1, EpochListener.none());
        Trained three = fit(rows(50, 1), rows(20, 2), plan, 3, EpochListener.none());
        assertArrayEquals(one.weights().values(), three.weights().values());
        Trained plain = Trainer.fit(
                spec,
                start,
                rows(50, 1),
                rows(20, 2),
                plan,
                KernelChoice.choose("plain").kernels(),
                2,
                EpochListener.none());
        assertArrayEquals(one.weights().values(), plain.weights().values());
        Trained other = fit(rows(50, 1), rows(20, 2), plan.withSeed(2), 1, EpochListener.none());
        assertFalse(Arrays.equals(one.weights().values(), other.weights().values()), "the seed matters");
    }

    @Test
    void theStartIsLeftAlone() {
        float[] before = start.values().clone();
        fit(rows(20, 1), null, plan, 1, EpochListener.none());
        assertArrayEquals(before, start.values());
    }

    @Test
    void theWeightsOfTheLowestValidationLossAreKept() {
        Examples judges = rows(40, 3);
        // a rate that jumps about, so that the last epoch is not the best
        TrainingPlan wild = plan.withEpochs(10)
                .withOptimizer(OptimizerSpec.RmsProp.defaults().withLearningRate(0.2f));
        Trained best = fit(rows(60, 1), judges, wild, 1, EpochListener.none());
        History history = best.history();
        double lowest = history.epochs().stream()
                .mapToDouble(History.Epoch::validationLoss)
                .min()
                .orElseThrow();
        assertEquals(lowest, history.epochs().get(history.kept() - 1).validationLoss());
        assertEquals(lowest, loss(best.weights(), judges), 1e-9, "the kept weights have the loss that was told");

        Trained last = fit(rows(60, 1), judges, wild.withKeepBest(false), 1, EpochListener.none());
        assertEquals(10, last.history().kept());
        double end = last.history().epochs().get(9).validationLoss();
        assertEquals(end, loss(last.weights(), judges), 1e-9);
        assertNotEquals(lowest, end, "else this test says nothing");
    }

    @Test
    void withoutValidationTheLastWeightsAreKeptAndNothingIsJudged() {
        Trained trained = fit(rows(30, 1), null, plan, 1, EpochListener.none());
        assertEquals(4, trained.history().kept());
        assertTrue(Double.isNaN(trained.history().epochs().get(0).validationLoss()));
    }

    @Test
    void batchesCanBeLimitedInTrainingAndValidation() {
        List<EpochListener.Step> steps = new ArrayList<>();
        fit(rows(50, 1), rows(50, 2), plan.withEpochs(1).withLimitBatches(2), 1, new EpochListener() {
            @Override
            public void step(Step step) {
                steps.add(step);
            }
        });
        assertEquals(4, steps.size());
        assertEquals(16, steps.get(1).rows());
        assertEquals(2, steps.get(1).batches());
        assertFalse(steps.get(1).validating());
        assertTrue(steps.get(3).validating());
        assertEquals(16, steps.get(3).rows());
    }

    @Test
    void stopsAfterTheBatchWhenAsked() {
        int[] batches = {0};
        Trained trained = fit(rows(80, 1), rows(20, 2), plan, 1, new EpochListener() {
            @Override
            public void step(Step step) {
                batches[0]++;
            }

            @Override
            public boolean stop() {
                return batches[0] >= 15;
            }
        });
        assertEquals(15, batches[0], "ten to train, three to judge, two more");
        assertEquals(1, trained.history().epochs().size());
    }

    @Test
    void classWeightsMoveTheAnswers() {
        Trained heavy = fit(rows(60, 1), null, plan.withClassWeights(List.of(50f, 1f, 1f)), 1, EpochListener.none());
        Trained even = fit(rows(60, 1), null, plan, 1, EpochListener.none());
        assertTrue(share(heavy.weights(), 0) > share(even.weights(), 0), "the heavy class is answered more often");
    }

    @Test
    void whatCannotBeTrainedIsTold() {
        Examples good = rows(10, 1);
        assertTold("length", ArrayExamples.labelled(new int[21], 21, new int[1]), plan);
        assertTold("class 3", ArrayExamples.labelled(new int[LENGTH], LENGTH, new int[] {3}), plan);
        assertTold("class -1", ArrayExamples.labelled(new int[LENGTH], LENGTH, new int[] {-1}), plan);
        assertTold("no training rows", ArrayExamples.labelled(new int[0], LENGTH, new int[0]), plan);
        assertTold("3 class weights", good, plan.withClassWeights(List.of(1f)));
        Weights broken = start.copy();
        Arrays.fill(broken.values(), Float.NaN);
        BadConfig told = assertThrows(
                BadConfig.class, () -> Trainer.fit(spec, broken, good, null, plan, kernels, 1, EpochListener.none()));
        assertTrue(String.valueOf(told.getMessage()).contains("diverged"));
    }

    private void assertTold(String what, Examples rows, TrainingPlan how) {
        BadConfig told = assertThrows(BadConfig.class, () -> fit(rows, null, how, 1, EpochListener.none()));
        String message = String.valueOf(told.getMessage());
        assertTrue(message.contains(what) || what.equals("length") && message.contains("integers"), message);
    }

    private Trained fit(
            Examples train, @Nullable Examples validation, TrainingPlan how, int threads, EpochListener listener) {
        return Trainer.fit(spec, start, train, validation, how, kernels, threads, listener);
    }

    private double loss(Weights weights, Examples rows) {
        double sum = 0;
        float[] outputs = outputs(weights, rows);
        for (int i = 0; i < rows.size(); i++) {
            sum += CrossEntropy.loss(outputs[i * CLASSES + rows.label(i)]);
        }
        return sum / rows.size();
    }

    private double share(Weights weights, int family) {
        float[] outputs = outputs(weights, rows(100, 9));
        double sum = 0;
        for (int i = 0; i < 100; i++) {
            sum += outputs[i * CLASSES + family];
        }
        return sum;
    }

    private float[] outputs(Weights weights, Examples rows) {
        try (Network network = new Network(spec, weights, kernels, 1)) {
            return network.predict(rows.size(), rows::row);
        }
    }
}
