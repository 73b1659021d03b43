package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import io.ichnite.app.picture.Stroke.Dash;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Differences on both sides of none: a dot each, a line for how sure it is, and which side is the better one. */
public final class Differences {
    private static final double ROW = 44;
    private static final Lettering LETTERS = Lettering.TEXT;
    private static final double NUMBER = 58;

    private Differences() {}

    /**
     * One difference.
     *
     * @param value to the right of 0 where the second is better; NaN where there is none
     * @param low lower end of its interval; NaN if it has none
     * @param high upper end of it
     */
    public record Row(String name, double value, double low, double high) {}

    /**
     * Draws them in their order, on one scale.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param left who is better to the left of 0
     * @param right who is better to the right of it
     */
    public static Picture of(String title, double width, String left, String right, List<Row> rows) {
        Sheet sheet = new Sheet();
        double top = sheet.title(title, width) + 22;
        double farthest = rows.stream()
                .flatMap(row -> Stream.of(row.value(), row.low(), row.high()))
                .filter(Double::isFinite)
                .mapToDouble(Math::abs)
                .max()
                .orElse(1);
        double reach = Math.max(1e-6, Math.min(1e6, farthest)) * 1.05;
        Frame frame = new Frame(
                16,
                top,
                Math.floor(width - 16 - NUMBER),
                top + ROW * rows.size(),
                Axis.between(-reach, reach, 6, "difference; lines hold 95 % of the draws of groups"),
                new Axis(Scale.linear(0, 1), List.of(), ""));
        frame.draw(sheet);
        double middle = Frame.half(frame.x(0));
        double room = frame.x(0) - frame.left() - 12;
        sheet.text(LETTERS.fit("← " + left, room), middle - 8, top - 8, Anchor.END, LETTERS, Ink.MUTED);
        sheet.text(LETTERS.fit(right + " →", room), middle + 8, top - 8, Anchor.START, LETTERS, Ink.MUTED);
        sheet.line(middle, top - 18, middle, frame.bottom(), new Stroke(Ink.MUTED, 1, Dash.DASHED));
        for (int i = 0; i < rows.size(); i++) {
            row(sheet, frame, rows.get(i), top + ROW * i, width);
        }
        return sheet.picture(title.isEmpty() ? "differences" : title, width, frame.bottom() + Frame.BELOW);
    }

    private static void row(Sheet sheet, Frame frame, Row row, double top, double width) {
        double y = top + 28;
        sheet.text(
                LETTERS.fit(row.name(), frame.x(0) - frame.left() - 12),
                frame.left(),
                top + 15,
                Anchor.START,
                LETTERS,
                Ink.TEXT);
        if (!Double.isFinite(row.value())) {
            sheet.text("–", frame.right() + 8, y + 4.5, Anchor.START, LETTERS, Ink.MUTED);
            return;
        }
        boolean interval = Double.isFinite(row.low()) && Double.isFinite(row.high());
        boolean sure = interval && (row.low() > 0 || row.high() < 0);
        // the colours of the second and the third part of StackedBars, where one model alone is right
        Ink ink = sure ? Ink.series(row.value() > 0 ? 2 : 1) : Ink.MUTED;
        if (interval) {
            Stroke line = new Stroke(ink, 3, Dash.SOLID);
            sheet.line(frame.x(row.low()), y, frame.x(row.high()), y, line);
        }
        sheet.add(new Shape.Dot(frame.x(row.value()), y, 6, Ink.PAPER));
        sheet.add(new Shape.Dot(frame.x(row.value()), y, 5, ink));
        String number = String.format(Locale.ROOT, "%+.3f", row.value());
        sheet.text(
                LETTERS.fit(number, width - frame.right() - 10),
                frame.right() + 8,
                y + 4.5,
                Anchor.START,
                LETTERS,
                Ink.TEXT);
    }
}
