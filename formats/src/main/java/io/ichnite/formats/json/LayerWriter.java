package io.ichnite.formats.json;

import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A layer as named fields, in a fixed order, none left out: what a spec's JSON holds of it. Thread-safe. */
public final class LayerWriter {
    private LayerWriter() {}

    /** Integers, floats, booleans, texts, and a map of the same for a layer within the layer. */
    public static Map<String, Object> fields(LayerSpec layer) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("kind", layer.kind());
        out.put("name", layer.name());
        if (layer instanceof LayerSpec.Embedding e) {
            out.put("input_dim", e.rows());
            out.put("output_dim", e.width());
        } else if (layer instanceof LayerSpec.Conv1D c) {
            out.put("filters", c.filters());
            out.put("kernel_size", c.size());
            out.put("strides", c.stride());
            out.put("padding", word(c.padding()));
            out.put("activation", c.activation().word());
            out.put("use_bias", c.bias());
        } else if (layer instanceof LayerSpec.Pooling1D p) {
            out.put("pool_size", p.size());
            out.put("strides", p.stride());
            out.put("padding", word(p.padding()));
        } else if (layer instanceof LayerSpec.Gru g) {
            recurrence(g.recurrence(), out);
            out.put("reset_after", g.resetAfter());
        } else if (layer instanceof LayerSpec.Lstm l) {
            recurrence(l.recurrence(), out);
        } else if (layer instanceof LayerSpec.Bidirectional b) {
            out.put("merge_mode", MergeMode.of(b.join()));
            out.put("layer", fields(b.layer()));
        } else if (layer instanceof LayerSpec.Dense d) {
            out.put("units", d.units());
            out.put("activation", d.activation().word());
            out.put("use_bias", d.bias());
        } else if (layer instanceof LayerSpec.Dropout d) {
            out.put("rate", d.rate());
        } else if (layer instanceof LayerSpec.Activate a) {
            out.put("activation", a.activation().word());
        }
        // what is left, global pooling and merging, is told by its kind alone
        return out;
    }

    private static void recurrence(Recurrence r, Map<String, Object> out) {
        out.put("units", r.units());
        out.put("return_sequences", r.returnSequences());
        out.put("activation", r.activation().word());
        out.put("recurrent_activation", r.recurrentActivation().word());
        out.put("dropout", r.dropout());
        out.put("recurrent_dropout", r.recurrentDropout());
        out.put("mask_per_gate", r.maskPerGate());
        out.put("go_backwards", r.backwards());
    }

    private static String word(Padding padding) {
        return padding.name().toLowerCase(Locale.ROOT);
    }
}
