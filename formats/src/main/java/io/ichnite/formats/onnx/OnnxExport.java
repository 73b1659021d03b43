package io.ichnite.formats.onnx;

import io.ichnite.error.BadConfig;
import io.ichnite.formats.protobuf.Message;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelPart;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.NetworkSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/**
 * Models as ONNX, opset 13, which ONNX Runtime runs since 1.6 (2020). Inputs: {@code calls}, int64, or for networks of bytes
 * {@code bytes}, uint8, both (batch, length). Outputs: {@code probabilities}, float, (batch, families), as
 * {@link io.ichnite.model.NetworkClassifier} gives them; {@code logits}, of the same shape, where the network ends in a softmax or in a
 * single sigmoid. Vocabulary, families, encoding and the network's description stand in the metadata, under names that begin with
 * {@code ichnite.}; what other parts a bundle has (a baseline, a detector, rows it has seen) is left out.
 *
 * <p>An id that the embedding has no row for, below 0 too, is refused by ONNX Runtime's CPU when the graph is run.
 *
 * <p>Weights are written from where they lie. Format: onnx.proto of onnx/onnx. Immutable and thread-safe.
 */
public final class OnnxExport implements ModelExport {
    private static final int OPSET = 13;
    /** The version of onnx.proto that came with that opset. */
    private static final int IR_VERSION = 7;

    private static final int VERSION = 1;
    private static final int PRODUCER = 2;
    private static final int PRODUCER_VERSION = 3;
    private static final int TEXT = 6;
    private static final int GRAPH = 7;
    private static final int OPSETS = 8;
    private static final int METADATA = 14;

    private static final long MOST = Integer.MAX_VALUE;

    private final List<String> layers;
    private final long most;

    /** Of answers alone. */
    public OnnxExport() {
        this(List.of());
    }

    /**
     * With the outputs of some layers beside the answers, as {@code features/NAME}, (batch, time, channels) or (batch, units).
     *
     * @param layers by name, or by number as Keras counts
     */
    public OnnxExport(List<String> layers) {
        this(layers, MOST);
    }

    /** @param most bytes of a file */
    OnnxExport(List<String> layers, long most) {
        this.layers = List.copyOf(layers);
        this.most = most;
    }

    @Override
    public String ending() {
        return ".onnx";
    }

    @Override
    public Set<ModelPart> keeps() {
        return ModelPart.toldInWords();
    }

    /**
     * {@inheritDoc}
     *
     * @throws BadConfig if the model takes more than 2 GiB, which ONNX cannot hold in one file, or has not the layers asked for
     * @throws IllegalArgumentException if the parts of the bundle do not belong together, or a weight is not finite
     */
    @Override
    public void write(ModelBundle bundle, OutputStream out) throws IOException {
        check(bundle);
        NetworkSpec spec = bundle.network();
        List<Integer> taps = layers.stream()
                .map(layer -> FeatureExtractor.find(spec, layer).node())
                .toList();
        Graph graph = new Graph(bundle.weights().values());
        InputKind input = InputKind.of(bundle.vocabulary());
        Translation.of(spec, input, InputKind.text(bundle.vocabulary(), bundle.encoding()), taps, graph);
        Message model = new Message()
                .integer(VERSION, IR_VERSION)
                .text(PRODUCER, "ichnite")
                .text(PRODUCER_VERSION, bundle.manifest().version())
                .text(TEXT, text(bundle, input))
                .message(GRAPH, graph.message(spec.name().isEmpty() ? "network" : spec.name(), ""))
                .message(OPSETS, new Message().integer(2, OPSET));
        Metadata.of(bundle)
                .forEach((key, value) ->
                        model.message(METADATA, new Message().text(1, key).text(2, value)));
        if (model.size() > most) {
            throw new BadConfig("network " + spec.name() + ": expected at most " + most
                    + " bytes, which is what an ONNX file can hold, found " + model.size());
        }
        model.writeTo(out);
    }

    private static void check(ModelBundle bundle) {
        NetworkSpec spec = bundle.network();
        if (!bundle.weights().specs().equals(spec.weights())) {
            throw new IllegalArgumentException("the weights are another network's");
        }
        if (bundle.encoding().length() != spec.length()) {
            throw new IllegalArgumentException(
                    "the encoding has " + bundle.encoding().length() + " integers, the network takes " + spec.length());
        }
        if (spec.output().rank() != 1
                || ClassOutputs.classes(spec) != bundle.families().size()) {
            throw new IllegalArgumentException("the network gives " + spec.output() + " numbers for "
                    + bundle.families().size() + " families");
        }
        for (float value : bundle.weights().values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a weight is " + value + "; the training has diverged");
            }
        }
    }

    private static String text(ModelBundle bundle, InputKind input) {
        return "Which family a sample is of. Input: " + input.word() + ", rows of "
                + bundle.encoding().length()
                + "; how they are made is told there and by the metadata ichnite.encoding and ichnite.vocabulary."
                + " Output: probabilities, a column for each of the metadata ichnite.families.";
    }
}
