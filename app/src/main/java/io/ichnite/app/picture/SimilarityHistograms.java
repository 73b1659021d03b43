package io.ichnite.app.picture;

import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How numbers from 0 to 1 lie, in columns of a twentieth: the first ones as an area, others as lines over it. */
public final class SimilarityHistograms {
    private static final double HEIGHT = 220;
    private static final int COLUMNS = 20;

    private SimilarityHistograms() {}

    /** Some numbers. */
    public record Series(String name, List<Double> numbers) {
        public Series {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * Draws them.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param measure what the numbers are
     * @param mark a number that something begins at; NaN for none
     */
    public static Picture of(String title, double width, String measure, double mark, List<Series> series) {
        Sheet sheet = new Sheet();
        List<double[]> shares =
                series.stream().map(each -> shares(each.numbers())).toList();
        double most = 0;
        for (double[] each : shares) {
            for (double share : each) {
                most = Math.max(most, share);
            }
        }
        double top = sheet.title(title, width) + 4;
        Frame frame = Frame.within(
                width,
                top,
                HEIGHT,
                Axis.between(0, 1, 5, measure),
                Axis.over(0, most > 0 ? most : 1, 4, "share of the rows"));
        frame.draw(sheet);
        List<Legend.Entry> entries = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            Stroke stroke = s == 0 ? new Stroke(Ink.series(0), 2, Dash.SOLID) : Stroke.series(s);
            stairs(sheet, frame, shares.get(s), s == 0, stroke);
            entries.add(new Legend.Entry(
                    String.format(
                            Locale.ROOT,
                            "%s, %,d rows",
                            series.get(s).name(),
                            series.get(s).numbers().size()),
                    stroke));
        }
        if (Double.isFinite(mark)) {
            double x = frame.x(mark);
            sheet.line(x, frame.top(), x, frame.bottom(), new Stroke(Ink.MUTED, 1, Dash.DASHED));
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? measure : title, width, below + legend.height());
    }

    private static double[] shares(List<Double> numbers) {
        double[] shares = new double[COLUMNS];
        for (double number : numbers) {
            // so that nine tenths, which is no double, is not put below itself
            int column = (int) (number * COLUMNS + 1e-9);
            shares[Math.max(0, Math.min(COLUMNS - 1, column))] += 1.0 / numbers.size();
        }
        return shares;
    }

    private static void stairs(Sheet sheet, Frame frame, double[] shares, boolean filled, Stroke stroke) {
        double[] xs = new double[2 * COLUMNS + 2];
        double[] ys = new double[xs.length];
        xs[0] = frame.left();
        ys[0] = frame.bottom();
        for (int i = 0; i < COLUMNS; i++) {
            xs[2 * i + 1] = frame.x(i / (double) COLUMNS);
            xs[2 * i + 2] = frame.x((i + 1) / (double) COLUMNS);
            ys[2 * i + 1] = frame.y(shares[i]);
            ys[2 * i + 2] = ys[2 * i + 1];
        }
        xs[xs.length - 1] = frame.right();
        ys[ys.length - 1] = frame.bottom();
        sheet.add(new Shape.Path(Points.of(xs, ys), filled ? Ink.heat(0.3) : null, stroke));
    }
}
