package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.ModelSource;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.Summary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Other people's models come in. */
@Command(
        name = "import",
        header = "a Keras file becomes a model",
        customSynopsis = "ichnite import FILE.h5|FILE.keras -o MODEL [OPTIONS]",
        sortOptions = false,
        description = {
            "Reads a model that Keras 2.0 to 3 saved, as data alone, and writes it as one of ours, with what the file does not"
                    + " say: the names of the classes, the vocabulary.",
            "Says what was passed over, converted and taken as default. Weights alone need --network."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite import ali1.h5 -o ali1.ichnite --vocabulary words.txt --keras-vocabulary",
            "  ichnite import malconv_1.h5 -o malconv_1.ichnite --classes benign,malicious",
            "  ichnite import weights.h5 -o model.ichnite --network cnn-lstm"
        })
final class ImportCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "MODEL",
            description = "file to write")
    private Path output = Path.of("");

    @Mixin
    private CommonOptions common = new CommonOptions();

    ImportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        ModelSource.checkName(output);
        OutputFile.check(output);
        ModelSource.Imported imported = model.imported(streams);
        ModelBundle bundle = imported.model();
        ModelSource.write(bundle, output);
        imported.taken().forEach(sentence -> streams.say(model.name() + ": " + sentence));
        if (common.json()) {
            streams.result(Json.line(json(bundle, imported.taken())));
        } else {
            streams.result(output + ": " + bundle.network().nodes().size() + " layers, "
                    + Summary.parameters(bundle.network()) + " parameters, "
                    + bundle.families().size() + " classes");
        }
        return ExitCodes.DONE;
    }

    private Map<String, @Nullable Object> json(ModelBundle bundle, List<String> taken) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("model", output.toString());
        object.put("network", bundle.network().name());
        object.put("made_by", bundle.manifest().version());
        object.put("layers", bundle.network().nodes().size());
        object.put("parameters", Summary.parameters(bundle.network()));
        object.put("length", bundle.encoding().length());
        object.put("classes", bundle.families().names());
        object.put("taken", taken);
        return object;
    }
}
