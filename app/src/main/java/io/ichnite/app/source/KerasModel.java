package io.ichnite.app.source;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadBundle;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.keras.KerasH5;
import io.ichnite.formats.keras.KerasOutline;
import io.ichnite.formats.keras.KerasWeights;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.MalConv;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
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

/** A Keras file as a model: its weights in their order, all else by what was asked for. */
final class KerasModel {
    private static final String DEFAULT_NETWORK = "cnn-lstm";
    private static final long LARGEST_VOCABULARY = 64 << 20;

    private KerasModel() {}

    /**
     * @param say is told what the file left open
     * @throws BadBundle if the file holds another network, or is damaged
     * @throws BadConfig if what was asked for does not fit it
     */
    static ModelBundle read(Path file, KerasChoice choice, Consumer<String> say) throws IOException {
        KerasOutline outline = KerasH5.outline(file);
        NetworkSpec wanted = network(file, choice, outline);
        KerasWeights read = KerasH5.read(file, wanted);
        read.remarks().forEach(remark -> say.accept(file + ": " + remark));
        Families families = families(file, choice, ClassOutputs.classes(wanted));
        boolean bytes = wanted.name().equals(NamedNetworks.MALCONV);
        Vocabulary vocabulary = bytes && choice.vocabulary() == null ? Vocabulary.bytes() : vocabulary(choice);
        Encoding encoding =
                choice.encoding().over(new Encoding(Encoding.defaults().order(), wanted.length(), false));
        Manifest manifest = Manifest.of("keras " + read.kerasVersion(), 0, "", Map.of(), Map.of());
        return new ModelBundle(manifest, read.spec(), vocabulary, families, encoding, read.weights());
    }

    private static NetworkSpec network(Path file, KerasChoice choice, KerasOutline outline) throws IOException {
        Integer asked = choice.encoding().length();
        String name = choice.network() == null ? DEFAULT_NETWORK : choice.network();
        if (name.endsWith(".json")) {
            NetworkSpec spec = SpecFile.read(name);
            return asked == null ? spec : spec.withLength(asked);
        }
        List<Shape> shapes = outline.shapes();
        if (shapes.isEmpty() || shapes.get(0).rank() != 2) {
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
