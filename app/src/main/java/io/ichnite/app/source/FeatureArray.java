package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A bare array of features, shape (rows, width). */
final class FeatureArray implements FeatureSource {
    private final Path file;
    private final FeatureRows features;

    private FeatureArray(Path file, FeatureRows features) {
        this.file = file;
        this.features = features;
    }

    static FeatureArray open(Path file) throws IOException {
        return new FeatureArray(file, read(file));
    }

    /**
     * Floats in rows.
     *
     * @throws BadInput if the file holds anything else, or a number that is not finite
     */
    static FeatureRows read(Path file) throws IOException {
        NpyArray array = floats(file);
        int width = array.shape()[1];
        try {
            return array.kind() == NpyArray.Kind.FLOAT32
                    ? FeatureRows.of(array.floats(), width)
                    : FeatureRows.of(array.doubles(), width);
        } catch (IllegalArgumentException e) {
            throw BadInput.in(file.toString(), "expected finite numbers; " + e.getMessage());
        }
    }

    static NpyArray floats(Path file) throws IOException {
        NpyArray array = NpyArray.read(file);
        boolean real = array.kind() == NpyArray.Kind.FLOAT32 || array.kind() == NpyArray.Kind.FLOAT64;
        if (!real || array.shape().length != 2 || array.shape()[1] < 1) {
            throw BadInput.in(
                    file.toString(),
                    "expected float32 or float64 of shape (rows, width), found "
                            + array.kind().name().toLowerCase(Locale.ROOT)
                            + " of shape " + shape(array));
        }
        return array;
    }

    static String shape(NpyArray array) {
        String list = Arrays.toString(array.shape());
        return "(" + list.substring(1, list.length() - 1) + ")";
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public int rows() {
        return features.rows();
    }

    @Override
    public List<String> layers() {
        return List.of();
    }

    @Override
    public FeatureRows features(List<String> layers) {
        if (!layers.isEmpty()) {
            throw new BadConfig(file + " is one array: layers (" + String.join(", ", layers)
                    + ") need a folder made by ichnite features");
        }
        return features;
    }

    @Override
    public int @Nullable [] labels() {
        return null;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public String id(int row) {
        return String.valueOf(row + 1);
    }

    @Override
    public @Nullable Head head() {
        return null;
    }

    @Override
    public @Nullable String headLayer() {
        return null;
    }
}
