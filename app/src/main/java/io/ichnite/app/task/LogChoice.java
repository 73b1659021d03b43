package io.ichnite.app.task;

import java.nio.file.Path;

/**
 * The log that TensorBoard is to show.
 *
 * @param folder of its runs, made if it is not there; an earlier log of ours in it is replaced, unless training goes on
 * @param bytes as large as it may grow before histograms and images are left out
 */
public record LogChoice(Path folder, long bytes) {
    /** Where the rows that train are logged. */
    Path train() {
        return folder.resolve("train");
    }

    /** Where those that validate are. */
    Path validation() {
        return folder.resolve("validation");
    }
}
