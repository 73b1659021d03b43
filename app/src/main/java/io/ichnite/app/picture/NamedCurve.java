package io.ichnite.app.picture;

import java.util.List;

/**
 * A curve of one class, and what it is worth.
 *
 * @param score the area under it; NaN where the class has no rows of one kind, then it is only named
 * @param points of the curve, both coordinates from 0 to 1, x never falling
 */
public record NamedCurve(String name, double score, Points points) {
    /**
     * All curves as one: the mean of their heights, straight between their points. Curves without points are left out.
     *
     * @param score of it
     */
    public static NamedCurve mean(String name, double score, List<NamedCurve> curves) {
        List<Points> drawn = curves.stream()
                .map(NamedCurve::points)
                .filter(points -> points.size() > 0)
                .toList();
        return new NamedCurve(name, score, MeanCurve.of(drawn));
    }
}
