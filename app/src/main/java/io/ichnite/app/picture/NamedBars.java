package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import java.util.List;
import java.util.stream.Stream;

/** Numbers side by side: a bar each, its name above it, its number behind it, and how sure the number is. */
public final class NamedBars {
    private static final double ROW = 42;
    /** The most that labels take of the width. */
    private static final double LABELS = 0.3;

    private static final double BAR = 14;
    private static final Lettering LETTERS = Lettering.TEXT;

    private NamedBars() {}

    /**
     * One number.
     *
     * @param low lower end of its interval; NaN if it has none
     * @param high upper end of its interval; NaN if it has none
     * @param label the number as people read it
     * @param tone which series' colour
     */
    public record Bar(String name, double value, double low, double high, String label, int tone) {
        public static Bar of(String name, double value, String label) {
            return new Bar(name, value, Double.NaN, Double.NaN, label, 0);
        }
    }

    /**
     * Draws them from 0 on; what is below 0, or no number, has no bar.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param most the highest number of the axis; NaN for the highest of the bars
     * @param measure what the numbers are, with their unit
     */
    public static Picture of(String title, double width, double most, String measure, List<Bar> bars) {
        Sheet sheet = new Sheet();
        double top = sheet.title(title, width);
        double labels = Math.min(
                width * LABELS,
                bars.stream()
                        .mapToDouble(bar -> LETTERS.width(bar.label()))
                        .max()
                        .orElse(0));
        double highest = Double.isFinite(most)
                ? most
                : bars.stream()
                        .flatMap(bar -> Stream.of(bar.value(), bar.high()))
                        .filter(Double::isFinite)
                        .mapToDouble(v -> v)
                        .max()
                        .orElse(1);
        Axis across = Double.isFinite(most)
                ? Axis.between(0, most, 5, measure)
                : Axis.over(0, Math.max(highest, 1e-9), 4, measure);
        double left = 16;
        double right = Math.floor(width - 16 - labels - 10);
        Frame frame = new Frame(
                left, top, right, top + ROW * bars.size(), across, new Axis(Scale.linear(0, 1), List.of(), ""));
        frame.draw(sheet);
        for (int i = 0; i < bars.size(); i++) {
            bar(sheet, frame, bars.get(i), top + ROW * i, width);
        }
        return sheet.picture(title.isEmpty() ? measure : title, width, frame.bottom() + Frame.BELOW);
    }

    private static void bar(Sheet sheet, Frame frame, Bar bar, double top, double width) {
        double middle = top + 20 + BAR / 2;
        String name = LETTERS.fit(bar.name(), width - 32);
        sheet.text(name, frame.left(), top + 14, Anchor.START, LETTERS, Ink.TEXT);
        double end = Double.isFinite(bar.value()) ? frame.x(bar.value()) : frame.left();
        sheet.add(new Shape.Box(frame.left(), middle - BAR / 2, end - frame.left(), BAR, Ink.series(bar.tone()), null));
        if (Double.isFinite(bar.low()) && Double.isFinite(bar.high())) {
            double low = frame.x(bar.low());
            double high = frame.x(bar.high());
            Stroke whisker = new Stroke(Ink.TEXT, 1.5, Stroke.Dash.SOLID);
            sheet.line(low, middle, high, middle, whisker);
            sheet.line(low, middle - 5, low, middle + 5, whisker);
            sheet.line(high, middle - 5, high, middle + 5, whisker);
        }
        sheet.text(
                LETTERS.fit(bar.label(), width * LABELS),
                frame.right() + 10,
                middle + 4.5,
                Anchor.START,
                LETTERS,
                Ink.TEXT);
    }
}
