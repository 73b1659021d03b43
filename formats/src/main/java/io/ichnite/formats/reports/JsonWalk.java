package io.ichnite.formats.reports;

import io.ichnite.error.BadInput;
import io.ichnite.formats.file.OneByte;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.Shown;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Walks through JSON from one token to the next and holds no more of it than one: texts that are not asked for are not held at
 * all, and no table of keys is kept. Takes {@code NaN} and {@code Infinity}, which Python writes. For one thread.
 */
final class JsonWalk implements AutoCloseable {
    private final JsonParser parser;
    private final Source source;
    private final String name;
    private final Limits limits;
    private int depth;
    private JsonToken token = JsonToken.NOT_AVAILABLE;

    /**
     * @param in not closed
     * @param name of the input, for messages
     */
    JsonWalk(InputStream in, String name, Limits limits) throws IOException {
        source = new Source(in);
        this.name = name;
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                // Millions of different keys would fill a table of them again and again.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth() + 1)
                        .maxStringLength(limits.text())
                        .maxNameLength(limits.text())
                        .maxNumberLength(limits.text())
                        .build())
                .build();
        try {
            parser = factory.createParser(ObjectReadContext.empty(), source);
        } catch (JacksonException e) {
            throw fault(e);
        }
    }

    /**
     * Goes to the next token.
     *
     * @throws BadInput if there is none, or no JSON, or what is beyond a limit
     */
    JsonToken next() throws IOException {
        JsonToken found;
        try {
            found = parser.nextToken();
        } catch (JacksonException e) {
            throw fault(e);
        }
        if (found == null) {
            throw BadInput.at(name, line(), "expected JSON, found the end of the file");
        }
        if (found.isStructStart() && ++depth > limits.depth()) {
            throw BadInput.at(
                    name,
                    line(),
                    "lists and objects lie more than " + limits.depth()
                            + " deep in each other, the limit (--max-depth)");
        }
        if (found.isStructEnd()) {
            depth--;
        }
        token = found;
        return found;
    }

    /** The token that was found last. */
    JsonToken token() {
        return token;
    }

    /** Goes to the next key of the object that the walk is in; false at its end. */
    boolean key() throws IOException {
        return next() == JsonToken.PROPERTY_NAME;
    }

    /** Goes to the next element of the list that the walk is in; false at its end. */
    boolean element() throws IOException {
        return next() != JsonToken.END_ARRAY;
    }

    /** Passes over what is in the list or object that begins here; nothing for other tokens. */
    void skip() throws IOException {
        if (token.isStructStart()) {
            int inside = depth;
            while (depth >= inside) {
                next();
            }
        }
    }

    /** Passes over the value of the key that was found. */
    void skipValue() throws IOException {
        next();
        skip();
    }

    /** @throws BadInput if anything follows */
    void end() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return;
            }
        } catch (JacksonException e) {
            throw fault(e);
        }
        throw BadInput.at(name, line(), "expected nothing after the report, found more");
    }

    /** How many lists and objects the walk is in. */
    int depth() {
        return depth;
    }

    /** The key that was found last in the object that the walk is in; empty in a list. */
    String name() {
        String key = parser.currentName();
        return key == null ? "" : key;
    }

    /**
     * The text that was found, or a number as it is written.
     *
     * @throws BadInput if it is longer than may be held
     */
    String text() throws IOException {
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw fault(e);
        }
    }

    /** What was found, for messages. */
    String found() throws IOException {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text " + Shown.of(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + Shown.of(text());
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default -> "null";
        };
    }

    /** Of the token that was found, from 1. */
    long line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** What the input itself threw is no fault of the JSON; the parser has exceptions of that kind of its own, as for odd encodings. */
    private IOException fault(JacksonException e) {
        IOException failure = source.failure;
        if (failure != null && e.getCause() == failure) {
            return failure;
        }
        long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        if (e instanceof StreamConstraintsException) {
            throw BadInput.at(
                    name,
                    line,
                    "holds a text or a number of more than " + limits.text()
                            + " characters, the limit of what is held (--max-text)");
        }
        throw BadInput.at(name, line, "expected JSON: " + Shown.plain(e.getOriginalMessage()));
    }

    @Override
    public void close() {
        parser.close();
    }

    /** Remembers what reading threw. */
    private static final class Source extends FilterInputStream {
        private @Nullable IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return OneByte.of(this);
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            try {
                return super.read(into, at, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
