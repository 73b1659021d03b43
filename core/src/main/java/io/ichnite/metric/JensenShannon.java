package io.ichnite.metric;

/** How far two mixes are apart (Lin, 1991): what is learned, in bits, about which of the two something was drawn from. */
public final class JensenShannon {
    private JensenShannon() {}

    /**
     * The divergence: 0 for equal mixes, 1 for mixes that have nothing in common.
     *
     * @param p shares that sum to 1
     * @param q as many that sum to 1
     */
    public static double of(double[] p, double[] q) {
        if (p.length != q.length) {
            throw new IllegalArgumentException(p.length + " and " + q.length + " shares");
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += part(p[i], q[i]);
        }
        return Math.max(0, Math.min(1, sum));
    }

    /** What one kind of thing adds to it, at least 0. */
    public static double part(double p, double q) {
        double middle = (p + q) / 2;
        return Math.max(0, (bits(p, middle) + bits(q, middle)) / 2);
    }

    private static double bits(double share, double middle) {
        return share == 0 ? 0 : share * StrictMath.log(share / middle) / StrictMath.log(2);
    }
}
