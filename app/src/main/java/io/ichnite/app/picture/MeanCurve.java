package io.ichnite.app.picture;

import java.util.List;
import java.util.TreeSet;

/** The mean of rising curves: at each x the mean of their heights, both where a curve begins to climb at this x and where it ends. */
final class MeanCurve {
    /** As many different x are looked at; of more, some evenly among them. */
    private static final int MOST = 2000;

    private MeanCurve() {}

    /**
     * Straight between its points, as they are; the area under it is the mean of their areas.
     *
     * @param curves with at least one point each, from the same first x to the same last
     */
    static Points of(List<Points> curves) {
        TreeSet<Double> distinct = new TreeSet<>();
        for (Points curve : curves) {
            for (int i = 0; i < curve.size(); i++) {
                distinct.add(curve.x(i));
            }
        }
        double[] all = distinct.stream().mapToDouble(x -> x).toArray();
        int count = Math.min(MOST, all.length);
        double[] xs = new double[2 * count];
        double[] ys = new double[2 * count];
        for (int i = 0; i < count; i++) {
            double x = all[count == 1 ? 0 : (int) ((long) i * (all.length - 1) / (count - 1))];
            xs[2 * i] = x;
            xs[2 * i + 1] = x;
        }
        for (Points curve : curves) {
            int at = 0;
            for (int i = 0; i < count; i++) {
                double x = xs[2 * i];
                while (at + 1 < curve.size() && curve.x(at) < x) {
                    at++;
                }
                ys[2 * i] += height(curve, at, x) / curves.size();
                while (at + 1 < curve.size() && curve.x(at + 1) <= x) {
                    at++;
                }
                ys[2 * i + 1] += height(curve, at, x) / curves.size();
            }
        }
        return Points.of(xs, ys);
    }

    /** At the point, or on the line that leads to it. */
    private static double height(Points curve, int at, double x) {
        if (at == 0 || curve.x(at) <= x) {
            return curve.y(at);
        }
        double share = (x - curve.x(at - 1)) / (curve.x(at) - curve.x(at - 1));
        return curve.y(at - 1) + share * (curve.y(at) - curve.y(at - 1));
    }
}
