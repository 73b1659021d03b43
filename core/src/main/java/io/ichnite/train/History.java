package io.ichnite.train;

import java.util.List;

/**
 * How training went, an entry an epoch.
 *
 * @param kept the epoch, from 1, whose weights were kept
 */
public record History(List<Epoch> epochs, int kept) {
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
     */
    public record Epoch(
            int epoch,
            double loss,
            double accuracy,
            double validationLoss,
            double validationAccuracy,
            double seconds,
            double samplesPerSecond) {}
}
