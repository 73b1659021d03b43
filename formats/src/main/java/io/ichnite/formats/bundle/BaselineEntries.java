package io.ichnite.formats.bundle;

import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.formats.safetensors.SafeTensors;
import io.ichnite.linear.LinearModel;
import io.ichnite.model.BaselineModel;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bundle's baseline: {@code baseline.json} says how many training rows each class had and how many features the linear
 * model looks at, {@code baseline.safetensors} holds its numbers. Buckets are below 2^20, so that a float32 tells them
 * exactly. A model without features has its biases alone, as no array may be empty.
 */
final class BaselineEntries {
    static final String COUNTS = "baseline.json";
    static final String NUMBERS = "baseline.safetensors";

    private BaselineEntries() {}

    /** The names of a bundle's entries, with these behind the others. */
    static List<String> after(List<String> others) {
        List<String> names = new ArrayList<>(others);
        names.add(COUNTS);
        names.add(NUMBERS);
        return names;
    }

    static void write(BaselineModel baseline, Map<String, byte[]> entries) throws IOException {
        LinearModel linear = baseline.linear();
        int[] buckets = linear.buckets();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("rows", baseline.rows());
        counts.put("features", buckets.length);
        entries.put(COUNTS, Json.write(counts).getBytes(StandardCharsets.UTF_8));
        float[] values = new float[2 * buckets.length + linear.weights().length + linear.classes()];
        for (int i = 0; i < buckets.length; i++) {
            values[i] = buckets[i];
        }
        System.arraycopy(linear.idf(), 0, values, buckets.length, buckets.length);
        System.arraycopy(linear.weights(), 0, values, 2 * buckets.length, linear.weights().length);
        System.arraycopy(linear.biases(), 0, values, values.length - linear.classes(), linear.classes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(new Weights(specs(buckets.length, linear.classes()), values), new TreeMap<>(), out);
        entries.put(NUMBERS, out.toByteArray());
    }

    /**
     * @throws BadInput if an entry is damaged, or they do not fit together
     * @throws IllegalArgumentException if the numbers make no linear model
     */
    static BaselineModel read(String counts, byte[] numbers, int classes) {
        JsonObject in = new JsonObject(Json.read(counts, COUNTS), COUNTS, "");
        List<Integer> rows = in.integers("rows", 0, Integer.MAX_VALUE).stream()
                .map(Long::intValue)
                .toList();
        if (rows.size() != classes || rows.stream().allMatch(n -> n == 0)) {
            throw in.bad("rows", "expected a count for each of " + classes + " families, not all 0");
        }
        int features = (int) in.integer("features", 0, LinearModel.MOST_FEATURES);
        in.end();
        float[] values = SafeTensors.read(numbers, NUMBERS)
                .weights(specs(features, classes))
                .values();
        int[] buckets = new int[features];
        for (int i = 0; i < features; i++) {
            buckets[i] = (int) values[i];
            if (buckets[i] != values[i]) {
                throw BadInput.in(NUMBERS, "buckets: expected whole numbers, found " + values[i]);
            }
        }
        int biases = values.length - classes;
        LinearModel linear = LinearModel.of(
                buckets,
                Arrays.copyOfRange(values, features, 2 * features),
                Arrays.copyOfRange(values, 2 * features, biases),
                Arrays.copyOfRange(values, biases, values.length));
        return new BaselineModel(rows, linear);
    }

    private static List<WeightSpec> specs(int features, int classes) {
        WeightSpec biases = spec("biases", classes);
        return features == 0
                ? List.of(biases)
                : List.of(spec("buckets", features), spec("idf", features), spec("weights", features, classes), biases);
    }

    private static WeightSpec spec(String name, Integer... extents) {
        return new WeightSpec(name, Shape.of(extents), WeightSpec.Start.ZEROS);
    }
}
