package io.ichnite.app.task;

import io.ichnite.train.History;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Draws how a training goes, for its log. Called on the training thread. */
@FunctionalInterface
public interface LogPictures {
    /**
     * Pictures by name, as PNG.
     *
     * @param epochs all so far, at least one
     * @throws IOException if they cannot be drawn; the log goes on without them
     */
    Map<String, byte[]> of(List<History.Epoch> epochs) throws IOException;

    /** Draws nothing, as where a machine has no fonts. */
    static LogPictures none() {
        return epochs -> Map.of();
    }
}
