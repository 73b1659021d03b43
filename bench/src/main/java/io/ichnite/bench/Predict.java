package io.ichnite.bench;

import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Times the published trace network's answers to all rows of a file, asked as the application asks, with given weights;
 * writes the probabilities and prints one JSON object. {@code bench/run inference} makes the files and runs it by turns with
 * others.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp … io.ichnite.bench.Predict --rows rows.npy --weights weights.npy --out
 * answers.npy --steps 5 --threads 2 [--warm-up 4] [--network cnn-lstm] [--kernels auto]}
 */
public final class Predict {
    private Predict() {}

    public static void main(String[] args) throws IOException {
        Arguments options = new Arguments(
                args, Set.of("rows", "weights", "out", "steps", "warm-up", "threads", "network", "kernels"));
        PaddedRows rows = PaddedRows.read(Path.of(options.text("rows")));
        KernelChoice choice = KernelChoice.choose(options.text("kernels", "auto"));
        NetworkSpec spec = NamedNetworks.of(
                options.text("network", "cnn-lstm"),
                rows.length(),
                PaddedRows.CALLS,
                PaddedRows.FAMILIES,
                OptionalInt.empty());
        float[] values = NpyArray.read(Path.of(options.text("weights"))).floats();
        Weights weights = new Weights(spec.weights(), values);
        try (Network network = new Network(spec, weights, choice.kernels(), options.number("threads", 2))) {
            Cost cost = Cost.of(
                    options.number("warm-up", 4),
                    options.number("steps", 5),
                    () -> network.predict(rows.count(), rows));
            NpyArray.of(network.predict(rows.count(), rows), rows.count(), PaddedRows.FAMILIES)
                    .write(Path.of(options.text("out")));
            System.out.println(cost.json(choice.kernels().name(), rows.count()));
        }
    }
}
