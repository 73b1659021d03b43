package io.ichnite.app.cli;

import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.LabelFile;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.task.EpochLines;
import io.ichnite.app.task.HistoryFile;
import io.ichnite.app.task.NetworkChoice;
import io.ichnite.app.task.SplitChoice;
import io.ichnite.app.task.TrainedModel;
import io.ichnite.app.task.Training;
import io.ichnite.app.task.TrainingRequest;
import io.ichnite.app.task.WordChoice;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.EpochListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A network learns. */
@Command(
        name = "train",
        header = "a network learns",
        customSynopsis = "ichnite train DATA -o MODEL [OPTIONS]",
        sortOptions = false,
        description = {
            "Trains a network on labelled data and writes it, with all that is needed to ask it, into one file.",
            "Defaults are the published system's: 6000 calls, batches of 32, RMSprop at 1e-4, 50 epochs. What is kept are the"
                    + " weights of the lowest validation loss; without validation, the last."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite train train.store -o model.ichnite",
            "  ichnite train train.csv.zst -o model.ichnite --network cnn-lstm-small --length 1200 \\",
            "      --epochs 10 --learning-rate 1e-3 --group runs.csv:program",
            "  ichnite train x.npy,y.npy -o model.ichnite --validation 0 --epochs 5",
            "  ichnite train train.csv -o seed.ichnite --seed-compatible --vocabulary-data test.csv",
            "",
            "DATA is a trace store, a trace CSV (.gz, .zst; - for stdin), or two arrays x.npy,y.npy."
        })
final class TrainCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATA", description = "what to learn from")
    private String data = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "MODEL",
            description = "file to write; MODEL.run/history.csv tells how it went")
    private Path output = Path.of("");

    @Option(
            names = "--network",
            paramLabel = "NAME|SPEC.json",
            description = "cnn-lstm, bi-lstm, cnn-lstm-small or a description (default: cnn-lstm)")
    private @Nullable String network;

    @Option(names = "--dense", paramLabel = "N", description = "a dense layer of N units before the last one")
    private @Nullable Integer dense;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "start from a model's weights, vocabulary and classes")
    private @Nullable Path from;

    @Mixin
    private EncodingOptions encoding = new EncodingOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private SplitOptions split = new SplitOptions();

    @Option(
            names = "--labels",
            paramLabel = "L.csv",
            description = "file_id[,label][,first_seen]: labels go before those of DATA, dates are for --train-until")
    private @Nullable Path labels;

    @Option(
            names = "--classes",
            paramLabel = "a,b,c",
            split = ",",
            splitSynopsisLabel = "",
            description = "fixes order and count of the classes")
    private @Nullable List<String> classes;

    @Option(names = "--keras-vocabulary", description = "numbers as Keras' Tokenizer gives them")
    private boolean kerasVocabulary;

    @Option(
            names = "--vocabulary-data",
            paramLabel = "DATA",
            description = "fit the vocabulary on this data too, as the published system does with the test set: a leak")
    private @Nullable String vocabularyData;

    @Option(
            names = "--seed-compatible",
            description =
                    "as the published system: Keras' vocabulary of all rows, the first 10000 rows train, the last weights"
                            + " are kept, the first label of a file wins")
    private boolean seedCompatible;

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    TrainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        ModelSource.checkName(output);
        OutputFile.check(output);
        Path run = output.resolveSibling(output.getFileName() + ".run");
        OutputFile.checkFolder(run);
        SplitChoice choice = split.choice(labels, seedCompatible);
        TrainingRequest request = new TrainingRequest(
                new NetworkChoice(network, dense, from),
                encoding.choice(),
                plan.plan(common.seed(), !seedCompatible),
                plan.classWeights(),
                choice,
                new WordChoice(
                        classes, kerasVocabulary || (seedCompatible && from == null), seedCompatible, vocabularyData),
                GivenOptions.of(spec));
        Map<String, String> given = labels == null ? Map.of() : LabelFile.labels(labels);
        KernelChoice kernels = kernel.choose(streams);
        try (Data rows = DataSource.open(data, streams, common.threads(), seedCompatible, given)) {
            TrainedModel trained = train(rows, request, kernels);
            ModelSource.write(trained.bundle(), output);
            Files.createDirectories(run);
            HistoryFile.write(trained.history(), run.resolve("history.csv"));
            tell(trained);
            return rows.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    private TrainedModel train(Data rows, TrainingRequest request, KernelChoice kernels) throws Exception {
        Progress progress = new Progress(streams, System::nanoTime);
        Training training = new Training(streams, kernels.kernels(), common.threads(), CommandTree.Version.number());
        try {
            return training.run(
                    rows,
                    request,
                    common.json() ? EpochListener.all(List.of(progress, new EpochLines(streams))) : progress);
        } finally {
            progress.clear();
        }
    }

    private void tell(TrainedModel trained) {
        if (common.json()) {
            return;
        }
        if (trained.validation() != null) {
            streams.out().print(trained.validation().headline());
        }
        streams.result(output + ": the weights of epoch " + trained.history().kept() + " of "
                + trained.history().epochs().size());
    }
}
