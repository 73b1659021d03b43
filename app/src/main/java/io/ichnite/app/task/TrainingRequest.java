package io.ichnite.app.task;

import io.ichnite.app.source.EncodingChoice;
import io.ichnite.train.TrainingPlan;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a training is asked for: everything but the data and the place of the model.
 *
 * @param classWeights {@code balanced}, or a CSV of class and weight; null for none
 * @param options all of it as flags, for the model's manifest; without folders
 */
public record TrainingRequest(
        NetworkChoice network,
        EncodingChoice encoding,
        TrainingPlan plan,
        @Nullable String classWeights,
        SplitChoice split,
        WordChoice words,
        SortedMap<String, String> options) {
    public TrainingRequest {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }
}
