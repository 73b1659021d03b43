package io.ichnite.stats;

/**
 * How an API, or a pair of calls in a row, sets a class apart: in how many distinct sequences of the class it occurs, and in how
 * many of all other classes.
 *
 * @param family the class, from 0
 * @param first the API
 * @param second the API that follows it; −1 for a single one
 * @param here sequences of the class that have it
 * @param ofHere sequences of the class
 * @param elsewhere sequences of other classes that have it
 * @param ofElsewhere sequences of other classes
 * @param logChance natural logarithm of Fisher's two-sided chance of counts at least as unlikely, were it independent of the class
 * @param logFalse natural logarithm of the least rate of false discoveries at which it is one, by Benjamini and Hochberg (1995)
 * @param sequences a number that is the same for what occurs in the same sequences, whatever their class, and hardly ever for others
 */
public record Apart(
        int family,
        int first,
        int second,
        int here,
        int ofHere,
        int elsewhere,
        int ofElsewhere,
        double logChance,
        double logFalse,
        long sequences) {
    /** The share of the class's sequences that have it. */
    public double shareHere() {
        return (double) here / ofHere;
    }

    /** The share of the other sequences that have it. */
    public double shareElsewhere() {
        return (double) elsewhere / ofElsewhere;
    }

    /** Odds here over odds elsewhere, a half added to each of the four counts (Haldane 1956), so that it is always a number. */
    public double oddsRatio() {
        return (here + 0.5) * (ofElsewhere - elsewhere + 0.5) / ((ofHere - here + 0.5) * (elsewhere + 0.5));
    }

    /** The chance, corrected for all that was tested beside; 0 below the least number there is, so to rank, its logarithm is better. */
    public double q() {
        return StrictMath.exp(logFalse);
    }

    Apart withLogFalse(double value) {
        return new Apart(family, first, second, here, ofHere, elsewhere, ofElsewhere, logChance, value, sequences);
    }
}
