package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.KerasChoice;
import io.ichnite.app.source.ModelExports;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.source.ParquetModule;
import io.ichnite.app.source.TraceData;
import io.ichnite.app.task.ModelFile;
import io.ichnite.app.task.ParquetFile;
import io.ichnite.app.task.SequenceFiles;
import io.ichnite.error.BadConfig;
import io.ichnite.model.ModelBundle;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Out to other programs. */
@Command(
        name = "export",
        header = "models for Keras, ONNX and others, traces as Parquet or as the published system's JSON dumps",
        customSynopsis = {
            "ichnite export MODEL -o FILE.h5|.keras|.onnx|.safetensors|.json|.md [OPTIONS]",
            "ichnite export STORE -o FILE.parquet|DIR [OPTIONS]"
        },
        sortOptions = false,
        description = {
            "Of a model, by the ending of FILE:",
            ".h5: for Keras 2 and tf_keras; Keras 3 reads it too. .keras: for Keras 3. Both hold network and weights, ready to"
                    + " answer; what they leave out is said, with the options by which import takes it back.",
            ".onnx: for ONNX Runtime and others; vocabulary, families and how rows are made stand in the metadata.",
            ".safetensors: the weights, with all but them as JSON in the metadata. .json: the same JSON alone.",
            ".md: the model's card: what it is, what it has seen, how good it was, where its limits are.",
            "Of traces:",
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
            "  ichnite export model.ichnite -o model.keras",
            "  ichnite export model.ichnite -o model.h5 --vocabulary names.txt",
            "  ichnite export model.ichnite -o model.onnx",
            "  ichnite export model.ichnite -o weights.safetensors",
            "  ichnite export model.ichnite -o card.md",
            "  ichnite export train.store -o dump",
            "  ichnite export train.store -o train.parquet",
            "  ichnite export test.csv.zst -o dump --order clock",
            "  ichnite ingest dump/security_train_files.json dump/security_train_labels.json \\",
            "      dump/security_train_ids.json -o again.store"
        })
final class ExportCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(
            paramLabel = "MODEL|STORE",
            description = "a model, or a trace store or a trace CSV (.gz, .zst; - for stdin)")
    private String what = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE|DIR",
            description = "file or folder to write")
    private Path output = Path.of("");

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE",
            description = "of a model: also write the names of its calls, one a line in the order of their numbers")
    private @Nullable Path vocabulary;

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
        if (!what.equals("-") && !Files.exists(Path.of(what))) {
            throw new NoSuchFileException(what);
        }
        if (ModelSource.isModel(Path.of(what))) {
            return model(Path.of(what));
        }
        if (vocabulary != null || ModelExports.of(output).isPresent()) {
            throw new BadConfig((vocabulary != null ? "--vocabulary" : output.toString()) + ": is for a model, and "
                    + what + " is none");
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

    private Integer model(Path file) throws IOException {
        ModelExports.needed(output);
        KerasChoice nothing = KerasChoice.none();
        ModelBundle bundle = ModelSource.open(file, nothing, streams::say);
        ModelFile written = ModelFile.write(bundle, output, vocabulary);
        streams.result(common.json() ? written.json() : written.file().toString());
        written.messages().forEach(streams::say);
        return ExitCodes.DONE;
    }
}
