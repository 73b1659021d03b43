package io.ichnite.app.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which names stand for what, in a network's input and its output.
 *
 * @param classes in the order of the outputs; null for those of the data
 * @param keras whether calls are numbered as Keras' Tokenizer does
 * @param allRows whether the vocabulary is fitted on validation rows too, as the published system does
 * @param vocabularyData more data to fit the vocabulary on; null for none
 */
public record WordChoice(
        @Nullable List<String> classes, boolean keras, boolean allRows, @Nullable String vocabularyData) {
    /** Classes of the data, ichnite's own numbers, fitted on training rows alone. */
    public static WordChoice defaults() {
        return new WordChoice(null, false, false, null);
    }
}
