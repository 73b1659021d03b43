package io.ichnite.app.cli;

import io.ichnite.app.show.Interruption;
import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.task.DetectorChoice;
import io.ichnite.app.task.FamiliarityFit;
import io.ichnite.app.task.NoveltyCompared;
import io.ichnite.app.task.NoveltyComparedFiles;
import io.ichnite.app.task.NoveltyComparison;
import io.ichnite.app.task.NoveltyComparisonRequest;
import io.ichnite.app.task.TrainingRequest;
import io.ichnite.error.BadConfig;
import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.tensor.KernelChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which detector tells a family that was never seen. */
@Command(
        name = "compare",
        header = "which detector to use: each family is left out in turn",
        customSynopsis = "ichnite novelty compare DATA [-o DIR] [--into MODEL] [OPTIONS]",
        sortOptions = false,
        description = {
            "Leaves out one family after another. The others are dealt into folds by whole groups; for each fold a network is"
                    + " trained on the rest, as train does, and every detector is fitted on the rows that trained it. Known are the"
                    + " rows of the fold, novel those of the family: nothing has ever seen either. Measures are taken fold by"
                    + " fold, and averaged.",
            "The detector for a family is chosen without it: with --choose pairs by networks that had seen neither it nor a second"
                    + " family, which was novel to them. The best in hindsight stands beside it. What the choices give in the"
                    + " mean is what to expect of a family that nobody has seen.",
            "With -o, finished parts are kept in DIR/parts until the end, so that an interrupted run goes on with --resume and gives"
                    + " the same bytes; without it nothing is kept."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite novelty compare dataset.csv --group meta.csv:project --class-weights balanced -o results",
            "  ichnite novelty compare train.store --group runs.csv:program --network cnn-lstm-small \\",
            "      --length 600 --epochs 15 --learning-rate 1e-3 -o results --into model.ichnite",
            "  ichnite novelty compare train.store --group runs.csv:program -o results --resume",
            "  ichnite novelty compare dataset.csv --layers 7,8 --detectors mahalanobis,relative,energy \\",
            "      --choose none --json",
            "",
            "F families and K folds are F K trainings, and F (F - 1) / 2 more for --choose pairs: with 8 families and 3 folds 52.",
            "DATA is what train takes: a trace store, a trace CSV (.gz, .zst; - for stdin), two arrays x.npy,y.npy, or files of",
            "bytes: a manifest name,label,first_seen or a folder of them."
        })
final class NoveltyCompareCommand implements Callable<Integer> {
    private static final int MOST_FOLDS = 1000;
    private static final int MOST_RESAMPLES = 1_000_000;

    private final Streams streams;
    private final Interruption interruption;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATA", description = "labelled rows of three families or more")
    private String data = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "folder for comparison.csv, .json, .svg, .png and report.html")
    private @Nullable Path output;

    @Option(
            names = "--into",
            paramLabel = "MODEL",
            description =
                    "at the end fit the detector with the best mean on the rows that trained this model, set its threshold"
                            + " on those that validated it, and keep both in the model's file")
    private @Nullable Path into;

    @Option(
            names = "--error-rate",
            paramLabel = "R",
            defaultValue = "0.1",
            description = "of --into: the share of familiar rows that the threshold may take for novel (default: 0.1)")
    private double errorRate;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "3",
            description = "how many parts the others are dealt into, 2 or more (default: 3)")
    private int folds;

    @Option(
            names = "--choose",
            paramLabel = "pairs|single|none",
            defaultValue = "pairs",
            description =
                    "by which networks the detector for a family is chosen: trained without it and without another, trained"
                            + " without another alone, or not at all (default: pairs; of three families single)")
    private String choose = "pairs";

    @Option(
            names = "--layers",
            paramLabel = "7,8",
            split = ",",
            splitSynopsisLabel = "",
            description = "numbers or names (default: the last two before the answer that are vectors)")
    private @Nullable List<String> layers;

    @Option(
            names = "--detectors",
            paramLabel = "a,b,c",
            split = ",",
            splitSynopsisLabel = "",
            description = "which ones; msp, the baseline, always (default: all)")
    private @Nullable List<String> detectors;

    @Option(
            names = "--covariance",
            paramLabel = "ledoit-wolf|oas|empirical",
            defaultValue = "ledoit-wolf",
            description = "how a covariance is estimated (default: ledoit-wolf)")
    private String covariance = "ledoit-wolf";

    @Option(
            names = "--k",
            paramLabel = "N",
            defaultValue = "50",
            description = "of knn: which neighbour counts, or the last where there are fewer (default: 50)")
    private int k = DetectorPlan.NEIGHBOUR;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how often to draw for the intervals; 0 for none (default: 1000)")
    private int resamples;

    @Option(
            names = "--resume",
            description = "go on with the parts that an interrupted run kept in DIR; refused if data or options differ")
    private boolean resume;

    @Mixin
    private FoldTraining training = new FoldTraining();

    @Mixin
    private LabelledData source = new LabelledData();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** @param interruption ends the work after a batch, what is finished kept */
    NoveltyCompareCommand(Streams streams, Interruption interruption) {
        this.streams = streams;
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws Exception {
        NoveltyComparisonRequest request = request();
        if (output != null) {
            OutputFile.checkFolder(output);
        } else if (resume) {
            throw new BadConfig("--resume needs -o DIR, where finished parts are kept");
        }
        FamiliarityFit familiarity = familiarity();
        Path keep = output == null ? null : output.resolve("parts");
        KernelChoice kernels = kernel.choose(streams);
        String version = CommandTree.Version.number();
        try (Data rows = source.open(data, streams, common.threads(), false)) {
            NoveltyComparison work =
                    new NoveltyComparison(streams, kernels.kernels(), common.threads(), version, interruption::asked);
            NoveltyCompared result = work.run(rows, request, keep, resume, familiarity);
            if (output != null) {
                NoveltyComparedFiles.write(result, version, output, new PictureFiles(streams::say));
            }
            if (familiarity != null) {
                streams.say(familiarity.write(rows, result, request, streams, kernels.kernels(), common.threads()));
            }
            if (keep != null) {
                NoveltyComparison.done(keep);
            }
            if (common.json()) {
                streams.result(Json.line(result.json()));
            } else {
                streams.results(result.text());
            }
            return rows.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    private @Nullable FamiliarityFit familiarity() throws Exception {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new BadConfig("--error-rate: expected above 0 and below 1, found " + errorRate);
        }
        if (into == null) {
            if (spec.commandLine().getParseResult().hasMatchedOption("--error-rate")) {
                throw new BadConfig("--error-rate needs --into MODEL, which keeps the threshold");
            }
            return null;
        }
        OutputFile.check(into);
        return FamiliarityFit.of(into, errorRate);
    }

    private NoveltyComparisonRequest request() {
        between("--folds", folds, 2, MOST_FOLDS);
        between("--resamples", resamples, 0, MOST_RESAMPLES);
        between("--k", k, 1, Integer.MAX_VALUE);
        TrainingRequest request = training.request(training.network().withAnyClasses(), spec, common.seed());
        return new NoveltyComparisonRequest(
                folds,
                training.grouping(),
                request,
                DetectorChoice.How.of(choose),
                layers,
                kinds(),
                estimator(),
                k,
                resamples);
    }

    private Covariance.Estimator estimator() {
        try {
            return Covariance.Estimator.of(covariance);
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--covariance: " + e.getMessage());
        }
    }

    private @Nullable List<DetectorKind> kinds() {
        if (detectors == null) {
            return null;
        }
        List<DetectorKind> kinds = new ArrayList<>();
        for (String word : detectors) {
            try {
                DetectorKind kind = DetectorKind.of(word);
                if (!kind.named() || kinds.contains(kind)) {
                    throw new BadConfig("--detectors: expected each of " + DetectorKind.names() + " once, found '"
                            + String.join(",", detectors) + "'");
                }
                kinds.add(kind);
            } catch (IllegalArgumentException e) {
                throw new BadConfig("--detectors: " + e.getMessage());
            }
        }
        return kinds;
    }

    private static void between(String option, int found, int least, int most) {
        if (found < least || found > most) {
            throw new BadConfig(option + ": expected " + least + " to " + most + ", found " + found);
        }
    }
}
