package io.ichnite.metric;

import java.util.Arrays;

/**
 * What is had without looking at a trace: a model must beat these.
 *
 * @param majority the class that training saw most, the lowest on ties
 * @param accuracy of always answering it
 * @param macroF1 of always answering it
 * @param logLoss of always answering with the shares of the classes in training: the cross-entropy, in nats, of the two
 *     mixes of classes; clipped as in {@link Evaluation}
 */
public record Baselines(int majority, double accuracy, double macroF1, double logLoss) {
    /**
     * Learns from the training labels and is measured on the validation labels; rows with −1 are left out on both sides.
     *
     * @throws IllegalArgumentException if a label is no class, or no training label is known
     */
    public static Baselines of(int[] train, int[] validation, int classes) {
        long[] counts = new long[classes];
        for (int label : train) {
            if (label < -1 || label >= classes) {
                throw new IllegalArgumentException("class " + label + " of " + classes);
            }
            if (label >= 0) {
                counts[label]++;
            }
        }
        long all = Arrays.stream(counts).sum();
        if (all == 0) {
            throw new IllegalArgumentException("expected training rows whose class is known, found none");
        }
        int majority = 0;
        for (int c = 1; c < classes; c++) {
            majority = counts[c] > counts[majority] ? c : majority;
        }
        double loss = 0;
        for (int label : validation) {
            loss += label < 0 || label >= classes ? 0 : Evaluation.surprise((double) counts[label] / all);
        }
        int[] answers = new int[validation.length];
        Arrays.fill(answers, majority);
        Evaluation evaluation = Evaluation.of(answers, loss, classes, validation);
        return new Baselines(majority, evaluation.accuracy(), evaluation.macroF1(), evaluation.logLoss());
    }
}
