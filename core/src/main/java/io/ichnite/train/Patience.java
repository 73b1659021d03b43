package io.ichnite.train;

import java.util.List;

/**
 * What is done when the validation loss stops falling, as Keras' EarlyStopping and ReduceLROnPlateau do it (without their
 * smallest difference): an epoch counts as better if its loss is below that of every earlier one. Looks at what has
 * happened alone, so that a training that goes on from a checkpoint decides as it would have.
 *
 * @param stopAfter training ends after so many epochs in a row that were not better; 0 for never
 * @param reduceAfter the learning rate is reduced after so many, counted anew after each reduction; 0 for never
 * @param factor by which it is multiplied then, above 0 and below 1
 */
public record Patience(int stopAfter, int reduceAfter, float factor) {
    public Patience {
        if (stopAfter < 0 || reduceAfter < 0) {
            throw new IllegalArgumentException(
                    "epochs to wait must not be negative, found " + stopAfter + " and " + reduceAfter);
        }
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("the factor must be above 0 and below 1, found " + factor);
        }
    }

    /** Neither stops nor reduces; a reduction, where it is asked for, is to a tenth. */
    public static Patience endless() {
        return new Patience(0, 0, 0.1f);
    }

    public Patience withStopAfter(int epochs) {
        return new Patience(epochs, reduceAfter, factor);
    }

    public Patience withReduceAfter(int epochs) {
        return new Patience(stopAfter, epochs, factor);
    }

    public Patience withFactor(float other) {
        return new Patience(stopAfter, reduceAfter, other);
    }

    /** Whether it looks at the validation loss at all. */
    public boolean watches() {
        return stopAfter > 0 || reduceAfter > 0;
    }

    /** Whether training ends after these epochs. */
    boolean ends(List<History.Epoch> epochs) {
        return stopAfter > 0 && epochs.size() - History.lowest(epochs) >= stopAfter;
    }

    /** The learning rate of the epoch after these. */
    float rateAfter(List<History.Epoch> epochs, float first) {
        if (epochs.isEmpty()) {
            return first;
        }
        int last = epochs.size() - 1;
        float rate = epochs.get(last).learningRate();
        int since = History.lowest(epochs) - 1;
        for (int i = last; i > since; i--) {
            if (epochs.get(i).learningRate() != epochs.get(i - 1).learningRate()) {
                since = i - 1;
            }
        }
        return reduceAfter > 0 && last - since >= reduceAfter ? rate * factor : rate;
    }
}
