package io.ichnite.app.picture;

import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;

/** Shares followed from bucket to bucket, each with how far it would move with other groups of rows. */
public final class BucketCurves {
    private BucketCurves() {}

    /**
     * A number in one bucket.
     *
     * @param share 0 to 1; NaN where there is none
     * @param low lower end of its interval; NaN if it has none
     * @param high upper end of its interval; NaN if it has none
     */
    public record Point(double share, double low, double high) {}

    /**
     * One line.
     *
     * @param points one a bucket
     */
    public record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * Draws them from 0 to 1. Buckets without a number leave a gap.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param measure what the numbers are
     */
    public static Picture of(
            String title, double width, String measure, List<BucketColumn> buckets, List<Curve> curves) {
        Sheet sheet = new Sheet();
        BucketFrame field = BucketFrame.draw(sheet, title, width, buckets, Axis.between(0, 1, 5, measure));
        Frame frame = field.frame();
        List<Legend.Entry> entries = new ArrayList<>();
        for (int c = 0; c < curves.size(); c++) {
            Curve curve = curves.get(c);
            if (curve.points().size() != buckets.size()) {
                throw new IllegalArgumentException(curve.points().size() + " points, " + buckets.size() + " buckets");
            }
            Stroke stroke = Stroke.series(c);
            // beside each other, so that one whisker does not lie on another
            double aside =
                    curves.size() == 1 ? 0 : (c - (curves.size() - 1) / 2.0) * Math.min(0.1, 0.5 / curves.size());
            double[] xs = new double[buckets.size()];
            double[] ys = new double[buckets.size()];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = i + 0.5 + aside;
                ys[i] = curve.points().get(i).share();
                whisker(sheet, frame, field.x(i, aside), curve.points().get(i), stroke.ink());
            }
            frame.plot(sheet, Points.of(xs, ys), stroke);
            for (int i = 0; i < xs.length; i++) {
                if (Double.isFinite(ys[i])) {
                    sheet.add(new Shape.Dot(field.x(i, aside), frame.y(ys[i]), 3.5, stroke.ink()));
                }
            }
            entries.add(new Legend.Entry(curve.name(), stroke));
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? measure + " over time" : title, width, below + legend.height());
    }

    private static void whisker(Sheet sheet, Frame frame, double x, Point point, Ink ink) {
        if (!Double.isFinite(point.low()) || !Double.isFinite(point.high())) {
            return;
        }
        double low = frame.y(point.low());
        double high = frame.y(point.high());
        Stroke thin = new Stroke(ink, 1, Dash.SOLID);
        sheet.line(x, low, x, high, thin);
        sheet.line(x - 3, low, x + 3, low, thin);
        sheet.line(x - 3, high, x + 3, high, thin);
    }
}
