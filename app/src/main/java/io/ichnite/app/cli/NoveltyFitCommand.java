package io.ichnite.app.cli;

import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Streams;
import io.ichnite.app.task.NoveltyFit;
import io.ichnite.app.task.NoveltyFitted;
import io.ichnite.app.task.NoveltyRequest;
import io.ichnite.error.BadConfig;
import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits one detector. */
@Command(
        name = "fit",
        header = "fit a detector on features of familiar programs",
        customSynopsis = "ichnite novelty fit FEATURES.npy LABELS.npy|DIR -o DETECTOR [OPTIONS]",
        sortOptions = false,
        description = {
            "Fits one detector on what a network makes of familiar programs. A folder made by ichnite features stands for both"
                    + " files; detectors that look at the logits or at the network's last layer need it.",
            "By distance: mahalanobis, relative, normalised, relative-normalised, chi-square, knn, mad. By logits: msp,"
                    + " max-logit, energy, entropy, gen, odin. By the last layer: react, ash-p, ash-s, scale, residual, vim,"
                    + " fdbd.",
            "Several layers become one score with --combine logistic: logistic regression on the layers' scores of known and"
                    + " of novel rows, neither of which may have served the fit."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite novelty fit train.features -o familiar.detector --layers 7",
            "  ichnite novelty fit feature_7.npy labels.npy -o familiar.detector --covariance empirical",
            "  ichnite novelty fit train.features -o knn.detector --detector knn --k 10",
            "  ichnite novelty fit train.features -o both.detector --layers 7,8 --combine logistic \\",
            "      --known held_out.features --novel other.features",
            "  ichnite novelty fit feature_7.npy labels.npy -o as_published.detector --first 2476 \\",
            "      --seed-compatible"
        })
final class NoveltyFitCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "FEATURES.npy|DIR",
            description = "float32 or float64 of shape (rows, width), or a folder made by ichnite features")
    private Path features = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LABELS.npy",
            description = "a class from 0 for each row, -1 where it is not known; those rows are left out")
    private @Nullable Path labels;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DETECTOR",
            description = "file to write")
    private Path output = Path.of("");

    @Option(names = "--detector", paramLabel = "NAME", description = "which one (default: mahalanobis)")
    private String detector = "mahalanobis";

    @Option(names = "--k", paramLabel = "N", description = "of knn: which neighbour counts (default: 50, or the last)")
    private @Nullable Integer k;

    @Option(
            names = "--covariance",
            paramLabel = "ledoit-wolf|oas|empirical",
            description = "how a covariance is estimated (default: ledoit-wolf)")
    private @Nullable String covariance;

    @Option(names = "--first", paramLabel = "N", description = "fit on the first N rows alone")
    private @Nullable Integer first;

    @Option(
            names = "--layers",
            paramLabel = "7,8",
            split = ",",
            splitSynopsisLabel = "",
            description = "of a folder (default: the first; the last layer's own for those that need it)")
    private List<String> layers = List.of();

    @Option(names = "--combine", paramLabel = "logistic", description = "make one score of several layers'")
    private @Nullable String combine;

    @Option(
            names = "--known",
            paramLabel = "DIR",
            description =
                    "familiar rows to combine by, kept from the fit; without it a quarter of each class of the rows"
                            + " is kept from it, drawn by --seed and named in DETECTOR.known.txt")
    private @Nullable Path known;

    @Option(names = "--novel", paramLabel = "DIR", description = "rows that are not familiar, to combine by")
    private @Nullable Path novel;

    @Option(
            names = "--main",
            paramLabel = "N",
            description = "of vim and residual: directions that familiar rows take (default: half the width)")
    private @Nullable Integer main;

    @Option(names = "--one-sided", description = "of mad: being nearer to a class than usual is not novel")
    private boolean oneSided;

    @Option(
            names = "--seed-compatible",
            description =
                    "of mahalanobis: means and differences in float32 and the covariance as it is, as the published"
                            + " system does; wrong where there are few rows")
    private boolean seedCompatible;

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    NoveltyFitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        NoveltyRequest request = new NoveltyRequest(
                features, labels, plan(), k == null, atLeastOne("--first", first), layers, combines(), known, novel);
        OutputFile.check(output);
        NoveltyFit fit =
                new NoveltyFit(streams, kernel.choose(streams).kernels(), common.seed(), CommandTree.Version.number());
        NoveltyFitted fitted = fit.fit(request);
        fitted.write(output);
        if (common.json()) {
            streams.result(fitted.json(output));
        } else {
            fitted.lines(output).forEach(streams::say);
        }
        return ExitCodes.DONE;
    }

    private DetectorPlan plan() {
        DetectorKind kind = word("--detector", detector, DetectorKind::of);
        if (!kind.named()) {
            throw usage(
                    "--detector: no detector is called '" + detector + "'; expected one of " + DetectorKind.names());
        }
        DetectorPlan plan = DetectorPlan.defaults(kind);
        if (covariance != null) {
            plan = plan.withCovariance(word("--covariance", covariance, Covariance.Estimator::of));
        }
        Integer neighbour = atLeastOne("--k", k);
        if (neighbour != null) {
            only(kind == DetectorKind.KNN, "--k", "knn");
            plan = plan.withK(neighbour);
        }
        Integer directions = atLeastOne("--main", main);
        if (directions != null) {
            only(kind == DetectorKind.VIM || kind == DetectorKind.RESIDUAL, "--main", "vim and residual");
            plan = plan.withMain(directions);
        }
        if (oneSided) {
            only(kind == DetectorKind.MAD, "--one-sided", "mad");
            plan = plan.withOneSided();
        }
        if (seedCompatible) {
            only(kind == DetectorKind.MAHALANOBIS, "--seed-compatible", "mahalanobis");
            if (covariance != null && plan.covariance() != Covariance.Estimator.EMPIRICAL) {
                throw new BadConfig("--seed-compatible: the published system has the empirical covariance, found "
                        + "--covariance " + covariance);
            }
            plan = plan.withSeedCompatible();
        }
        return plan;
    }

    private static void only(boolean fits, String option, String detectors) {
        if (!fits) {
            throw new BadConfig(option + " is of " + detectors + " alone");
        }
    }

    private boolean combines() {
        if (combine == null) {
            if (known != null || novel != null) {
                throw new BadConfig((known != null ? "--known" : "--novel") + " needs --combine logistic");
            }
            return false;
        }
        if (!combine.equals("logistic")) {
            throw usage("--combine: expected logistic, found '" + combine + "'");
        }
        if (novel == null) {
            throw new BadConfig("--combine: expected --novel DIR, features of rows that are not familiar");
        }
        return true;
    }

    private @Nullable Integer atLeastOne(String option, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw usage(option + ": expected at least 1, found " + value);
        }
        return value;
    }

    private <T> T word(String option, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
