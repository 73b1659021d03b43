package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.task.Prediction;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.KernelChoice;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Probabilities of each class, a row a file. */
@Command(
        name = "predict",
        header = "the probability of each class, a row a file",
        customSynopsis = "ichnite predict MODEL DATA -o OUT [OPTIONS]",
        sortOptions = false,
        description = {
            "Asks a model about every row of DATA and writes the probability of each class.",
            "OUT.csv: header file_id,prob0,…; rows by file_id. OUT.npy: float32 of shape (rows, classes)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite predict model.ichnite test.csv.zst -o test_labels.csv",
            "  ichnite predict model.ichnite test.store -o probabilities.npy",
            "  ichnite predict keras.h5 x.npy -o test_labels.csv --network cnn-lstm --renumber"
        })
final class PredictCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description =
                    "a trace store, a trace CSV or a JSON dump (.gz, .zst; - for stdin), X.npy, a manifest of files or a folder")
    private String data = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "file to write, .csv or .npy")
    private Path output = Path.of("");

    @Option(names = "--renumber", description = "write 1 to n for the ids, as the published system does")
    private boolean renumber;

    @Option(
            names = "--seed-compatible",
            description =
                    "as the published system: --renumber, and a CSV's row whose label differs from its file's first"
                            + " one keeps its call")
    private boolean seedCompatible;

    @Mixin
    private RootOption root = new RootOption();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    PredictCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        Prediction.check(output);
        ModelBundle bundle = model.open(streams);
        KernelChoice kernels = kernel.choose(streams);
        try (Data rows = DataSource.open(data, streams, common.threads(), seedCompatible, Map.of(), root.root())) {
            Prediction prediction = new Prediction(streams, kernels.kernels(), common.threads());
            prediction.write(bundle, rows, output, renumber || seedCompatible);
            if (common.json()) {
                streams.result(Prediction.json(bundle, rows, output));
            } else {
                streams.say(output + ": " + rows.size() + " rows, "
                        + bundle.families().size() + " classes");
            }
            return rows.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }
}
