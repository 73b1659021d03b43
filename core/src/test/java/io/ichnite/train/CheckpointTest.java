package io.ichnite.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Examples;
import io.ichnite.nn.Activation;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.Lstm;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A training that was stopped and went on is the training that never stopped. */
class CheckpointTest {
    private static final int LENGTH = 12;
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final NetworkSpec spec = NetworkSpec.chain(
            "small",
            LENGTH,
            List.<LayerSpec>of(
                    new Embedding("e", 8, 6),
                    new Lstm("l", Recurrence.of(6).withDropout(0.1f, 0.3f)),
                    new Dense("d", 2, Activation.SOFTMAX, true)));
    private final Weights start = InitialWeights.draw(spec, SEED);
    private final Examples train = rows(45, SEED);
    private final Examples judges = rows(18, SEED + 1);
    private final TrainingPlan plan = TrainingPlan.defaults()
            .withEpochs(9)
            .withBatch(8)
            .withSeed(SEED)
            .withOptimizer(OptimizerSpec.RmsProp.defaults().withLearningRate(3e-2f));

    private static Examples rows(int n, long seed) {
        Random random = new Random(seed);
        int[] tokens = random.ints((long) n * LENGTH, 1, 8).toArray();
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            // noise enough to overfit
            labels[i] = random.nextInt(4) == 0 ? random.nextInt(2) : tokens[i * LENGTH] % 2;
        }
        return ArrayExamples.labelled(tokens, LENGTH, labels);
    }

    /** Holds the last checkpoint, and stops after some more batches. */
    private static final class Chopper implements Checkpoints, EpochListener {
        private @Nullable Checkpoint held;
        private int left;
        private int kept;

        @Override
        public @Nullable Checkpoint from() {
            return held;
        }

        @Override
        public boolean due(boolean epochDone) {
            return epochDone;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            held = checkpoint;
            kept++;
        }

        @Override
        public void step(Step step) {
            left--;
        }

        @Override
        public boolean stop() {
            return left <= 0;
        }
    }

    @Test
    void howeverOftenItIsStoppedTheWeightsAreTheSame() {
        Random random = new Random(SEED);
        List<TrainingPlan> plans = List.of(
                plan,
                plan.withKeepBest(false),
                plan.withOptimizer(OptimizerSpec.Adam.defaults().withLearningRate(1e-2f))
                        .withClipNorm(1f),
                plan.withPatience(Patience.endless().withReduceAfter(1).withFactor(0.5f)),
                plan.withLimitBatches(3),
                plan.withPatience(Patience.endless().withStopAfter(2)));
        for (TrainingPlan each : plans) {
            Trained whole = fit(each, EpochListener.none(), Checkpoints.none());
            assertTrue(whole.complete());
            for (int most : new int[] {1, 3, 20}) {
                String told = each + ", stopped after 4 to " + (3 + most) + " batches, seed " + SEED;
                Chopper chopper = new Chopper();
                Trained last;
                int sittings = 0;
                do {
                    // a validation that is stopped begins anew: its three batches have to fit into a sitting
                    chopper.left = 4 + random.nextInt(most);
                    last = fit(each, chopper, chopper);
                    sittings++;
                } while (!last.complete() && sittings < 200);
                assertTrue(last.complete(), told);
                assertTrue(sittings > 2, "else this test says nothing: " + told);
                assertArrayEquals(whole.weights().values(), last.weights().values(), told);
                assertEquals(timeless(whole.history()), timeless(last.history()), told);
            }
        }
    }

    @Test
    void goingOnFromTheEndChangesNothing() {
        Chopper chopper = new Chopper();
        chopper.left = Integer.MAX_VALUE;
        Trained whole = fit(plan, chopper, chopper);
        assertEquals(9, chopper.kept, "one an epoch");
        chopper.left = Integer.MAX_VALUE;
        Trained again = fit(plan, chopper, chopper);
        assertArrayEquals(whole.weights().values(), again.weights().values());
        assertEquals(whole.history(), again.history(), "times too: nothing was done");
    }

    @Test
    void aStoppedTrainingSaysSoAndGivesWhatItHas() {
        Chopper chopper = new Chopper();
        chopper.left = 14;
        Trained part = fit(plan, chopper, chopper);
        assertFalse(part.complete());
        assertEquals(1, part.history().epochs().size());
        Checkpoint held = chopper.held;
        assertNotNull(held);
        assertEquals(2, held.position().epoch());
        assertEquals(5, held.position().batch(), "six to train, three to judge, five more");
        assertEquals(11, held.position().step());
    }

    @Test
    void aCheckpointOfAnotherNetworkIsRefused() {
        Chopper chopper = new Chopper();
        chopper.left = 3;
        fit(plan, chopper, chopper);
        chopper.left = 3;
        NetworkSpec other = NetworkSpec.chain(
                "other",
                LENGTH,
                List.<LayerSpec>of(
                        new Embedding("e", 9, 6),
                        new Lstm("l", Recurrence.of(6)),
                        new Dense("d", 2, Activation.SOFTMAX, true)));
        Weights begin = InitialWeights.draw(other, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.fit(other, begin, train, judges, plan, kernels, 1, chopper, chopper));
        TrainingPlan adam = plan.withOptimizer(OptimizerSpec.Adam.defaults());
        assertThrows(IllegalArgumentException.class, () -> fit(adam, chopper, chopper));
    }

    @Test
    void listenersSeeTheNetworkAsItStands() {
        List<String> told = new ArrayList<>();
        EpochListener looker = new EpochListener() {
            @Override
            public void begin(List<History.Epoch> before, Insight insight) {
                told.add("begin " + before.size() + " " + (insight.gradient() == null));
                assertArrayEquals(start.values(), insight.weights().values());
            }

            @Override
            public void epoch(History.Epoch epoch, Insight insight) {
                told.add("epoch " + epoch.epoch());
                Weights gradient = insight.gradient();
                assertNotNull(gradient);
                assertEquals(insight.weights().specs(), gradient.specs());
                assertEquals(judges.size(), insight.rows());
                float[] last = insight.outputs(2, 5);
                assertEquals(10, last.length);
                for (int row = 0; row < 5; row++) {
                    assertEquals(1, last[2 * row] + last[2 * row + 1], 1e-6);
                }
                assertEquals(5 * LENGTH * 6, insight.outputs(0, 5).length, "the embedding too");
            }
        };
        fit(plan.withEpochs(2), looker, Checkpoints.none());
        assertEquals(List.of("begin 0 true", "epoch 1", "epoch 2"), told);
    }

    private Trained fit(TrainingPlan how, EpochListener listener, Checkpoints checkpoints) {
        return Trainer.fit(spec, start, train, judges, how, kernels, 2, listener, checkpoints);
    }

    private static String timeless(History history) {
        StringBuilder out = new StringBuilder().append(history.kept());
        for (History.Epoch e : history.epochs()) {
            out.append('\n').append(List.of(e.epoch(), e.loss(), e.accuracy(), e.validationLoss()));
            out.append(List.of(e.validationAccuracy(), e.learningRate()));
        }
        return out.toString();
    }
}
