package io.ichnite.formats.json;

import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.Locale;

/** A layer from its fields, with Keras' defaults for those left out. */
final class LayerReader {
    private LayerReader() {}

    /** @param otherwise what to call a layer that gives no name */
    static LayerSpec layer(JsonObject in, String otherwise) {
        String kind = in.text("kind");
        String name = in.text("name", otherwise);
        try {
            return switch (kind) {
                case "Embedding" -> new LayerSpec.Embedding(name, size(in, "input_dim"), size(in, "output_dim"));
                case "Conv1D" ->
                    new LayerSpec.Conv1D(
                            name,
                            size(in, "filters"),
                            size(in, "kernel_size"),
                            (int) in.integer("strides", 1, SpecJson.MOST, 1),
                            padding(in),
                            activation(in, "activation", Activation.LINEAR),
                            in.flag("use_bias", true));
                case "MaxPooling1D" -> pooling(in, name, Pool.MAX);
                case "AveragePooling1D" -> pooling(in, name, Pool.AVERAGE);
                case "GlobalMaxPooling1D" -> new LayerSpec.GlobalPooling1D(name, Pool.MAX);
                case "GlobalAveragePooling1D" -> new LayerSpec.GlobalPooling1D(name, Pool.AVERAGE);
                case "LSTM" -> new LayerSpec.Lstm(name, recurrence(in));
                case "GRU" -> new LayerSpec.Gru(name, recurrence(in), in.flag("reset_after", true));
                case "Bidirectional" -> bidirectional(in, name);
                case "Dense" ->
                    new LayerSpec.Dense(
                            name,
                            size(in, "units"),
                            activation(in, "activation", Activation.LINEAR),
                            in.flag("use_bias", true));
                case "Dropout" -> new LayerSpec.Dropout(name, in.real("rate", 0.5f));
                case "Activation" -> new LayerSpec.Activate(name, in.word("activation", Activation::of));
                default -> new LayerSpec.Merge(name, join(in, kind));
            };
        } catch (IllegalArgumentException e) {
            throw in.bad(null, String.valueOf(e.getMessage()));
        }
    }

    private static LayerSpec pooling(JsonObject in, String name, Pool pool) {
        int size = (int) in.integer("pool_size", 1, SpecJson.MOST, 2);
        int stride = (int) in.integer("strides", 1, SpecJson.MOST, size);
        return new LayerSpec.Pooling1D(name, pool, size, stride, padding(in));
    }

    private static LayerSpec bidirectional(JsonObject in, String name) {
        JsonObject inner = in.object("layer");
        LayerSpec layer = layer(inner, name + "_layer");
        inner.end();
        if (!(layer instanceof LayerSpec.Recurrent recurrent)) {
            throw in.bad("layer", "expected LSTM or GRU, found " + layer.kind());
        }
        return new LayerSpec.Bidirectional(name, recurrent, in.word("merge_mode", Join.CONCATENATE, MergeMode::join));
    }

    private static Recurrence recurrence(JsonObject in) {
        return new Recurrence(
                size(in, "units"),
                in.flag("return_sequences", false),
                activation(in, "activation", Activation.TANH),
                activation(in, "recurrent_activation", Activation.SIGMOID),
                in.real("dropout", 0),
                in.real("recurrent_dropout", 0),
                in.flag("mask_per_gate", true),
                in.flag("go_backwards", false));
    }

    private static int size(JsonObject in, String field) {
        return (int) in.integer(field, 1, SpecJson.MOST);
    }

    private static Activation activation(JsonObject in, String field, Activation otherwise) {
        return in.word(field, otherwise, Activation::of);
    }

    private static Padding padding(JsonObject in) {
        return in.word("padding", Padding.VALID, word -> {
            for (Padding padding : Padding.values()) {
                if (padding.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return padding;
                }
            }
            throw new IllegalArgumentException("expected valid or same, found '" + word + "'");
        });
    }

    private static Join join(JsonObject in, String kind) {
        for (Join join : Join.values()) {
            if (join.kind().equals(kind)) {
                return join;
            }
        }
        throw in.bad("kind", "'" + kind + "' is no layer that ichnite has");
    }
}
