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
     * @param part which served for one thing
     * @param family their class; empty where they are of none
     * @param medians one a detector
     */
    record Middle(String part, String family, int files, List<Double> medians) {
        Middle {
            medians = List.copyOf(medians);
        }
    }
}
