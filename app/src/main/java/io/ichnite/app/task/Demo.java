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
import io.ichnite.metric.SeparationMeasure;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.EpochListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole story: what programs do, on the traces that ship with the project; and what they are, on the bytes of published files,
 * which are fetched once. Used by one thread.
 */
public final class Demo {
    /** Where the story's files are. */
    private static final String TRAIN = "train.csv.zst";

    private static final String TEST = "test.csv.zst";
    private static final String RUNS = "runs.csv";
    private static final int STEPS = 9;
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
     * Trains twice, split by program and at random, keeps the first, and predicts the unlabelled traces; then tells the half about
     * bytes if its files can be had.
     *
     * @param output folder for what is made
     * @return whether every row of the samples was read
     */
    public boolean run(DemoPlaces places, Path output, long seed) throws IOException {
        Path samples = places.home().resolve("samples");
        Path binaries = samples.resolve("binaries");
        PublishedPackages packages = places.offline()
                ? null
                : new MavenPackages(places.home(), binaries.resolve("pom.xml"), output.resolve("fetch.log"));
        Path cache = places.cache();
        return run(
                samples.resolve("traces"),
                cache == null ? null : new DemoBinaries(binaries, cache, packages, this::indented),
                output,
                seed,
                DemoPlan.defaults(),
                BytesPlan.defaults());
    }

    /** @param binaries null where there is no place to keep them */
    boolean run(
            Path samples, @Nullable DemoBinaries binaries, Path output, long seed, DemoPlan plan, BytesPlan bytesPlan)
            throws IOException {
        for (String name : List.of(TRAIN, TEST, RUNS)) {
            if (!Files.isRegularFile(samples.resolve(name))) {
                throw BadInput.in(samples.toString(), "expected the sample traces, found no " + name);
            }
        }
        LogChoice log = new LogChoice(output.resolve("log"), LOG_BYTES);
        TensorBoardListener.check(log);
        Files.createDirectories(output);

        step(1, "traces of programs, recorded call by call, into a store");
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
            step(2, "a network learns their behaviour; a quarter of the programs is kept from it");
            Training training = new Training(streams, kernels, threads, version);
            Prepared prepared = training.prepare(data, plan.byProgram(programs, seed));
            honest = logged(training, prepared, log);
            ModelSource.write(honest.bundle(), output.resolve("model.ichnite"));
            new RunFolder(output, streams, prepared.plan().keepBest()).write(honest.history());

            step(3, "the same network, but with rows kept at random: runs of one program on both sides");
            flattering = watched(listener -> training.run(data, plan.atRandom(seed), listener));

            step(4, "the first network, on the programs that it never saw");
            unseen = new Measuring(streams, kernels, threads)
                    .of(honest.bundle(), data, prepared.rows().validation(), programs, seed);
        }
        PictureFiles pictures = new PictureFiles(streams::say);
        EvaluationFiles.write(unseen, output.resolve("evaluation"), pictures);
        tell(unseen.perClass());

        step(5, "and on traces without labels");
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
        DemoStory first = new DemoStory(
                version,
                seed,
                output.toString(),
                plan,
                facts,
                honest,
                unseen,
                of(flattering),
                answers,
                new BytesHalf.Untold("it was not reached"));
        pictures.write(
                output, "baselines", DemoReport.quality(first).bars(640, "Macro-F1, beside what it has to beat"));
        // Whatever becomes of the second half, the first is told.
        write(first, output);
        DemoStory story = first.withBytes(second(binaries, output, seed, bytesPlan, pictures));
        write(story, output);
        found(report, story, output);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("unseen_programs", unseen.json());
            object.put("random_split", story.random().json());
            object.put(
                    "bytes",
                    story.bytes() instanceof BytesStory told
                            ? told.json()
                            : Map.of("untold", ((BytesHalf.Untold) story.bytes()).why()));
            streams.result(Json.line(object));
        }
        return whole;
    }

    private static void write(DemoStory story, Path output) throws IOException {
        Page page = new DemoReport(story).page();
        OutputFile.write(output.resolve("report.html"), out -> HtmlPage.write(page, out));
    }

    private BytesHalf second(
            @Nullable DemoBinaries binaries, Path output, long seed, BytesPlan plan, PictureFiles pictures)
            throws IOException {
        step(6, "the second half: programs as bytes, out of packages that their makers published");
        DemoBinaries.Outcome outcome = find(binaries);
        if (binaries == null || !(outcome instanceof DemoBinaries.Found files)) {
            String why = outcome instanceof DemoBinaries.Missing missing ? missing.why() : "there are no files";
            indented("not told: " + why);
            return new BytesHalf.Untold(why);
        }
        Path folder = output.resolve(DemoReport.BYTES);
        int[] last = {6};
        BytesStory told = new BytesDemo(streams, kernels, threads, version, seed, plan)
                .tell(files, binaries.table(), folder, pictures, title -> step(++last[0], title));
        pictures.write(
                output,
                "bytes_accuracy",
                new BytesReport(told, version, DemoReport.BYTES)
                        .bars(640, "Right about the toolchain, on files it did not learn from"));
        for (NeverSeen each : told.unfamiliar().shown()) {
            pictures.write(
                    output,
                    "never_seen_" + each.detector() + "_" + each.layer(),
                    BytesReport.scores(each, 640, "Was the like of it ever seen?"));
        }
        DriftPictures drift = DriftPictures.forFiles(told.drift());
        pictures.write(output, "drift_accuracy", drift.accuracy());
        pictures.write(output, "drift_familiarity", drift.familiarity(0));
        return told;
    }

    private static DemoBinaries.Outcome find(@Nullable DemoBinaries binaries) {
        if (binaries == null) {
            return new DemoBinaries.Missing("no folder for fetched files is known; ICHNITE_CACHE names one");
        }
        try {
            return binaries.find();
        } catch (IOException e) {
            return new DemoBinaries.Missing("the binary files cannot be read: " + e.getMessage());
        }
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

    private void indented(String line) {
        streams.say("     " + line);
    }

    private void step(int number, String title) {
        streams.out().flush();
        streams.say("");
        streams.say(number + "/" + STEPS + "  " + title);
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
        if (story.bytes() instanceof BytesStory told) {
            found(told);
        }
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

    private void found(BytesStory story) {
        Table table = new Table("by bytes: " + story.facts().sample(), "right", "linear model");
        for (BytesStory.Judged each : story.judged()) {
            List<Baseline> baselines = each.measured().baselines();
            table.row(
                    each.part() + ", " + each.count(),
                    Told.three(each.evaluation().accuracy()),
                    Told.three(baselines
                            .get(baselines.size() - 1)
                            .scores()
                            .evaluation()
                            .accuracy()));
        }
        tell(table.text().indent(2).stripTrailing());
        Table never = new Table("never seen: AUROC, later files against", "near", "far");
        for (NeverSeen each : story.unfamiliar().shown()) {
            never.row(
                    each.detector() + ", layer " + each.layer(),
                    Told.three(each.near().mean(SeparationMeasure.AUROC)),
                    Told.three(each.far().mean(SeparationMeasure.AUROC)));
        }
        tell(never.text().indent(2).stripTrailing());
    }

    private static List<String> row(String title, Evaluation evaluation) {
        return List.of(
                title,
                Told.three(evaluation.macroF1()),
                Told.three(evaluation.accuracy()),
                Told.three(evaluation.logLoss()));
    }
}
