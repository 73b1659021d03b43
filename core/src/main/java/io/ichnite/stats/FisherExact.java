package io.ichnite.stats;

/**
 * Fisher's exact test, two-sided, of a table of two by two: the chance of all tables with the same margins that are no likelier
 * than the one seen, as R's fisher.test and SciPy's fisher_exact have it. As a logarithm, for chances below the least number there
 * is. By StrictMath, the same on every machine. Immutable.
 */
final class FisherExact {
    /** Tables that are likelier by less are as likely: what differs is rounding. */
    private static final double ALIKE = 1e-7;

    private static final double ENOUGH = 1e-17;

    /** log n! for n from 0 to all. */
    private final double[] logFactorial;

    private final int all;

    /** @param all whose margins will be asked about */
    FisherExact(int all) {
        this.all = all;
        logFactorial = new double[all + 1];
        double sum = 0;
        double lost = 0;
        for (int n = 1; n <= all; n++) {
            // Kahan's sum: an error in the last digits of log n! would be one in the first of a chance
            double add = StrictMath.log(n) - lost;
            double next = sum + add;
            lost = next - sum - add;
            sum = next;
            logFactorial[n] = sum;
        }
    }

    /**
     * The natural logarithm of the chance, at most 0.
     *
     * @param here of the class, how many have it
     * @param ofHere how many the class has
     * @param having how many have it in all
     * @throws IllegalArgumentException if there is no such table
     */
    double logChance(int here, int ofHere, int having) {
        int low = Math.max(0, having - (all - ofHere));
        int high = Math.min(ofHere, having);
        if (ofHere < 0 || ofHere > all || having < 0 || having > all || here < low || here > high) {
            throw new IllegalArgumentException(here + " of " + ofHere + ", " + having + " of " + all);
        }
        Table table = new Table(ofHere, having);
        double own = table.logLikely(here);
        int likeliest = (int) ((ofHere + 1.0) * (having + 1.0) / (all + 2.0));
        double sum;
        if (here >= likeliest) {
            sum = table.above(here, high, 1);
            int from = low;
            int to = Math.min(here - 1, likeliest) + 1;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (table.logLikely(middle) <= own + ALIKE) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            int other = from - 1;
            sum += other < low ? 0 : table.below(other, low, StrictMath.exp(table.logLikely(other) - own));
        } else {
            sum = table.below(here, low, 1);
            int from = likeliest;
            int to = high + 1;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (table.logLikely(middle) <= own + ALIKE) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            sum += from > high ? 0 : table.above(from, high, StrictMath.exp(table.logLikely(from) - own));
        }
        return Math.min(0, own + StrictMath.log(sum));
    }

    /** The tables of one set of margins. */
    private final class Table {
        private final int ofHere;
        private final int having;

        Table(int ofHere, int having) {
            this.ofHere = ofHere;
            this.having = having;
        }

        double logLikely(int here) {
            return logFactorial[ofHere]
                    - logFactorial[here]
                    - logFactorial[ofHere - here]
                    + logFactorial[all - ofHere]
                    - logFactorial[having - here]
                    - logFactorial[all - ofHere - having + here]
                    - (logFactorial[all] - logFactorial[having] - logFactorial[all - having]);
        }

        /** The sum from {@code here} up, where the first is {@code term}. */
        double above(int here, int high, double term) {
            double each = term;
            double sum = term;
            for (int x = here; x < high && each > sum * ENOUGH; x++) {
                double up = ((double) ofHere - x) * ((double) having - x);
                double down = (x + 1.0) * ((double) all - ofHere - having + x + 1);
                each *= up / down;
                sum += each;
            }
            return sum;
        }

        /** The sum from {@code here} down. */
        double below(int here, int low, double term) {
            double each = term;
            double sum = term;
            for (int x = here; x > low && each > sum * ENOUGH; x--) {
                double down = x * ((double) all - ofHere - having + x);
                double up = ((double) ofHere - x + 1) * ((double) having - x + 1);
                each *= down / up;
                sum += each;
            }
            return sum;
        }
    }
}
