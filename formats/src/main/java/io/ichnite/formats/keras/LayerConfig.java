package io.ichnite.formats.keras;

import io.ichnite.formats.keras.ModelConfig.Layer;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One layer of a config as one of ours, with the defaults of the Keras that wrote it for what is left out. What no layer here has is
 * refused by name.
 */
final class LayerConfig {
    /** Far more than any layer has, and small enough that products of two fit. */
    private static final int MOST = 1 << 26;

    private final ModelConfig model;
    private final KerasVersion version;
    private final Set<String> remarks;

    /** @param remarks gets what is passed over */
    LayerConfig(ModelConfig model, KerasVersion version, Set<String> remarks) {
        this.model = model;
        this.version = version;
        this.remarks = remarks;
    }

    /**
     * @param name what to call it
     * @throws io.ichnite.error.BadBundle if no layer here is like it
     */
    LayerSpec spec(Layer layer, String name) {
        pass(layer);
        return switch (layer.kind()) {
            case "Embedding" -> new LayerSpec.Embedding(name, size(layer, "input_dim"), size(layer, "output_dim"));
            case "Conv1D" ->
                new LayerSpec.Conv1D(
                        name,
                        size(layer, "filters"),
                        size(layer, "kernel_size"),
                        size(layer, "strides", 1),
                        padding(layer),
                        activation(layer, "activation", Activation.LINEAR),
                        flag(layer, "use_bias", true));
            case "MaxPooling1D" -> pooling(layer, name, Pool.MAX);
            case "AveragePooling1D" -> pooling(layer, name, Pool.AVERAGE);
            case "GlobalMaxPooling1D" -> new LayerSpec.GlobalPooling1D(name, Pool.MAX);
            case "GlobalAveragePooling1D" -> new LayerSpec.GlobalPooling1D(name, Pool.AVERAGE);
            case "LSTM", "GRU" -> recurrent(layer, name);
            case "Bidirectional" -> bidirectional(layer, name);
            case "Dense" ->
                new LayerSpec.Dense(
                        name,
                        size(layer, "units"),
                        activation(layer, "activation", Activation.LINEAR),
                        flag(layer, "use_bias", true));
            case "Dropout" -> new LayerSpec.Dropout(name, rate(layer, "rate", 0.5f));
            case "Activation" -> new LayerSpec.Activate(name, activation(layer, "activation", null));
            case "Multiply" -> new LayerSpec.Merge(name, Join.MULTIPLY);
            case "Add" -> new LayerSpec.Merge(name, Join.ADD);
            case "Average" -> new LayerSpec.Merge(name, Join.AVERAGE);
            case "Concatenate" -> new LayerSpec.Merge(name, Join.CONCATENATE);
            default -> throw bad(layer, "is of class '" + layer.kind() + "', which is not read in this place");
        };
    }

    private LayerSpec pooling(Layer layer, String name, Pool pool) {
        int size = size(layer, "pool_size", 2);
        return new LayerSpec.Pooling1D(name, pool, size, size(layer, "strides", size), padding(layer));
    }

    private LayerSpec.Recurrent recurrent(Layer layer, String name) {
        if (!flag(layer, "use_bias", true)) {
            throw bad(layer, "has no bias (use_bias), which no " + layer.kind() + " here is without");
        }
        float recurrentDropout = rate(layer, "recurrent_dropout", 0);
        // Keras 3 does not write it; without recurrent dropout it draws one mask for all gates
        int usual = version.major() >= 3 && recurrentDropout == 0 ? 2 : 1;
        Recurrence recurrence = new Recurrence(
                size(layer, "units"),
                flag(layer, "return_sequences", false),
                activation(layer, "activation", Activation.TANH),
                activation(layer, "recurrent_activation", version.usualGates()),
                rate(layer, "dropout", 0),
                recurrentDropout,
                layer.config().path("implementation").asInt(usual) != 2,
                flag(layer, "go_backwards", false));
        return layer.kind().equals("LSTM")
                ? new LayerSpec.Lstm(name, recurrence)
                : new LayerSpec.Gru(name, recurrence, flag(layer, "reset_after", version.usualResetAfter()));
    }

    private LayerSpec bidirectional(Layer layer, String name) {
        Layer forward = half(layer, "layer");
        LayerSpec.Recurrent half = recurrent(forward, forward.name().isEmpty() ? name + "_layer" : forward.name());
        if (half.recurrence().backwards() && half.recurrence().returnSequences()) {
            // Keras lays what both halves give from the end to the beginning; here it lies as the input does.
            throw bad(layer, "wraps a layer that goes backwards and returns sequences, which is not read");
        }
        if (layer.config().has("backward_layer")) {
            LayerSpec.Recurrent back = recurrent(half(layer, "backward_layer"), half.name());
            Recurrence turned =
                    half.recurrence().withBackwards(!half.recurrence().backwards());
            if (!back.equals(half.with(half.name(), turned))) {
                throw bad(layer, "has halves that differ in more than their direction, which is not read");
            }
        }
        String mode = ModelConfig.word(layer.config().path("merge_mode"), "none");
        Join join =
                switch (mode) {
                    case "concat" -> Join.CONCATENATE;
                    case "sum" -> Join.ADD;
                    case "mul" -> Join.MULTIPLY;
                    case "ave" -> Join.AVERAGE;
                    default -> throw bad(layer, "has merge_mode " + mode + "; read are concat, sum, mul, ave");
                };
        return new LayerSpec.Bidirectional(name, half, join);
    }

    private Layer half(Layer both, String field) {
        Layer half = model.wrapped(both, field);
        if (!half.kind().equals("LSTM") && !half.kind().equals("GRU")) {
            throw bad(both, "wraps a " + half.kind() + "; read are LSTM and GRU");
        }
        pass(half);
        return half;
    }

    /** What bears on training alone, or on nothing: told, not obeyed. */
    private void pass(Layer layer) {
        for (String field : layer.config().propertyNames()) {
            JsonNode value = layer.config().path(field);
            if ((field.endsWith("_regularizer") || field.endsWith("_constraint") || field.equals("noise_shape"))
                    && !value.isNull()) {
                remarks.add("passed over, as it bears on training alone: " + field + " of '" + layer.name() + "'");
            } else if (field.equals("trainable") && value.isBoolean() && !value.booleanValue()) {
                remarks.add("'" + layer.name() + "' was kept from training in the file; here every layer is trained");
            } else if (field.equals("dtype")) {
                String type = value.isString()
                        ? value.stringValue()
                        : ModelConfig.word(value.path("config").path("name"), "float32");
                if (!type.equals("float32")) {
                    remarks.add("'" + layer.name() + "' is of dtype " + type + " in the file; here all is float32");
                }
            }
        }
        if (layer.kind().equals("Concatenate")
                && layer.config().has("axis")
                && layer.config().path("axis").asInt(-1) != -1
                && layer.config().path("axis").asInt(-1) != 2) {
            throw bad(layer, "joins along axis " + layer.config().path("axis") + "; only the last is read");
        }
    }

    private int size(Layer layer, String field) {
        return size(layer, field, 0);
    }

    /** @param otherwise where it is null or left out; 0 for what has to be there */
    private int size(Layer layer, String field, int otherwise) {
        JsonNode value = layer.config().path(field);
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        if (otherwise > 0 && (one.isNull() || one.isMissingNode())) {
            return otherwise;
        }
        if (!one.isIntegralNumber() || !one.canConvertToInt() || one.intValue() < 1 || one.intValue() > MOST) {
            throw bad(
                    layer,
                    "expected " + field + " from 1 to " + MOST + ", found " + (value.isMissingNode() ? "none" : value));
        }
        return one.intValue();
    }

    private float rate(Layer layer, String field, float otherwise) {
        JsonNode value = layer.config().path(field);
        if (value.isNull() || value.isMissingNode()) {
            return otherwise;
        }
        float rate = value.isNumber() ? Float.parseFloat(value.numberValue().toString()) : Float.NaN;
        if (!(rate >= 0 && rate < 1)) {
            throw bad(layer, "expected " + field + " of 0 or more and below 1, found " + value);
        }
        return rate;
    }

    private boolean flag(Layer layer, String field, boolean otherwise) {
        JsonNode value = layer.config().path(field);
        if (value.isNull() || value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw bad(layer, "expected " + field + " true or false, found " + value);
        }
        return value.booleanValue();
    }

    private Padding padding(Layer layer) {
        String word = ModelConfig.word(layer.config().path("padding"), "valid");
        return switch (word) {
            case "valid" -> Padding.VALID;
            case "same" -> Padding.SAME;
            default -> throw bad(layer, "has padding " + word + "; read are valid and same");
        };
    }

    private Activation activation(Layer layer, String field, @org.jspecify.annotations.Nullable Activation otherwise) {
        JsonNode value = layer.config().path(field);
        if (value.isMissingNode() && otherwise != null) {
            return otherwise;
        }
        try {
            return version.activation(ModelConfig.plain(value));
        } catch (IllegalArgumentException e) {
            throw bad(layer, String.valueOf(e.getMessage()));
        }
    }

    private io.ichnite.error.BadBundle bad(Layer layer, String what) {
        return model.bad("layer '" + layer.name() + "' " + what);
    }
}
