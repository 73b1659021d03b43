package io.ichnite.bench;

import io.ichnite.nn.CrossEntropy;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.Masks;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Times training steps of the published trace network, dropout and update included, all rows of a file in each, and prints
 * one JSON object. {@code bench/run training} makes the file and runs it by turns with others.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp … io.ichnite.bench.TrainStep --rows rows.npy --steps 10 --threads 2
 * [--warm-up 4] [--network cnn-lstm] [--kernels auto]}
 */
public final class TrainStep {
    private TrainStep() {}

    public static void main(String[] args) throws IOException {
        Arguments options = new Arguments(args, Set.of("rows", "steps", "warm-up", "threads", "network", "kernels"));
        PaddedRows rows = PaddedRows.read(Path.of(options.text("rows")));
        KernelChoice choice = KernelChoice.choose(options.text("kernels", "auto"));
        NetworkSpec spec = NamedNetworks.of(
                options.text("network", "cnn-lstm"),
                rows.length(),
                PaddedRows.CALLS,
                PaddedRows.FAMILIES,
                OptionalInt.empty());
        Weights weights = InitialWeights.draw(spec, 1);
        int[] labels = IntStream.range(0, rows.count())
                .map(i -> i % PaddedRows.FAMILIES)
                .toArray();
        float[] gradient = new float[weights.values().length];
        float[] outputs = new float[rows.count() * PaddedRows.FAMILIES];
        Optimizer optimizer = new Optimizer(OptimizerSpec.RmsProp.defaults(), gradient.length);
        AtomicInteger done = new AtomicInteger();
        try (Network network = new Network(spec, weights, choice.kernels(), options.number("threads", 2))) {
            Cost cost = Cost.of(options.number("warm-up", 4), options.number("steps", 10), () -> {
                network.backward(
                        rows.count(),
                        rows,
                        new CrossEntropy(labels, rows.count(), List.of()),
                        Masks.seeded(1, done.getAndIncrement()),
                        gradient,
                        outputs);
                optimizer.update(weights.values(), gradient);
                network.refresh();
            });
            System.out.println(cost.json(choice.kernels().name(), rows.count()));
        }
    }
}
