package io.ichnite.app.task;

import io.ichnite.drift.DriftRows;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.novelty.ClassMoments;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.Mahalanobis;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;

/** A detector a layer, fitted on training rows alone, and the distances to each class that answers are judged by. */
final class DriftDetectors {
    private final List<FeatureExtractor.Layer> layers;
    private final int classes;
    private final Kernels kernels;
    private final List<FittedDetector> detectors = new ArrayList<>();
    /** At the first layer. */
    private final Mahalanobis distances;

    /** @throws io.ichnite.error.BadConfig if the rows lack what the detector needs, as a row of each class */
    DriftDetectors(
            DetectorPlan plan, Extraction extraction, Extracted training, int[] labels, int classes, Kernels kernels) {
        this.layers = extraction.layers();
        this.classes = classes;
        this.kernels = kernels;
        for (int i = 0; i < layers.size(); i++) {
            TrainingRows rows = TrainingRows.of(training.layer(i), labels, classes);
            if (extraction.head().layer() == layers.get(i).number()) {
                rows = rows.withHead(extraction.detectorHead());
            }
            detectors.add(Detectors.fit(plan, rows, kernels).detector());
        }
        distances = detectors.get(0) instanceof Mahalanobis own
                ? own
                : Mahalanobis.of(ClassMoments.of(training.layer(0), labels, classes, kernels), plan.covariance());
    }

    /** Everything that is known of rows but their days and groups. */
    DriftRows judged(Extracted some, int[] labels) {
        DriftRows rows = DriftRows.of(classes, labels, some.probabilities());
        for (int i = 0; i < layers.size(); i++) {
            double[] scores = new double[some.rows()];
            if (some.rows() > 0) {
                detectors.get(i).score(some.layer(i), 0, some.rows(), kernels, scores, 0);
            }
            rows = rows.withLayer(String.valueOf(layers.get(i).number()), scores);
        }
        double[] each = new double[Math.multiplyExact(some.rows(), classes)];
        if (some.rows() > 0) {
            distances.scoreClasses(some.layer(0), 0, some.rows(), kernels, each);
        }
        for (int i = 0; i < each.length; i++) {
            each[i] = -each[i];
        }
        return rows.withStrangeness(each)
                .withFeatures(some.features(0), layers.get(0).width());
    }
}
