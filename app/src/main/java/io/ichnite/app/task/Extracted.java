package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.novelty.FeatureRows;
import java.util.List;

/** What layers gave for rows, all row-major; not to be changed. */
final class Extracted {
    private final List<FeatureExtractor.Layer> layers;
    private final List<float[]> features;
    private final float[] logits;
    private final int classes;

    Extracted(List<FeatureExtractor.Layer> layers, List<float[]> features, float[] logits, int classes) {
        this.layers = layers;
        this.features = List.copyOf(features);
        this.logits = logits;
        this.classes = classes;
    }

    /** How many layers were asked for. */
    int layers() {
        return layers.size();
    }

    /** How many rows. */
    int rows() {
        return logits.length / classes;
    }

    /** (rows, the layer's width). */
    float[] features(int layer) {
        return features.get(layer);
    }

    /** (rows, classes), before the softmax. */
    float[] logits() {
        return logits;
    }

    /**
     * For detectors of one layer, by its place among those asked for.
     *
     * @throws BadConfig if a number is not finite
     */
    FeatureRows layer(int layer) {
        return rows(features.get(layer), layers.get(layer).width());
    }

    /**
     * For detectors that look at logits alone.
     *
     * @throws BadConfig if a number is not finite
     */
    FeatureRows answers() {
        return rows(logits, classes);
    }

    private FeatureRows rows(float[] numbers, int width) {
        for (float[] some : List.of(numbers, logits)) {
            for (float number : some) {
                if (!Float.isFinite(number)) {
                    throw new BadConfig("a feature is " + number + ": the training has diverged; a lower"
                            + " --learning-rate or --clip-norm may help");
                }
            }
        }
        return FeatureRows.of(numbers, width).withLogits(logits, classes);
    }

    /** The softmax of the logits, shape (rows, classes). */
    float[] probabilities() {
        return ClassOutputs.ofLogits(logits, classes);
    }
}
