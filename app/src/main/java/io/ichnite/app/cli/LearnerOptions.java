package io.ichnite.app.cli;

import io.ichnite.app.task.NetworkChoice;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What learns, and what its inputs and outputs stand for. */
final class LearnerOptions {
    @Option(
            names = "--network",
            paramLabel = "NAME|SPEC.json",
            description =
                    "cnn-lstm, bi-lstm, cnn-lstm-small, malconv or a description (default: cnn-lstm for traces, malconv for bytes)")
    private @Nullable String network;

    @Option(names = "--dense", paramLabel = "N", description = "a dense layer of N units before the last one")
    private @Nullable Integer dense;

    @Option(
            names = "--classes",
            paramLabel = "a,b,c",
            split = ",",
            splitSynopsisLabel = "",
            description = "fixes order and count of the classes")
    private @Nullable List<String> classes;

    @Option(names = "--keras-vocabulary", description = "numbers as Keras' Tokenizer gives them")
    private boolean kerasVocabulary;

    /** @param from a model whose weights are started from; null for none */
    NetworkChoice network(@Nullable Path from) {
        return new NetworkChoice(network, dense, from);
    }

    @Nullable
    List<String> classes() {
        return classes;
    }

    boolean kerasVocabulary() {
        return kerasVocabulary;
    }
}
