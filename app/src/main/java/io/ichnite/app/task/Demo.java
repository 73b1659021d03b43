package io.ichnite.app.task;

import io.ichnite.app.report.HtmlPage;
import io.ichnite.app.report.Page;
import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.show.Table;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.source.TraceData;
import io.ichnite.app.source.TraceFiles;
import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.CsvColumn;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestReport;
import io.ichnite.metric.Evaluation;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.EpochListener;
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
    private static final long LOG_BYTES = 64L << 20;

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
        LogChoice log = new LogChoice(output.resolve("log"), LOG_BYTES);
        TensorBoardListener.check(log);
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

        Grouping programs = new Grouping(samples.resolve(RUNS), "program");
        TrainedModel honest;
        Measured unseen;
        TrainedModel flattering;
        DataFacts facts;
        try (TraceData data = traces(store)) {
            facts = DataFacts.of(data.traces(), CsvColumn.read(samples.resolve(RUNS), "file_id", "program"));
            step("2/5  a network learns their behaviour; a quarter of the programs is kept from it");
            Training training = new Training(streams, kernels, threads, version);
            Prepared prepared = training.prepare(data, plan.byProgram(programs, seed));
            honest = logged(training, prepared, log);
            ModelSource.write(honest.bundle(), output.resolve("model.ichnite"));
            new RunFolder(output, streams, prepared.plan().keepBest()).write(honest.history());

            step("3/5  the same network, but with rows kept at random: runs of one program on both sides");
            flattering = watched(listener -> training.run(data, plan.atRandom(seed), listener));

            step("4/5  the first network, on the programs that it never saw");
            unseen = new Measuring(streams, kernels, threads)
                    .of(honest.bundle(), data, prepared.rows().validation(), programs, seed);
        }
        PictureFiles pictures = new PictureFiles(streams::say);
        EvaluationFiles.write(unseen, output.resolve("evaluation"), pictures);
        tell(unseen.perClass());

        step("5/5  and on traces without labels");
        Answers answers;
        boolean whole;
        try (Data test = DataSource.open(samples.resolve(TEST).toString(), streams, threads, false)) {
            Prediction prediction = new Prediction(streams, kernels, threads);
            float[] probabilities = prediction.probabilities(honest.bundle(), test);
            prediction.write(honest.bundle(), test, probabilities, output.resolve("test_labels.csv"), false);
            answers = Answers.of(
                    honest.bundle().families().names(),
                    test.rows().stream().map(test::id).toList(),
                    probabilities);
            whole = report.rejected() == 0 && test.rejected() == 0;
        }
        DemoStory story =
                new DemoStory(version, seed, output.toString(), plan, facts, honest, unseen, of(flattering), answers);
        pictures.write(
                output, "baselines", DemoReport.quality(story).bars(640, "Macro-F1, beside what it has to beat"));
        Page page = new DemoReport(story).page();
        OutputFile.write(output.resolve("report.html"), out -> HtmlPage.write(page, out));
        found(report, story, output);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("unseen_programs", unseen.json());
            object.put("random_split", story.random().json());
            streams.result(Json.line(object));
        }
        return whole;
    }

    private TraceData traces(Path store) throws IOException {
        if (DataSource.open(store.toString(), streams, threads, false) instanceof TraceData traces) {
            return traces;
        }
        throw new IllegalStateException(store + " is a trace store");
    }

    /** Trains before the eyes of the terminal and of TensorBoard. */
    private TrainedModel logged(Training training, Prepared prepared, LogChoice log) throws IOException {
        try (TensorBoardListener board = TensorBoardListener.of(log, prepared, streams::say)) {
            TrainedModel trained =
                    watched(progress -> training.fit(prepared, EpochListener.all(List.of(progress, board)), null));
            board.finish(trained);
            return trained;
        }
    }

    /** What trains while somebody looks on. */
    @FunctionalInterface
    private interface Fit {
        TrainedModel with(EpochListener listener) throws IOException;
    }

    private TrainedModel watched(Fit fit) throws IOException {
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return fit.with(progress);
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

    private void found(IngestReport report, DemoStory story, Path output) {
        Table table = new Table("", "macro-F1", "accuracy", "log loss")
                .row(row("programs it never saw", story.evaluation()))
                .row(row("rows kept at random", story.random().evaluation()));
        // what is hardest to beat stands nearest
        List<Baseline> baselines = story.unseen().baselines();
        for (int i = baselines.size() - 1; i >= 0; i--) {
            table.row(row(baselines.get(i).name(), baselines.get(i).scores().evaluation()));
        }
        tell("What was found");
        tell(table.text().indent(2).stripTrailing());
        tell("  "
                + String.format(
                        Locale.ROOT,
                        "Learned from %,d calls of %,d runs; %,d unlabelled runs predicted.",
                        report.calls(),
                        report.files(),
                        story.unlabelled().rows().size()));
        tell("  The second row is a leak: a random split recognises programs, not behaviour. Only the first counts.");
        tell("  The whole story, for any browser: " + output.resolve("report.html"));
        tell(
                "  Beside it: model.ichnite, test_labels.csv, evaluation/, pictures, log/ (for TensorBoard), traces.store");
        tell("");
        tell("Next");
        tell("  ./ichnite describe " + output.resolve("model.ichnite"));
        tell("  ./ichnite train " + output.resolve("traces.store")
                + " -o better.ichnite --network cnn-lstm --length 2000"
                + " --learning-rate 5e-4 --group samples/traces/runs.csv:program");
        tell("  ./ichnite predict " + output.resolve("model.ichnite") + " YOUR_TRACES.csv -o labels.csv");
    }

    private static List<String> row(String title, Evaluation evaluation) {
        return List.of(
                title,
                Told.three(evaluation.macroF1()),
                Told.three(evaluation.accuracy()),
                Told.three(evaluation.logLoss()));
    }
}
