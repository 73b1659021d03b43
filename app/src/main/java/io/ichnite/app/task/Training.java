package io.ichnite.app.task;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.EncodingChoice;
import io.ichnite.app.source.KerasChoice;
import io.ichnite.app.source.ModelSource;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.data.Split;
import io.ichnite.error.BadConfig;
import io.ichnite.metric.Scores;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.Checkpoints;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import io.ichnite.train.Trained;
import io.ichnite.train.Trainer;
import io.ichnite.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From labelled data to a model, step by step. Used by one thread. */
public final class Training {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;
    private final String version;

    /** @param version of ichnite, for the manifest */
    public Training(Streams streams, Kernels kernels, int threads, String version) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
        this.version = version;
    }

    /**
     * Trains as asked; says on the way which rows go where.
     *
     * @throws io.ichnite.error.IchniteException if data and request do not go together
     */
    public TrainedModel run(Data data, TrainingRequest request, EpochListener listener) throws IOException {
        return fit(prepare(data, request), listener, null);
    }

    /**
     * Decides which rows train, what their calls and labels stand for, and which network learns.
     *
     * @throws io.ichnite.error.IchniteException if data and request do not go together
     */
    public Prepared prepare(Data data, TrainingRequest request) throws IOException {
        NetworkChoice network = request.network().forData(data);
        ModelBundle from = from(network, request.words());
        Encoding encoding = data.encoding(request.encoding().over(Networks.encoding(network, from)));
        Splitter splitter = new Splitter(data, encoding, request.plan().seed(), streams::say);
        List<Integer> rows = splitter.considered(request.split(), Labels.labelled(data, streams::say));
        Families families = families(data, rows, request.words(), from);
        Split parts = splitter.split(request.split(), rows);
        Vocabulary vocabulary =
                vocabulary(data, request.words().allRows() ? rows : parts.train(), request.words(), from);
        Examples train = data.examples(vocabulary, encoding, families, parts.train());
        Examples validation =
                parts.validation().isEmpty() ? null : data.examples(vocabulary, encoding, families, parts.validation());

        NetworkSpec spec = Networks.spec(
                network,
                from,
                encoding.length(),
                data.ready() ? Tokens.rows(train, validation) : vocabulary.rows(),
                families.size());
        Weights start = from == null
                ? InitialWeights.draw(spec, request.plan().seed())
                : Networks.carried(from.weights(), spec);
        OptimizerState going = going(request.resumption(), from, request.plan());
        Optimizer.Memory memory = going == null ? null : Networks.carried(going.memory(), spec);
        TrainingPlan plan = (going == null ? request.plan() : request.plan().withOptimizer(going.rule()))
                .withClassWeights(ClassWeights.of(request.classWeights(), families, train));
        Origin origin = new Origin(version, request, plan)
                .withRows(data.digest(), parts, train, validation)
                .withWords(vocabulary, families)
                .withNetwork(spec, start)
                .withMemory(memory);
        return new Prepared(
                request,
                vocabulary,
                families,
                encoding,
                spec,
                start,
                memory,
                plan,
                train,
                validation,
                parts,
                seen(data, parts),
                data.digest(),
                origin.parts());
    }

    /** The model that is started from; of a Keras file with what was asked for. */
    private @Nullable ModelBundle from(NetworkChoice network, WordChoice words) throws IOException {
        Path file = network.from();
        if (file == null) {
            return null;
        }
        KerasChoice choice = ModelSource.isKeras(file)
                ? new KerasChoice(network.name(), network.dense(), words.classes(), null, false, EncodingChoice.none())
                : KerasChoice.none();
        return ModelSource.open(file, choice, streams::say);
    }

    /** How the training of the model goes on; null where it begins afresh. Says which. */
    private @Nullable OptimizerState going(Resumption resumption, @Nullable ModelBundle from, TrainingPlan plan) {
        OptimizerState kept = from == null ? null : from.optimizer();
        if (kept == null) {
            return null;
        }
        if (resumption == Resumption.FRESH) {
            streams.say("the model's optimiser (" + ModelSource.told(kept.rule()) + ") is not gone on with: "
                    + ModelSource.told(plan.optimizer()) + " begins afresh");
            return null;
        }
        OptimizerSpec rule = resumption == Resumption.RULE
                ? kept.rule()
                : kept.rule().withLearningRate(plan.optimizer().learningRate());
        Optimizer.Memory memory = kept.memory();
        streams.say("going on by the model's own " + ModelSource.told(rule)
                + (memory == null
                        ? ", which remembers nothing yet"
                        : ", with what it remembers" + (memory.step() > 0 ? " of " + memory.step() + " updates" : ""))
                + "; --fresh-optimizer begins afresh");
        return new OptimizerState(rule, memory);
    }

    private static SeenRows seen(Data data, Split parts) {
        LocalDate latest = null;
        for (List<Integer> part : List.of(parts.train(), parts.validation())) {
            for (int row : part) {
                LocalDate date = data.firstSeen(row);
                latest = date != null && (latest == null || date.isAfter(latest)) ? date : latest;
            }
        }
        return new SeenRows(
                parts.train().stream().map(data::id).toList(),
                parts.validation().stream().map(data::id).toList(),
                latest);
    }

    /**
     * Trains what was prepared.
     *
     * @param place of the checkpoint to go on from and to leave behind; null for none
     * @throws Interrupted if the listener stopped it
     */
    public TrainedModel fit(Prepared prepared, EpochListener listener, @Nullable CheckpointPlace place)
            throws IOException {
        TrainingPlan plan = prepared.plan();
        Checkpoints checkpoints = place == null
                ? Checkpoints.none()
                : place.open(prepared.origin(), prepared.network().weights());
        Optimizer.Memory memory = prepared.memory();
        if (memory != null) {
            checkpoints = checkpoints.beginningWith(prepared.start(), memory);
        }
        Trained trained = Trainer.fit(
                prepared.network(),
                prepared.start(),
                prepared.train(),
                prepared.validation(),
                plan,
                kernels,
                threads,
                listener,
                checkpoints);
        if (!trained.complete()) {
            throw new Interrupted("stopped after " + trained.history().epochs().size() + " of " + plan.epochs()
                    + " epochs; the same command with --resume goes on");
        }
        Manifest unmeasured = new Manifest(
                version, plan.seed(), prepared.dataDigest(), prepared.request().options(), new TreeMap<>());
        int classes = prepared.families().size();
        BaselineModel baseline = prepared.request().baseline()
                ? new BaselineFit(streams, threads, listener).of(prepared.train(), classes)
                : null;
        ModelBundle model = new ModelBundle(
                unmeasured,
                prepared.network(),
                prepared.vocabulary(),
                prepared.families(),
                prepared.encoding(),
                trained.weights(),
                baseline,
                prepared.seen());
        Examples validation = prepared.validation();
        Measured measured = validation == null
                ? null
                : Measured.of(
                        model,
                        Slice.first(validation, judged(plan)),
                        prepared.train(),
                        kernels,
                        threads,
                        (done, all) -> {});
        return new TrainedModel(measured(model, trained.history(), measured), trained.history(), measured);
    }

    /** The same model, with what was measured in its manifest. */
    private static ModelBundle measured(ModelBundle model, History history, @Nullable Measured measured) {
        Manifest bare = model.manifest();
        Manifest manifest = new Manifest(
                bare.version(), bare.seed(), bare.dataDigest(), bare.options(), metrics(history, measured));
        return model.withManifest(manifest);
    }

    private static Families families(Data data, List<Integer> rows, WordChoice words, @Nullable ModelBundle from) {
        if (from == null) {
            return Labels.families(data, rows, words.classes());
        }
        if (words.classes() != null && !words.classes().equals(from.families().names())) {
            throw new BadConfig("--classes and --from: the classes are those of the model that is started from");
        }
        Labels.check(data, rows, from.families());
        return from.families();
    }

    private Vocabulary vocabulary(Data data, List<Integer> rows, WordChoice words, @Nullable ModelBundle from)
            throws IOException {
        if (from != null) {
            if (words.keras() || words.vocabularyData() != null) {
                throw new BadConfig("--from: the vocabulary is that of the model that is started from");
            }
            return from.vocabulary();
        }
        if (words.vocabularyData() == null) {
            return data.vocabulary(rows, words.keras(), List.of());
        }
        streams.say("warning: the vocabulary is fitted on " + words.vocabularyData()
                + " too: what is asked later has leaked into training");
        try (Data more = DataSource.open(words.vocabularyData(), streams, threads, false)) {
            return data.vocabulary(rows, words.keras(), List.of(more));
        }
    }

    /** How many validation rows are asked about at the end: as many as an epoch asks about. */
    private static int judged(TrainingPlan plan) {
        long rows = (long) plan.limitBatches() * plan.batch();
        return rows == 0 ? Integer.MAX_VALUE : (int) Math.min(rows, Integer.MAX_VALUE);
    }

    private static SortedMap<String, Double> metrics(History history, @Nullable Measured measured) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (history.kept() > 0) {
            History.Epoch kept = history.epochs().get(history.kept() - 1);
            metrics.put("epoch", (double) kept.epoch());
            metrics.put("loss", kept.loss());
            metrics.put("accuracy", kept.accuracy());
        }
        if (measured != null) {
            metrics.put("val_loss", measured.evaluation().logLoss());
            metrics.put("val_accuracy", measured.evaluation().accuracy());
            metrics.put("val_macro_f1", measured.evaluation().macroF1());
            Scores linear = measured.linear();
            if (linear != null) {
                metrics.put("val_linear_loss", linear.evaluation().logLoss());
                metrics.put("val_linear_accuracy", linear.evaluation().accuracy());
                metrics.put("val_linear_macro_f1", linear.evaluation().macroF1());
            }
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }
}
