package io.ichnite.app.cli;

import io.ichnite.app.show.Interruption;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PeakMemory;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.LabelFile;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.task.CheckpointPlace;
import io.ichnite.app.task.EpochLines;
import io.ichnite.app.task.LogChoice;
import io.ichnite.app.task.Prepared;
import io.ichnite.app.task.RunFolder;
import io.ichnite.app.task.TensorBoardListener;
import io.ichnite.app.task.TrainedModel;
import io.ichnite.app.task.Training;
import io.ichnite.app.task.TrainingReport;
import io.ichnite.app.task.TrainingRequest;
import io.ichnite.app.task.WordChoice;
import io.ichnite.error.BadConfig;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
                    + " weights of the lowest validation loss; without validation, the last.",
            "Ctrl-C ends after the batch and keeps MODEL.checkpoint; --resume goes on from it. MODEL.run/ holds history.csv"
                    + " and plots, made anew as epochs end."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite train train.store -o model.ichnite",
            "  ichnite train train.csv.zst -o model.ichnite --network cnn-lstm-small --length 1200 \\",
            "      --epochs 10 --learning-rate 1e-3 --group runs.csv:program",
            "  ichnite train train.store -o model.ichnite --early-stopping 5 --plateau 2 --log log",
            "  ichnite train train.store -o model.ichnite --resume          after Ctrl-C, or a power cut",
            "  ichnite train x.npy,y.npy -o more.ichnite --from checkpoint.h5    going on where Keras stopped",
            "  ichnite train dataset.csv -o malconv.ichnite --network malconv --train-until 2020 --validation 0.2 \\",
            "      --class-weights balanced",
            "  ichnite train x.npy,y.npy -o model.ichnite --validation 0 --epochs 5",
            "  ichnite train train.csv -o seed.ichnite --seed-compatible --vocabulary-data test.csv",
            "",
            "DATA is a trace store, a trace CSV (.gz, .zst; - for stdin), two arrays x.npy,y.npy, or files of bytes: a",
            "manifest name,label,first_seen or a folder of them."
        })
final class TrainCommand implements Callable<Integer> {
    private final Streams streams;
    private final Interruption interruption;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATA", description = "what to learn from")
    private String data = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "MODEL",
            description = "file to write; MODEL.run/ tells how it went: report.html, history.csv, pictures")
    private Path output = Path.of("");

    @Mixin
    private LearnerOptions learner = new LearnerOptions();

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description =
                    "start from the weights, vocabulary and classes of a model or a Keras file, and go on with its optimiser")
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

    @Option(
            names = "--baseline",
            paramLabel = "none|linear",
            defaultValue = "linear",
            description =
                    "what is fitted beside the network, as that which it has to beat: a linear model on counts of calls"
                            + " (default: linear)")
    private String baseline = "linear";

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--resume",
            description =
                    "go on from MODEL.checkpoint, which an interrupted training leaves; the result is the same to the"
                            + " last byte")
    private boolean resume;

    @Mixin
    private RootOption root = new RootOption();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** @param interruption ends training after a batch, its checkpoint kept */
    TrainCommand(Streams streams, Interruption interruption) {
        this.streams = streams;
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws Exception {
        ModelSource.checkName(output);
        OutputFile.check(output);
        Path folder = beside(".run");
        OutputFile.checkFolder(folder);
        LogChoice choice = log.choice();
        if (choice != null) {
            TensorBoardListener.check(choice);
        }
        TrainingRequest request = request();
        Map<String, String> given = labels == null ? Map.of() : LabelFile.labels(labels);
        KernelChoice kernels = kernel.choose(streams);
        CheckpointPlace place = new CheckpointPlace(beside(".checkpoint"), resume, streams::say, System::nanoTime);
        RunFolder run = new RunFolder(folder, streams, request.plan().keepBest());
        Training training = new Training(streams, kernels.kernels(), common.threads(), CommandTree.Version.number());
        try (Data rows = DataSource.open(data, streams, common.threads(), seedCompatible, given, root.root())) {
            Prepared prepared = training.prepare(rows, request);
            TrainedModel trained = watched(training, prepared, run, place);
            ModelSource.write(trained.bundle(), output);
            run.write(trained.history());
            TrainingReport.write(trained, folder.resolve("report.html"));
            place.done();
            tell(trained, request.plan());
            return rows.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    /** What lies beside the model under its name and an ending. */
    private Path beside(String ending) {
        return output.resolveSibling(output.getFileName() + ending);
    }

    private TrainingRequest request() {
        return new TrainingRequest(
                learner.network(from),
                encoding.choice(),
                plan.plan(common.seed(), !seedCompatible),
                plan.classWeights(),
                split.choice(labels, seedCompatible),
                new WordChoice(
                        learner.classes(),
                        learner.kerasVocabulary() || (seedCompatible && from == null),
                        seedCompatible,
                        vocabularyData),
                GivenOptions.of(spec),
                baseline(),
                plan.resumption(name -> spec.commandLine().getParseResult().hasMatchedOption(name)));
    }

    private boolean baseline() {
        if (!baseline.equals("none") && !baseline.equals("linear")) {
            throw new BadConfig("--baseline: expected none or linear, found '" + baseline + "'");
        }
        return baseline.equals("linear");
    }

    /** Trains before the eyes of all that want to see it: the terminal, the model's folder, TensorBoard's log, a script. */
    private TrainedModel watched(Training training, Prepared prepared, RunFolder run, CheckpointPlace place)
            throws IOException {
        Progress progress = new Progress(streams, System::nanoTime);
        LogChoice choice = log.choice();
        TensorBoardListener board = choice == null ? null : TensorBoardListener.of(choice, prepared, streams::say);
        List<EpochListener> listeners = new ArrayList<>(List.of(progress, run, stopping()));
        if (common.json()) {
            listeners.add(new EpochLines(streams));
        }
        if (board != null) {
            listeners.add(board);
        }
        try {
            TrainedModel trained = training.fit(prepared, EpochListener.all(listeners), place);
            if (board != null) {
                board.finish(trained);
            }
            return trained;
        } finally {
            progress.clear();
            if (board != null) {
                board.close();
            }
        }
    }

    /** Ends training when the person asks for it. */
    private EpochListener stopping() {
        interruption.await();
        return new EpochListener() {
            @Override
            public boolean stop() {
                return interruption.asked();
            }
        };
    }

    private void tell(TrainedModel trained, TrainingPlan how) {
        History history = trained.history();
        if (history.epochs().size() < how.epochs()) {
            streams.say("stopped early: " + how.patience().stopAfter() + " epochs without a lower validation loss");
        }
        if (history.overfitsFrom().isPresent()) {
            streams.say(
                    "overfitting sets in with epoch " + history.overfitsFrom().getAsInt()
                            + ": from there on the training loss falls and the validation loss rises");
        }
        PeakMemory.megabytes().ifPresent(peak -> streams.say("peak memory " + peak + " MB"));
        if (common.json()) {
            return;
        }
        if (trained.validation() != null) {
            streams.results(trained.validation().headline());
        }
        streams.result(output + ": the weights of epoch " + history.kept() + " of "
                + history.epochs().size());
    }
}
