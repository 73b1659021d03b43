package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** How scores of known rows lie, as an area, and over it, as lines, those of others: equal areas, however many rows they have. */
public final class ScoreHistograms {
    private static final double HEIGHT = 230;
    private static final int COLUMNS = 40;
    /** Scores so many times the known ones' spread away from them are put into the outermost column. */
    private static final double FAR = 8;

    private static final String DIRECTION = "more familiar →";

    private ScoreHistograms() {}

    /**
     * Some rows' scores.
     *
     * @param scores as xs; ys are not looked at
     */
    public record Series(String name, Points scores) {
        public static Series of(String name, double[] scores) {
            return new Series(name, Points.of(scores, scores));
        }
    }

    /**
     * Draws them.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param measure what is scored; higher is more familiar
     * @param series the known rows first; of others not more than seven
     */
    public static Picture of(String title, double width, String measure, List<Series> series) {
        Sheet sheet = new Sheet();
        double[] known = sorted(series.isEmpty() ? List.of() : series.subList(0, 1));
        double[] all = sorted(series);
        Axis across = across(known.length == 0 ? all : known, all, measure);
        double low = across.scale().low();
        double high = across.scale().high();
        List<double[]> shares = new ArrayList<>();
        double most = 0;
        for (Series each : series) {
            double[] share = shares(each.scores(), across.scale());
            shares.add(share);
            // what is heaped up at the ends may reach out of the field, so that all else is seen
            int end = series.indexOf(each) == 0 ? 0 : 1;
            most = Math.max(most, Arrays.stream(share, end, COLUMNS - end).max().orElse(0));
        }
        double top = sheet.title(title, width) + 22;
        Frame frame = Frame.within(
                width, top, HEIGHT, across, Axis.over(0, most > 0 ? most : 1, 4, "share of the rows in a column"));
        frame.draw(sheet);
        sheet.text(DIRECTION, frame.right(), top - 8, Anchor.END, Lettering.SMALL, Ink.MUTED);
        List<Legend.Entry> entries = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            Stroke stroke = s == 0 ? new Stroke(Ink.series(0), 2, Dash.SOLID) : Stroke.series(s);
            outline(sheet, frame, shares.get(s), s == 0 ? Ink.heat(0.3) : null, stroke);
            entries.add(new Legend.Entry(named(series.get(s), low, high), stroke));
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? measure : title, width, below + legend.height());
    }

    private static double[] sorted(List<Series> series) {
        return series.stream()
                .flatMapToDouble(
                        each -> DoubleStream.iterate(0, i -> i < each.scores().size(), i -> i + 1)
                                .map(i -> each.scores().x((int) i)))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    private static Axis across(double[] known, double[] all, String measure) {
        if (all.length == 0) {
            return Axis.over(0, 1, 5, measure);
        }
        double middle = known[known.length / 2];
        double spread = known[(known.length - 1) * 95 / 100] - known[(known.length - 1) * 5 / 100];
        double low = all[0];
        double high = all[all.length - 1];
        if (spread > 0 && Double.isFinite(spread)) {
            low = Math.max(low, middle - FAR * spread);
            high = Math.min(high, middle + FAR * spread);
        }
        return Axis.over(low, Math.max(low, high), 6, measure);
    }

    private static double[] shares(Points scores, Scale scale) {
        double[] shares = new double[COLUMNS];
        int counted = 0;
        for (int i = 0; i < scores.size(); i++) {
            if (Double.isFinite(scores.x(i))) {
                shares[Math.min(COLUMNS - 1, (int) (scale.at(scores.x(i)) * COLUMNS))]++;
                counted++;
            }
        }
        for (int i = 0; i < COLUMNS && counted > 0; i++) {
            shares[i] /= counted;
        }
        return shares;
    }

    /** A stair for each run of columns that have rows; nothing where there are none. */
    private static void outline(Sheet sheet, Frame frame, double[] shares, @Nullable Ink fill, Stroke stroke) {
        double wide = (frame.right() - frame.left()) / COLUMNS;
        int from = 0;
        while (from < COLUMNS) {
            if (shares[from] == 0) {
                from++;
                continue;
            }
            int to = from;
            while (to < COLUMNS && shares[to] > 0) {
                to++;
            }
            double[] xs = new double[2 * (to - from) + 2];
            double[] ys = new double[xs.length];
            xs[0] = frame.left() + from * wide;
            ys[0] = frame.bottom();
            for (int i = from; i < to; i++) {
                int k = 2 * (i - from) + 1;
                xs[k] = frame.left() + i * wide;
                xs[k + 1] = frame.left() + (i + 1) * wide;
                ys[k] = frame.y(shares[i]);
                ys[k + 1] = ys[k];
            }
            xs[xs.length - 1] = xs[xs.length - 2];
            ys[xs.length - 1] = frame.bottom();
            sheet.add(new Shape.Path(Points.of(xs, ys), fill, stroke));
            from = to;
        }
    }

    /** With how many rows there are, and how many of them lie beyond the axis. */
    private static String named(Series series, double low, double high) {
        int rows = series.scores().size();
        int beyond = 0;
        for (int i = 0; i < rows; i++) {
            double score = series.scores().x(i);
            beyond += score < low || score > high ? 1 : 0;
        }
        String counted = String.format(Locale.ROOT, "%s, %,d rows", Lettering.TEXT.fit(series.name(), 180), rows);
        if (beyond == 0) {
            return counted;
        }
        double share = 100.0 * beyond / rows;
        return counted + (share < 1 ? ", <1" : String.format(Locale.ROOT, ", %.0f", share)) + " % beyond the axis";
    }
}
