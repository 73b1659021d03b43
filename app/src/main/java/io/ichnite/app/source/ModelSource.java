package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.formats.keras.KerasH5;
import io.ichnite.model.ModelBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Opens and keeps what people name as MODEL. */
public final class ModelSource {
    /** What other programs' models end in. */
    private static final List<String> FOREIGN = List.of(".h5", ".hdf5", ".keras", ".onnx");

    /** What a bundle begins with. */
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private ModelSource() {}

    /**
     * A bundle, or a Keras file with what it does not say itself.
     *
     * @param say is told what a Keras file left open
     * @throws io.ichnite.error.BadBundle if the file is no model
     * @throws BadConfig if a bundle is given what it says itself
     */
    public static ModelBundle open(Path file, KerasChoice choice, Consumer<String> say) throws IOException {
        exists(file);
        if (isKeras(file)) {
            return KerasModel.read(file, choice, say);
        }
        if (!choice.empty()) {
            throw new BadConfig(
                    file + ": a bundle knows its own network, classes, vocabulary, length and order; the options"
                            + " for these are for a Keras .h5");
        }
        return bundle(file);
    }

    /**
     * A bundle.
     *
     * @throws io.ichnite.error.BadBundle if the file is none
     */
    public static ModelBundle bundle(Path file) throws IOException {
        exists(file);
        if (isKeras(file)) {
            throw new BadConfig(file + ": expected a bundle made by train; evaluate and predict take a Keras .h5");
        }
        return new ZipModelFiles().read(file);
    }

    /** Writes a bundle beside its place and moves it there. */
    public static void write(ModelBundle bundle, Path file) throws IOException {
        new ZipModelFiles().write(bundle, file);
    }

    /**
     * Refuses a name that says another format.
     *
     * @throws BadConfig if the name ends as other programs' models do
     */
    public static void checkName(Path file) {
        for (String ending : FOREIGN) {
            if (file.toString().endsWith(ending)) {
                String bundle = file.toString().substring(0, file.toString().length() - ending.length()) + ".ichnite";
                throw new BadConfig(file + ": train keeps bundles alone: train -o " + bundle + ", then export " + bundle
                        + " -o " + file);
            }
        }
    }

    /** Whether a file is a model, whole or damaged: a bundle, or of another program. */
    public static boolean isModel(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (FOREIGN.stream().anyMatch(file.toString()::endsWith) || KerasH5.looksLikeHdf5(file)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private static boolean isKeras(Path file) throws IOException {
        String name = file.toString();
        return name.endsWith(".h5") || name.endsWith(".keras") || KerasH5.looksLikeHdf5(file);
    }

    private static void exists(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }
}
