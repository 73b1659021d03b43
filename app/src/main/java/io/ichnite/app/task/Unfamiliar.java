package io.ichnite.app.task;

import java.util.List;

/**
 * Whether a network's layers show that the like of a file was never seen.
 *
 * @param shown detectors at layers, as {@link BytesPlan#DETECTORS} has them
 * @param others all other detectors, where they look by themselves
 * @param middles of classes, and of files that are of none, by the detectors shown
 */
record Unfamiliar(List<NeverSeen> shown, List<NeverSeen> others, List<Middle> middles) {
    Unfamiliar {
        shown = List.copyOf(shown);
        others = List.copyOf(others);
        middles = List.copyOf(middles);
    }

    /**
     * Where the scores of some files lie.
     *
     * @param name in words
     * @param known whether they are of a class
     * @param medians one a detector
     */
    record Middle(String name, boolean known, int files, List<Double> medians) {
        Middle {
            medians = List.copyOf(medians);
        }
    }
}
