package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.tensor.KernelChoice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command understands. */
final class CommonOptions {
    private static final int MOST_THREADS = 256;

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "one JSON object a line on stdout, numbers unrounded, nothing else there")
    private boolean json;

    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of all random numbers; the same seed, input and threads give the same bytes (default: 1)")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "how many processors to use (default: all)")
    void threads(int value) {
        if (value < 1 || value > MOST_THREADS) {
            throw new ParameterException(
                    command.commandLine(), "--threads: expected 1 to " + MOST_THREADS + ", found " + value);
        }
        threads = value;
    }

    boolean json() {
        return json;
    }

    int threads() {
        return threads;
    }

    long seed() {
        return seed;
    }

    /** For the commands that run networks. */
    static final class Kernel {
        @Option(
                names = "--kernels",
                paramLabel = "auto|plain|vector",
                defaultValue = "auto",
                description = "which arithmetic to run on (default: auto, vectors where the JVM has them)")
        private String wish = "auto";

        /**
         * Chooses, and says what and why.
         *
         * @throws io.ichnite.error.BadConfig if it cannot be had
         */
        KernelChoice choose(Streams streams) {
            KernelChoice choice = KernelChoice.choose(wish);
            streams.say(choice.reason());
            return choice;
        }
    }
}
