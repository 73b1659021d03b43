package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Detectors below each other: a bar from chance to the mean AUROC, how sure the mean is, and a dot for each family, so that it is seen
 * where a good mean hides a family that is missed.
 */
public final class DetectorDots {
    private static final double CHANCE = 0.5;
    private static final double ROW = 24;
    private static final double BAR = 10;
    /** The most that names take of the width. */
    private static final double NAMES = 0.3;
    /** The most families whose dots have colours and names of their own: as many as there are colours. */
    private static final int COLOURS = 8;

    private static final Lettering LETTERS = Lettering.TEXT;

    private DetectorDots() {}

    /**
     * A detector.
     *
     * @param marked whether it is what the others have to beat
     * @param mean over the families, 0 to 1
     * @param low lower end of the mean's interval; NaN if it has none
     * @param high upper end of it
     * @param families one a family
     */
    public record Row(String name, boolean marked, double mean, double low, double high, List<Double> families) {
        public Row {
            families = List.copyOf(families);
        }
    }

    /**
     * Draws them in their order.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param families by name
     */
    public static Picture of(String title, double width, List<String> families, List<Row> rows) {
        Sheet sheet = new Sheet();
        double top = sheet.title(title, width);
        double names = Math.min(
                width * NAMES,
                rows.stream()
                        .mapToDouble(row -> LETTERS.width(label(row)))
                        .max()
                        .orElse(0));
        double lowest = rows.stream()
                .flatMap(row -> row.families().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double least = Math.max(0, Math.min(0.4, Math.floor(lowest * 10) / 10));
        Frame frame = new Frame(
                Math.round(16 + names + 10),
                top,
                Math.round(width - 60),
                top + ROW * rows.size() + 4,
                Axis.between(least, 1, 7, "AUROC; 0.5 is chance, 1 is right always"),
                new Axis(Scale.linear(0, 1), List.of(), ""));
        for (Axis.Tick tick : frame.across().ticks()) {
            double x = Frame.half(frame.x(tick.value()));
            sheet.line(x, frame.top(), x, frame.bottom(), Stroke.thin(Ink.GRID));
        }
        frame.draw(sheet);
        double chance = Frame.half(frame.x(CHANCE));
        for (int i = 0; i < rows.size(); i++) {
            row(sheet, frame, rows.get(i), top + ROW * i + ROW / 2 + 2, width);
        }
        sheet.line(chance, frame.top(), chance, frame.bottom(), new Stroke(Ink.TEXT, 1, Dash.SHORT));
        double height = legend(sheet, families, frame.bottom() + Frame.BELOW + 4, width);
        return sheet.picture(title.isEmpty() ? "AUROC by detector" : title, width, height);
    }

    private static String label(Row row) {
        return row.marked() ? row.name() + " (baseline)" : row.name();
    }

    private static void row(Sheet sheet, Frame frame, Row row, double y, double width) {
        sheet.text(LETTERS.fit(label(row), width * NAMES), frame.left() - 10, y + 4.5, Anchor.END, LETTERS, Ink.TEXT);
        if (!Double.isFinite(row.mean())) {
            return;
        }
        double from = frame.x(CHANCE);
        double to = frame.x(row.mean());
        sheet.add(new Shape.Box(
                Math.min(from, to),
                y - BAR / 2,
                Math.abs(to - from),
                BAR,
                row.marked() ? Ink.MUTED : Ink.heat(0.35),
                null));
        if (Double.isFinite(row.low()) && Double.isFinite(row.high())) {
            Stroke whisker = new Stroke(Ink.TEXT, 1.5, Dash.SOLID);
            sheet.line(frame.x(row.low()), y, frame.x(row.high()), y, whisker);
        }
        for (int i = 0; i < row.families().size(); i++) {
            double family = row.families().get(i);
            if (Double.isFinite(family)) {
                sheet.add(new Shape.Dot(frame.x(family), y, 4.5, Ink.PAPER));
                sheet.add(new Shape.Dot(
                        frame.x(family), y, 3.5, ink(i, row.families().size())));
            }
        }
        sheet.line(to, y - BAR / 2 - 2, to, y + BAR / 2 + 2, new Stroke(Ink.TEXT, 2.5, Dash.SOLID));
        sheet.text(
                String.format(Locale.ROOT, "%.3f", row.mean()),
                frame.right() + 8,
                y + 4.5,
                Anchor.START,
                LETTERS,
                Ink.TEXT);
    }

    /** More families than colours share one. */
    private static Ink ink(int family, int families) {
        return families > COLOURS ? Ink.MUTED : Ink.series(family);
    }

    private static double legend(Sheet sheet, List<String> families, double from, double width) {
        List<String> names = new ArrayList<>(
                families.size() > COLOURS ? List.of("one of " + families.size() + " families") : families);
        double x = 16;
        double y = from + 10;
        for (int i = 0; i < names.size(); i++) {
            String name = LETTERS.fit(names.get(i), width - 48);
            double wide = 14 + LETTERS.width(name) + 22;
            if (x > 16 && x + wide > width) {
                x = 16;
                y += 20;
            }
            sheet.add(new Shape.Dot(x + 5, y, 4, ink(i, families.size())));
            sheet.text(name, x + 14, y + 4.5, Anchor.START, LETTERS, Ink.TEXT);
            x += wide;
        }
        return y + 18;
    }
}
