package io.ichnite.app.cli;

import io.ichnite.app.task.Grouping;
import io.ichnite.app.task.NetworkChoice;
import io.ichnite.app.task.SplitChoice;
import io.ichnite.app.task.TrainingRequest;
import io.ichnite.app.task.WordChoice;
import io.ichnite.error.BadConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How each of several parts of the rows is learned from, where the parts are folds and whole groups stand in one. */
final class FoldTraining {
    @Option(
            names = "--group",
            paramLabel = GroupWord.WORDS,
            description =
                    "rows that are kin, and never stand in two folds: the same calls or bytes, " + GroupWord.NEARLY
                            + ", or the same value in a column of a CSV with file_id or name (default: sequence)")
    private @Nullable String group;

    @Option(
            names = "--validation",
            paramLabel = "FRACTION",
            defaultValue = "0.2",
            description = "this share of a fold's training rows, by the same groups, chooses the epoch; 0 for the last"
                    + " epoch (default: 0.2)")
    private double validation;

    @Mixin
    private LearnerOptions learner = new LearnerOptions();

    @Mixin
    private EncodingOptions encoding = new EncodingOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    /** @throws BadConfig if the word is none */
    Grouping grouping() {
        return GroupWord.read(group);
    }

    /** The network asked for. */
    NetworkChoice network() {
        return learner.network(null);
    }

    PlanOptions plan() {
        return plan;
    }

    /**
     * What is done in each fold, without a baseline.
     *
     * @param spec of the command, whose options the work is known by
     * @throws BadConfig if an option is out of its range
     */
    TrainingRequest request(NetworkChoice network, CommandSpec spec, long seed) {
        if (!(validation >= 0 && validation < 1)) {
            throw new BadConfig("--validation: expected at least 0 and below 1, found " + validation);
        }
        Grouping grouping = grouping();
        return new TrainingRequest(
                network,
                encoding.choice(),
                plan.plan(seed, true),
                plan.classWeights(),
                validation == 0
                        ? new SplitChoice.None()
                        : new SplitChoice.Drawn(validation, SplitChoice.Draw.GROUPED, grouping),
                new WordChoice(learner.classes(), learner.kerasVocabulary(), false, null),
                GivenOptions.of(spec));
    }
}
