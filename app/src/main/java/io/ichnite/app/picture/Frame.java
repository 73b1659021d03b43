package io.ichnite.app.picture;

import io.ichnite.app.picture.Axis.Tick;
import io.ichnite.app.picture.Shape.Anchor;
import java.util.ArrayList;
import java.util.List;

/** The field that numbers are drawn in, between two axes. */
record Frame(double left, double top, double right, double bottom, Axis across, Axis up) {
    private static final Lettering LETTERS = Lettering.TEXT;

    /** Room below the field for marks and title. */
    static final double BELOW = 46;

    /** A field as wide as the marks' labels leave it. */
    static Frame within(double width, double top, double height, Axis across, Axis up) {
        double labels = up.ticks().stream()
                .mapToDouble(tick -> LETTERS.width(tick.label()))
                .max()
                .orElse(0);
        double last = across.ticks().isEmpty()
                ? 0
                : LETTERS.width(across.ticks().get(across.ticks().size() - 1).label()) / 2;
        double left = Math.round(34 + labels);
        return new Frame(left, top, Math.round(width - Math.max(16, last + 4)), top + height, across, up);
    }

    double x(double value) {
        return left + across.scale().at(value) * (right - left);
    }

    double y(double value) {
        return bottom - up.scale().at(value) * (bottom - top);
    }

    /** Grid, marks and titles. */
    void draw(Sheet sheet) {
        for (Tick tick : up.ticks()) {
            double y = half(y(tick.value()));
            sheet.line(left, y, right, y, Stroke.thin(Ink.GRID));
            sheet.text(tick.label(), left - 8, y + 4.5, Anchor.END, LETTERS, Ink.MUTED);
        }
        double clear = Double.NEGATIVE_INFINITY;
        for (Tick tick : across.ticks()) {
            double x = half(x(tick.value()));
            double wide = LETTERS.width(tick.label());
            if (x - wide / 2 < clear) {
                continue;
            }
            clear = x + wide / 2 + 4;
            sheet.line(x, bottom, x, bottom + 5, Stroke.thin(Ink.MUTED));
            sheet.text(tick.label(), x, bottom + 19, Anchor.MIDDLE, LETTERS, Ink.MUTED);
        }
        sheet.line(left, half(bottom), right, half(bottom), Stroke.thin(Ink.MUTED));
        sheet.text(
                LETTERS.fit(across.title(), right - left),
                (left + right) / 2,
                bottom + 38,
                Anchor.MIDDLE,
                LETTERS,
                Ink.TEXT);
        sheet.add(new Shape.Text(
                LETTERS.fit(up.title(), bottom - top), 17, (top + bottom) / 2, Anchor.MIDDLE, LETTERS, -90, Ink.TEXT));
    }

    /** A line through numbers; what is no number leaves a gap, and a number alone between gaps becomes a dot. */
    void plot(Sheet sheet, Points numbers, Stroke stroke) {
        for (Points run : runs(numbers)) {
            if (run.size() == 1) {
                sheet.add(new Shape.Dot(run.x(0), run.y(0), stroke.width() + 1, stroke.ink()));
            } else {
                sheet.add(new Shape.Path(Thinning.thin(run), null, stroke));
            }
        }
    }

    private List<Points> runs(Points numbers) {
        List<Points> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= numbers.size(); i++) {
            boolean gap = i == numbers.size() || !Double.isFinite(numbers.x(i)) || !Double.isFinite(numbers.y(i));
            if (gap) {
                if (i > from) {
                    runs.add(pixels(numbers, from, i));
                }
                from = i + 1;
            }
        }
        return runs;
    }

    private Points pixels(Points numbers, int from, int to) {
        double[] xs = new double[to - from];
        double[] ys = new double[to - from];
        for (int i = from; i < to; i++) {
            xs[i - from] = x(numbers.x(i));
            ys[i - from] = y(numbers.y(i));
        }
        return Points.of(xs, ys);
    }

    /** The middle of a pixel, where a thin line is sharp. */
    static double half(double pixels) {
        return Math.floor(pixels) + 0.5;
    }
}
