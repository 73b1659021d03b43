package io.ichnite.bench;

import io.ichnite.error.IchniteException;
import io.ichnite.formats.json.Numbers;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who reads which file of Keras: of each file, whether four Kerases load it (as recorded) and whether ichnite does, with the largest
 * difference of an answer from the one recorded. Markdown, on standard output.
 *
 * <pre>{@code
 * java -cp bench/target/benchmarks.jar io.ichnite.bench.KerasTable formats/src/test/resources/goldens/keras/models [FOLDER…]
 * }</pre>
 *
 * Further folders hold files without recorded answers.
 */
public final class KerasTable {
    private static final List<String> LOADERS = List.of("tf20", "k2", "tfk", "k3");

    private final Path folder;
    private final PrintStream out;
    private final Map<String, Map<String, String>> matrix = new TreeMap<>();

    private KerasTable(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        KerasTable table = new KerasTable(Path.of(args[0]), System.out);
        table.readMatrix();
        table.out.println("| file | TF 2.0 | Keras 2.15 | tf_keras 2.21 | Keras 3.15 | ichnite | largest difference |");
        table.out.println("|--|--|--|--|--|--|--|");
        for (Path file : files(table.folder)) {
            table.row(file, true);
        }
        for (int i = 1; i < args.length; i++) {
            for (Path file : files(Path.of(args[i]))) {
                table.row(file, false);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(h5|keras)"))
                    .sorted()
                    .toList();
        }
    }

    /** {@code == loader k3}, then of each file {@code NAME diff 1e-8} or {@code NAME FAIL why}. */
    private void readMatrix() throws IOException {
        String loader = "";
        for (String line : Files.readAllLines(folder.resolve("load_matrix.txt"), StandardCharsets.UTF_8)) {
            String[] words = line.trim().split("\\s+", 3);
            if (words[0].equals("==")) {
                loader = words[2];
            } else if (words.length == 3) {
                boolean fails = words[1].equals("FAIL");
                double difference = fails ? 0 : Double.parseDouble(words[2]);
                String told = fails ? "no" : difference > 1e-6 ? "yes, by its own `hard_sigmoid`" : "yes";
                matrix.computeIfAbsent(words[0], name -> new LinkedHashMap<>()).put(loader, told);
            }
        }
    }

    private void row(Path file, boolean recorded) throws IOException {
        String name = file.getFileName().toString();
        List<String> cells = new ArrayList<>(List.of("`" + name + "`"));
        Map<String, String> loaded = matrix.getOrDefault(name, Map.of());
        LOADERS.forEach(loader -> cells.add(loaded.getOrDefault(loader, "–")));
        try {
            boolean alone = name.matches(".*(weights|weights_only)\\.h5");
            NetworkSpec spec = alone ? given(name) : null;
            if (alone && spec == null) {
                cells.add("with a `--network`");
                cells.add("–");
            } else {
                KerasWeights keras = spec == null ? KerasFiles.read(file, 0) : KerasFiles.read(file, spec);
                cells.add("yes" + (alone ? ", with `--network`" : "") + state(keras.optimizer()));
                cells.add(recorded ? difference(keras, name) : "–");
            }
        } catch (IchniteException e) {
            cells.add("no: " + e.getMessage());
            cells.add("–");
        }
        out.println("| " + String.join(" | ", cells) + " |");
    }

    private static String state(@Nullable OptimizerState state) {
        Optimizer.Memory memory = state == null ? null : state.memory();
        return memory == null
                ? ""
                : ", with the optimiser's state" + (memory.step() > 0 ? " (updates: " + memory.step() + ")" : "");
    }

    /** The network of weights alone: that of the whole model beside them. */
    private @Nullable NetworkSpec given(String name) throws IOException {
        String[] parts = name.split("\\.", -1);
        Path whole = folder.resolve(parts[0] + "." + (parts.length > 2 ? parts[1] : "") + ".keras2.15.h5");
        return Files.exists(whole) ? KerasFiles.read(whole, 0).spec() : null;
    }

    private String difference(KerasWeights keras, String name) throws IOException {
        String[] parts = name.split("\\.", -1);
        boolean bytes = parts[0].startsWith("ms");
        if (name.contains("trained1")) {
            return "–";
        }
        boolean three = parts[1].equals("hard_sigmoid") && parts[2].equals("keras3") && !name.contains("weights");
        String outputs =
                bytes ? parts[0] + ".out.npy" : parts[0] + "." + parts[1] + (three ? ".out.keras3.npy" : ".out.npy");
        NpyArray x = NpyArray.read(folder.resolve(bytes ? "ms_x.npy" : "as_x.npy"));
        float[] expected = NpyArray.read(folder.resolve(outputs)).floats();
        double[] values = x.doubles();
        int length = keras.spec().length();
        Network.Rows rows = (i, into, at) -> {
            for (int k = 0; k < length; k++) {
                into[at + k] = (int) values[i * length + k];
            }
        };
        try (Network network = new Network(
                keras.spec(), keras.weights(), KernelChoice.choose("auto").kernels(), 1)) {
            float[] found = network.predict(x.shape()[0], rows);
            float largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i] - found[i]));
            }
            return Numbers.text(Float.parseFloat(String.format(java.util.Locale.ROOT, "%.1e", largest)));
        }
    }
}
