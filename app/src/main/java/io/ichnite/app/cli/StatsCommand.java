package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.LabelFile;
import io.ichnite.app.source.TraceData;
import io.ichnite.app.task.Stats;
import io.ichnite.app.task.StatsFiles;
import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import io.ichnite.stats.StatsPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What traces are made of. */
@Command(
        name = "stats",
        header = "what traces are made of",
        customSynopsis = "ichnite stats STORE [-o DIR] [OPTIONS]",
        sortOptions = false,
        description = {
            "Counts calls, distinct APIs, threads and lengths, by file and by class; says what share of them rows of a length"
                    + " keep, what each order of threads does to the calls, and which APIs, and which pairs of calls in a row,"
                    + " set each class apart from the others.",
            "These are found by Fisher's exact test of how many sequences hold them; files of one class with the same"
                    + " sequence count once, and chances (q) are corrected for all tests by Benjamini and Hochberg."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite stats train.store",
            "  ichnite stats train.csv.zst -o known --order arrival --top 10",
            "  ichnite stats test.store --labels labels.csv --length 1000,6000 --json",
            "",
            "--json: objects that say by \"what\" they are: data, class, order, length, api, tests, apart."
        })
final class StatsCommand implements Callable<Integer> {
    private static final int MOST_TOP = 1000;
    private static final int LONGEST = 1_000_000_000;

    private final Streams streams;

    @Parameters(
            index = "0",
            paramLabel = "STORE",
            description = "a trace store, or what ingest reads: a trace CSV (.gz, .zst; - for stdin)")
    private String data = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "folder for report.html, stats-files.csv (a row a file), stats-classes.csv, stats-apis.csv,"
                    + " stats-orders.csv, stats-lengths.csv, stats-apart-apis.csv, stats-apart-pairs.csv, and pictures,"
                    + " .svg and .png")
    private @Nullable Path output;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            converter = EncodingOptions.Orders.class,
            defaultValue = "tid",
            description =
                    "in which calls are in a row, and sequences the same: tid, arrival, clock, first-seen, longest (default:"
                            + " tid)")
    private Order order = Order.TID;

    @Option(
            names = "--length",
            paramLabel = "N",
            split = ",",
            splitSynopsisLabel = ",",
            description =
                    "lengths of rows, in calls, whose share is told (default: 100, 200, 500, 1000, 2000, 4000, 6000, 10000,"
                            + " 20000)")
    private @Nullable List<Integer> lengths;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "5",
            description =
                    "how many of each class's APIs and pairs are shown (default: 5); the CSV files have a thousand of each")
    private int top;

    @Option(
            names = "--labels",
            paramLabel = "L.csv",
            description = "file_id,label; these labels go before those of STORE")
    private @Nullable Path labels;

    @Mixin
    private CommonOptions common = new CommonOptions();

    StatsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        StatsPlan plan = plan();
        if (output != null) {
            OutputFile.checkFolder(output);
        }
        if (data.endsWith(".npy")) {
            throw new BadConfig(data + ": ready numbers; expected traces, whose calls have names");
        }
        Map<String, String> given = labels == null ? Map.of() : LabelFile.labels(labels);
        try (TraceData traces = DataSource.traces(data, streams, common.threads(), false, given)) {
            Stats stats = Stats.of(traces, plan, top, streams);
            if (output != null) {
                StatsFiles.write(stats, CommandTree.Version.number(), output, new PictureFiles(streams::say));
            }
            if (common.json()) {
                stats.json().forEach(line -> streams.result(Json.line(line)));
            } else {
                streams.out().print(stats.text());
            }
            return stats.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    private StatsPlan plan() {
        if (top < 1 || top > MOST_TOP) {
            throw new BadConfig("--top: expected 1 to " + MOST_TOP + ", found " + top);
        }
        StatsPlan plan = StatsPlan.defaults().withOrder(order).withThreads(common.threads());
        if (lengths == null) {
            return plan;
        }
        for (int length : lengths) {
            if (length < 1 || length > LONGEST) {
                throw new BadConfig("--length: expected 1 to " + LONGEST + " calls, found " + length);
            }
        }
        List<Integer> wanted = lengths.stream().distinct().sorted().toList();
        if (wanted.size() > StatsPlan.MOST_LENGTHS) {
            throw new BadConfig(
                    "--length: expected at most " + StatsPlan.MOST_LENGTHS + " lengths, found " + wanted.size());
        }
        return plan.withLengths(wanted);
    }
}
