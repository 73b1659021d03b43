package io.ichnite.app.task;

import io.ichnite.app.source.EncodingChoice;
import io.ichnite.formats.json.Numbers;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.TrainingPlan;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the demo trains, in one place.
 *
 * @param share of the rows that validate
 */
record DemoPlan(String network, int length, int epochs, int batch, float learningRate, boolean balanced, double share) {
    /** Chosen by measurement, to be good on programs not seen within three minutes on two cores: docs/results.md. */
    static DemoPlan defaults() {
        return new DemoPlan("cnn-lstm-small", 600, 15, 16, 1e-3f, false, 0.25);
    }

    /** Programs stand on one side only. */
    TrainingRequest byProgram(Grouping programs, long seed) {
        return request(new SplitChoice.Drawn(share, SplitChoice.Draw.GROUPED, programs), seed, "program");
    }

    /** Any run on any side: the split that flatters. */
    TrainingRequest atRandom(long seed) {
        return request(new SplitChoice.Drawn(share, SplitChoice.Draw.STRATIFIED, Grouping.bySequence()), seed, "none");
    }

    private TrainingRequest request(SplitChoice split, long seed, String group) {
        TrainingPlan plan = TrainingPlan.defaults()
                .withEpochs(epochs)
                .withBatch(batch)
                .withOptimizer(OptimizerSpec.RmsProp.defaults().withLearningRate(learningRate))
                .withSeed(seed);
        SortedMap<String, String> options = new TreeMap<>();
        options.put("network", network);
        options.put("length", String.valueOf(length));
        options.put("epochs", String.valueOf(epochs));
        options.put("batch", String.valueOf(batch));
        options.put("learning-rate", Numbers.text(learningRate));
        options.put("validation", Numbers.text(share));
        options.put("group", group);
        return new TrainingRequest(
                new NetworkChoice(network, null, null),
                new EncodingChoice(null, length, false),
                plan,
                balanced ? "balanced" : null,
                split,
                WordChoice.defaults(),
                options,
                true);
    }
}
