package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.error.BadInput;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the .h5 files of Keras 2.1.5 to 3: whole models, and the weights alone as Keras 2 saves them. Weights are matched
 * by position with those of a network that is given; names serve messages only, as every Keras gives others. Nothing is
 * run, no link is followed, no other file is opened, and what is allocated is in proportion to what is stored.
 *
 * <p>Not read: {@code .keras} archives, Keras 3's {@code .weights.h5}, and graphs from configs. Thread-safe.
 */
public final class KerasH5 {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String MODEL_CONFIG = "model_config";
    private static final String LAYER_NAMES = "layer_names";

    private KerasH5() {}

    /** The weights of a file, in the order of its layers; {@code config} is null where the file holds weights alone. */
    private record Content(@Nullable ModelConfig config, String version, List<Dataset> weights) {}

    /** Whether a file begins as HDF5 files do; false for a folder. */
    public static boolean looksLikeHdf5(Path file) throws IOException {
        return Files.isRegularFile(file) && Arrays.equals(head(file), SIGNATURE);
    }

    /**
     * What a file says of its size, so that a named network can be made to fit it.
     *
     * @throws BadBundle as {@link #read}
     * @throws IOException if the disk refuses
     */
    public static KerasOutline outline(Path h5) throws IOException {
        String file = h5.toString();
        return GuardedH5.ask(file, bytes(h5), in -> {
            Content content = content(in, file);
            List<Shape> shapes = new ArrayList<>();
            for (Dataset weight : content.weights()) {
                shapes.add(shape(in, weight));
            }
            ModelConfig config = content.config();
            List<String> layers = config == null
                    ? List.of()
                    : config.layers().stream().map(ModelConfig.Layer::kind).toList();
            return new KerasOutline(content.version(), config == null ? 0 : config.length(), layers, shapes);
        });
    }

    /**
     * The weights of a network.
     *
     * @param spec the network that the file should hold. Where the file has a config, it has to agree with that on all that
     *     changes the arithmetic; its gates' activation and sharing of dropout masks are taken over
     * @throws BadBundle if the file is damaged, hostile, of another kind, or holds another network; the message names the
     *     file and the object in it
     * @throws IOException if the disk refuses
     */
    public static KerasWeights read(Path h5, NetworkSpec spec) throws IOException {
        String file = h5.toString();
        List<WeightSpec> expected = spec.weights();
        return GuardedH5.ask(file, bytes(h5), in -> {
            Content content = content(in, file);
            List<String> remarks = new ArrayList<>();
            KerasVersion version = KerasVersion.of(content.version());
            ModelConfig config = content.config();
            NetworkSpec fitted = config == null ? spec : new Fitting(config, version).fit(spec);
            if (config == null) {
                remarks.add("the file holds weights alone; activations are those of " + spec.name());
            } else if (config.length() != 0 && config.length() != spec.length()) {
                remarks.add("the file was made for " + config.length() + " integers a sample; " + spec.name()
                        + " takes " + spec.length());
            }
            Weights weights = weights(in, content.weights(), expected, remarks, file);
            return new KerasWeights(fitted, weights, content.version(), version.epsilonInside(), remarks);
        });
    }

    private static Weights weights(
            GuardedH5 in, List<Dataset> datasets, List<WeightSpec> expected, List<String> remarks, String file) {
        if (datasets.size() != expected.size()) {
            throw new BadBundle(
                    file, "expected the " + expected.size() + " weights of the network, found " + datasets.size());
        }
        // every shape first: nothing is allocated for a network that the file does not hold
        for (int i = 0; i < datasets.size(); i++) {
            Shape shape = shape(in, datasets.get(i));
            if (!shape.equals(expected.get(i).shape())) {
                throw in.bad("expected the shape " + expected.get(i).shape() + " of "
                        + expected.get(i).name() + ", found " + shape);
            }
        }
        Weights weights = Weights.zeros(expected);
        int converted = 0;
        for (int i = 0; i < datasets.size(); i++) {
            int count = expected.get(i).shape().size();
            converted += in.read(datasets.get(i), weights.values(), weights.offset(i), count) ? 1 : 0;
        }
        if (converted > 0) {
            remarks.add(converted + " of " + datasets.size() + " weights were not float32 and were converted");
        }
        return weights;
    }

    private static Content content(GuardedH5 in, String file) {
        Group root = in.root();
        if (in.hasAttribute(root, MODEL_CONFIG)) {
            String version = version(in, root);
            ModelConfig config = new ModelConfig(in.text(root, MODEL_CONFIG), file);
            Group weights = in.group(root, "model_weights");
            return new Content(config, version.isEmpty() ? version(in, weights) : version, weights(in, weights));
        }
        if (in.hasAttribute(root, LAYER_NAMES)) {
            return new Content(null, version(in, root), weights(in, root));
        }
        if (in.has(root, "layers") || in.has(root, "_layer_checkpoint_dependencies")) {
            throw new BadBundle(
                    file, "/layers: this is a .weights.h5 of Keras 3, which is not read; save the whole model as .h5");
        }
        throw new BadBundle(
                file, "/: expected the attribute model_config (a whole model) or layer_names (weights), found neither");
    }

    private static String version(GuardedH5 in, Group group) {
        return in.hasAttribute(group, "keras_version") ? in.text(group, "keras_version") : "";
    }

    /** Layers as listed, of each its weights as listed; sorted children would be another order. */
    private static List<Dataset> weights(GuardedH5 in, Group parent) {
        List<Dataset> weights = new ArrayList<>();
        for (String layer : in.texts(parent, LAYER_NAMES)) {
            Group group = in.group(parent, layer);
            if (in.hasAttribute(group, "weight_names")) {
                for (String weight : in.texts(group, "weight_names")) {
                    weights.add(in.dataset(group, weight));
                }
            }
        }
        return weights;
    }

    private static Shape shape(GuardedH5 in, Dataset weight) {
        List<Long> extents = in.shape(weight);
        if (extents.isEmpty() || extents.size() > 4 || extents.stream().anyMatch(e -> e < 1 || e > Integer.MAX_VALUE)) {
            throw in.bad("expected an array of 1 to 4 axes, found the shape " + extents);
        }
        return new Shape(extents.stream().map(Long::intValue).toList());
    }

    private static byte[] bytes(Path h5) throws IOException {
        byte[] head = Files.isRegularFile(h5) || Files.notExists(h5) ? head(h5) : new byte[0];
        if (head.length >= 4 && head[0] == 'P' && head[1] == 'K') {
            throw new BadBundle(
                    h5.toString(), "a zip, as .keras archives are, which are not read; save the whole model as .h5");
        }
        if (!Arrays.equals(head, SIGNATURE)) {
            throw new BadBundle(h5.toString(), "expected an HDF5 file (.h5), which begins with \\x89HDF");
        }
        try {
            return WholeFile.read(h5);
        } catch (BadInput e) {
            throw new BadBundle(h5.toString(), "expected at most 2 GiB");
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SIGNATURE.length);
        }
    }
}
