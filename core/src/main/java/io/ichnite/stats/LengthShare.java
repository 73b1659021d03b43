package io.ichnite.stats;

/**
 * What rows of a length keep of traces.
 *
 * @param length of a row, in calls
 * @param files there are
 * @param whole files with no more calls than that
 * @param calls there are
 * @param kept calls that stand in the rows
 */
public record LengthShare(int length, int files, int whole, long calls, long kept) {
    /** The share of files that are whole; NaN if there are no files. */
    public double shareWhole() {
        return files == 0 ? Double.NaN : (double) whole / files;
    }

    /** The share of calls that are kept; NaN if there are no calls. */
    public double shareKept() {
        return calls == 0 ? Double.NaN : (double) kept / calls;
    }
}
