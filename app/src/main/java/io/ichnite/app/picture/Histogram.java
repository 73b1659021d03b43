package io.ichnite.app.picture;

import java.util.List;

/** How many of what size there are; sizes on a logarithmic axis, a column a fifth of a power of ten. */
public final class Histogram {
    private static final double HEIGHT = 220;
    private static final int COLUMNS_A_DECADE = 5;

    private Histogram() {}

    /**
     * Draws them.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param sizes of all there are; those below 1 count as 1
     * @param measure what the sizes are, with their unit
     * @param counted what is counted
     */
    public static Picture of(String title, double width, List<Integer> sizes, String measure, String counted) {
        Sheet sheet = new Sheet();
        double low = Math.max(1, sizes.stream().mapToInt(s -> s).min().orElse(1));
        double high = Math.max(low, sizes.stream().mapToInt(s -> s).max().orElse(10));
        Axis across = Axis.decades(low, high, measure);
        int decades = (int) Math.round(
                StrictMath.log10(across.scale().high() / across.scale().low()));
        int[] columns = new int[decades * COLUMNS_A_DECADE];
        for (int size : sizes) {
            int column = (int) (across.scale().at(Math.max(1, size)) * columns.length);
            columns[Math.min(columns.length - 1, column)]++;
        }
        int most = 1;
        for (int column : columns) {
            most = Math.max(most, column);
        }
        double top = sheet.title(title, width) + 4;
        Frame frame = Frame.within(width, top, HEIGHT, across, Axis.over(0, most, 5, counted));
        frame.draw(sheet);
        double wide = (frame.right() - frame.left()) / columns.length;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] > 0) {
                double y = frame.y(columns[i]);
                sheet.add(new Shape.Box(
                        frame.left() + i * wide + 1, y, wide - 2, frame.bottom() - y, Ink.series(0), null));
            }
        }
        return sheet.picture(title.isEmpty() ? measure : title, width, frame.bottom() + Frame.BELOW);
    }
}
