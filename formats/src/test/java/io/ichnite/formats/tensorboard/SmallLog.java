package io.ichnite.formats.tensorboard;

import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.SplitMix;
import io.ichnite.train.OptimizerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * A small log with one of everything, the same bytes each time: a run that is torn while it writes and then goes on from an
 * earlier epoch, and names that would like to be more than names.
 */
final class SmallLog {
    static final String HOSTILE = "a|b\t`<img src=x onerror=alert(1)>`\n\"\\\ud800\u202e";

    static final Vocabulary VOCABULARY = new Vocabulary(
            Vocabulary.Kind.ICHNITE,
            List.of(
                    "CreateFileW",
                    "tab\there",
                    "line\nbreak\r",
                    "\"quoted\"",
                    HOSTILE,
                    "\u00e9t\u00e9",
                    "",
                    "z".repeat(300)));

    /** Two by three pixels. */
    static final byte[] PICTURE = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d4948445200000002000000030802000000368849"
                    + "d600000020494441547801011500eaff00084594f7faff00ff00000000000000"
                    + "00000000004c2704d1975058870000000049454e44ae426082");

    static final NetworkSpec NETWORK = new NetworkSpec(
            "small",
            12,
            true,
            List.of(
                    node(new LayerSpec.Embedding("embed", VOCABULARY.rows() + 1, 3), NetworkSpec.INPUT),
                    node(conv("conv1d", 4), "embed"),
                    node(conv("conv1d_1", 4), "conv1d"),
                    node(new LayerSpec.Merge("add", LayerSpec.Join.ADD), "conv1d", "conv1d_1"),
                    node(new LayerSpec.Pooling1D("pool", LayerSpec.Pool.MAX, 2, 2, Padding.VALID), "add"),
                    node(
                            new LayerSpec.Bidirectional(
                                    "both",
                                    new LayerSpec.Lstm("lstm", Recurrence.of(2).withDropout(0.1f, 0.5f)),
                                    LayerSpec.Join.CONCATENATE),
                            "pool"),
                    node(new LayerSpec.Dense(HOSTILE, 5, Activation.RELU, true), "both"),
                    node(new LayerSpec.Dense("dense", 2, Activation.SOFTMAX, false), HOSTILE)));

    private static final long BUDGET = 1 << 20;
    private static final long START = 1_700_000_000;

    private SmallLog() {}

    private static NetworkSpec.Node node(LayerSpec layer, String... inputs) {
        return new NetworkSpec.Node(layer, List.of(inputs));
    }

    private static LayerSpec conv(String name, int filters) {
        return new LayerSpec.Conv1D(name, filters, 3, 1, Padding.SAME, Activation.RELU, true);
    }

    static Weights weights() {
        Weights weights = Weights.zeros(NETWORK.weights());
        SplitMix random = new SplitMix(7);
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = (float) random.normal();
        }
        return weights;
    }

    /** Half a second passes with every look at it. */
    static DoubleSupplier clock() {
        double[] now = {START};
        return () -> {
            now[0] += 0.5;
            return now[0];
        };
    }

    static void write(Path folder) throws IOException {
        DoubleSupplier clock = clock();
        Path train = folder.resolve("train");
        Path validation = folder.resolve("validation");
        ByteBudget budget = new ByteBudget(BUDGET);
        try (EventLog log = EventLog.open(train, 0, clock, budget);
                EventLog judged = EventLog.open(validation, 0, clock, budget)) {
            log.graph(NetworkGraph.of(NETWORK, OptimizerSpec.RmsProp.defaults()));
            log.text(
                    "options",
                    0,
                    MarkdownTable.of(
                            "option",
                            "value",
                            new TreeMap<>(Map.of("epochs", "5", "network", HOSTILE, HOSTILE, "<b>"))));
            epochs(log, judged, 0, 4);
        }
        tear(train);
        tear(validation);
        try (EventLog log = EventLog.open(train, 3, clock, budget);
                EventLog judged = EventLog.open(validation, 3, clock, budget)) {
            epochs(log, judged, 3, 5);
        }
        Projector.write(train, NETWORK, weights(), VOCABULARY);
    }

    private static void epochs(EventLog log, EventLog judged, int from, int to) throws IOException {
        SplitMix random = new SplitMix(from);
        for (int epoch = from; epoch <= to; epoch++) {
            if (epoch > 0) {
                log.scalar("epoch_loss", epoch, 2.1 / epoch + random.uniform());
                log.scalar("epoch_accuracy", epoch, 1 - 0.9 / epoch);
                log.scalar("not_a_number", epoch, epoch % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY);
                judged.scalar("epoch_loss", epoch, 2.2 / epoch + random.uniform());
                log.image("plots/loss", epoch, PICTURE);
            }
            float[] values = new float[1000];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.normal();
            }
            log.histogram("embed/embeddings", epoch, values, 100, 900);
            Arrays.fill(values, epoch + 0.25f);
            log.histogram("all/equal", epoch, values, 0, 7);
            log.histogram("some/lost", epoch, new float[] {1, Float.NaN, 3.5f, Float.POSITIVE_INFINITY}, 0, 4);
            log.histogram("all/lost", epoch, new float[] {Float.NaN}, 0, 1);
            log.histogram(
                    "far/apart", epoch, new float[] {-Float.MAX_VALUE, 0, Float.MIN_VALUE, Float.MAX_VALUE}, 0, 4);
            log.histogram("close/together", epoch, new float[] {0, Float.MIN_VALUE, 2 * Float.MIN_VALUE}, 0, 3);
            log.flush();
            judged.flush();
        }
    }

    /** As if the machine had failed within the next record. */
    private static void tear(Path run) throws IOException {
        try (var files = Files.list(run)) {
            Path file = files.filter(f -> f.getFileName().toString().contains("tfevents"))
                    .findFirst()
                    .orElseThrow();
            byte[] begun = Arrays.copyOf(Files.readAllBytes(file), 20);
            Files.write(file, begun, StandardOpenOption.APPEND);
        }
    }
}
