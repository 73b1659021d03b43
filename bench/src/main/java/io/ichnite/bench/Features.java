package io.ichnite.bench;

import io.ichnite.data.EncodedBytes;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.ExampleRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Times what MalConv's layers 7 and 8 make of all files of a folder, from their bytes in memory, with given weights; writes both
 * side by side and prints one JSON object. {@code bench/run features} makes the files and runs it by turns with others.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp … io.ichnite.bench.Features --rows FOLDER --weights weights.npy --out
 * features.npy --steps 3 --threads 2 [--warm-up 4] [--kernels auto]}
 */
public final class Features {
    private static final int LENGTH = 200_000;
    private static final int VALUES = 256;
    private static final int CLASSES = 4;
    private static final List<String> LAYERS = List.of("7", "8");

    private Features() {}

    public static void main(String[] args) throws IOException {
        Arguments options =
                new Arguments(args, Set.of("rows", "weights", "out", "steps", "warm-up", "threads", "kernels"));
        long began = System.nanoTime();
        HeldBinaries files = HeldBinaries.read(Path.of(options.text("rows")));
        double reading = (System.nanoTime() - began) / 1e9;
        int count = files.size();
        EncodedBytes rows =
                EncodedBytes.unlabelled(files, IntStream.range(0, count).boxed().toList(), LENGTH);
        KernelChoice choice = KernelChoice.choose(options.text("kernels", "auto"));
        NetworkSpec spec = NamedNetworks.of(NamedNetworks.MALCONV, LENGTH, VALUES, CLASSES, OptionalInt.empty());
        float[] values = NpyArray.read(Path.of(options.text("weights"))).floats();
        List<Integer> nodes = LAYERS.stream().map(spec::find).toList();
        try (Network network = new Network(
                spec, new Weights(spec.weights(), values), choice.kernels(), options.number("threads", 2))) {
            Cost cost = Cost.of(
                    options.number("warm-up", 4),
                    options.number("steps", 3),
                    () -> network.taps(nodes, count, ExampleRows.from(rows, 0)));
            List<float[]> taps = network.taps(nodes, count, ExampleRows.from(rows, 0));
            beside(taps, count).write(Path.of(options.text("out")));
            System.out.println(cost.json(choice.kernels().name(), count, reading));
        }
    }

    /** Each row's numbers of both layers, one after the other. */
    private static NpyArray beside(List<float[]> taps, int rows) {
        int width = taps.stream().mapToInt(tap -> tap.length / rows).sum();
        float[] all = new float[rows * width];
        int column = 0;
        for (float[] tap : taps) {
            int own = tap.length / rows;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(tap, row * own, all, row * width + column, own);
            }
            column += own;
        }
        return NpyArray.of(all, rows, width);
    }
}
