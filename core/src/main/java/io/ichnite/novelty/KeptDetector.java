package io.ichnite.novelty;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A detector with what has to be known beside it when it is used later: what is written to a file, or kept with a model.
 *
 * @param detector itself
 * @param layers the names of the layers whose features it takes, side by side in this order; empty where they are not known
 * @param threshold a row of a lower score is novel; empty where none was chosen
 * @param facts where it came from: rows, seed, options, version, as text
 */
public record KeptDetector(
        FittedDetector detector, List<String> layers, OptionalDouble threshold, SortedMap<String, String> facts) {
    public KeptDetector {
        layers = List.copyOf(layers);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        if (threshold.isPresent() && !Double.isFinite(threshold.getAsDouble())) {
            throw new IllegalArgumentException("a threshold of " + threshold.getAsDouble());
        }
    }

    /** The same with a threshold. */
    public KeptDetector withThreshold(double least) {
        return new KeptDetector(detector, layers, OptionalDouble.of(least), facts);
    }
}
