package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.task.EvaluationFiles;
import io.ichnite.app.task.Grouping;
import io.ichnite.app.task.Measured;
import io.ichnite.app.task.Measuring;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.KernelChoice;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How good a model is on labelled rows. */
@Command(
        name = "evaluate",
        header = "how good a model is on labelled rows",
        customSynopsis = "ichnite evaluate MODEL DATA [-o DIR] [OPTIONS]",
        sortOptions = false,
        description = {
            "Asks a model about labelled rows and says how often, and how surely, it was right: log loss, accuracy, macro-F1,"
                    + " AUROC, a table of classes, the confusion of classes; how many of a class are found where 1 %% or 0.1 %% of"
                    + " the others may be taken for it; and whether its probabilities can be believed.",
            "Beside it stands what needs no model: the class mix itself, whose answer is always the commonest class.",
            "Intervals say how far measures would move with other groups of rows: groups are drawn 1000 times, whole."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite evaluate model.ichnite validation.store",
            "  ichnite evaluate model.ichnite labelled.csv.gz -o results --json",
            "  ichnite evaluate model.ichnite validation.store --group runs.csv:program",
            "  ichnite evaluate keras.h5 x.npy,y.npy --network cnn-lstm"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "a trace store, a trace CSV (.gz, .zst; - for stdin) or X.npy,Y.npy")
    private String data = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "folder for evaluation.json, per_class.csv, confusion.csv, roc.csv,"
                    + " precision_recall.csv, calibration.csv, and pictures of them, .svg and .png")
    private @Nullable Path output;

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(
            names = "--seed-compatible",
            description =
                    "a CSV's row whose label differs from its file's first one keeps its call, as in the published system")
    private boolean seedCompatible;

    @Mixin
    private LabelledData source = new LabelledData();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    EvaluateCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (output != null) {
            OutputFile.checkFolder(output);
        }
        Grouping grouping = group.grouping();
        ModelBundle bundle = model.open(streams);
        KernelChoice kernels = kernel.choose(streams);
        try (Data rows = source.open(data, streams, common.threads(), seedCompatible)) {
            Measuring measuring = new Measuring(streams, kernels.kernels(), common.threads());
            Measured measured = measuring.of(bundle, rows, grouping, common.seed());
            if (output != null) {
                EvaluationFiles.write(measured, output, new PictureFiles(streams::say));
            }
            if (common.json()) {
                streams.result(Json.line(measured.json()));
            } else {
                streams.results(measured.headline()
                        + measured.details()
                        + '\n'
                        + measured.perClass()
                        + '\n'
                        + measured.confusion());
            }
            return rows.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }
}
