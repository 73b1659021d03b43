package io.ichnite.drift;

import java.util.List;

/**
 * What is different between rows and the reference.
 *
 * @param rows that were compared
 * @param classes that moved, the surest first
 * @param features that moved, the farthest first; at most {@link #SHOWN}
 * @param moved how many features moved in all
 * @param discrepancy of all features at once, {@link Distances.Discrepancy}, squared, 0 for none; NaN with fewer than two rows on
 *     either side
 */
public record Movement(int rows, List<MovedClass> classes, List<MovedFeature> features, int moved, double discrepancy) {
    /** The most features that are named. */
    public static final int SHOWN = 10;

    /** Chances above it, corrected for all that was tested beside, are no evidence. */
    public static final double LEVEL = 0.05;

    /** In which way a class moved. */
    public enum Way {
        /** Its share of the answers. */
        ANSWERS,
        /** The share of its rows that were answered wrongly. */
        ERRORS
    }

    /**
     * A class whose share moved: Fisher's exact test.
     *
     * @param family its number
     * @param before share in the reference
     * @param after share in the rows
     * @param chance Holm's, among all classes and both ways
     */
    public record MovedClass(int family, Way way, double before, double after, double chance) {}

    /**
     * A feature that is distributed otherwise: Smirnov's test.
     *
     * @param feature its number
     * @param shift of the mean, in deviations of the reference; where that is 0, of the rows
     * @param distance of both distributions, 0 to 1
     * @param chance Holm's, among all features
     */
    public record MovedFeature(int feature, double shift, double distance, double chance) {}

    public Movement {
        classes = List.copyOf(classes);
        features = List.copyOf(features);
    }
}
