package io.ichnite.app;

import io.ichnite.app.cli.CommandTree;
import io.ichnite.app.cli.Surroundings;
import io.ichnite.app.show.Interruption;
import io.ichnite.app.show.Streams;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line's entry: the one place that knows the process. */
public final class Main {
    private static final int BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] args) {
        // Pictures are drawn into memory; a desktop, where there is one, is none of our business.
        System.setProperty("java.awt.headless", "true");
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Settings settings = Settings.of(System.getenv());
        Interruption interruption = new Interruption();
        // Ctrl-C and a polite kill begin the JVM's shutdown, which waits for this.
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::ask, "ichnite-interruption"));
        int code = run(args, new Streams(System.in, out, err, settings.columns()), settings, interruption);
        interruption.over();
        System.exit(code);
    }

    /**
     * Runs one command line.
     *
     * @return the exit code
     */
    static int run(String[] args, Streams streams, Settings settings, Interruption interruption) {
        Surroundings surroundings =
                new Surroundings(settings.home(), settings.cache(), settings.offline(), settings.debug());
        int code = new CommandTree(streams, surroundings, interruption).run(args);
        streams.err().flush();
        return code;
    }

    /** UTF-8 whatever the locale, and buffered: what is printed is flushed by who prints it. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, StandardCharsets.UTF_8);
    }
}
