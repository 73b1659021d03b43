package io.ichnite.examples;

import io.ichnite.data.EncodedTraces;
import io.ichnite.data.Encoding;
import io.ichnite.data.SequenceGroups;
import io.ichnite.data.Split;
import io.ichnite.data.Splits;
import io.ichnite.data.TraceEncoder;
import io.ichnite.data.Vocabularies;
import io.ichnite.formats.archive.Zstandard;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestProgress;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceStore;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.Trained;
import io.ichnite.train.Trainer;
import io.ichnite.train.TrainingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Trains a small network on labelled traces, draws its loss while it learns, and stops as soon as it is good enough.
 *
 * <pre>{@code
 * java --add-modules jdk.incubator.vector -cp app/target/launcher/ichnite.jar \
 *     examples/src/main/java/io/ichnite/examples/WatchTraining.java \
 *     samples/traces/train.csv.zst watched.store watched.ichnite
 * }</pre>
 */
public final class WatchTraining {
    private WatchTraining() {}

    /** A listener of one's own: a line that is drawn over with every batch, and a rule that ends training. */
    static final class Watcher implements EpochListener {
        private static final String BARS = "▁▂▃▄▅▆▇█";
        private static final int WIDTH = 40;

        private final PrintStream out;
        private final double goodEnough;
        private final Deque<Double> losses = new ArrayDeque<>();
        private boolean reached;

        /** @param goodEnough the accuracy on rows that were kept from training, at which it ends */
        Watcher(PrintStream out, double goodEnough) {
            this.out = out;
            this.goodEnough = goodEnough;
        }

        @Override
        public void step(Step step) {
            if (step.validating()) {
                return;
            }
            losses.addLast(step.loss());
            if (losses.size() > WIDTH) {
                losses.removeFirst();
            }
            out.printf(Locale.ROOT, "\repoch %d/%d %s %.3f ", step.epoch(), step.epochs(), sparkline(), step.loss());
            out.flush();
        }

        @Override
        public void epoch(History.Epoch epoch, Insight insight) {
            double square = 0;
            for (float weight : insight.weights().values()) {
                square += weight * weight;
            }
            out.printf(
                    Locale.ROOT,
                    "| unseen: loss %.3f, accuracy %.3f | weights %.1f long%n",
                    epoch.validationLoss(),
                    epoch.validationAccuracy(),
                    Math.sqrt(square));
            reached = epoch.validationAccuracy() >= goodEnough;
        }

        @Override
        public boolean stop() {
            return reached;
        }

        /** The last losses, each as high as it is between the lowest and the highest of them. */
        String sparkline() {
            double low = losses.stream().mapToDouble(loss -> loss).min().orElse(0);
            double high = losses.stream().mapToDouble(loss -> loss).max().orElse(0);
            StringBuilder line = new StringBuilder();
            for (double loss : losses) {
                double height = high > low ? (loss - low) / (high - low) : 0;
                line.append(BARS.charAt((int) Math.round(height * (BARS.length() - 1))));
            }
            return line.toString();
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: WatchTraining TRACES.csv STORE MODEL");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), 20, 0.7, out);
        out.flush();
    }

    /** Traces to a store, a store to rows, rows to a network, a network to a file. */
    static Trained run(Path traces, Path store, Path model, int epochs, double goodEnough, PrintStream out)
            throws IOException {
        try (TraceStore files = TraceIngest.open(
                List.of(traces), store, IngestOptions.defaults(), new Zstandard(), IngestProgress.none())) {
            List<Integer> labelled = IntStream.range(0, files.size())
                    .filter(file -> files.label(file) != null)
                    .boxed()
                    .toList();
            List<String> labels = labelled.stream().map(files::label).toList();
            Families families = Families.of(labels);
            Encoding encoding = new Encoding(Order.TID, 300, false);
            // The same sequence never stands on both sides.
            Split split = Splits.grouped(labels, SequenceGroups.of(files, labelled, encoding), 0.2, 1)
                    .of(labelled);
            Vocabulary vocabulary = Vocabularies.fit(files, split.train(), Vocabulary.Kind.ICHNITE);
            TraceEncoder encoder = new TraceEncoder(files, vocabulary, encoding);

            NetworkSpec network = NamedNetworks.of(
                    "cnn-lstm-small", encoding.length(), vocabulary.rows(), families.size(), OptionalInt.empty());
            TrainingPlan plan = TrainingPlan.defaults()
                    .withEpochs(epochs)
                    .withOptimizer(OptimizerSpec.RmsProp.defaults().withLearningRate(1e-3f));
            KernelChoice kernels = KernelChoice.choose("auto");
            out.println(kernels.reason());
            Trained trained = Trainer.fit(
                    network,
                    InitialWeights.draw(network, plan.seed()),
                    EncodedTraces.labelled(files, split.train(), encoder, families),
                    EncodedTraces.labelled(files, split.validation(), encoder, families),
                    plan,
                    kernels.kernels(),
                    Runtime.getRuntime().availableProcessors(),
                    new Watcher(out, goodEnough));

            Manifest manifest = Manifest.of("example", plan.seed(), files.digest(), Map.of(), Map.of());
            new ZipModelFiles()
                    .write(
                            new ModelBundle(manifest, network, vocabulary, families, encoding, trained.weights()),
                            model);
            out.println(model + ": the weights of epoch " + trained.history().kept());
            return trained;
        }
    }
}
