package io.ichnite.app.source;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Keras file does not say itself; null where nothing was given.
 *
 * @param vocabulary a file with one name a line, in the order of their numbers
 * @param kerasNumbers whether these numbers are Keras' Tokenizer's
 */
public record KerasChoice(
        @Nullable String network,
        @Nullable Integer dense,
        @Nullable List<String> classes,
        @Nullable Path vocabulary,
        boolean kerasNumbers,
        EncodingChoice encoding) {
    /** Nothing: the file says all itself. */
    public static KerasChoice none() {
        return new KerasChoice(null, null, null, null, false, EncodingChoice.none());
    }

    /** Whether nothing was given: all that a bundle needs. */
    public boolean empty() {
        return network == null
                && dense == null
                && classes == null
                && vocabulary == null
                && !kerasNumbers
                && encoding.equals(EncodingChoice.none());
    }
}
