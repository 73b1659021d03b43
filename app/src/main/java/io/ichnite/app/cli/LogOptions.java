package io.ichnite.app.cli;

import io.ichnite.app.task.LogChoice;
import io.ichnite.error.BadConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a log for TensorBoard is kept, and how much of one. */
final class LogOptions {
    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "keep a log that TensorBoard shows while training runs: tensorboard --logdir DIR")
    private @Nullable Path log;

    @Option(
            names = "--log-limit",
            paramLabel = "MB",
            defaultValue = "64",
            description = "how large the log may grow before histograms and images are left out of it (default: 64)")
    private int limit;

    /**
     * What was asked for; null for no log.
     *
     * @throws BadConfig if the limit is out of its range
     */
    @Nullable
    LogChoice choice() {
        if (limit < 1) {
            throw new BadConfig("--log-limit: expected at least 1, found " + limit);
        }
        return log == null ? null : new LogChoice(log, (long) limit << 20);
    }
}
