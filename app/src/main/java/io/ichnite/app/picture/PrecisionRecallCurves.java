package io.ichnite.app.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many alarms are right for how many of a class that are found, a line a class. The upper right corner is best. */
public final class PrecisionRecallCurves {
    private PrecisionRecallCurves() {}

    /**
     * Draws them.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param mean of all classes; null if there is none
     * @param classes x the recall, y the precision, score the average precision
     */
    public static Picture of(String title, double width, @Nullable NamedCurve mean, List<NamedCurve> classes) {
        return SquareCurves.draw(
                title.isEmpty() ? "precision-recall curves" : title,
                title,
                width,
                Axis.between(0, 1, 5, "recall"),
                "precision",
                "AP",
                SquareCurves.Between.RIGHT,
                false,
                CurveChoice.of(mean, classes));
    }
}
