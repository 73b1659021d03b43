package io.ichnite.metric;

import java.util.Arrays;
import java.util.List;

/**
 * What is had without looking at a trace: every row gets the shares of the classes in training. Its answer is therefore the class
 * that training saw most, the lowest on ties, and its log loss the cross-entropy, in nats, of the two mixes. A model must beat it.
 */
public final class ClassMix {
    private ClassMix() {}

    /**
     * Learns from labels.
     *
     * @param train a class from 0 for each row; −1 where it is not known
     * @return so many rows of as many shares as there are classes, all rows alike
     * @throws IllegalArgumentException if a label is no class, or none is known
     */
    public static float[] probabilities(int[] train, int classes, int rows) {
        Integer[] counts = new Integer[classes];
        Arrays.fill(counts, 0);
        for (int label : train) {
            if (label < -1 || label >= classes) {
                throw new IllegalArgumentException("class " + label + " of " + classes);
            }
            if (label >= 0) {
                counts[label]++;
            }
        }
        return probabilities(List.of(counts), rows);
    }

    /**
     * Learns from how many training rows each class has.
     *
     * @return so many rows of as many shares as there are classes, all rows alike
     * @throws IllegalArgumentException if there is no training row
     */
    public static float[] probabilities(List<Integer> counts, int rows) {
        int classes = counts.size();
        long all = counts.stream().mapToLong(Integer::longValue).sum();
        if (all == 0) {
            throw new IllegalArgumentException("expected training rows whose class is known, found none");
        }
        float[] probabilities = new float[Math.multiplyExact(rows, classes)];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) ((double) counts.get(i % classes) / all);
        }
        return probabilities;
    }
}
