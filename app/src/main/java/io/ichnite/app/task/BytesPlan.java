package io.ichnite.app.task;

import io.ichnite.app.source.EncodingChoice;
import io.ichnite.formats.json.Numbers;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.Patience;
import io.ichnite.train.TrainingPlan;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the demo's second half trains and follows, in one place.
 *
 * @param length of a file in bytes, as the network sees it
 * @param stopAfter epochs without a lower validation loss
 * @param share of the files until then that validate
 * @param until the last day of training
 * @param bucket how time after it is cut, as {@code drift} takes it
 * @param budget files that are looked at in a day
 */
record BytesPlan(
        int length,
        int epochs,
        int batch,
        float learningRate,
        int stopAfter,
        double share,
        LocalDate until,
        String bucket,
        int budget) {
    /** The detectors that are put beside each other. */
    static final List<DetectorKind> DETECTORS = List.of(DetectorKind.MAHALANOBIS, DetectorKind.RELATIVE);

    /** The published network on as many bytes as it was published for; the rate fits so few files. */
    static BytesPlan defaults() {
        return new BytesPlan(200_000, 25, 16, 1e-3f, 5, 0.25, LocalDate.of(2020, 12, 31), "2022,2024,2026", 5);
    }

    String year() {
        return String.valueOf(until.getYear());
    }

    /** Files of one project stand on one side only. */
    TrainingRequest training(Grouping projects, long seed) {
        TrainingPlan plan = TrainingPlan.defaults()
                .withEpochs(epochs)
                .withBatch(batch)
                .withOptimizer(OptimizerSpec.RmsProp.defaults().withLearningRate(learningRate))
                .withPatience(Patience.endless().withStopAfter(stopAfter))
                .withSeed(seed);
        return new TrainingRequest(
                new NetworkChoice(NamedNetworks.MALCONV, null, null),
                new EncodingChoice(null, length, false),
                plan,
                "balanced",
                new SplitChoice.Until(until, null, new SplitChoice.Drawn(share, SplitChoice.Draw.GROUPED, projects)),
                WordChoice.defaults(),
                options(),
                true);
    }

    private SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>();
        options.put("network", NamedNetworks.MALCONV);
        options.put("length", String.valueOf(length));
        options.put("epochs", String.valueOf(epochs));
        options.put("batch", String.valueOf(batch));
        options.put("learning-rate", Numbers.text(learningRate));
        options.put("early-stopping", String.valueOf(stopAfter));
        options.put("validation", Numbers.text(share));
        options.put("train-until", year());
        options.put("class-weights", "balanced");
        options.put("group", "project");
        return options;
    }

    /** The same as words of a command line. */
    String words() {
        StringBuilder words = new StringBuilder();
        options().forEach((name, value) -> {
            if (!name.equals("group")) {
                words.append(" --").append(name).append(' ').append(value);
            }
        });
        return words.toString();
    }

    /** Projects that training had stand apart from others. */
    DriftRequest drift(List<String> layers, Grouping projects, long seed) {
        return new DriftRequest(
                until,
                bucket,
                1,
                layers,
                DetectorPlan.defaults(DetectorKind.MAHALANOBIS),
                projects,
                0.1,
                false,
                budget,
                null,
                seed);
    }
}
