package io.ichnite.app.task;

import io.ichnite.app.picture.EpochCurves;
import io.ichnite.app.picture.EpochCurves.Marks;
import io.ichnite.app.picture.EpochCurves.Measure;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.train.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How training went, as pictures; while it still goes on too.
 *
 * @param history so far; its kept epoch is marked, and that from which it overfits
 * @param width in pixels
 * @param titled whether each says above itself what it is
 */
public record TrainingPictures(History history, double width, boolean titled) {
    private static final double FILE_WIDTH = 640;

    /** For files that go into a report as they are. */
    static TrainingPictures forFiles(History history) {
        return new TrainingPictures(history, FILE_WIDTH, true);
    }

    /** Writes {@code loss} and {@code accuracy}, as SVG and PNG, in place of those that were there. */
    public static void write(History history, Path folder, PictureFiles files) throws IOException {
        for (Map.Entry<String, Picture> picture : forFiles(history).all().entrySet()) {
            files.write(folder, picture.getKey(), picture.getValue());
        }
    }

    /** Both, by the names that their files have. */
    Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("loss", loss());
        all.put("accuracy", accuracy());
        return all;
    }

    /** Cross-entropy by epoch. */
    public Picture loss() {
        return EpochCurves.of(
                titled ? "Loss by epoch" : "",
                width,
                Measure.LOSS,
                history.epochs().stream().map(History.Epoch::loss).toList(),
                history.epochs().stream().map(History.Epoch::validationLoss).toList(),
                marks());
    }

    /** The share of right answers by epoch. */
    public Picture accuracy() {
        return EpochCurves.of(
                titled ? "Accuracy by epoch" : "",
                width,
                Measure.ACCURACY,
                history.epochs().stream().map(History.Epoch::accuracy).toList(),
                history.epochs().stream().map(History.Epoch::validationAccuracy).toList(),
                marks());
    }

    private Marks marks() {
        return new Marks(history.kept(), history.overfitsFrom().orElse(0), history.lowered());
    }
}
