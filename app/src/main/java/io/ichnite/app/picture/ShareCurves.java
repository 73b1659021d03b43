package io.ichnite.app.picture;

import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;

/** Shares, from 0 to 1, by a size on a logarithmic axis: a line for all, and one for each class. */
public final class ShareCurves {
    private static final double HEIGHT = 260;
    /** Classes with lines: as many as can be told apart. */
    private static final int MOST = 8;

    private ShareCurves() {}

    /**
     * A line.
     *
     * @param points sizes, never falling, and shares; none for a class that has none
     * @param weight how large the class is: of many, the largest are drawn
     */
    public record Curve(String name, Points points, long weight) {}

    /**
     * Draws them.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param size what the sizes are, with their unit
     * @param share what the shares are of
     * @param all of everything together
     * @param classes in their order; of more than eight the seven largest are drawn
     * @param marked whether each point gets a dot
     */
    public static Picture of(
            String title, double width, String size, String share, Points all, List<Curve> classes, boolean marked) {
        Sheet sheet = new Sheet();
        double low = Double.POSITIVE_INFINITY;
        double high = 1;
        for (int i = 0; i < all.size(); i++) {
            low = Math.min(low, Math.max(1, all.x(i)));
            high = Math.max(high, all.x(i));
        }
        Axis across = Axis.decades(Double.isFinite(low) ? low : 1, Math.max(high, 10), size);
        double top = sheet.title(title, width) + 4;
        Frame frame = Frame.within(width, top, HEIGHT, across, Axis.between(0, 1, 5, share));
        frame.draw(sheet);
        List<Legend.Entry> entries = new ArrayList<>();
        List<Curve> drawn = drawn(classes);
        int number = 0;
        for (Curve curve : drawn) {
            Stroke stroke = Stroke.series(number++);
            line(sheet, frame, curve.points(), stroke, marked);
            entries.add(new Legend.Entry(Lettering.TEXT.fit(curve.name(), 170), stroke));
        }
        if (drawn.size() < classes.size()) {
            entries.add(new Legend.Entry(
                    classes.size() - drawn.size() + " smaller classes not drawn", new Stroke(Ink.GRID, 1, Dash.SOLID)));
        }
        Stroke thick = new Stroke(Ink.TEXT, 2.5, Dash.SOLID);
        line(sheet, frame, all, thick, marked);
        entries.add(0, new Legend.Entry("all", thick));
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? share : title, width, below + legend.height());
    }

    private static List<Curve> drawn(List<Curve> classes) {
        if (classes.size() <= MOST) {
            return classes;
        }
        List<Curve> largest = classes.stream()
                .sorted((a, b) -> Long.compare(b.weight(), a.weight()))
                .limit(MOST - 1L)
                .toList();
        return classes.stream().filter(largest::contains).toList();
    }

    private static void line(Sheet sheet, Frame frame, Points points, Stroke stroke, boolean marked) {
        frame.plot(sheet, points, stroke);
        for (int i = 0; i < points.size() && marked; i++) {
            if (Double.isFinite(points.y(i))) {
                sheet.add(new Shape.Dot(frame.x(points.x(i)), frame.y(points.y(i)), 3, stroke.ink()));
            }
        }
    }
}
