package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.task.DriftFiles;
import io.ichnite.app.task.DriftOutcome;
import io.ichnite.app.task.DriftRequest;
import io.ichnite.app.task.DriftSummary;
import io.ichnite.app.task.DriftWork;
import io.ichnite.app.task.Grouping;
import io.ichnite.data.Dates;
import io.ichnite.error.BadConfig;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.tensor.KernelChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a model does on what came after its training. */
@Command(
        name = "drift",
        header = "how a model does on what came after its training",
        customSynopsis =
                "ichnite drift MODEL MANIFEST.csv --train-until DATE [--bucket quarter] [--novel DATA] -o DIR [OPTIONS]",
        sortOptions = false,
        description = {
            "Follows a model through time, bucket by bucket: how often it is right, how familiar rows look to it, what it had"
                    + " better not answer, when that changed and which classes and units of the network moved, and which files of"
                    + " the newest bucket to look at first.",
            "The detector is fitted on the rows that trained the model, thresholds on those that validated it (the model knows"
                    + " both by name), never on a bucket. A model that was trained on rows later than the date is refused. Rows"
                    + " without a date are listed, not guessed at."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite drift malconv.ichnite dataset.csv --train-until 2020 --bucket year -o drift",
            "  ichnite drift malconv.ichnite dataset.csv --train-until 2020 --novel ood.csv --group meta.csv:project -o drift",
            "  ichnite drift m.ichnite dataset.csv --train-until 2017 --bucket 2018-03,2018,2019 --sample 0.3 --seed-compatible"
                    + " -o drift",
            "",
            "Writes report.html, drift.csv (a row a bucket), rows.csv, alarms.csv, look_first.csv, pictures as .svg and .png, and"
                    + " confidence_Ga7_In.txt (validation), confidence_Ga7_Out.txt (--novel), confidence_Ga7_BUCKET.txt: a score"
                    + " a line, higher = more familiar."
        })
final class DriftCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Parameters(
            index = "1",
            paramLabel = "MANIFEST.csv",
            description = "name,label,first_seen: later rows, and those that trained and validated the model")
    private String data = "";

    @Option(
            names = "--train-until",
            required = true,
            paramLabel = "DATE",
            description = "the end of training: YYYY, YYYY-MM or YYYY-MM-DD, to its end")
    private String until = "";

    @Option(
            names = "--bucket",
            paramLabel = "month|quarter|year|DATE,DATE,…",
            defaultValue = "quarter",
            description = "how time after it is cut; dates each end a bucket (default: quarter)")
    private String bucket = "quarter";

    @Option(
            names = "--sample",
            paramLabel = "F",
            defaultValue = "1",
            description = "this share of each bucket's rows, drawn with --seed (default: 1)")
    private double sample = 1;

    @Option(
            names = "--novel",
            paramLabel = "DATA",
            description = "files of no class that the model has, to see how unfamiliar they look")
    private @Nullable String novel;

    @Option(
            names = "--group",
            paramLabel = "FILE.csv:COLUMN",
            description =
                    "what rows belong together, as a program's project: those that training had stand apart from others,"
                            + " and intervals draw whole groups")
    private @Nullable String groups;

    @Option(
            names = "--error-rate",
            paramLabel = "E",
            defaultValue = "0.1",
            description = "share of fitting answers that may be rejected (default: 0.1)")
    private double errorRate = 0.1;

    @Option(
            names = "--transcend",
            description = "p-values, and rejection below a quantile of each class's own, as Transcend has them")
    private boolean transcend;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "20",
            description = "files that somebody can look at in a day (default: 20)")
    private int budget = 20;

    @Option(
            names = "--layers",
            paramLabel = "7,8",
            split = ",",
            splitSynopsisLabel = "",
            description =
                    "numbers or names; answers are judged at the first (default: the last two before the answer that are"
                            + " vectors)")
    private @Nullable List<String> layers;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            defaultValue = "mahalanobis",
            description = "of familiarity, as novelty fit has them (default: mahalanobis)")
    private String detector = "mahalanobis";

    @Option(
            names = "--covariance",
            paramLabel = "ledoit-wolf|oas|empirical",
            description = "of detectors that have one (default: ledoit-wolf)")
    private @Nullable String covariance;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "folder to write to")
    private Path output = Path.of("");

    @Mixin
    private RootOption root = new RootOption();

    @Option(
            names = "--seed-compatible",
            description =
                    "as the published system: empirical covariance in its own rounding, months compared as texts, rows"
                            + " drawn as pandas draws them, confidence files numbered by their place in --layers")
    private boolean seedCompatible;

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    DriftCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        OutputFile.checkFolder(output);
        LocalDate end = end();
        if (!(sample > 0 && sample <= 1)) {
            throw new BadConfig("--sample: expected a share above 0 and at most 1, found " + sample);
        }
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new BadConfig("--error-rate: expected a share above 0 and below 1, found " + errorRate);
        }
        if (budget < 1) {
            throw new BadConfig("--budget: expected at least 1, found " + budget);
        }
        DetectorPlan plan = plan();
        Grouping grouping = grouping();
        ModelBundle bundle = model.open(streams);
        List<String> wanted = layers == null ? FeatureExtractor.usual(bundle.network()) : layers;
        if (wanted.isEmpty()) {
            throw new BadConfig("--layers: expected at least one");
        }
        DriftRequest request = new DriftRequest(
                end,
                bucket,
                sample,
                wanted,
                plan,
                grouping,
                errorRate,
                transcend,
                budget,
                seedCompatible ? manifest() : null,
                common.seed());
        KernelChoice kernels = kernel.choose(streams);
        try (Data rows = open(data);
                Data unknown = novel == null ? null : open(novel)) {
            DriftOutcome outcome = new DriftWork(streams, kernels.kernels(), common.threads())
                    .run(model.name(), bundle, rows, unknown, request);
            DriftFiles.write(outcome, output, new PictureFiles(streams::say), CommandTree.Version.number());
            if (common.json()) {
                streams.result(Json.line(DriftSummary.json(outcome)));
            } else {
                streams.results(DriftSummary.text(outcome));
            }
            return outcome.partly() ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    private Data open(String name) throws IOException {
        boolean manifest = root.root() != null && Files.isRegularFile(Path.of(name));
        return DataSource.open(name, streams, common.threads(), false, Map.of(), manifest ? root.root() : null);
    }

    private Path manifest() {
        Path file = Path.of(data);
        if (!Files.isRegularFile(file)) {
            throw new BadConfig("--seed-compatible compares the texts of a manifest; " + data + " is none");
        }
        return file;
    }

    private LocalDate end() {
        try {
            return Dates.end(until);
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--train-until: " + e.getMessage());
        }
    }

    private @Nullable Grouping grouping() {
        if (groups == null) {
            return null;
        }
        Grouping grouping = GroupWord.read(groups);
        if (grouping.file() == null) {
            throw new BadConfig("--group: expected FILE.csv:COLUMN, found '" + groups + "'");
        }
        return grouping;
    }

    private DetectorPlan plan() {
        DetectorKind kind;
        try {
            kind = DetectorKind.of(detector);
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--detector: " + e.getMessage());
        }
        if (!kind.named()) {
            throw new BadConfig("--detector: expected one of " + DetectorKind.names() + ", found '" + detector + "'");
        }
        DetectorPlan plan = DetectorPlan.defaults(kind);
        if (seedCompatible) {
            if (kind != DetectorKind.MAHALANOBIS || covariance != null) {
                throw new BadConfig("--seed-compatible has one detector and one covariance of its own");
            }
            return plan.withSeedCompatible();
        }
        if (covariance == null) {
            return plan;
        }
        try {
            return plan.withCovariance(Covariance.Estimator.of(covariance));
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--covariance: " + e.getMessage());
        }
    }
}
