package io.ichnite.app.picture;

/**
 * Where numbers lie between two ends.
 *
 * @param low shown as 0
 * @param high shown as 1
 * @param logarithmic whether equal ratios are equally long; then both ends are above 0
 */
record Scale(double low, double high, boolean logarithmic) {
    Scale {
        if (!(low < high) || !Double.isFinite(high - low) || logarithmic && low <= 0) {
            throw new IllegalArgumentException("a scale from " + low + " to " + high);
        }
    }

    static Scale linear(double low, double high) {
        return new Scale(low, high, false);
    }

    /** 0 to 1; what lies outside is shown at the nearer end. */
    double at(double value) {
        double share = logarithmic
                ? StrictMath.log(Math.max(value, low) / low) / StrictMath.log(high / low)
                : (value - low) / (high - low);
        return Math.max(0, Math.min(1, share));
    }
}
