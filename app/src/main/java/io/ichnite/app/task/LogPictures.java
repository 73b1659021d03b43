package io.ichnite.app.task;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.PngPicture;
import io.ichnite.train.History;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws how a training goes, for its log. Called on the training thread. */
@FunctionalInterface
public interface LogPictures {
    /**
     * Pictures by name, as PNG.
     *
     * @param epochs all so far, at least one
     * @throws IOException if they cannot be drawn; the log goes on without them
     */
    Map<String, byte[]> of(List<History.Epoch> epochs) throws IOException;

    /**
     * The curves of loss and accuracy; nothing where this machine has no fonts.
     *
     * @param keepBest whether the epoch of the lowest validation loss is the one that is kept
     */
    static LogPictures curves(boolean keepBest) {
        return epochs ->
                png(TrainingPictures.forFiles(History.of(epochs, keepBest)).all());
    }

    /** How good the kept weights are on the validation rows. */
    static Map<String, byte[]> of(Measured measured) throws IOException {
        return png(EvaluationPictures.forFiles(measured).all());
    }

    private static Map<String, byte[]> png(Map<String, Picture> pictures) throws IOException {
        Map<String, byte[]> drawn = new TreeMap<>();
        if (PngPicture.unavailable() == null) {
            for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
                drawn.put(picture.getKey(), PngPicture.bytes(picture.getValue()));
            }
        }
        return drawn;
    }
}
