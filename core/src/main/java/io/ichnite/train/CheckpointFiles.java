package io.ichnite.train;

import io.ichnite.nn.WeightSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Checkpoints as files. Thread-safe. */
public interface CheckpointFiles {
    /**
     * Writes a checkpoint beside its place, makes sure of the disk and moves it there, so that a reader finds the old file
     * or the new one, whole.
     *
     * @param origin what the training was asked for, and on what; only by an equal one may it go on
     * @throws IOException if the disk refuses
     */
    void write(Checkpoint checkpoint, SortedMap<String, String> origin, Path file) throws IOException;

    /**
     * What the training was asked for that left this.
     *
     * @throws io.ichnite.error.BadBundle if the file is no checkpoint, or damaged
     * @throws IOException if the disk refuses
     */
    SortedMap<String, String> origin(Path file) throws IOException;

    /**
     * @param weights of the network that was trained
     * @throws io.ichnite.error.BadBundle if the file is no checkpoint of such a network, or damaged
     * @throws IOException if the disk refuses
     */
    Checkpoint read(Path file, List<WeightSpec> weights) throws IOException;
}
