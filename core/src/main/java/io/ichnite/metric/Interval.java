package io.ichnite.metric;

/** From low to high, both NaN where nothing is known. */
public record Interval(double low, double high) {
    /** Nothing is known. */
    public static Interval none() {
        return new Interval(Double.NaN, Double.NaN);
    }
}
