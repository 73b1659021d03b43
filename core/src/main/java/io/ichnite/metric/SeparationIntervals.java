package io.ichnite.metric;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How far measures of separation would move if other rows had been drawn: percentile intervals of the bootstrap (Efron 1979); known and
 * novel rows are each drawn with replacement, as many as there are. What is not in them: that the detector would have been fitted on
 * other rows; and that rows may be kin.
 */
public record SeparationIntervals(
        Intervals.Plan plan,
        Interval auroc,
        Interval auprKnown,
        Interval auprNovel,
        Interval fpr95KnownPositive,
        Interval fpr95NovelPositive,
        Interval detectionAccuracy) {
    /**
     * Draws, and measures each time. Nothing is known with fewer than two rows of either. The same for any number of threads.
     *
     * @param known scores, higher = more familiar
     * @param novel scores of rows that are not
     * @param threads that share the resamples, at least 1
     */
    public static SeparationIntervals of(double[] known, double[] novel, Intervals.Plan plan, int threads) {
        if (known.length < 2 || novel.length < 2) {
            Interval none = Interval.none();
            return new SeparationIntervals(plan, none, none, none, none, none, none);
        }
        ScoreGroups groups = new ScoreGroups(known, novel);
        Separation[] drawn = new Separation[plan.resamples()];
        Intervals.share(threads, first -> {
            int[] in = new int[groups.groups()];
            int[] out = new int[groups.groups()];
            for (int r = first; r < drawn.length; r += threads) {
                SplitMix random = new SplitMix(SplitMix.mix(plan.seed() + SplitMix.GOLDEN * (r + 1L)));
                draw(groups.known(), in, random);
                draw(groups.novel(), out, random);
                drawn[r] = ScoreGroups.measure(in, out, known.length, novel.length);
            }
        });
        return new SeparationIntervals(
                plan,
                interval(drawn, Separation::auroc, plan),
                interval(drawn, Separation::auprKnown, plan),
                interval(drawn, Separation::auprNovel, plan),
                interval(drawn, Separation::fpr95KnownPositive, plan),
                interval(drawn, Separation::fpr95NovelPositive, plan),
                interval(drawn, Separation::detectionAccuracy, plan));
    }

    /** How many rows of each group there are, if as many are drawn as there are. */
    private static void draw(int[] rows, int[] counts, SplitMix random) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < rows.length; i++) {
            counts[rows[random.below(rows.length)]]++;
        }
    }

    private static Interval interval(Separation[] drawn, ToDoubleFunction<Separation> measure, Intervals.Plan plan) {
        return Intervals.percentiles(Arrays.stream(drawn).mapToDouble(measure).toArray(), plan.level());
    }
}
