package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.task.NoveltyScores;
import io.ichnite.formats.bundle.ZipDetectorFiles;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.Precision;
import io.ichnite.novelty.Scorer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One score a row. */
@Command(
        name = "score",
        header = "how familiar programs are, one score a row",
        customSynopsis = "ichnite novelty score DETECTOR FEATURES.npy|DIR -o OUT [OPTIONS]",
        sortOptions = false,
        description = {
            "Asks a detector about every row of features. Higher = more familiar; scores of different detectors cannot be"
                    + " compared.",
            "OUT.npy: float64 of shape (rows); OUT.txt: one a line; OUT.csv: name,score."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite novelty score familiar.detector new.features -o new.npy",
            "  ichnite novelty score familiar.detector feature_7.npy -o scores.txt --precision float32"
        })
final class NoveltyScoreCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DETECTOR", description = "made by ichnite novelty fit")
    private Path detector = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FEATURES.npy|DIR",
            description = "float32 or float64 of shape (rows, width), or a folder made by ichnite features")
    private Path features = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "file to write, .npy, .txt or .csv")
    private Path output = Path.of("");

    @Option(
            names = "--layers",
            paramLabel = "7,8",
            split = ",",
            splitSynopsisLabel = "",
            description = "of a folder (default: those that the detector was fitted on)")
    private List<String> layers = List.of();

    @Option(
            names = "--precision",
            paramLabel = "float64|float32",
            description = "in what numbers detectors by covariance work (default: float64); float32 is faster, and its"
                    + " error is measured on up to 1000 rows")
    private String precision = "float64";

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    NoveltyScoreCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        NoveltyScores.check(output);
        Precision numbers =
                switch (precision) {
                    case "float64" -> Precision.FLOAT64;
                    case "float32" -> Precision.FLOAT32;
                    default ->
                        throw new ParameterException(
                                spec.commandLine(),
                                "--precision: expected float64 or float32, found '" + precision + "'");
                };
        KeptDetector kept = ZipDetectorFiles.read(detector);
        Scorer scorer = new Scorer(kernel.choose(streams).kernels(), common.threads());
        NoveltyScores scores = NoveltyScores.of(kept, features, layers, numbers, scorer);
        scores.write(output);
        if (common.json()) {
            streams.result(scores.json(output));
        } else {
            streams.say(scores.line(output));
        }
        return ExitCodes.DONE;
    }
}
