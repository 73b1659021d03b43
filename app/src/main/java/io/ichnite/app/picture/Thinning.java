package io.ichnite.app.picture;

import java.util.Arrays;

/**
 * Leaves out points that nobody sees. Of all points that fall into one narrow column, the first, the last, the lowest and the
 * highest draw the same line as all of them (Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB
 * 2014).
 */
final class Thinning {
    /** As many points are drawn as they are. */
    static final int MOST = 2000;

    private static final int COLUMNS = MOST / 4;

    private Thinning() {}

    /** Points in pixels, their x never turning back; so are those returned, at most {@link #MOST}. */
    static Points thin(Points points) {
        int size = points.size();
        if (size <= MOST) {
            return points;
        }
        double from = points.x(0);
        double span = points.x(size - 1) - from;
        double[] xs = new double[MOST];
        double[] ys = new double[MOST];
        int kept = 0;
        for (int start = 0; start < size; ) {
            int column = column(points.x(start), from, span);
            int end = start;
            int lowest = start;
            int highest = start;
            while (end < size && column(points.x(end), from, span) == column) {
                lowest = points.y(end) < points.y(lowest) ? end : lowest;
                highest = points.y(end) > points.y(highest) ? end : highest;
                end++;
            }
            int[] seen = {start, Math.min(lowest, highest), Math.max(lowest, highest), end - 1};
            for (int i = 0; i < seen.length; i++) {
                if (i == 0 || seen[i] != seen[i - 1]) {
                    xs[kept] = points.x(seen[i]);
                    ys[kept++] = points.y(seen[i]);
                }
            }
            start = end;
        }
        return Points.of(Arrays.copyOf(xs, kept), Arrays.copyOf(ys, kept));
    }

    private static int column(double x, double from, double span) {
        return span == 0 ? 0 : (int) Math.min(COLUMNS - 1, (x - from) / span * COLUMNS);
    }
}
