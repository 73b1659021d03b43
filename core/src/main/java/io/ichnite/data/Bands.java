package io.ichnite.data;

/**
 * How a sketch is cut into bands, so that rows of which a whole band is equal are worth comparing.
 *
 * @param count of bands
 * @param rows bytes a band
 */
record Bands(int count, int rows) {
    /** The share of pairs at the threshold that must have a band in common. */
    static final double FOUND = 0.999;

    private static final int MOST_ROWS = 16;

    /** The widest bands, thus the fewest vain comparisons, by which enough of the pairs are found that are just near. */
    static Bands of(double similarity) {
        for (int rows = MOST_ROWS; rows > 1; rows--) {
            Bands bands = new Bands(Sketch.BYTES / rows, rows);
            if (bands.chance(similarity) >= FOUND) {
                return bands;
            }
        }
        return new Bands(Sketch.BYTES, 1);
    }

    /** How likely two sketches of sets so alike have a band in common. */
    double chance(double similarity) {
        return 1 - StrictMath.pow(1 - StrictMath.pow(similarity, rows), count);
    }
}
