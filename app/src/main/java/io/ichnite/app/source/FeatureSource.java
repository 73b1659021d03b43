package io.ichnite.app.source;

import io.ichnite.error.BadInput;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as a network sees them: features by layer, and what is known beside them. Its arrays are read when they are asked for. */
public interface FeatureSource {
    /**
     * Opens a folder that {@code features} made, or a bare array of features.
     *
     * @throws BadInput if it is neither
     */
    static FeatureSource open(Path path) throws IOException {
        return Files.isDirectory(path) ? FeatureFolder.open(path) : FeatureArray.open(path);
    }

    /** As the person calls it. */
    String name();

    int rows();

    /** The layers there are, by number; empty of a bare array. */
    List<String> layers();

    /**
     * The features of some layers, side by side, with the logits where they are known.
     *
     * @param layers at least one of {@link #layers}, or none: of a bare array itself, of a folder the logits
     * @throws BadInput if a file is missing, is no such array, or holds what is not finite
     */
    FeatureRows features(List<String> layers) throws IOException;

    /**
     * A class from 0 for each row, −1 where it is not known; null if no row's is.
     *
     * @throws BadInput if the file is no such array
     */
    int @Nullable [] labels() throws IOException;

    /** The names of the classes; empty where they are not known. */
    List<String> classes() throws IOException;

    /** What a row is called: the name of its file, or its number, from 1. */
    String id(int row) throws IOException;

    /**
     * The network's last layer, where it is known.
     *
     * @throws BadInput if the file is no such thing
     */
    @Nullable
    Head head() throws IOException;

    /** The layer that feeds the last one; null where it is not known. */
    @Nullable
    String headLayer() throws IOException;
}
