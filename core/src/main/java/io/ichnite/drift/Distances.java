package io.ichnite.drift;

/** How far apart two windows of numbers are. Larger is farther; 0 is none. */
public final class Distances {
    /** Bins of the reference's tenths in the population stability index. */
    private static final int TENTHS = 10;

    /** A share below this counts as this, as its logarithm would have no end. */
    private static final double FLOOR = 1e-4;

    private Distances() {}

    /** Wasserstein's first: how far a number has to be carried in the mean, in the unit of the numbers (SciPy). */
    public static double wasserstein(Values first, Values second) {
        int n = first.size();
        int m = second.size();
        int i = 0;
        int j = 0;
        double at = Math.min(first.at(0), second.at(0));
        double sum = 0;
        while (i < n || j < m) {
            double to = j == m || i < n && first.at(i) <= second.at(j) ? first.at(i) : second.at(j);
            // each part before the difference: numbers of either sign and any size do not overflow
            double apart = Math.abs((double) i / n - (double) j / m);
            sum += apart * to - apart * at;
            at = to;
            while (i < n && first.at(i) <= at) {
                i++;
            }
            while (j < m && second.at(j) <= at) {
                j++;
            }
        }
        return Math.min(Double.MAX_VALUE, Math.max(0, sum));
    }

    /** Cramér's and von Mises' statistic T of two samples (Anderson 1962), ties at their mean rank (SciPy). */
    public static double cramerVonMises(Values first, Values second) {
        double n = first.size();
        double m = second.size();
        double sum = n * ranks(first, second) + m * ranks(second, first);
        return sum / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
    }

    /** Σ (rank among both − rank among its own)². */
    private static double ranks(Values own, Values other) {
        double sum = 0;
        for (int i = 0; i < own.size(); i++) {
            double among = meanRank(own, own.at(i)) + meanRank(other, own.at(i)) + 0.5;
            sum += (among - (i + 1)) * (among - (i + 1));
        }
        return sum;
    }

    /** Those below, and half of those equal. */
    private static double meanRank(Values values, double number) {
        return values.rank(number) * values.size();
    }

    /**
     * Population stability index: Σ (p − q) ln(p/q) over the tenths of the reference, p and q the shares of both in each, at
     * least 1e-4. By custom 0.1 is a small move, 0.25 a large one.
     */
    public static double stability(Values reference, Values now) {
        double sum = 0;
        int hadBefore = 0;
        int hadNow = 0;
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            boolean last = tenth == TENTHS;
            double edge = last ? Double.POSITIVE_INFINITY : reference.quantile((double) tenth / TENTHS);
            int before = last ? reference.size() : reference.upTo(edge);
            int after = last ? now.size() : now.upTo(edge);
            double p = Math.max(FLOOR, (double) (before - hadBefore) / reference.size());
            double q = Math.max(FLOOR, (double) (after - hadNow) / now.size());
            sum += (q - p) * StrictMath.log(q / p);
            hadBefore = before;
            hadNow = after;
        }
        return sum;
    }

    /**
     * Mann's and Whitney's test: the chance that one sample stands above or below the other so often, where both are drawn from
     * one distribution; by the normal law, ties and continuity corrected (SciPy's {@code asymptotic}).
     */
    public static double mannWhitney(Values first, Values second) {
        double n = first.size();
        double m = second.size();
        double above = 0;
        for (int i = 0; i < first.size(); i++) {
            above += meanRank(second, first.at(i));
        }
        double ties = 0;
        for (int i = 0, j = 0; i < first.size() || j < second.size(); ) {
            double at =
                    j == second.size() || i < first.size() && first.at(i) <= second.at(j) ? first.at(i) : second.at(j);
            int had = i + j;
            i = first.upTo(at);
            j = second.upTo(at);
            double t = (double) i + j - had;
            ties += t * t * t - t;
        }
        double all = n + m;
        double deviation = Math.sqrt(n * m / 12 * (all + 1 - ties / (all * (all - 1))));
        double most = Math.max(above, n * m - above);
        return deviation == 0 ? 1 : Math.min(1, NormalLaw.bothTails((most - n * m / 2 - 0.5) / deviation));
    }

    /**
     * Maximum mean discrepancy, squared, without bias (Gretton and others 2012), kernel exp(−‖x − y‖²/2σ²). May be a little
     * below 0 where there is none. Takes time and memory in proportion to the square of the rows.
     *
     * @param sigma the kernel's width, in the unit of the features
     */
    public record Discrepancy(double squared, double sigma) {
        /**
         * σ is the median distance of all pairs of rows of both; 1 if that is 0.
         *
         * @param first row by row, shape (rows, width), at least two rows
         * @param second the same
         */
        public static Discrepancy of(double[] first, double[] second, int width) {
            int n = first.length / width;
            int m = second.length / width;
            if (n < 2 || m < 2 || n * width != first.length || m * width != second.length) {
                throw new IllegalArgumentException("expected at least two rows of " + width + " on either side, found "
                        + first.length + " and " + second.length + " numbers");
            }
            int all = n + m;
            double[] pairs = new double[Math.multiplyExact(all, all - 1) / 2]; // squared distances, i < j
            int next = 0;
            for (int i = 0; i < all; i++) {
                for (int j = i + 1; j < all; j++) {
                    pairs[next++] = squared(
                            i < n ? first : second,
                            (i < n ? i : i - n) * width,
                            j < n ? first : second,
                            (j < n ? j : j - n) * width,
                            width);
                }
            }
            double median = Math.sqrt(Values.of(pairs).quantile(0.5));
            if (pairs.length % 2 == 0) {
                // the median of the distances, not the root of that of their squares
                Values sorted = Values.of(pairs);
                median = (Math.sqrt(sorted.at(pairs.length / 2 - 1)) + Math.sqrt(sorted.at(pairs.length / 2))) / 2;
            }
            double sigma = median > 0 ? median : 1;
            double within1 = 0;
            double within2 = 0;
            double between = 0;
            next = 0;
            for (int i = 0; i < all; i++) {
                for (int j = i + 1; j < all; j++) {
                    double kernel = StrictMath.exp(-pairs[next++] / (2 * sigma * sigma));
                    if (j < n) {
                        within1 += kernel;
                    } else if (i >= n) {
                        within2 += kernel;
                    } else {
                        between += kernel;
                    }
                }
            }
            double squared = 2 * within1 / ((double) n * (n - 1))
                    + 2 * within2 / ((double) m * (m - 1))
                    - 2 * between / ((double) n * m);
            return new Discrepancy(squared, sigma);
        }

        private static double squared(double[] a, int i, double[] b, int j, int width) {
            double sum = 0;
            for (int k = 0; k < width; k++) {
                double off = a[i + k] - b[j + k];
                sum += off * off;
            }
            return sum;
        }
    }
}
