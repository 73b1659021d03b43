package io.ichnite.app.picture;

import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;

/**
 * What two models say of the same rows: a dot a row, across how sure the one is, up the other. On the line they agree; far from it one
 * sees what the other does not.
 */
public final class TwoOpinions {
    /** More dots than that cover each other; of more, every n-th is drawn. */
    private static final int MOST = 2500;

    private static final double RADIUS = 3;

    private TwoOpinions() {}

    /**
     * Rows that have something in common.
     *
     * @param points shares from 0 to 1, x of the one model and y of the other; what is no number is not drawn
     */
    public record Group(String name, Points points) {}

    /**
     * Draws them, the first group lowest.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param across what x is
     * @param up what y is
     */
    public static Picture of(String title, double width, String across, String up, List<Group> groups) {
        Sheet sheet = new Sheet();
        double top = sheet.title(title, width) + 4;
        double side = Math.min(400, width - 70);
        Frame frame = Frame.within(width, top, side, Axis.between(0, 1, 5, across), Axis.between(0, 1, 5, up));
        frame.draw(sheet);
        sheet.line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), new Stroke(Ink.MUTED, 1, Dash.DASHED));
        long all = groups.stream().mapToLong(group -> group.points().size()).sum();
        int every = (int) (all / MOST + 1);
        List<Legend.Entry> entries = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Points points = groups.get(g).points();
            for (int i = 0; i < points.size(); i += every) {
                if (Double.isFinite(points.x(i)) && Double.isFinite(points.y(i))) {
                    sheet.add(new Shape.Dot(frame.x(points.x(i)), frame.y(points.y(i)), RADIUS, Ink.series(g)));
                }
            }
            entries.add(new Legend.Entry(
                    groups.get(g).name() + ", " + points.size(), new Stroke(Ink.series(g), 8, Dash.SOLID)));
        }
        if (every > 1) {
            entries.add(new Legend.Entry("every " + every + ". row is drawn", new Stroke(Ink.GRID, 1, Dash.DOTTED)));
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? across + " against " + up : title, width, below + legend.height());
    }
}
