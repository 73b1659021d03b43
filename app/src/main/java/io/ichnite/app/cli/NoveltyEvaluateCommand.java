package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.ScoreFile;
import io.ichnite.app.task.NoveltyEvaluation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How well scores part known rows from novel ones. */
@Command(
        name = "evaluate",
        header = "how well scores part known programs from novel ones",
        customSynopsis = "ichnite novelty evaluate --known S.npy --novel S.npy [OPTIONS]",
        sortOptions = false,
        description = {
            "Measures how well scores, higher = more familiar, part rows that are known from rows that are not.",
            "FPR95 known positive: the share of novel rows above the threshold that 95 %% of the known reach (Lee et al.). FPR95"
                    + " novel positive: the share of known rows below the threshold that 95 %% of the novel stay under"
                    + " (OpenOOD, pytorch-ood). AUPR goes by steps, as scikit-learn's average precision; --json has it by"
                    + " trapezoids too, and Lee's own numbers.",
            "Intervals hold 95 %% of resamples; known and novel rows are each drawn with replacement."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite novelty evaluate --known held_out.npy --novel new.npy",
            "  ichnite novelty evaluate --known in.txt --novel out.txt --json --resamples 0"
        })
final class NoveltyEvaluateCommand implements Callable<Integer> {
    private static final int MOST_RESAMPLES = 1_000_000;

    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--known",
            required = true,
            paramLabel = "S.npy",
            description = "scores of familiar rows that did not serve the fit; .npy, or .txt with one a line")
    private Path known = Path.of("");

    @Option(
            names = "--novel",
            required = true,
            paramLabel = "S.npy",
            description = "scores of rows that are not familiar")
    private Path novel = Path.of("");

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how often to draw for the intervals; 0 for none (default: 1000)")
    private int resamples = 1000;

    @Mixin
    private CommonOptions common = new CommonOptions();

    NoveltyEvaluateCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (resamples < 0 || resamples > MOST_RESAMPLES) {
            throw new ParameterException(
                    spec.commandLine(), "--resamples: expected 0 to " + MOST_RESAMPLES + ", found " + resamples);
        }
        NoveltyEvaluation evaluation = NoveltyEvaluation.of(
                ScoreFile.read(known), ScoreFile.read(novel), resamples, common.seed(), common.threads());
        if (common.json()) {
            streams.result(evaluation.json());
        } else {
            streams.results(evaluation.text());
        }
        return ExitCodes.DONE;
    }
}
