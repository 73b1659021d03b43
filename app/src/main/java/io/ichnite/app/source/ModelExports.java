package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import io.ichnite.formats.bundle.JsonExport;
import io.ichnite.formats.bundle.SafeTensorsExport;
import io.ichnite.formats.card.CardExport;
import io.ichnite.formats.keras.KerasArchiveWriter;
import io.ichnite.formats.keras.KerasH5Writer;
import io.ichnite.formats.onnx.OnnxExport;
import io.ichnite.model.ModelExport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every form that a model leaves in: a new one is a line here. */
public final class ModelExports {
    private static final List<ModelExport> ALL = List.of(
            new KerasH5Writer(),
            new KerasArchiveWriter(),
            new OnnxExport(),
            new SafeTensorsExport(),
            new JsonExport(),
            new CardExport());

    private ModelExports() {}

    /** The form that a file's name ends as; empty if no form does. */
    public static Optional<ModelExport> of(Path file) {
        return ALL.stream()
                .filter(form -> file.toString().endsWith(form.ending()))
                .findFirst();
    }

    /** @throws BadConfig if no form ends as the name does */
    public static ModelExport needed(Path file) {
        return of(file).orElseThrow(() -> new BadConfig(file + ": expected a name that ends in " + endings()));
    }

    /** For people: {@code .h5, .keras, …}. */
    public static String endings() {
        return ALL.stream().map(ModelExport::ending).collect(Collectors.joining(", "));
    }
}
