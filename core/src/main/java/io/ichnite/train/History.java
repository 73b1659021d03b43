package io.ichnite.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How training went, an entry an epoch.
 *
 * @param kept the epoch, from 1, whose weights were kept
 */
public record History(List<Epoch> epochs, int kept) {
    /** So much, as a share of the lowest validation loss, has to be lost before this is called overfitting. */
    private static final double RISE = 0.01;

    public History {
        epochs = List.copyOf(epochs);
    }

    /**
     * One pass.
     *
     * @param epoch from 1
     * @param loss mean categorical cross-entropy over the training rows, as they were met: with dropout, before and between
     *     the updates
     * @param validationLoss NaN where nothing was validated
     * @param seconds of training and validation together
     * @param samplesPerSecond of training alone
     * @param learningRate of its updates
     */
    public record Epoch(
            int epoch,
            double loss,
            double accuracy,
            double validationLoss,
            double validationAccuracy,
            double seconds,
            double samplesPerSecond,
            float learningRate) {}

    /**
     * After these epochs, whether or not more follow.
     *
     * @param keepBest whether the epoch of the lowest validation loss is kept, as far as one was validated, or the last
     */
    public static History of(List<Epoch> epochs, boolean keepBest) {
        boolean judged =
                keepBest && !epochs.isEmpty() && !Double.isNaN(epochs.get(0).validationLoss());
        return new History(epochs, judged ? lowest(epochs) : epochs.size());
    }

    /**
     * The epoch, from 1, with the lowest validation loss: the first of equals, the first of all where nothing was validated,
     * 0 without epochs.
     */
    public static int lowest(List<Epoch> epochs) {
        int best = Math.min(1, epochs.size());
        for (int i = 2; i <= epochs.size(); i++) {
            if (epochs.get(i - 1).validationLoss() < epochs.get(best - 1).validationLoss()) {
                best = i;
            }
        }
        return best;
    }

    /** The first epochs, from 1, at a lower learning rate than the epoch before had. */
    public List<Integer> lowered() {
        List<Integer> lowered = new ArrayList<>();
        for (int i = 1; i < epochs.size(); i++) {
            if (epochs.get(i).learningRate() < epochs.get(i - 1).learningRate()) {
                lowered.add(epochs.get(i).epoch());
            }
        }
        return lowered;
    }

    /**
     * The epoch, from 1, from which on more was learnt by heart than understood: the one after the lowest validation loss,
     * if two or more followed it, the training loss fell on to the end, and the validation loss ended more than a hundredth
     * above its lowest. Empty where that is not so, or nothing was validated.
     */
    public OptionalInt overfitsFrom() {
        int best = lowest(epochs);
        if (best == 0 || epochs.size() < best + 2) {
            return OptionalInt.empty();
        }
        Epoch lowest = epochs.get(best - 1);
        Epoch last = epochs.get(epochs.size() - 1);
        boolean overfits = last.validationLoss() > (1 + RISE) * lowest.validationLoss() && last.loss() < lowest.loss();
        return overfits ? OptionalInt.of(best + 1) : OptionalInt.empty();
    }
}
