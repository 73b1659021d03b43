package io.ichnite.formats.onnx;

import io.ichnite.data.Encoding;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;

/** What one row of a model's input is, and how it comes about; told in words, since whoever runs a graph has to make it. */
enum InputKind {
    /** Numbers of calls, (batch, length). */
    CALLS("calls", Graph.Kind.INT64),
    /** Bytes of a file, (batch, length). */
    BYTES("bytes", Graph.Kind.UINT8);

    private final String word;
    private final Graph.Kind kind;

    InputKind(String word, Graph.Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    static InputKind of(Vocabulary vocabulary) {
        return vocabulary.kind() == Vocabulary.Kind.BYTES ? BYTES : CALLS;
    }

    /** The name of the input. */
    String word() {
        return word;
    }

    Graph.Kind kind() {
        return kind;
    }

    /** How a row is made. */
    static String text(Vocabulary vocabulary, Encoding encoding) {
        int length = encoding.length();
        String row = "Of longer traces the last " + length + " numbers, shorter ones with zeros in front."
                + (encoding.reverse() ? " Then laid backwards, the zeros still in front." : "");
        String order = " Calls in the order '" + encoding.order().word() + "': " + order(encoding.order()) + ". ";
        return switch (vocabulary.kind()) {
            case BYTES -> "The first " + length + " bytes of a file, zeros behind shorter ones.";
            case ICHNITE ->
                "A number for each call: 2 for the first name of ichnite.vocabulary, 3 for the next; 1 for a name that is not there."
                        + order + row;
            case KERAS ->
                "A number for each word, as Keras' Tokenizer makes words of a call's name (lower case, split at punctuation): 1 for the"
                        + " first of ichnite.vocabulary, 2 for the next; a word that is not there gives none."
                        + order + row;
            case NONE ->
                "Integers as the network was taught; how calls become integers, this model does not know. " + row;
        };
    }

    private static String order(Order order) {
        return switch (order) {
            case TID -> "by thread number, then index";
            case ARRIVAL -> "as they were recorded";
            case CLOCK -> "by index, then thread number";
            case FIRST_SEEN -> "threads by their first call, each by index";
            case LONGEST -> "the longest thread first, each by index";
        };
    }
}
