package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.ManifestTable;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.Head;
import io.ichnite.novelty.Matrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that {@code features} made: {@code feature_N.npy} of each layer, {@code logits.npy}, {@code head.npz}, {@code labels.npy},
 * {@code names.csv} and {@code classes.txt}; all but the first may be missing. Files that fit no other's number of rows are refused. For
 * one thread.
 */
public final class FeatureFolder implements FeatureSource {
    private static final Pattern FEATURES = Pattern.compile("feature_([A-Za-z0-9_.-]{1,200})\\.npy");
    private static final int MOST_CLASSES = 1 << 20;

    private final Path folder;
    private final List<String> layers;
    private final int rows;
    private @Nullable ManifestTable names;

    private FeatureFolder(Path folder, List<String> layers, int rows) {
        this.folder = folder;
        this.layers = List.copyOf(layers);
        this.rows = rows;
    }

    /**
     * @throws BadInput if there is neither a layer's array nor logits
     * @throws IOException if it is no folder, or the disk refuses
     */
    public static FeatureFolder open(Path folder) throws IOException {
        List<String> layers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = FEATURES.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    layers.add(name.group(1));
                }
            }
        }
        layers.sort(Comparator.comparingInt(FeatureFolder::number).thenComparing(Comparator.naturalOrder()));
        Path first = layers.isEmpty() ? folder.resolve("logits.npy") : file(folder, layers.get(0));
        if (!Files.exists(first)) {
            throw BadInput.in(
                    folder.toString(), "expected a folder made by ichnite features, with feature_N.npy; found none");
        }
        return new FeatureFolder(folder, layers, FeatureArray.floats(first).shape()[0]);
    }

    /** Layers that are numbers come first, in their order. */
    private static int number(String layer) {
        return layer.matches("[0-9]{1,9}") ? Integer.parseInt(layer) : Integer.MAX_VALUE;
    }

    private static Path file(Path folder, String layer) {
        return folder.resolve("feature_" + layer + ".npy");
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public List<String> layers() {
        return layers;
    }

    @Override
    public FeatureRows features(List<String> wanted) throws IOException {
        Path logits = folder.resolve("logits.npy");
        if (wanted.isEmpty()) {
            return withLogits(read(logits), logits);
        }
        FeatureRows all = null;
        for (String layer : wanted) {
            if (!layers.contains(layer)) {
                throw new BadConfig(
                        folder + ": expected layers out of " + String.join(", ", layers) + ", found '" + layer + "'");
            }
            FeatureRows one = read(file(folder, layer));
            all = all == null ? one : all.beside(one);
        }
        if (all == null) {
            throw new IllegalStateException("no layer");
        }
        return Files.exists(logits) ? withLogits(all, logits) : all;
    }

    private FeatureRows read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        FeatureRows read = FeatureArray.read(file);
        if (read.rows() != rows) {
            throw other(file, read.rows());
        }
        return read;
    }

    private BadInput other(Path file, int found) {
        return BadInput.in(
                file.toString(), "expected " + rows + " rows, as the other files of this folder have, found " + found);
    }

    private FeatureRows withLogits(FeatureRows features, Path file) throws IOException {
        NpyArray array = FeatureArray.floats(file);
        if (array.shape()[0] != rows) {
            throw other(file, array.shape()[0]);
        }
        try {
            return array.kind() == NpyArray.Kind.FLOAT32
                    ? features.withLogits(array.floats(), array.shape()[1])
                    : features.withLogits(array.doubles(), array.shape()[1]);
        } catch (IllegalArgumentException e) {
            throw BadInput.in(file.toString(), "expected finite numbers; " + e.getMessage());
        }
    }

    @Override
    public int @Nullable [] labels() throws IOException {
        Path file = folder.resolve("labels.npy");
        if (!Files.exists(file)) {
            return null;
        }
        int[] labels = LabelArray.read(file, rows);
        int classes = classes().size();
        for (int label : labels) {
            if (classes > 0 && label >= classes) {
                throw BadInput.in(
                        file.toString(),
                        "expected classes from 0 to " + (classes - 1) + ", as classes.txt has them, found " + label);
            }
        }
        return labels;
    }

    @Override
    public List<String> classes() throws IOException {
        Path file = folder.resolve("classes.txt");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            List<String> classes = lines.limit(MOST_CLASSES + 1L).toList();
            if (classes.size() > MOST_CLASSES) {
                throw BadInput.in(file.toString(), "expected at most " + MOST_CLASSES + " classes, one a line");
            }
            return classes;
        } catch (UncheckedIOException e) {
            throw BadInput.in(file.toString(), "expected UTF-8, one class a line");
        }
    }

    @Override
    public String id(int row) throws IOException {
        Path file = folder.resolve("names.csv");
        if (names == null) {
            if (!Files.exists(file)) {
                return String.valueOf(row + 1);
            }
            ManifestTable table = ManifestTable.read(file);
            if (table.rows().size() != rows) {
                throw other(file, table.rows().size());
            }
            names = table;
        }
        return names.rows().get(row).name();
    }

    @Override
    public @Nullable Head head() throws IOException {
        Path file = folder.resolve("head.npz");
        if (!Files.exists(file)) {
            return null;
        }
        Map<String, NpyArray> arrays = Npz.read(file);
        NpyArray w = arrays.get("W");
        NpyArray b = arrays.get("b");
        if (w == null || b == null || w.shape().length != 2 || b.size() != w.shape()[1] || w.size() == 0) {
            throw BadInput.in(file.toString(), "expected W of shape (width, classes) and b of shape (classes)");
        }
        int width = w.shape()[0];
        int classes = w.shape()[1];
        double[] numbers = w.doubles();
        double[] turned = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            turned[i % classes * width + i / classes] = numbers[i];
        }
        try {
            return Head.of(Matrix.of(classes, width, turned), b.doubles());
        } catch (IllegalArgumentException e) {
            throw BadInput.in(file.toString(), "expected finite numbers; " + e.getMessage());
        }
    }

    @Override
    public @Nullable String headLayer() throws IOException {
        Path file = folder.resolve("head.npz");
        if (!Files.exists(file)) {
            return null;
        }
        NpyArray layer = Npz.read(file).get("layer");
        if (layer == null || layer.size() != 1) {
            throw BadInput.in(file.toString(), "expected the number of the layer that feeds W, as 'layer'");
        }
        return String.valueOf(layer.ints()[0]);
    }
}
