package io.ichnite.app.task;

import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.DetectorKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of detectors is asked for.
 *
 * @param folds the others are dealt into when a family is left out
 * @param grouping of rows that are kin
 * @param training what is done in each part; its split is one of the part's training rows
 * @param choose how the detector for a family is chosen
 * @param layers by name or number; null for those that say most
 * @param detectors by name; null for all
 * @param k which neighbour counts
 * @param resamples for the intervals; 0 for none
 */
public record NoveltyComparisonRequest(
        int folds,
        Grouping grouping,
        TrainingRequest training,
        DetectorChoice.How choose,
        @Nullable List<String> layers,
        @Nullable List<DetectorKind> detectors,
        Covariance.Estimator covariance,
        int k,
        int resamples) {}
