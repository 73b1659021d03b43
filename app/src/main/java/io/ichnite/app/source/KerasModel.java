package io.ichnite.app.source;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadBundle;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Numbers;
import io.ichnite.formats.keras.KerasFiles;
import io.ichnite.formats.keras.KerasOutline;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Keras file as a model: the network that it describes, its weights in their order, all else by what was asked for. */
final class KerasModel {
    private static final String DEFAULT_NETWORK = "cnn-lstm";
    private static final long LARGEST_VOCABULARY = 64 << 20;

    private KerasModel() {}

    /**
     * @param say is told what the file left open, what was passed over and what converted
     * @throws BadBundle if the file holds no network that is had here, or is damaged
     * @throws BadConfig if what was asked for does not fit it
     */
    static ModelBundle read(Path file, KerasChoice choice, Consumer<String> say) throws IOException {
        KerasOutline outline = KerasFiles.outline(file);
        boolean described = outline.whole() && choice.network() == null && choice.dense() == null;
        KerasWeights read = described
                ? KerasFiles.read(file, length(choice, outline))
                : KerasFiles.read(file, network(file, choice, outline));
        NetworkSpec network = read.spec();
        if (network.output().rank() != 1) {
            throw new BadBundle(
                    file.toString(),
                    "expected a row of numbers from the last layer, found the shape " + network.output());
        }
        read.remarks().forEach(remark -> say.accept(file + ": " + remark));
        Families families = families(file, choice, ClassOutputs.classes(network));
        boolean bytes = choice.vocabulary() == null && takesBytes(network);
        Vocabulary vocabulary = bytes ? Vocabulary.bytes() : vocabulary(choice);
        fits(network, vocabulary);
        Encoding encoding =
                choice.encoding().over(new Encoding(Encoding.defaults().order(), network.length(), false));
        Manifest manifest = Manifest.of("keras " + read.kerasVersion(), 0, "", Map.of(), Map.of());
        return new ModelBundle(manifest, network, vocabulary, families, encoding, read.weights())
                .withOptimizer(read.optimizer());
    }

    /** What was taken for what the file does not say, a sentence each. */
    static List<String> taken(ModelBundle model, KerasChoice choice) {
        List<String> taken = new java.util.ArrayList<>();
        if (choice.classes() == null) {
            taken.add("classes are called 0 to " + (model.families().size() - 1) + "; --classes names them");
        }
        switch (model.vocabulary().kind()) {
            case NONE -> taken.add("without --vocabulary the model takes ready integers alone (.npy)");
            case BYTES -> taken.add("the network is a MalConv, so its input is bytes");
            default ->
                taken.add("calls are laid in order " + model.encoding().order().word() + ", the last "
                        + model.encoding().length() + " of them; --order and --reverse say otherwise");
        }
        taken.add(training(model.optimizer()));
        return taken;
    }

    private static String training(@Nullable OptimizerState state) {
        if (state == null) {
            return "no optimiser's state; train --from begins afresh";
        }
        String rule = told(state.rule());
        Optimizer.Memory memory = state.memory();
        return memory == null
                ? "train --from goes on by " + rule
                : "train --from goes on by " + rule + ", with what it remembers"
                        + (memory.step() > 0 ? " of " + memory.step() + " updates" : "");
    }

    /** A rule in a few words. */
    static String told(OptimizerSpec spec) {
        if (spec instanceof OptimizerSpec.RmsProp rule) {
            return "RMSprop, rate " + Numbers.text(rule.learningRate()) + ", epsilon "
                    + (rule.epsilonInside() ? "inside" : "outside") + " the root";
        }
        return "Adam, rate " + Numbers.text(spec.learningRate());
    }

    private static int length(KerasChoice choice, KerasOutline outline) {
        Integer asked = choice.encoding().length();
        return asked != null
                ? asked
                : outline.length() > 0 ? 0 : Encoding.defaults().length();
    }

    private static boolean takesBytes(NetworkSpec network) {
        MalConv sizes = MalConv.of(network);
        return sizes != null && sizes.rows() >= Vocabulary.bytes().rows();
    }

    private static void fits(NetworkSpec network, Vocabulary vocabulary) {
        for (NetworkSpec.Node node : network.nodes()) {
            if (node.layer() instanceof LayerSpec.Embedding embedding && embedding.rows() < vocabulary.rows()) {
                throw new BadConfig("--vocabulary: layer " + embedding.name() + " has " + embedding.rows()
                        + " rows, the vocabulary needs " + vocabulary.rows());
            }
        }
    }

    private static NetworkSpec network(Path file, KerasChoice choice, KerasOutline outline) throws IOException {
        Integer asked = choice.encoding().length();
        String name = choice.network() == null ? DEFAULT_NETWORK : choice.network();
        if (name.endsWith(".json")) {
            NetworkSpec spec = SpecFile.read(name);
            return asked == null ? spec : spec.withLength(asked);
        }
        List<Shape> shapes = outline.shapes();
        if (shapes.isEmpty() && !outline.whole()) {
            throw new BadConfig(
                    file + ": weights alone as Keras 3 saves them do not tell a network's sizes; say them by"
                            + " --network SPEC.json (describe a model --json shows one)");
        }
        if (shapes.isEmpty()) {
            throw new BadConfig(
                    "--network " + name + ": a .keras archive says itself which network it is; leave --network"
                            + " out, or give a SPEC.json to hold it against");
        }
        if (shapes.get(0).rank() != 2) {
            throw new BadBundle(
                    file.toString(), "expected the weights of an embedding first, as network " + name + " has");
        }
        int length = asked != null
                ? asked
                : outline.length() > 0 ? outline.length() : Encoding.defaults().length();
        MalConv bytes = malConv(shapes);
        if (bytes != null && (choice.network() == null || name.equals(NamedNetworks.MALCONV))) {
            return bytes.network(
                    asked != null
                            ? asked
                            : outline.length() > 0
                                    ? outline.length()
                                    : Encoding.ofBytes().length());
        }
        return NamedNetworks.of(
                name,
                length,
                shapes.get(0).extent(0),
                shapes.get(shapes.size() - 1).last(),
                choice.dense() == null ? OptionalInt.empty() : OptionalInt.of(choice.dense()));
    }

    /** The sizes of a MalConv whose arrays have these shapes; null if none has. */
    private static @Nullable MalConv malConv(List<Shape> shapes) {
        if (shapes.size() != 9 || shapes.get(1).rank() != 3 || shapes.get(7).rank() != 2) {
            return null;
        }
        MalConv sizes = new MalConv(
                shapes.get(0).extent(0),
                shapes.get(0).last(),
                shapes.get(1).extent(0),
                shapes.get(1).last(),
                shapes.get(5).last(),
                shapes.get(7).last());
        List<Shape> wanted = sizes.network(sizes.window()).weights().stream()
                .map(WeightSpec::shape)
                .toList();
        return wanted.equals(shapes) ? sizes : null;
    }

    private static Families families(Path file, KerasChoice choice, int outputs) {
        List<String> classes = choice.classes();
        if (classes == null) {
            return new Families(
                    IntStream.range(0, outputs).mapToObj(String::valueOf).toList());
        }
        if (classes.size() != outputs) {
            throw new BadConfig(
                    "--classes: " + file + " has " + outputs + " outputs, found " + classes.size() + " classes");
        }
        try {
            return new Families(classes);
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--classes: " + e.getMessage());
        }
    }

    private static Vocabulary vocabulary(KerasChoice choice) throws IOException {
        Path file = choice.vocabulary();
        if (file == null) {
            return Vocabulary.none();
        }
        if (Files.size(file) > LARGEST_VOCABULARY) {
            throw BadInput.in(file.toString(), "expected a vocabulary of at most 64 MiB");
        }
        try {
            List<String> names = Files.readAllLines(file);
            return new Vocabulary(choice.kerasNumbers() ? Vocabulary.Kind.KERAS : Vocabulary.Kind.ICHNITE, names);
        } catch (CharacterCodingException e) {
            throw BadInput.in(file.toString(), "expected a name a line in UTF-8");
        }
    }
}
