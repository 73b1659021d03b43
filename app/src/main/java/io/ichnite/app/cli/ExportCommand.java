package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.source.ParquetModule;
import io.ichnite.app.source.TraceData;
import io.ichnite.app.task.ParquetFile;
import io.ichnite.app.task.SequenceFiles;
import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Out to other programs. */
@Command(
        name = "export",
        header = "traces as Parquet, or as the published system's JSON dumps",
        customSynopsis = {"ichnite export STORE -o FILE.parquet [OPTIONS]", "ichnite export STORE -o DIR [OPTIONS]"},
        sortOptions = false,
        description = {
            "FILE.parquet: a row a file, with file_id, label, n, and lists of what a call has: api, tid, index, and arrival, how many"
                    + " calls came before it. Nothing is lost: ingest makes the same store of it. This takes a module that is made"
                    + " apart; without it, export says how.",
            "DIR: writes the calls of each file as one text, names with a blank between, files by file_id.",
            "Files with a label: security_train_files.json, and their labels in security_train_labels.json. Files without one:"
                    + " security_test_files.json. Beside either lies a list of file ids, security_train_ids.json and"
                    + " security_test_ids.json. ingest reads them all back."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite export train.store -o dump",
            "  ichnite export train.store -o train.parquet",
            "  ichnite export test.csv.zst -o dump --order clock",
            "  ichnite ingest dump/security_train_files.json dump/security_train_labels.json \\",
            "      dump/security_train_ids.json -o again.store"
        })
final class ExportCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "STORE", description = "a trace store or a trace CSV (.gz, .zst; - for stdin)")
    private String what = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.parquet|DIR",
            description = "file or folder to write")
    private Path output = Path.of("");

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "tid",
            converter = EncodingOptions.Orders.class,
            description =
                    "how threads are laid end to end in a dump: tid, arrival, clock, first-seen, longest (default: tid)")
    private Order order = Order.TID;

    @Option(
            names = "--seed-compatible",
            description = "a CSV's row whose label differs from its file's first one keeps its call")
    private boolean seedCompatible;

    @Mixin
    private CommonOptions common = new CommonOptions();

    ExportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (what.endsWith(".npy")) {
            throw new BadConfig(what + ": holds numbers already; expected a trace store or a trace CSV");
        }
        if (ModelSource.isModel(Path.of(what))) {
            throw new BadConfig(what + ": is a model; this version exports traces alone, and no model as .h5, .keras,"
                    + " .onnx, .safetensors, .json or card.md");
        }
        try (TraceData data = DataSource.traces(what, streams, common.threads(), seedCompatible, Map.of())) {
            if (output.toString().endsWith(ParquetModule.ENDING)) {
                ParquetFile written = ParquetFile.write(data, output, common.threads());
                streams.result(
                        common.json()
                                ? written.json(data.rejected())
                                : written.file().toString());
                streams.say(written.traces() + " files, " + written.calls() + " calls");
                return data.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
            }
            SequenceFiles.Written written = new SequenceFiles(streams).write(data, order, output);
            if (common.json()) {
                streams.result(written.json(data.rejected()));
            } else {
                written.files().forEach(file -> streams.result(file.toString()));
                streams.say(written.train() + written.test() + " files, " + written.calls() + " calls");
            }
            return data.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }
}
