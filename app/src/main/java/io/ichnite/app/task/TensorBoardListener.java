package io.ichnite.app.task;

import io.ichnite.app.show.OutputFile;
import io.ichnite.formats.json.Numbers;
import io.ichnite.formats.tensorboard.ByteBudget;
import io.ichnite.formats.tensorboard.EventLog;
import io.ichnite.formats.tensorboard.MarkdownTable;
import io.ichnite.formats.tensorboard.NetworkGraph;
import io.ichnite.formats.tensorboard.Projector;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a log of a training that TensorBoard shows while it runs: runs {@code train} and {@code validation} with the tags of
 * Keras' callback, but with epochs counted from 1, as everywhere here; step 0 is what was before the first.
 *
 * <p>A training that goes on adds to its log, and TensorBoard drops what was logged after the point from which it goes on.
 * If the disk refuses, the log ends there, which is said once, and training does not. Used by the training thread alone.
 */
public final class TensorBoardListener implements EpochListener, Closeable {
    private final LogChoice choice;
    private final TrainingRequest request;
    private final Vocabulary vocabulary;
    private final LogPictures pictures;
    private final DoubleSupplier clock;
    private final Consumer<String> say;
    private final ByteBudget budget;
    private final List<History.Epoch> epochs = new ArrayList<>();
    private @Nullable EventLog train;
    private @Nullable EventLog validation;
    private int firstStep;
    private boolean undrawn;
    private boolean ended;

    /** Something that a disk may refuse. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /**
     * The log of a training that is about to begin, by the wall clock, with the curves of loss and accuracy.
     *
     * @param say takes messages for a person
     */
    public static TensorBoardListener of(LogChoice choice, Prepared prepared, Consumer<String> say) {
        return new TensorBoardListener(
                choice,
                prepared.request(),
                prepared.vocabulary(),
                LogPictures.curves(prepared.plan().keepBest()),
                () -> System.currentTimeMillis() / 1e3,
                say);
    }

    /**
     * Opens nothing yet: that is done when training begins.
     *
     * @param request whose optimiser and options are logged
     * @param vocabulary names of the embeddings' rows
     * @param pictures drawn after each epoch
     * @param clock seconds since 1970
     * @param say takes messages for a person
     */
    TensorBoardListener(
            LogChoice choice,
            TrainingRequest request,
            Vocabulary vocabulary,
            LogPictures pictures,
            DoubleSupplier clock,
            Consumer<String> say) {
        this.choice = choice;
        this.request = request;
        this.vocabulary = vocabulary;
        this.pictures = pictures;
        this.clock = clock;
        this.say = say;
        this.budget = new ByteBudget(choice.bytes());
    }

    /**
     * Refuses a folder that no log can be kept in, before the work that would be logged.
     *
     * @throws IOException if it or a run's folder is a file, or holds another program's events
     */
    public static void check(LogChoice choice) throws IOException {
        OutputFile.checkFolder(choice.folder());
        for (Path run : List.of(choice.train(), choice.validation())) {
            OutputFile.checkFolder(run);
            EventLog.check(run);
        }
    }

    @Override
    public void begin(List<History.Epoch> before, Insight insight) {
        epochs.addAll(before);
        attempt(() -> {
            if (before.isEmpty()) {
                EventLog.clear(choice.train());
                EventLog.clear(choice.validation());
            }
            firstStep = before.isEmpty() ? 0 : before.size() + 1;
            EventLog log = EventLog.open(choice.train(), firstStep, clock, budget);
            train = log;
            if (!log.continued()) {
                log.graph(NetworkGraph.of(insight.network(), request.plan().optimizer()));
                log.text("options", 0, MarkdownTable.of("option", "value", request.options()));
                LoggedArrays.write(log, before.size(), insight);
                for (History.Epoch epoch : before) {
                    scalars(log, epoch);
                }
            }
            flush();
        });
    }

    @Override
    public void epoch(History.Epoch epoch, Insight insight) {
        epochs.add(epoch);
        attempt(() -> {
            EventLog log = train;
            if (log != null) {
                scalars(log, epoch);
                LoggedArrays.write(log, epoch.epoch(), insight);
                images(log, draw());
                // TensorBoard reads them once, so rarely is often enough
                if (Integer.bitCount(epoch.epoch()) == 1) {
                    embeddings(log, insight.network(), insight.weights());
                }
                flush();
            }
        });
    }

    /**
     * Logs what training gave: the embeddings of the weights that were kept, what they were measured at, and pictures of
     * that. Need not be called.
     */
    public void finish(TrainedModel trained) {
        ModelBundle model = trained.bundle();
        Measured validated = trained.validation();
        attempt(() -> {
            EventLog log = train;
            if (log != null) {
                Map<String, String> measured = new TreeMap<>();
                model.manifest().metrics().forEach((name, value) -> measured.put(name, Numbers.text((double) value)));
                log.text("measured", epochs.size(), MarkdownTable.of("measure", "value", measured));
                images(log, validated == null ? Map.of() : LogPictures.of(validated));
                embeddings(log, model.network(), model.weights());
                flush();
            }
        });
    }

    @Override
    public void close() {
        for (EventLog log : logs()) {
            try {
                log.close();
            } catch (IOException e) {
                end(e);
            }
        }
        ended = true;
    }

    private void scalars(EventLog log, History.Epoch epoch) throws IOException {
        int step = epoch.epoch();
        log.scalar("epoch_loss", step, epoch.loss());
        log.scalar("epoch_accuracy", step, epoch.accuracy());
        log.scalar("epoch_learning_rate", step, epoch.learningRate());
        log.scalar("epoch_seconds", step, epoch.seconds());
        log.scalar("epoch_samples_per_second", step, epoch.samplesPerSecond());
        if (!Double.isNaN(epoch.validationLoss())) {
            EventLog judged = validation;
            if (judged == null) {
                judged = EventLog.open(choice.validation(), firstStep, clock, budget);
                validation = judged;
            }
            judged.scalar("epoch_loss", step, epoch.validationLoss());
            judged.scalar("epoch_accuracy", step, epoch.validationAccuracy());
        }
    }

    /** None where drawing fails, which is no reason to end a log. */
    private Map<String, byte[]> draw() {
        try {
            return undrawn ? Map.of() : pictures.of(List.copyOf(epochs));
        } catch (IOException e) {
            undrawn = true;
            say.accept("the log has no pictures: " + e.getMessage());
            return Map.of();
        }
    }

    private void images(EventLog log, Map<String, byte[]> drawn) throws IOException {
        for (Map.Entry<String, byte[]> picture : new TreeMap<>(drawn).entrySet()) {
            log.image(picture.getKey(), epochs.size(), picture.getValue());
        }
    }

    private void embeddings(EventLog log, NetworkSpec network, Weights weights) throws IOException {
        for (Projector.Table table : Projector.write(choice.train(), network, weights, vocabulary)) {
            if (table.written() < table.rows()) {
                log.text(
                        "projector/" + table.layer(),
                        epochs.size(),
                        "The projector shows the first " + table.written() + " of " + table.rows() + " rows.");
            }
        }
    }

    private void flush() throws IOException {
        for (EventLog log : logs()) {
            log.flush();
        }
    }

    private List<EventLog> logs() {
        return Stream.of(train, validation).filter(Objects::nonNull).toList();
    }

    private void attempt(Work work) {
        if (!ended) {
            try {
                work.run();
            } catch (IOException e) {
                end(e);
            }
        }
    }

    private void end(IOException problem) {
        if (!ended) {
            say.accept("the log " + choice.folder() + " ends here, training goes on: " + problem);
        }
        ended = true;
    }
}
