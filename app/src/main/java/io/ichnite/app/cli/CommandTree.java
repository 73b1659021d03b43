package io.ichnite.app.cli;

import io.ichnite.app.show.Interruption;
import io.ichnite.app.show.Streams;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** All commands under one word. Good for one run. */
@Command(
        name = "ichnite",
        description =
                "What a creature did, known from its trace: families of programs, learned from the calls they make.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = CommandTree.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite demo                                   the whole story on sample data",
            "  ichnite ingest train.csv -o train.store        traces into a store",
            "  ichnite train train.store -o model.ichnite     a network learns",
            "  ichnite predict model.ichnite test.csv -o test_labels.csv",
            "",
            "Exit codes: 0 done; 2 bad usage, or input refused; 3 done in part, some rows rejected; 70 a defect of ours."
        })
public final class CommandTree implements Runnable {
    private static final int HELP_WIDTH = 100;

    private final Streams streams;
    private final ExitCodes exitCodes;
    private final CommandLine line;

    /**
     * @param surroundings where samples and fetched files lie
     * @param interruption looked at by commands that can end by themselves
     */
    public CommandTree(Streams streams, Surroundings surroundings, Interruption interruption) {
        this.streams = streams;
        this.exitCodes = new ExitCodes(streams, surroundings.debug());
        this.line = new CommandLine(this);
        line.addSubcommand(new DemoCommand(streams, surroundings));
        line.addSubcommand(new IngestCommand(streams));
        line.addSubcommand(new StatsCommand(streams));
        line.addSubcommand(new AuditCommand(streams));
        line.addSubcommand(new TrainCommand(streams, interruption));
        line.addSubcommand(new EvaluateCommand(streams));
        line.addSubcommand(new CrossvalidateCommand(streams));
        line.addSubcommand(new PredictCommand(streams));
        line.addSubcommand(new FeaturesCommand(streams));
        line.addSubcommand(new DriftCommand(streams));
        line.addSubcommand(new CommandLine(new NoveltyCommand())
                .addSubcommand(new NoveltyFitCommand(streams))
                .addSubcommand(new NoveltyScoreCommand(streams))
                .addSubcommand(new NoveltyEvaluateCommand(streams))
                .addSubcommand(new NoveltyCompareCommand(streams, interruption)));
        line.addSubcommand(new ExportCommand(streams));
        line.addSubcommand(new DescribeCommand(streams));
        line.addSubcommand(new HelpCommand());
        line.addSubcommand(new GenerateCompletion());
        line.setOut(writer(streams.out()));
        line.setErr(writer(streams.err()));
        line.setParameterExceptionHandler((problem, args) -> exitCodes.usage(problem));
        line.setExecutionExceptionHandler((problem, command, result) -> exitCodes.failure(problem));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setOverwrittenOptionsAllowed(false);
    }

    /**
     * Runs one command line to its end; whatever goes wrong becomes a message and a number.
     *
     * @return the exit code
     */
    public int run(String... args) {
        int code;
        try {
            code = line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError | AssertionError e) {
            code = exitCodes.failure(e);
        }
        streams.out().flush();
        if (streams.out().checkError() && code == ExitCodes.DONE) {
            streams.say("ichnite: the result could not be written to the end");
            return ExitCodes.REFUSED;
        }
        return code;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public void run() {
        throw new ParameterException(line, "expected a command");
    }

    /** The version, from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ichnite " + number()};
        }

        /** As in the jar's manifest; {@code development} where classes lie in a folder. */
        static String number() {
            String version = CommandTree.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
