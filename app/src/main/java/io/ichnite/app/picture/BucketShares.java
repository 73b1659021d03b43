package io.ichnite.app.picture;

import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What buckets are made of: columns of one height, a part a class. */
public final class BucketShares {
    /** As many classes as there are colours, but for one that stands for all others. */
    private static final int MOST = 7;

    private BucketShares() {}

    /**
     * Draws them. Of more than eight classes the seven largest are told apart.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param measure what is shared out
     * @param counts of each bucket, one a class; a bucket without any has no column
     */
    public static Picture of(
            String title,
            double width,
            String measure,
            List<BucketColumn> buckets,
            List<String> classes,
            List<List<Integer>> counts) {
        Sheet sheet = new Sheet();
        BucketFrame field = BucketFrame.draw(sheet, title, width, buckets, Axis.between(0, 1, 5, measure));
        Frame frame = field.frame();
        List<Integer> shown = shown(classes.size(), counts);
        List<Legend.Entry> entries = new ArrayList<>();
        for (int k = 0; k < shown.size(); k++) {
            entries.add(new Legend.Entry(classes.get(shown.get(k)), thick(Ink.series(k))));
        }
        boolean others = shown.size() < classes.size();
        if (others) {
            entries.add(new Legend.Entry((classes.size() - shown.size()) + " others", thick(Ink.GRID)));
        }
        double wide = Math.max(1, field.room() * 0.7);
        for (int i = 0; i < counts.size(); i++) {
            double all = counts.get(i).stream().mapToLong(count -> count).sum();
            if (all == 0) {
                continue;
            }
            double x = field.x(i, 0) - wide / 2;
            double had = 0;
            for (int k = 0; k < shown.size(); k++) {
                double share = counts.get(i).get(shown.get(k)) / all;
                part(sheet, frame, x, wide, had, had + share, Ink.series(k));
                had += share;
            }
            if (others) {
                part(sheet, frame, x, wide, had, 1, Ink.GRID);
            }
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? measure + " over time" : title, width, below + legend.height());
    }

    private static Stroke thick(Ink ink) {
        return new Stroke(ink, 10, Dash.SOLID);
    }

    private static void part(Sheet sheet, Frame frame, double x, double wide, double from, double to, Ink ink) {
        double top = frame.y(Math.min(1, to));
        double tall = frame.y(from) - top;
        if (tall > 0) {
            // a line of paper parts neighbours for those who do not see their colours
            sheet.add(new Shape.Box(x, top, wide, tall, ink, new Stroke(Ink.PAPER, 1, Dash.SOLID)));
        }
    }

    private static List<Integer> shown(int classes, List<List<Integer>> counts) {
        List<Integer> order = IntStream.range(0, classes).boxed().toList();
        if (classes <= MOST + 1) {
            return order;
        }
        return order.stream()
                .sorted(Comparator.comparingLong((Integer c) ->
                        -counts.stream().mapToLong(each -> each.get(c)).sum()))
                .limit(MOST)
                .sorted()
                .toList();
    }
}
