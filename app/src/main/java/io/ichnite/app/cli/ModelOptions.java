package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.KerasChoice;
import io.ichnite.app.source.ModelSource;
import io.ichnite.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model to ask, and what a Keras file does not say itself. */
final class ModelOptions {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "a model made by train or import, or a Keras .h5 or .keras")
    private Path model = Path.of("");

    @Option(
            names = "--network",
            paramLabel = "NAME|SPEC.json",
            description =
                    "of a Keras file of weights alone: cnn-lstm, bi-lstm, cnn-lstm-small, malconv or a description (default:"
                            + " malconv if its arrays are a MalConv's, else cnn-lstm); a whole model says it itself, and has to"
                            + " agree")
    private @Nullable String network;

    @Option(
            names = "--dense",
            paramLabel = "N",
            description = "of a Keras file of weights alone: a dense layer of N units before the last one")
    private @Nullable Integer dense;

    @Option(
            names = "--classes",
            paramLabel = "a,b,c",
            split = ",",
            splitSynopsisLabel = "",
            description = "of a Keras file: its classes in the order of its outputs (default: 0,1,2…)")
    private @Nullable List<String> classes;

    @Option(
            names = "--vocabulary",
            paramLabel = "FILE",
            description =
                    "of a Keras file: one name a line, in the order of their numbers; not needed for ready arrays")
    private @Nullable Path vocabulary;

    @Option(
            names = "--keras-vocabulary",
            description = "of a Keras file: the vocabulary's numbers are Keras' Tokenizer's, from 1")
    private boolean keras;

    @Mixin
    private EncodingOptions encoding = new EncodingOptions();

    /** As the user gave it. */
    String name() {
        return model.toString();
    }

    /** @throws io.ichnite.error.IchniteException if the file is no model, or the options do not fit it */
    ModelBundle open(Streams streams) throws IOException {
        return ModelSource.open(model, choice(), streams::say);
    }

    /** @throws io.ichnite.error.IchniteException if the file is none of Keras', or the options do not fit it */
    ModelSource.Imported imported(Streams streams) throws IOException {
        return ModelSource.imported(model, choice(), streams::say);
    }

    private KerasChoice choice() {
        return new KerasChoice(network, dense, classes, vocabulary, keras, encoding.choice());
    }
}
