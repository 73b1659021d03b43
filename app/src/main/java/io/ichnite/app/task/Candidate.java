package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import io.ichnite.model.FeatureExtractor.Layer;
import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector that may be chosen.
 *
 * @param layer its place among the layers that are looked at; −1 where it looks at logits alone
 * @param number the layer's, as Keras counts; empty with no layer
 */
record Candidate(DetectorKind kind, int layer, String number) {
    /** What every other has to beat: the largest probability (Hendrycks and Gimpel, 2017). */
    static final DetectorKind BASELINE = DetectorKind.MSP;

    /**
     * How all of them are fitted.
     *
     * @param k which neighbour counts; where there are fewer rows, the last
     */
    record Options(Covariance.Estimator covariance, int k) {}

    /** {@code mahalanobis@7}, {@code energy}. */
    String name() {
        return layer < 0 ? kind.word() : kind.word() + "@" + number;
    }

    boolean baseline() {
        return kind == BASELINE;
    }

    /**
     * All that there are: those of logits, which need least, the baseline first; then those of features, layer by layer; then those of
     * the layer that feeds the last one, if it is looked at.
     *
     * @param kinds that are wanted; the baseline is always among them
     * @throws BadConfig if a kind is wanted whose layer is not looked at
     */
    static List<Candidate> of(List<DetectorKind> kinds, List<Layer> layers, Layer feeding, boolean all) {
        List<Candidate> logits = new ArrayList<>(List.of(new Candidate(BASELINE, -1, "")));
        List<Candidate> heads = new ArrayList<>();
        for (DetectorKind kind : kinds) {
            if (kind.needsLogits() && kind != BASELINE) {
                logits.add(new Candidate(kind, -1, ""));
            } else if (kind.needsHead()) {
                int at = place(layers, feeding);
                if (at >= 0) {
                    heads.add(new Candidate(kind, at, String.valueOf(feeding.number())));
                } else if (!all) {
                    throw new BadConfig("--detectors: " + kind.word() + " needs layer " + feeding.number()
                            + ", which feeds the last one; --layers does not name it");
                }
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            for (DetectorKind kind : kinds) {
                if (!kind.needsLogits() && !kind.needsHead()) {
                    logits.add(
                            new Candidate(kind, i, String.valueOf(layers.get(i).number())));
                }
            }
        }
        logits.addAll(heads);
        return List.copyOf(logits);
    }

    private static int place(List<Layer> layers, Layer wanted) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).node() == wanted.node()) {
                return i;
            }
        }
        return -1;
    }

    /** What it looks at. */
    FeatureRows rows(Extracted features) {
        return layer < 0 ? features.answers() : features.layer(layer);
    }

    /**
     * Fits it.
     *
     * @param labels a class from 0 for each row
     * @throws BadConfig if it cannot be fitted on these rows
     */
    FittedDetector fit(Extraction extraction, Extracted features, int[] labels, Options options, Kernels kernels) {
        FeatureRows rows = rows(features);
        TrainingRows training = TrainingRows.of(rows, labels, extraction.head().bias().length);
        DetectorPlan plan = DetectorPlan.defaults(kind)
                .withCovariance(options.covariance())
                .withK(Math.max(1, Math.min(options.k(), rows.rows())));
        return Detectors.fit(plan, kind.needsHead() ? training.withHead(extraction.detectorHead()) : training, kernels)
                .detector();
    }
}
