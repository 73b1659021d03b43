package io.ichnite.app.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which curves are drawn: all of a few classes; of many, those that do best and worst. The mean of all comes first, if there is
 * one.
 *
 * @param mean one of those drawn; null if there is none
 * @param left how many are not drawn
 */
record CurveChoice(@Nullable NamedCurve mean, List<NamedCurve> drawn, int left) {
    /** As many classes as can be told apart. */
    private static final int MOST = 8;

    private static final int EITHER_END = 3;

    static CurveChoice of(@Nullable NamedCurve mean, List<NamedCurve> classes) {
        List<NamedCurve> drawn = new ArrayList<>();
        if (mean != null) {
            drawn.add(mean);
        }
        if (classes.size() <= MOST) {
            drawn.addAll(classes);
            return new CurveChoice(mean, drawn, 0);
        }
        List<NamedCurve> known = classes.stream()
                .filter(curve -> Double.isFinite(curve.score()))
                .sorted(Comparator.comparingDouble(NamedCurve::score).reversed())
                .toList();
        if (known.size() <= 2 * EITHER_END) {
            drawn.addAll(known);
        } else {
            drawn.addAll(known.subList(0, EITHER_END));
            drawn.addAll(known.subList(known.size() - EITHER_END, known.size()));
        }
        return new CurveChoice(mean, drawn, classes.size() - drawn.size() + (mean == null ? 0 : 1));
    }
}
