package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import io.ichnite.nn.CrossEntropy;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Objective;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.Clip;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Layers, small graphs and optimiser steps against real Keras 3.15.1 (goldens/layers, whose README says how they were made).
 * A network here reads integers, so Keras' real-valued inputs become the rows of embeddings, and the derivative by an input
 * is that by an embedding.
 */
class LayerGoldenTest {
    private static final int BATCH = 3;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    static Stream<JsonNode> cases() throws IOException {
        return StreamSupport.stream(json().get("cases").spliterator(), false);
    }

    static Stream<JsonNode> optimizers() throws IOException {
        return StreamSupport.stream(json().get("optimizers").spliterator(), false);
    }

    private static JsonNode json() throws IOException {
        return Json.read(Files.readString(Goldens.path("layers/cases.json")), "cases.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndGradientsAreThoseOfKeras(JsonNode golden) throws IOException {
        Map<String, NpyArray> arrays = Npz.read(Goldens.path("layers/layers.npz"));
        String name = golden.get("name").asString();
        List<NpyArray> inputs = arrays(golden.get("inputs"), arrays);
        NetworkSpec spec = spec(golden, inputs);
        List<NpyArray> all = new ArrayList<>(inputs);
        all.addAll(arrays(golden.get("weights"), arrays));
        Weights weights = join(spec, all);
        float[] expected = array(golden.get("output"), arrays).floats();
        float[] upstream = array(golden.get("upstream"), arrays).floats();
        float[] gradient = new float[weights.values().length];
        try (Network network = new Network(spec, weights, kernels, 2)) {
            Network.Rows rows = numbered(spec.length());
            assertNear(expected, network.predict(BATCH, rows), 0, 2e-6, name);
            network.backward(BATCH, rows, product(upstream), null, gradient, new float[expected.length]);
        }
        List<NpyArray> slopes = arrays(golden.get("input_gradients"), arrays);
        slopes.addAll(arrays(golden.get("weight_gradients"), arrays));
        for (int i = 0; i < slopes.size(); i++) {
            assertNear(slopes.get(i).floats(), gradient, weights.offset(i), 1e-5, name + ", gradient " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void threeStepsAreThoseOfKeras(JsonNode golden) throws IOException {
        Map<String, NpyArray> arrays = Npz.read(Goldens.path("layers/layers.npz"));
        String name = golden.get("name").asString();
        NpyArray input = array(golden.get("input"), arrays);
        int rows = input.shape()[0];
        ObjectNode root = root(golden, 1);
        addTable(root, "", rows, input.shape()[1]);
        NetworkSpec spec = spec(golden, root, false);
        List<NpyArray> all = new ArrayList<>(List.of(input));
        all.addAll(arrays(golden.get("weights"), arrays));
        Weights weights = join(spec, all);

        JsonNode described = golden.get("optimizer");
        float rate = (float) described.get("learning_rate").asDouble();
        boolean adam = described.get("kind").asString().equals("Adam");
        Optimizer optimizer = new Optimizer(
                adam
                        ? OptimizerSpec.Adam.defaults().withLearningRate(rate)
                        : OptimizerSpec.RmsProp.defaults().withLearningRate(rate),
                weights.values().length);
        double limit = described.has("global_clipnorm")
                ? described.get("global_clipnorm").asDouble()
                : 0;
        List<Float> classWeights = new ArrayList<>();
        if (described.has("class_weights")) {
            described.get("class_weights").forEach(w -> classWeights.add((float) w.asDouble()));
        }
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = golden.get("classes").get(i).asInt();
        }
        int tableSize = input.size();
        float[] gradient = new float[weights.values().length];
        try (Network network = new Network(spec, weights, kernels, 1)) {
            for (int step = 0; step < 3; step++) {
                double[] losses = network.backward(
                        rows,
                        numbered(1),
                        new CrossEntropy(labels, rows, classWeights),
                        null,
                        gradient,
                        new float[rows * 3]);
                double mean = 0;
                for (double loss : losses) {
                    mean += loss / rows;
                }
                assertEquals(golden.get("losses").get(step).asDouble(), mean, 1e-6, name + ", loss " + step);
                java.util.Arrays.fill(gradient, 0, tableSize, 0f); // the input is not trained
                if (step == 0) {
                    List<NpyArray> slopes = arrays(golden.get("weight_gradients"), arrays);
                    for (int i = 0; i < slopes.size(); i++) {
                        float[] slope = slopes.get(i).floats();
                        assertNear(slope, gradient, weights.offset(i + 1), 1e-6, name + ", gradient " + i);
                    }
                }
                if (limit > 0) {
                    Clip.toNorm(gradient, (float) limit);
                }
                optimizer.update(weights.values(), gradient);
                network.refresh();
                List<NpyArray> after = arrays(golden.get("after").get(step), arrays);
                for (int i = 0; i < after.size(); i++) {
                    String what = name + ", weights " + i + " after step " + (step + 1);
                    assertNear(after.get(i).floats(), weights.values(), weights.offset(i + 1), 1e-6, what);
                }
            }
        }
    }

    private static NetworkSpec spec(JsonNode golden, List<NpyArray> inputs) {
        int[] first = inputs.get(0).shape();
        int time = first.length == 3 ? first[1] : 1;
        ObjectNode root = root(golden, time);
        for (int i = 0; i < inputs.size(); i++) {
            int[] shape = inputs.get(i).shape();
            addTable(root, i == 0 ? "" : "_" + (i + 1), BATCH * time, shape[shape.length - 1]);
        }
        return spec(golden, root, first.length == 3);
    }

    private static ObjectNode root(JsonNode golden, int time) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", golden.get("name").asString());
        root.put("length", time);
        root.putArray("layers");
        return root;
    }

    private static void addTable(ObjectNode root, String suffix, int rows, int width) {
        ObjectNode table = ((ArrayNode) root.get("layers")).addObject();
        table.put("kind", "Embedding");
        table.put("name", "table" + suffix);
        table.put("input_dim", rows);
        table.put("output_dim", width);
        table.putArray("inputs").add("input");
    }

    /** The case's layers behind the tables: what they call input, input_2 … is the table of that number. */
    private static NetworkSpec spec(JsonNode golden, ObjectNode root, boolean sequence) {
        ArrayNode layers = (ArrayNode) root.get("layers");
        if (!sequence) {
            ObjectNode vector = layers.addObject();
            vector.put("kind", "GlobalMaxPooling1D");
            vector.put("name", "vector");
            vector.putArray("inputs").add("table");
        }
        for (JsonNode layer : golden.get("layers")) {
            ObjectNode renamed = (ObjectNode) layer.deepCopy();
            if (layer.has("inputs")) {
                ArrayNode inputs = renamed.putArray("inputs");
                for (JsonNode input : layer.get("inputs")) {
                    String name = input.asString();
                    inputs.add(
                            sequence
                                    ? name.replaceFirst("^input", "table")
                                    : name.replaceFirst("^(input|vector)$", "vector"));
                }
            }
            layers.add(renamed);
        }
        return SpecJson.read(root.toString(), "cases.json");
    }

    private static Network.Rows numbered(int length) {
        return (i, into, at) -> {
            for (int t = 0; t < length; t++) {
                into[at + t] = i * length + t;
            }
        };
    }

    private static Objective product(float[] upstream) {
        return new Objective() {
            @Override
            public double back(int sample, float[] y, int y0, float[] dy, int d0, int size) {
                System.arraycopy(upstream, sample * size, dy, d0, size);
                return 0;
            }

            @Override
            public boolean bySums() {
                return false;
            }
        };
    }

    private static Weights join(NetworkSpec spec, List<NpyArray> arrays) {
        Weights weights = Weights.zeros(spec.weights());
        for (int i = 0; i < arrays.size(); i++) {
            float[] values = arrays.get(i).floats();
            System.arraycopy(values, 0, weights.values(), weights.offset(i), values.length);
            assertEquals(values.length, spec.weights().get(i).shape().size());
        }
        assertEquals(spec.weights().size(), arrays.size());
        return weights;
    }

    private static NpyArray array(JsonNode name, Map<String, NpyArray> arrays) {
        NpyArray array = arrays.get(name.asString());
        if (array == null) {
            throw new AssertionError("no array " + name);
        }
        return array;
    }

    private static List<NpyArray> arrays(JsonNode names, Map<String, NpyArray> arrays) {
        List<NpyArray> all = new ArrayList<>();
        names.forEach(name -> all.add(array(name, arrays)));
        return all;
    }

    private static void assertNear(float[] expected, float[] found, int at, double tolerance, String what) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[at + i], tolerance * Math.max(1, Math.abs(expected[i])), what + " at " + i);
        }
    }
}
