package io.ichnite.formats.keras;

import io.ichnite.error.BadConfig;
import io.ichnite.formats.json.MergeMode;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A layer as Keras would make it again: its class and what it was made with. Only what changes the arithmetic is said, in words that
 * every Keras of the dialect has; all else is Keras' default.
 */
final class LayerConfigWriter {
    private final KerasDialect dialect;

    LayerConfigWriter(KerasDialect dialect) {
        this.dialect = dialect;
    }

    /** @throws BadConfig if the dialect has no word for an activation, or Keras no such layer */
    Map<String, Object> layer(LayerSpec layer) {
        return object(layer.kind(), config(layer));
    }

    private Map<String, Object> config(LayerSpec layer) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", layer.name());
        config.put("trainable", true);
        config.put("dtype", "float32");
        if (layer instanceof LayerSpec.Embedding e) {
            config.put("input_dim", e.rows());
            config.put("output_dim", e.width());
            config.put("mask_zero", false);
        } else if (layer instanceof LayerSpec.Conv1D c) {
            config.put("filters", c.filters());
            config.put("kernel_size", List.of(c.size()));
            config.put("strides", List.of(c.stride()));
            config.put("padding", word(c.padding()));
            channelsLast(config);
            config.put("dilation_rate", List.of(1));
            config.put("activation", dialect.word(c.name(), c.activation()));
            config.put("use_bias", c.bias());
        } else if (layer instanceof LayerSpec.Pooling1D p) {
            config.put("pool_size", List.of(p.size()));
            config.put("strides", List.of(p.stride()));
            config.put("padding", word(p.padding()));
            channelsLast(config);
        } else if (layer instanceof LayerSpec.GlobalPooling1D) {
            channelsLast(config);
        } else if (layer instanceof LayerSpec.Gru g) {
            recurrence(g.name(), g.recurrence(), config);
            config.put("reset_after", g.resetAfter());
        } else if (layer instanceof LayerSpec.Lstm l) {
            recurrence(l.name(), l.recurrence(), config);
            config.put("unit_forget_bias", true);
        } else if (layer instanceof LayerSpec.Bidirectional b) {
            halves(b, config);
        } else if (layer instanceof LayerSpec.Dense d) {
            config.put("units", d.units());
            config.put("activation", dialect.word(d.name(), d.activation()));
            config.put("use_bias", d.bias());
        } else if (layer instanceof LayerSpec.Dropout d) {
            config.put("rate", d.rate());
        } else if (layer instanceof LayerSpec.Activate a) {
            config.put("activation", dialect.word(a.name(), a.activation()));
        } else if (layer instanceof LayerSpec.Merge m && m.join() == Join.CONCATENATE) {
            config.put("axis", -1);
        }
        return config;
    }

    /** What Keras makes a layer of a model from. */
    Map<String, Object> object(String kind, Map<String, Object> config) {
        return object(kind, config, dialect == KerasDialect.KERAS_3);
    }

    /** @param module whether to say where the class is found */
    private static Map<String, Object> object(String kind, Map<String, Object> config, boolean module) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (module) {
            object.put("module", "keras.layers");
        }
        object.put("class_name", kind);
        object.put("config", config);
        if (module) {
            object.put("registered_name", null);
        }
        return object;
    }

    /** The half that goes backwards is Keras' to make. A layer within a layer is looked for by its module in either dialect. */
    private void halves(LayerSpec.Bidirectional both, Map<String, Object> config) {
        if (both.layer().recurrence().backwards()) {
            throw new BadConfig(
                    both.name() + ": around a layer that goes backwards itself, which Keras 3 does not make and"
                            + " Keras 2 answers in another order");
        }
        config.put("merge_mode", MergeMode.of(both.join()));
        config.put("layer", object(both.layer().kind(), config(both.layer()), true));
    }

    private void recurrence(String name, Recurrence r, Map<String, Object> config) {
        config.put("units", r.units());
        config.put("activation", word(name, r.activation()));
        config.put("recurrent_activation", word(name, r.recurrentActivation()));
        config.put("use_bias", true);
        config.put("dropout", r.dropout());
        config.put("recurrent_dropout", r.recurrentDropout());
        config.put("return_sequences", r.returnSequences());
        config.put("return_state", false);
        config.put("go_backwards", r.backwards());
        config.put("stateful", false);
        config.put("unroll", false);
        config.put("implementation", r.maskPerGate() ? 1 : 2);
    }

    private String word(String layer, Activation activation) {
        return dialect.word(layer, activation);
    }

    /** Said where it hangs on a user's settings otherwise; Keras 2.1 has no such word in these layers, and no other order. */
    private void channelsLast(Map<String, Object> config) {
        if (dialect == KerasDialect.KERAS_3) {
            config.put("data_format", "channels_last");
        }
    }

    private static String word(Padding padding) {
        return padding.name().toLowerCase(Locale.ROOT);
    }
}
