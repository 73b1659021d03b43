package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.model.ModelBundle;
import io.ichnite.train.OptimizerSpec;
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
                            + " for these are for a Keras .h5 or .keras");
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
            throw new BadConfig(file + ": expected a bundle made by train or import; import makes one of a Keras file");
        }
        return new ZipModelFiles().read(file);
    }

    /** A Keras file's model, and what was taken for what it does not say, a sentence each. */
    public record Imported(ModelBundle model, List<String> taken) {}

    /**
     * A Keras file.
     *
     * @param say is told what was passed over and what converted
     * @throws io.ichnite.error.BadBundle if the file is none
     * @throws BadConfig if it is a bundle already, or what is asked for does not fit it
     */
    public static Imported imported(Path file, KerasChoice choice, Consumer<String> say) throws IOException {
        exists(file);
        if (!isKeras(file)) {
            throw new BadConfig(file + ": expected a Keras .h5 or .keras");
        }
        ModelBundle model = KerasModel.read(file, choice, say);
        return new Imported(model, KerasModel.taken(model, choice));
    }

    /** A rule of training in a few words. */
    public static String told(OptimizerSpec rule) {
        return KerasModel.told(rule);
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
        if (FOREIGN.stream().anyMatch(file.toString()::endsWith) || KerasFiles.looksLikeKeras(file)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    /** Whether a file is Keras', by its name or by how it begins. */
    public static boolean isKeras(Path file) throws IOException {
        String name = file.toString();
        return name.endsWith(".h5") || name.endsWith(".keras") || KerasFiles.looksLikeKeras(file);
    }

    private static void exists(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }
}
