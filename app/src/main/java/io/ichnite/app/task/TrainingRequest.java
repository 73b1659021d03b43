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
 * @param baseline whether a linear model is fitted beside, as what the network has to beat
 * @param resumption whether the rule and the memory of the model that is started from are taken over
 */
public record TrainingRequest(
        NetworkChoice network,
        EncodingChoice encoding,
        TrainingPlan plan,
        @Nullable String classWeights,
        SplitChoice split,
        WordChoice words,
        SortedMap<String, String> options,
        boolean baseline,
        Resumption resumption) {
    public TrainingRequest {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** Of a training that begins afresh. */
    public TrainingRequest(
            NetworkChoice network,
            EncodingChoice encoding,
            TrainingPlan plan,
            @Nullable String classWeights,
            SplitChoice split,
            WordChoice words,
            SortedMap<String, String> options,
            boolean baseline) {
        this(network, encoding, plan, classWeights, split, words, options, baseline, Resumption.FRESH);
    }

    /** Without a baseline. */
    public TrainingRequest(
            NetworkChoice network,
            EncodingChoice encoding,
            TrainingPlan plan,
            @Nullable String classWeights,
            SplitChoice split,
            WordChoice words,
            SortedMap<String, String> options) {
        this(network, encoding, plan, classWeights, split, words, options, false);
    }

    public TrainingRequest withBaseline(boolean wanted) {
        return new TrainingRequest(network, encoding, plan, classWeights, split, words, options, wanted, resumption);
    }

    public TrainingRequest withResumption(Resumption other) {
        return new TrainingRequest(network, encoding, plan, classWeights, split, words, options, baseline, other);
    }
}
