package io.ichnite.app.picture;

import java.util.Arrays;

/** Points in order. Not a record, as numbers by the thousand want arrays. Immutable. */
public final class Points {
    private final double[] xs;
    private final double[] ys;

    private Points(double[] xs, double[] ys) {
        this.xs = xs;
        this.ys = ys;
    }

    /**
     * Copies them.
     *
     * @param ys one for each of {@code xs}
     */
    public static Points of(double[] xs, double[] ys) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException(xs.length + " values of x, " + ys.length + " of y");
        }
        return new Points(xs.clone(), ys.clone());
    }

    public int size() {
        return xs.length;
    }

    public double x(int i) {
        return xs[i];
    }

    public double y(int i) {
        return ys[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Points that && Arrays.equals(xs, that.xs) && Arrays.equals(ys, that.ys);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(xs) + Arrays.hashCode(ys);
    }

    @Override
    public String toString() {
        return xs.length + " points";
    }
}
