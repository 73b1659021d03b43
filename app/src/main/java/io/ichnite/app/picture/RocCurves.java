package io.ichnite.app.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of a class are found for how many false alarms, a line a class. The upper left corner is best; the diagonal is
 * had by chance.
 */
public final class RocCurves {
    /** The fewest false alarms that a logarithmic axis shows, unless the rows are too few for that. */
    private static final double FEWEST = 1e-4;

    private RocCurves() {}

    /**
     * Draws them over false alarms from none to all.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param mean of all classes; null if there is none
     * @param classes x the false positive rate, y the true positive rate, score the AUROC
     */
    public static Picture of(String title, double width, @Nullable NamedCurve mean, List<NamedCurve> classes) {
        return SquareCurves.draw(
                title.isEmpty() ? "ROC curves" : title,
                title,
                width,
                Axis.between(0, 1, 5, "false positive rate"),
                "true positive rate",
                "AUROC",
                SquareCurves.Between.LINE,
                true,
                CurveChoice.of(mean, classes));
    }

    /**
     * The same with a logarithmic axis of false alarms, for those who can bear one in a thousand at most.
     *
     * @param fewest the lowest rate that the rows can show: 1 divided by the negatives of a class; shown from the power of ten
     *     below it on, but from 1e-4 at least
     */
    public static Picture logarithmic(
            String title, double width, double fewest, @Nullable NamedCurve mean, List<NamedCurve> classes) {
        double from = Double.isFinite(fewest) ? Math.max(FEWEST, Math.min(0.1, fewest)) : FEWEST;
        return SquareCurves.draw(
                title.isEmpty() ? "ROC curves, few false alarms" : title,
                title,
                width,
                Axis.decades(from, 1, "false positive rate (logarithmic)"),
                "true positive rate",
                "AUROC",
                SquareCurves.Between.LEFT,
                true,
                CurveChoice.of(mean, classes));
    }
}
