package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.LabelFile;
import io.ichnite.app.source.TraceFiles;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestReport;
import io.ichnite.sample.Order;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Traces in: from CSV, or JSON dumps, to a store. */
@Command(
        name = "ingest",
        header = "traces into a store",
        customSynopsis = "ichnite ingest IN... -o STORE [OPTIONS]",
        sortOptions = false,
        description = {
            "Reads trace CSV (file_id,label,api,tid,index in any order, label optional; plain, .gz or .zst) into a store.",
            "Reads reports of CAPE, Cuckoo and Speakeasy, lists of names (Mal-API-2019, MalBehavD), Wine's relay logs and strace's"
                    + " logs; a folder of such files, or a .zip, .tar, .tar.gz or .tar.zst, is one data set. What a file is, its content"
                    + " tells. A program is called after its file, without ending, where the file does not say.",
            "Reads the published system's JSON dumps too: sequences, a text of calls a file, then the list of their labels,"
                    + " the list of their ids, or both. Lists are known by names that end in labels.json and ids.json; without"
                    + " ids, files are 1, 2, 3…",
            "A store is an input too: what it holds, as if its own inputs were read here. So stores are merged, and with --append"
                    + " a store is added to; either gives the bytes that all inputs give in one go.",
            "A store keeps what all five orders of calls need; train, evaluate and predict choose one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite ingest train.csv -o train.store",
            "  ichnite ingest part1.csv.gz part2.csv.zst -o all.store --merge",
            "  ichnite ingest a.store b.store c.csv -o all.store",
            "  ichnite ingest march.csv -o all.store --append",
            "  ichnite ingest reports/ -o reports.store --labels labels.csv --outcome status",
            "  ichnite ingest 100_calls.zip -o malapi.store --labels 100_types.txt",
            "  ichnite ingest test.csv -o test.store --labels labels.csv --json",
            "  ichnite ingest security_train_files.json security_train_labels.json -o train.store",
            "",
            "Rows and files that cannot be kept are listed in STORE/rejected.csv, and the exit code is 3."
        })
final class IngestCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "IN",
            description =
                    "files of traces, trace stores, folders and .zip, .tar, .tar.gz or .tar.zst of files; - for stdin")
    private List<String> inputs = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "STORE",
            description = "folder to write")
    private Path store = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "L.csv",
            description =
                    "file_id[,label][,first_seen], or a label on each line for the files 1, 2, 3…; these go before those of the"
                            + " input")
    private @Nullable Path labels;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            converter = EncodingOptions.Orders.class,
            description = "makes no difference: a store keeps all orders that its input has, and train --order chooses")
    private @Nullable Order order;

    @Option(names = "--merge", description = "join a file id that stands in several inputs, instead of refusing it")
    private boolean merge;

    @Option(
            names = "--append",
            description =
                    "keep what STORE holds, and add to it (default: it is replaced); a file id that it has already is"
                            + " refused unless --merge")
    private boolean append;

    @Option(names = "--strict", description = "stop at the first row that would be rejected")
    private boolean strict;

    @Option(
            names = "--seed-compatible",
            description =
                    "a row whose label differs from its file's first one keeps its call, as in the published system")
    private boolean seedCompatible;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    IngestCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (order != null) {
            streams.say("--order " + order.word() + ": a store keeps all orders; train --order chooses");
        }
        IngestOptions options = IngestOptions.defaults()
                .withThreads(common.threads())
                .withStrict(strict)
                .withMerge(merge)
                .withAppend(append)
                .withFirstLabelWins(seedCompatible);
        if (labels != null) {
            options = options.withLabels(LabelFile.labels(labels));
        }
        long began = System.nanoTime();
        IngestReport report = TraceFiles.ingest(inputs, wanted(), store, options, streams);
        double seconds = (System.nanoTime() - began) / 1e9;
        show(report, seconds);
        return report.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
    }

    private TraceFiles.Wanted wanted() {
        try {
            return new TraceFiles.Wanted(reading.format(), reading.reading(), labels);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    private void show(IngestReport report, double seconds) {
        if (common.json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("rows", report.rows());
            object.put("files", report.files());
            object.put("calls", report.calls());
            object.put("apis", report.apis());
            object.put("rejected", report.rejected());
            object.put("seconds", seconds);
            streams.result(Json.line(object));
        } else {
            streams.result(report.summary());
            streams.result(String.format(Locale.ROOT, "%s: %,d rows read in %.1f s", store, report.rows(), seconds));
            if (report.rejected() > 0) {
                streams.result("rejected rows, with reasons: " + store.resolve("rejected.csv"));
            }
        }
    }
}
