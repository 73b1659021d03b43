package io.ichnite.model;

import io.ichnite.error.BadConfig;
import io.ichnite.novelty.FittedDetector;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model tells the familiar from what it never saw: a detector that was fitted on the rows that trained it, and below which score
 * a row is novel.
 *
 * @param detector of scores, higher = more familiar
 * @param layers whose features it takes, side by side in this order, by name or by number as Keras counts; none where it looks at
 *     logits alone
 * @param threshold the least score of what is familiar
 * @param errorRate the share of familiar rows that the threshold takes for novel, at most, above 0 and below 1
 * @param facts why this detector, and from which rows, as text
 */
public record Familiarity(
        FittedDetector detector,
        List<String> layers,
        double threshold,
        double errorRate,
        SortedMap<String, String> facts) {
    /** Takes float64's rounding of a rate for no change of a rank. */
    private static final double ROUNDING = 1e-9;

    /** @throws IllegalArgumentException if a number is out of its range, or layers and detector do not go together */
    public Familiarity {
        layers = List.copyOf(layers);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        if (!Double.isFinite(threshold) || !(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException("threshold " + threshold + ", error rate " + errorRate);
        }
        if (layers.isEmpty() != (detector.width() == 0)) {
            throw new IllegalArgumentException(
                    "a detector of " + detector.width() + " features, and " + layers.size() + " layers");
        }
    }

    /** Of which no more is known. */
    public Familiarity(FittedDetector detector, List<String> layers, double threshold, double errorRate) {
        this(detector, layers, threshold, errorRate, new TreeMap<>());
    }

    /** Whether a row of this score is like what was seen. */
    public boolean familiar(double score) {
        return score >= threshold;
    }

    /**
     * The threshold for an error rate: of the n scores the ⌊rate · (n + 1)⌋-th from below. Of further rows drawn like these no more
     * than that share lies below it (Vovk, Gammerman and Shafer 2005), which a quantile by n alone does not promise.
     *
     * @param familiar scores of familiar rows that served neither network nor detector
     * @throws BadConfig if they are too few for so small a rate: fewer than 1/rate − 1
     */
    public static double threshold(double[] familiar, double errorRate) {
        int rank = rank(familiar.length, errorRate);
        double[] sorted = familiar.clone();
        Arrays.sort(sorted);
        return sorted[rank - 1];
    }

    /**
     * The place from below, from 1, of the score that becomes the threshold.
     *
     * @throws BadConfig if there are too few rows for so small a rate
     */
    public static int rank(int rows, double errorRate) {
        int rank = (int) Math.floor(errorRate * (rows + 1.0) + ROUNDING);
        if (rank < 1) {
            throw new BadConfig("an error rate of " + errorRate + " needs at least "
                    + (int) Math.ceil(1 / errorRate - 1 - ROUNDING)
                    + " familiar rows that served neither network nor detector, found " + rows);
        }
        return Math.min(rank, rows);
    }
}
