package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How scores lie in each bucket: half of them within the box, its line the median, nine tenths within the whiskers. */
public final class BucketBoxes {
    private static final int QUANTILES = 5;
    /** A bucket so many boxes' heights below the first is not drawn to scale: it would press all others flat. */
    private static final double FAR = 25;

    private BucketBoxes() {}

    /**
     * Draws them.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param measure what is scored, and which way is which
     * @param quantiles of each bucket at 5, 25, 50, 75 and 95 %; empty where it has no rows. The first bucket is what others are
     *     compared with
     */
    public static Picture of(
            String title, double width, String measure, List<BucketColumn> buckets, List<List<Double>> quantiles) {
        if (quantiles.size() != buckets.size()
                || quantiles.stream().anyMatch(each -> !each.isEmpty() && each.size() != QUANTILES)) {
            throw new IllegalArgumentException("expected five quantiles a bucket");
        }
        Sheet sheet = new Sheet();
        Axis up = axis(quantiles, measure);
        BucketFrame field = BucketFrame.draw(sheet, title, width, buckets, up);
        Frame frame = field.frame();
        if (!quantiles.isEmpty() && !quantiles.get(0).isEmpty()) {
            double median = Frame.half(frame.y(quantiles.get(0).get(2)));
            sheet.line(frame.left(), median, frame.right(), median, new Stroke(Ink.MUTED, 1, Dash.SHORT));
        }
        for (int i = 0; i < quantiles.size(); i++) {
            if (!quantiles.get(i).isEmpty()) {
                box(sheet, field, i, quantiles.get(i));
            }
        }
        return sheet.picture(title.isEmpty() ? measure : title, width, frame.bottom() + Frame.BELOW);
    }

    private static Axis axis(List<List<Double>> quantiles, String measure) {
        List<Double> all = new ArrayList<>();
        quantiles.forEach(all::addAll);
        double low =
                all.stream().mapToDouble(q -> q).filter(Double::isFinite).min().orElse(0);
        double high =
                all.stream().mapToDouble(q -> q).filter(Double::isFinite).max().orElse(1);
        List<Double> first =
                quantiles.stream().filter(each -> !each.isEmpty()).findFirst().orElse(List.of());
        if (!first.isEmpty()) {
            double tall = first.get(3) - first.get(1);
            if (tall > 0 && Double.isFinite(tall)) {
                low = Math.max(low, first.get(1) - FAR * tall);
                high = Math.min(high, first.get(3) + FAR * tall);
            }
        }
        return Axis.over(low, Math.max(low, high), 6, measure);
    }

    private static void box(Sheet sheet, BucketFrame field, int i, List<Double> quantiles) {
        Frame frame = field.frame();
        double wide = Math.min(36, field.room() * 0.6);
        double x = field.x(i, 0);
        double[] y = quantiles.stream().mapToDouble(frame::y).toArray();
        Ink ink = Ink.series(i == 0 ? 7 : 0);
        Stroke line = new Stroke(ink, 1.5, Dash.SOLID);
        sheet.line(x, y[0], x, y[1], line);
        sheet.line(x, y[3], x, y[4], line);
        sheet.line(x - wide / 4, y[0], x + wide / 4, y[0], line);
        sheet.line(x - wide / 4, y[4], x + wide / 4, y[4], line);
        sheet.add(new Shape.Box(x - wide / 2, y[3], wide, y[1] - y[3], Ink.heat(0.2), line));
        sheet.line(x - wide / 2, y[2], x + wide / 2, y[2], new Stroke(ink, 3, Dash.SOLID));
        double median = quantiles.get(2);
        if (median < frame.up().scale().low()) {
            String label = "↓ "
                    + String.format(Locale.ROOT, "%.0e", median)
                            .replace("e+0", "e")
                            .replace("e+", "e");
            double room = Lettering.SMALL.width(label);
            if (room <= field.room()) {
                sheet.add(new Shape.Box(x - room / 2, frame.bottom() - 18, room, 14, Ink.PAPER, null));
                sheet.text(label, x, frame.bottom() - 6, Anchor.MIDDLE, Lettering.SMALL, Ink.TEXT);
            }
        }
    }
}
