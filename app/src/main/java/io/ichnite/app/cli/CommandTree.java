package io.ichnite.app.cli;

import io.ichnite.app.show.Interruption;
import io.ichnite.app.show.Streams;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
            "  ichnite scan report.json                       a verdict, by a model that comes with ichnite",
            "",
            "Exit codes: 0 done; 1 scan found something; 2 bad usage, or input refused; 3 done in part, some rows rejected;",
            "70 a defect of ours."
        })
public final class CommandTree implements Runnable {
    private static final int HELP_WIDTH = 100;
    /** Words that say something of the other commands. */
    private static final Set<String> ABOUT_OTHERS = Set.of("help", "generate-completion");

    private final Streams streams;
    private final ExitCodes exitCodes;
    private final CommandLine line;
    /** In the order in which help shows them. */
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

    /**
     * @param surroundings where samples and fetched files lie
     * @param interruption looked at by commands that can end by themselves
     */
    public CommandTree(Streams streams, Surroundings surroundings, Interruption interruption) {
        this.streams = streams;
        this.exitCodes = new ExitCodes(streams, surroundings.debug());
        this.line = new CommandLine(this);
        commands.put("demo", () -> new DemoCommand(streams, surroundings));
        commands.put("ingest", () -> new IngestCommand(streams));
        commands.put("stats", () -> new StatsCommand(streams));
        commands.put("audit", () -> new AuditCommand(streams));
        commands.put("train", () -> new TrainCommand(streams, interruption));
        commands.put("evaluate", () -> new EvaluateCommand(streams));
        commands.put("crossvalidate", () -> new CrossvalidateCommand(streams));
        commands.put("predict", () -> new PredictCommand(streams));
        commands.put("features", () -> new FeaturesCommand(streams));
        commands.put("drift", () -> new DriftCommand(streams));
        commands.put("novelty", () -> new CommandLine(new NoveltyCommand())
                .addSubcommand(new NoveltyFitCommand(streams))
                .addSubcommand(new NoveltyScoreCommand(streams))
                .addSubcommand(new NoveltyEvaluateCommand(streams))
                .addSubcommand(new NoveltyCompareCommand(streams, interruption)));
        commands.put("import", () -> new ImportCommand(streams));
        commands.put("scan", () -> new ScanCommand(streams, surroundings.home()));
        commands.put("compare", () -> new CompareCommand(streams));
        commands.put("export", () -> new ExportCommand(streams));
        commands.put("describe", () -> new DescribeCommand(streams));
        commands.put("help", HelpCommand::new);
        commands.put("generate-completion", GenerateCompletion::new);
    }

    /** Adds the command that the first word names, as all take a fifth of a second; all, if it names none or is about others. */
    private void add(String first) {
        if (commands.containsKey(first) && !ABOUT_OTHERS.contains(first)) {
            commands.keySet().retainAll(Set.of(first));
        }
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        // Commands take these from here, so they have to be there.
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
            add(args.length == 0 ? "" : args[0]);
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
