package io.ichnite.app.cli;

import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PeakMemory;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.task.FeatureFiles;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.KernelChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a network's layers make of files, a row a file. */
@Command(
        name = "features",
        header = "what a network's layers make of files, a row a file",
        customSynopsis = "ichnite features MODEL DATA --layers 7,8 -o DIR [OPTIONS]",
        sortOptions = false,
        description = {
            "Asks a model about every row of DATA, in one pass, and keeps what some of its layers give: the ground on which"
                    + " novelty tells the familiar from what was never seen.",
            "DIR/feature_N.npy: float32 (rows, width) for each layer; logits.npy: before the softmax; head.npz: W, b and the"
                    + " layer that feeds them; labels.npy: int32, -1 unknown; names.csv; classes.txt."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite features malconv.ichnite dataset.csv --layers 7,8 -o features",
            "  ichnite features malconv_1.h5 dataset.csv --root dataset --layers 7,8 -o features",
            "  ichnite features model.ichnite train.store -o features      the two layers before the last",
            "",
            "Layers go by number, as Keras counts (of malconv 2 is the gate, 3 the linear half, 7 the global maximum, 8 the dense"
                    + " layer before the last), or by name; describe MODEL lists them."
        })
final class FeaturesCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "a manifest name,label,first_seen, a folder of files, or anything that predict takes")
    private String data = "";

    @Option(
            names = "--layers",
            paramLabel = "7,8",
            split = ",",
            splitSynopsisLabel = "",
            description = "numbers or names (default: the last two before the answer that are vectors)")
    private @Nullable List<String> layers;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "folder to write to")
    private Path output = Path.of("");

    @Mixin
    private RootOption root = new RootOption();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    FeaturesCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        OutputFile.checkFolder(output);
        ModelBundle bundle = model.open(streams);
        KernelChoice kernels = kernel.choose(streams);
        List<String> wanted = layers == null ? FeatureExtractor.usual(bundle.network()) : layers;
        try (Data rows = DataSource.open(data, streams, common.threads(), false, Map.of(), root.root())) {
            FeatureFiles.Written written =
                    new FeatureFiles(streams, kernels.kernels(), common.threads()).write(bundle, rows, wanted, output);
            PeakMemory.megabytes().ifPresent(peak -> streams.say("peak memory " + peak + " MB"));
            if (common.json()) {
                streams.result(written.json());
            } else {
                streams.say(String.format(
                        Locale.ROOT,
                        "%s: %d rows in %.1f s (%.0f/s)",
                        output,
                        written.rows(),
                        written.seconds(),
                        written.rows() / written.seconds()));
            }
            return written.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }
}
