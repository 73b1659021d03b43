package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.KerasChoice;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.source.SpecFile;
import io.ichnite.app.task.Catalogue;
import io.ichnite.app.task.Description;
import io.ichnite.app.task.Networks;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a model is made of. */
@Command(
        name = "describe",
        header = "what a model, a network or a folder of models is made of",
        customSynopsis = "ichnite describe MODEL|DIR|SPEC.json|NAME [OPTIONS]",
        sortOptions = false,
        description = {
            "Prints the layers of a model or a network, their shapes and parameters, as Keras' summary does; of a model also"
                    + " where it comes from.",
            "A folder of models is a catalogue: a row a model, with its scores on validation rows; what cannot be read is listed"
                    + " with its reason, and the exit code is 3. None is run. --json: an object a file.",
            "A named network is shown at the size that --length, --rows and --outputs give it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite describe model.ichnite",
            "  ichnite describe model.ichnite --json",
            "  ichnite describe model.keras",
            "  ichnite describe models                          a folder of models, a row each",
            "  ichnite describe cnn-lstm --dense 32",
            "  ichnite describe network.json"
        })
final class DescribeCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(
            paramLabel = "MODEL|DIR|SPEC.json|NAME",
            description = "a model, a folder of models, a description, or a network's name")
    private String what = "";

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "6000",
            description = "calls a row of a named network (default: 6000)")
    private int length;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "304",
            description = "of a named network's embedding (default: 304, the published one's)")
    private int rows;

    @Option(
            names = "--outputs",
            paramLabel = "N",
            defaultValue = "8",
            description = "classes of a named network (default: 8, the published one's)")
    private int outputs;

    @Option(
            names = "--dense",
            paramLabel = "N",
            description = "a dense layer of N units before a named network's last one")
    private @Nullable Integer dense;

    @Mixin
    private CommonOptions common = new CommonOptions();

    DescribeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (!NamedNetworks.names().contains(what) && Files.isDirectory(Path.of(what))) {
            return catalogue(Catalogue.of(Path.of(what)));
        }
        Description description;
        if (NamedNetworks.names().contains(what)) {
            description = Description.of(named());
        } else if (Networks.isFile(what)) {
            description = Description.of(SpecFile.read(what));
        } else {
            description = Description.of(ModelSource.open(Path.of(what), KerasChoice.none(), streams::say));
        }
        if (common.json()) {
            streams.result(Json.line(description.json()));
        } else {
            streams.results(description.text());
        }
        return ExitCodes.DONE;
    }

    private int catalogue(Catalogue models) {
        if (common.json()) {
            models.json().forEach(model -> streams.result(Json.line(model)));
        } else {
            streams.results(models.text());
        }
        return models.damaged() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
    }

    private NetworkSpec named() {
        if (length < 1 || rows < 1 || outputs < 1) {
            throw new io.ichnite.error.BadConfig("--length, --rows and --outputs: expected at least 1");
        }
        return Networks.named(what, length, rows, outputs, dense);
    }
}
