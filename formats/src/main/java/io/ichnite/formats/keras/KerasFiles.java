package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.error.BadInput;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.ingest.Shown;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.OptimizerState;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads what Keras 2.0 to 3 saves: whole models as .h5 and as .keras, weights alone as .h5 and as .weights.h5. A whole model says
 * what network it is; weights alone are matched by position with those of a network that is given, as every Keras gives other
 * names. Nothing is run, no link is followed, no other file is opened, and what is allocated is in proportion to what is stored.
 *
 * <p>Thread-safe.
 */
public final class KerasFiles {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int HEAD = 64;
    private static final String MODEL_CONFIG = "model_config";
    private static final String LAYER_NAMES = "layer_names";
    private static final String KERAS_VERSION = "keras_version";
    private static final String OPTIMIZER_WEIGHTS = "optimizer_weights";
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private KerasFiles() {}

    /**
     * What a file holds, whichever its kind.
     *
     * @param config null where the file holds weights alone
     * @param listed the weights in the order of the file's layers; null where Keras 3's groups have to be asked for them
     * @param optimizer as the config of {@code compile} tells it
     */
    private record Content(
            @Nullable ModelConfig config,
            KerasVersion version,
            @Nullable List<Dataset> listed,
            JsonNode optimizer,
            String loss,
            Set<String> remarks) {}

    /** Whether a file begins as HDF5 files do, or as a .keras archive; false for a folder. */
    public static boolean looksLikeKeras(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] head = head(file);
        return isHdf5(head) || KerasArchive.recognises(head);
    }

    /**
     * What a file says of its size, so that a named network can be made to fit it.
     *
     * @throws BadBundle as {@link #read(Path, NetworkSpec)}
     * @throws IOException if the disk refuses
     */
    public static KerasOutline outline(Path file) throws IOException {
        return open(file, (in, content) -> {
            ModelConfig config = content.config();
            List<Shape> shapes = new ArrayList<>();
            List<Dataset> listed = content.listed();
            if (listed != null) {
                for (Dataset weight : listed) {
                    shapes.add(shape(in, weight));
                }
            }
            List<String> layers = config == null
                    ? List.of()
                    : config.layers().stream().map(ModelConfig.Layer::kind).toList();
            int length = config == null ? 0 : config.length();
            return new KerasOutline(content.version().written(), config != null, length, layers, shapes);
        });
    }

    /**
     * A whole model, as it describes itself.
     *
     * @param length how many integers a sample has; 0 for as many as the file says
     * @throws BadBundle as the other, and if the file holds weights alone or does not tell its length
     * @throws IOException if the disk refuses
     */
    public static KerasWeights read(Path file, int length) throws IOException {
        return open(file, (in, content) -> {
            ModelConfig config = content.config();
            if (config == null) {
                throw in.bad("weights alone; say of which network they are");
            }
            if (length == 0 && config.length() == 0) {
                throw config.bad("does not tell how many integers a sample has; say the length");
            }
            Set<String> remarks = new LinkedHashSet<>(content.remarks());
            NetworkSpec spec =
                    ConfigGraph.of(config, content.version(), length == 0 ? config.length() : length, remarks);
            return weights(in, content, spec, remarks);
        });
    }

    /**
     * The weights of a network that is given.
     *
     * @param spec the network that the file should hold. Where the file has a config, it has to agree with that on all that
     *     changes the arithmetic; its gates' activation and sharing of dropout masks are taken over
     * @throws BadBundle if the file is damaged, hostile, of another kind, or holds another network; the message names the
     *     file and the object in it
     * @throws IOException if the disk refuses
     */
    public static KerasWeights read(Path file, NetworkSpec spec) throws IOException {
        return open(file, (in, content) -> {
            ModelConfig config = content.config();
            NetworkSpec fitted = config == null ? spec : new Fitting(config, content.version()).fit(spec);
            Set<String> remarks = new LinkedHashSet<>(content.remarks());
            if (config == null) {
                remarks.add("the file holds weights alone; activations are those of " + spec.name());
            } else if (config.length() != 0 && config.length() != spec.length()) {
                remarks.add("the file was made for " + config.length() + " integers a sample; " + spec.name()
                        + " takes " + spec.length());
            }
            return weights(in, content, fitted, remarks);
        });
    }

    private static KerasWeights weights(GuardedH5 in, Content content, NetworkSpec spec, Set<String> remarks) {
        List<WeightSpec> expected = spec.weights();
        List<Dataset> listed = content.listed();
        Weights weights =
                arrays(in, listed == null ? SavedState.weights(in, spec) : listed, expected, remarks, "weights");
        KerasVersion version = content.version();
        OptimizerState optimizer = new OptimizerReader(in, version, expected, remarks)
                .read(described(in, content, remarks), optimizer(in, content.config() == null));
        if (optimizer != null && !content.loss().isEmpty() && !content.loss().endsWith("crossentropy")) {
            remarks.add("the file was trained by the loss " + Shown.plain(content.loss())
                    + "; here training goes by cross-entropy");
        }
        return new KerasWeights(
                spec, weights, version.written(), version.epsilonInside(), optimizer, List.copyOf(remarks));
    }

    /** Which optimiser there was; where Keras 3 left that out of its config, as it does for one with options, by what it called it. */
    private static JsonNode described(GuardedH5 in, Content content, Set<String> remarks) {
        if (!content.optimizer().isMissingNode()
                || content.config() == null
                || !in.has(in.root(), SavedState.OPTIMIZER)
                || !in.has(in.group(in.root(), SavedState.OPTIMIZER), "vars")) {
            return content.optimizer();
        }
        Group variables = in.descend(in.root(), SavedState.OPTIMIZER + "/vars");
        String name = in.hasAttribute(variables, "name") ? in.text(variables, "name") : "";
        String kind =
                switch (name.replaceFirst("_\\d{1,9}$", "")) {
                    case "rm_sprop" -> "RMSprop";
                    case "adam" -> "Adam";
                    default -> "";
                };
        if (kind.isEmpty() || in.names(variables).size() <= 2) {
            return content.optimizer();
        }
        remarks.add("the file does not tell the options of its " + kind
                + "; but for the learning rate, which it keeps, they are taken to be Keras' defaults");
        return StringNode.valueOf(kind);
    }

    /** What is kept of the optimiser, in order. */
    private static List<Dataset> optimizer(GuardedH5 in, boolean weightsAlone) {
        Group root = in.root();
        if (in.has(root, OPTIMIZER_WEIGHTS)) {
            Group group = in.group(root, OPTIMIZER_WEIGHTS);
            List<Dataset> all = new ArrayList<>();
            for (String name : in.pieces(group, "weight_names")) {
                all.add(in.dataset(group, name));
            }
            return all;
        }
        boolean saved = !weightsAlone
                && in.has(root, SavedState.OPTIMIZER)
                && in.has(in.group(root, SavedState.OPTIMIZER), "vars");
        return saved ? SavedState.variables(in, root, SavedState.OPTIMIZER + "/vars") : List.of();
    }

    /**
     * Arrays of a network, each against its shape, then all of their numbers.
     *
     * @param what messages call them
     */
    static Weights arrays(
            GuardedH5 in, List<Dataset> datasets, List<WeightSpec> expected, Set<String> remarks, String what) {
        if (datasets.size() != expected.size()) {
            in.look(in.root());
            throw in.bad("expected the " + expected.size() + " " + what + " of the network, found " + datasets.size());
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
            remarks.add(converted + " of " + datasets.size() + " " + what + " were not float32 and were converted");
        }
        return weights;
    }

    /** A question to a file and what it holds. */
    private interface Question<T> {
        T of(GuardedH5 in, Content content);
    }

    private static <T> T open(Path path, Question<T> question) throws IOException {
        String file = path.toString();
        byte[] head = Files.isRegularFile(path) || Files.notExists(path) ? head(path) : new byte[0];
        if (!KerasArchive.isZip(head)) {
            if (!isHdf5(head)) {
                throw new BadBundle(
                        file, "expected an HDF5 file (.h5), which begins with \\x89HDF, or a .keras archive, a zip");
            }
            return GuardedH5.ask(file, bytes(path), in -> question.of(in, content(in, file)));
        }
        KerasArchive archive = new KerasArchive(bytes(path), file);
        Function<GuardedH5, Content> content = archived(archive, file);
        byte[] weights = archive.weights();
        String inside = file + "!" + KerasArchive.WEIGHTS;
        if (!isHdf5(weights)) {
            throw new BadBundle(inside, "expected an HDF5 file, which begins with \\x89HDF");
        }
        return GuardedH5.ask(inside, weights, archive.weightsAreStored(), in -> question.of(in, content.apply(in)));
    }

    /** What an archive says, before its weights are looked at. */
    private static Function<GuardedH5, Content> archived(KerasArchive archive, String file) {
        JsonNode metadata = ModelConfig.tree(archive.text(KerasArchive.METADATA), file, KerasArchive.METADATA);
        KerasVersion version = version(ModelConfig.word(metadata.path(KERAS_VERSION), ""), file);
        JsonNode root = ModelConfig.tree(archive.text(KerasArchive.CONFIG), file, KerasArchive.CONFIG);
        ModelConfig config = new ModelConfig(root, file, KerasArchive.CONFIG);
        JsonNode compile = root.path("compile_config");
        Set<String> remarks = new LinkedHashSet<>();
        archive.others().stream()
                .limit(10)
                .forEach(name -> remarks.add("the entry " + Shown.plain(name) + " is not looked at"));
        return in -> {
            if (!in.has(in.root(), SavedState.LAYERS)) {
                in.look(in.root());
                throw in.bad("expected a group " + SavedState.LAYERS + ", as Keras 2.14 and later write, found "
                        + in.names(in.root()));
            }
            return new Content(config, version, null, compile.path("optimizer"), loss(compile), remarks);
        };
    }

    private static Content content(GuardedH5 in, String file) {
        Group root = in.root();
        if (in.hasAttribute(root, MODEL_CONFIG)) {
            String written = written(in, root);
            ModelConfig config = new ModelConfig(in.text(root, MODEL_CONFIG), file, MODEL_CONFIG);
            Group weights = in.group(root, "model_weights");
            checkBackend(in, root, config);
            JsonNode compile = in.hasAttribute(root, "training_config")
                    ? ModelConfig.tree(in.text(root, "training_config"), file, "training_config")
                    : NOTHING;
            return new Content(
                    config,
                    version(written.isEmpty() ? written(in, weights) : written, file),
                    weights(in, weights),
                    compile.path("optimizer_config"),
                    loss(compile),
                    Set.of());
        }
        if (in.hasAttribute(root, LAYER_NAMES) || in.hasAttribute(root, LAYER_NAMES + "0")) {
            return new Content(null, version(written(in, root), file), weights(in, root), NOTHING, "", Set.of());
        }
        if (in.has(root, SavedState.LAYERS)) {
            return new Content(null, new KerasVersion("", 3, 0), null, NOTHING, "", Set.of());
        }
        if (in.has(root, "_layer_checkpoint_dependencies")) {
            throw new BadBundle(
                    file,
                    "/_layer_checkpoint_dependencies: weights as Keras 2.12 and 2.13 laid them out, which are not read;"
                            + " save the whole model as .h5");
        }
        throw new BadBundle(
                file,
                "/: expected the attribute model_config (a whole model) or layer_names (weights), or a group layers (weights of"
                        + " Keras 3), found none");
    }

    private static String loss(JsonNode compile) {
        return ModelConfig.word(compile.path("loss"), "");
    }

    private static String written(GuardedH5 in, Group group) {
        return in.hasAttribute(group, KERAS_VERSION) ? in.text(group, KERAS_VERSION) : "";
    }

    private static KerasVersion version(String written, String file) {
        KerasVersion version = KerasVersion.of(written);
        if (version.major() < 2) {
            throw new BadBundle(
                    file,
                    KERAS_VERSION + ": written by Keras " + Shown.plain(written)
                            + "; read are 2.0 and later. Keras 2 reads such a file and saves it anew");
        }
        return version;
    }

    /** Theano's convolutions run the other way. */
    private static void checkBackend(GuardedH5 in, Group root, ModelConfig config) {
        boolean theano =
                in.hasAttribute(root, "backend") && in.text(root, "backend").equals("theano");
        if (theano && config.layers().stream().anyMatch(layer -> layer.kind().equals("Conv1D"))) {
            throw in.bad("convolutions of the backend theano, which run the other way, are not read");
        }
    }

    /** Layers as listed, of each its weights as listed; sorted children would be another order. */
    private static List<Dataset> weights(GuardedH5 in, Group parent) {
        List<Dataset> weights = new ArrayList<>();
        for (String layer : in.pieces(parent, LAYER_NAMES)) {
            Group group = in.group(parent, layer);
            if (in.hasAttribute(group, "weight_names") || in.hasAttribute(group, "weight_names0")) {
                for (String weight : in.pieces(group, "weight_names")) {
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

    private static byte[] bytes(Path file) throws IOException {
        try {
            return WholeFile.read(file);
        } catch (BadInput e) {
            throw new BadBundle(file.toString(), "expected at most 2 GiB");
        }
    }

    private static boolean isHdf5(byte[] head) {
        return head.length >= SIGNATURE.length
                && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }
}
