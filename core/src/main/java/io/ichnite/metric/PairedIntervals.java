package io.ichnite.metric;

import java.util.List;

/**
 * How far the differences of two models would move if other groups had been drawn: percentile intervals of the paired bootstrap (Efron
 * 1979). Each draw takes whole groups, with replacement, as many as there are, and measures both models on the same ones: what is hard
 * about a group is hard for both, and does not count as a difference. With fewer than two groups nothing is known.
 *
 * <p>What is not in them: chance in either training.
 *
 * @param groups that have a row whose class is known
 * @param plan how often was drawn, and how much the intervals cover
 */
public record PairedIntervals(
        int groups,
        Intervals.Plan plan,
        Difference logLoss,
        Difference accuracy,
        Difference macroF1,
        Difference auroc) {
    private static final int MEASURES = 4;

    /**
     * One measure of both.
     *
     * @param one of the first model; NaN where there is none
     * @param other of the second
     * @param interval of {@link #value}
     */
    public record Difference(double one, double other, Interval interval) {
        /** The second's less the first's. */
        public double value() {
            return other - one;
        }

        /** Whether the interval lies on one side of 0. */
        public boolean sure() {
            return interval.low() > 0 || interval.high() < 0;
        }
    }

    /**
     * Draws groups and measures both models each time. The same for any number of threads.
     *
     * @param one probabilities of the first model, row by row, shape (rows, classes)
     * @param other those of the second
     * @param labels a class from 0 for each row; −1 where it is not known
     * @param groups a key for each row, compared by {@code equals}
     * @param threads that share the resamples, at least 1
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    public static PairedIntervals of(
            float[] one, float[] other, int classes, int[] labels, List<?> groups, Intervals.Plan plan, int threads) {
        if (groups.size() != labels.length) {
            throw new IllegalArgumentException(labels.length + " rows and " + groups.size() + " groups");
        }
        GroupedRows first = new GroupedRows(Rows.of(one, classes, labels), classes, groups);
        GroupedRows second = new GroupedRows(Rows.of(other, classes, labels), classes, groups);
        int[] once = Intervals.once(first.groups());
        double[] ones = first.measure(once);
        double[] others = second.measure(once);
        double[][] drawn = new double[MEASURES][plan.resamples()]; // (measures, resamples)
        if (first.groups() > 1) {
            Intervals.draw(first.groups(), plan, threads, (r, times) -> {
                double[] own = first.measure(times);
                double[] its = second.measure(times);
                for (int m = 0; m < MEASURES; m++) {
                    drawn[m][r] = its[m] - own[m];
                }
            });
        }
        Difference[] differences = new Difference[MEASURES];
        for (int m = 0; m < MEASURES; m++) {
            boolean known = first.groups() > 1 && !Double.isNaN(others[m] - ones[m]);
            Interval interval = known ? Intervals.percentiles(drawn[m], plan.level()) : Interval.none();
            differences[m] = new Difference(ones[m], others[m], interval);
        }
        return new PairedIntervals(
                first.groups(), plan, differences[0], differences[1], differences[2], differences[3]);
    }
}
