package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.show.Table;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.source.TraceFiles;
import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.CsvColumn;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestReport;
import io.ichnite.metric.Evaluation;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The whole story on the traces that ship with the project. Used by one thread. */
public final class Demo {
    /** Where the story's files are. */
    private static final String TRAIN = "train.csv.zst";

    private static final String TEST = "test.csv.zst";
    private static final String RUNS = "runs.csv";

    private final Streams streams;
    private final Kernels kernels;
    private final int threads;
    private final String version;
    private final boolean json;

    /** @param json whether results are one JSON object, and all that is for people goes to the messages */
    public Demo(Streams streams, Kernels kernels, int threads, String version, boolean json) {
        this.json = json;
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
        this.version = version;
    }

    /**
     * Trains twice, split by program and at random, keeps the first, and predicts the unlabelled traces.
     *
     * @param samples the folder of the sample traces
     * @param output folder for what is made
     * @return whether every row of the samples was read
     */
    public boolean run(Path samples, Path output, long seed) throws IOException {
        return run(samples, output, seed, DemoPlan.defaults());
    }

    boolean run(Path samples, Path output, long seed, DemoPlan plan) throws IOException {
        for (String name : List.of(TRAIN, TEST, RUNS)) {
            if (!Files.isRegularFile(samples.resolve(name))) {
                throw BadInput.in(samples.toString(), "expected the sample traces, found no " + name);
            }
        }
        Files.createDirectories(output);

        step("1/5  traces of programs, recorded call by call, into a store");
        Path store = output.resolve("traces.store");
        IngestReport report = TraceFiles.ingest(
                List.of(samples.resolve(TRAIN).toString()),
                store,
                IngestOptions.defaults()
                        .withThreads(threads)
                        .withLabels(CsvColumn.read(samples.resolve(RUNS), "file_id", "class")),
                streams);
        streams.say("     " + report.summary());

        TrainedModel honest;
        TrainedModel flattering;
        try (Data data = DataSource.open(store.toString(), streams, threads, false)) {
            step("2/5  a network learns their behaviour; a quarter of the programs is kept from it");
            honest = train(data, plan.byProgram(samples.resolve(RUNS), seed));
            Path model = output.resolve("model.ichnite");
            ModelSource.write(honest.bundle(), model);
            HistoryFile.write(honest.history(), output.resolve("history.csv"));

            step("3/5  the same network, but with rows kept at random: runs of one program on both sides");
            flattering = train(data, plan.atRandom(seed));
        }

        step("4/5  the first network, on the programs that it never saw");
        Measured measured = of(honest);
        EvaluationFiles.write(measured, output.resolve("evaluation"), new PictureFiles(streams::say));
        tell(measured.perClass());

        step("5/5  and on traces without labels");
        Path labels = output.resolve("test_labels.csv");
        int asked;
        boolean whole;
        try (Data test = DataSource.open(samples.resolve(TEST).toString(), streams, threads, false)) {
            new Prediction(streams, kernels, threads).write(honest.bundle(), test, labels, false);
            asked = test.size();
            whole = report.rejected() == 0 && test.rejected() == 0;
        }
        found(report, measured, of(flattering), asked, output);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("unseen_programs", measured.json());
            object.put("random_split", of(flattering).json());
            streams.result(Json.line(object));
        }
        return whole;
    }

    private TrainedModel train(Data data, TrainingRequest request) throws IOException {
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return new Training(streams, kernels, threads, version).run(data, request, progress);
        } finally {
            progress.clear();
        }
    }

    private static Measured of(TrainedModel trained) {
        Measured measured = trained.validation();
        if (measured == null) {
            throw new IllegalStateException("the demo always validates");
        }
        return measured;
    }

    private void tell(String line) {
        if (json) {
            streams.say(line);
        } else {
            streams.result(line);
        }
    }

    private void step(String title) {
        streams.out().flush();
        streams.say("");
        streams.say(title);
    }

    private void found(IngestReport report, Measured honest, Measured flattering, int asked, Path output) {
        Evaluation mix = honest.baselines().get(0).scores().evaluation();
        Table table = new Table("", "macro-F1", "accuracy", "log loss")
                .row(row("programs it never saw", honest.evaluation()))
                .row(row("rows kept at random", flattering.evaluation()))
                .row(row("the class mix itself", mix));
        tell("What was found");
        tell(table.text().indent(2).stripTrailing());
        tell("  "
                + String.format(
                        Locale.ROOT,
                        "Learned from %,d calls of %,d runs; %,d unlabelled runs predicted.",
                        report.calls(),
                        report.files(),
                        asked));
        tell("  The second row is a leak: a random split recognises programs, not behaviour. Only the first counts.");
        tell("  A linear model on counts of calls does better on so little data (samples/traces/README.md).");
        tell("  In " + output + ": model.ichnite, history.csv, evaluation/, test_labels.csv, traces.store");
        tell("");
        tell("Next");
        tell("  ./ichnite describe " + output.resolve("model.ichnite"));
        tell("  ./ichnite train " + output.resolve("traces.store")
                + " -o better.ichnite --network cnn-lstm --length 2000"
                + " --learning-rate 5e-4 --group samples/traces/runs.csv:program");
        tell("  ./ichnite predict " + output.resolve("model.ichnite") + " YOUR_TRACES.csv -o labels.csv");
    }

    private static List<String> row(String title, Evaluation evaluation) {
        return List.of(title, three(evaluation.macroF1()), three(evaluation.accuracy()), three(evaluation.logLoss()));
    }

    private static String three(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
