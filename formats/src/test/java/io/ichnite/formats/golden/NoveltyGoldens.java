package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.Head;
import io.ichnite.novelty.Matrix;
import io.ichnite.novelty.TrainingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The goldens of novelty, and how near each has to be met: |got − expected| ≤ atol + rtol |expected| + scale |reference|. */
final class NoveltyGoldens {
    private static final Map<String, JsonNode> ENTRIES = new HashMap<>();

    static {
        for (JsonNode entry : json("manifest.json").get("entries")) {
            ENTRIES.put(entry.get("file").asString(), entry);
        }
    }

    private NoveltyGoldens() {}

    static JsonNode json(String name) {
        try {
            // Python writes what is no number as NaN
            String text = Files.readString(Goldens.path("novelty/" + name)).replace("NaN", "null");
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NpyArray array(String name) {
        try {
            return NpyArray.read(Goldens.path("novelty/" + name + ".npy"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] doubles(String name) {
        return array(name).doubles();
    }

    static FeatureRows features(String name) {
        NpyArray array = array(name);
        return FeatureRows.of(array.floats(), array.shape()[1]);
    }

    static Head head(String folder) {
        NpyArray w = array(folder + "/W");
        return Head.of(Matrix.of(w.shape()[0], w.shape()[1], w.doubles()), doubles(folder + "/b"));
    }

    /** The rows that the case's detectors are fitted on. */
    static TrainingRows training(String folder) {
        return TrainingRows.of(
                        features(folder + "/train_x"),
                        array(folder + "/train_y").ints(),
                        4)
                .withHead(head(folder));
    }

    /** The rows that are scored, known ones and then novel ones, with the logits that the head makes of them. */
    static FeatureRows asked(String folder) {
        NpyArray known = array(folder + "/id_x");
        NpyArray novel = array(folder + "/ood_x");
        float[] all = new float[known.size() + novel.size()];
        System.arraycopy(known.floats(), 0, all, 0, known.size());
        System.arraycopy(novel.floats(), 0, all, known.size(), novel.size());
        return FeatureRows.of(all, known.shape()[1]).withLogits(logits(folder, all, known.shape()[1]), 4);
    }

    /** x Wᵀ + b in float64. */
    static double[] logits(String folder, float[] x, int width) {
        double[] w = doubles(folder + "/W");
        double[] b = doubles(folder + "/b");
        double[] logits = new double[x.length / width * b.length];
        for (int i = 0; i < logits.length; i++) {
            int row = i / b.length;
            int c = i % b.length;
            logits[i] = b[c];
            for (int j = 0; j < width; j++) {
                logits[i] += x[row * width + j] * w[c * width + j];
            }
        }
        return logits;
    }

    static boolean exists(String name) {
        return ENTRIES.containsKey(name);
    }

    static double rtol(String file) {
        return entry(file).get("rtol").asDouble();
    }

    static double atol(String file) {
        return entry(file).get("atol").asDouble();
    }

    private static JsonNode entry(String file) {
        JsonNode entry = ENTRIES.get(file);
        assertTrue(entry != null, "no golden is called " + file);
        return entry;
    }

    static void assertMet(String name, double[] got) {
        assertMet(name, got, 0);
    }

    /** @param first of the golden's numbers that got has */
    static void assertMet(String name, double[] got, int first) {
        String file = name + ".npy";
        double[] expected = doubles(name);
        JsonNode reference = entry(file).get("atol_ref");
        double[] sizes = reference == null
                ? new double[0]
                : doubles(reference.get("file").asString().replace(".npy", ""));
        double scale = reference == null ? 0 : reference.get("scale").asDouble();
        if (first == 0) {
            assertEquals(expected.length, got.length, file);
        }
        for (int i = 0; i < got.length; i++) {
            double value = expected[first + i];
            double near = atol(file)
                    + rtol(file) * Math.abs(value)
                    + (sizes.length == 0 ? 0 : scale * Math.abs(sizes[first + i]));
            assertEquals(value, got[i], near, file + " " + (first + i));
        }
    }
}
