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
     * Draws, and measures each time. Nothing is known with fewer than two rows of either.
     *
     * @param known scores, higher = more familiar
     * @param novel scores of rows that are not
     */
    public static SeparationIntervals of(double[] known, double[] novel, Intervals.Plan plan) {
        if (known.length < 2 || novel.length < 2) {
            Interval none = Interval.none();
            return new SeparationIntervals(plan, none, none, none, none, none, none);
        }
        Separation[] drawn = new Separation[plan.resamples()];
        double[] in = new double[known.length];
        double[] out = new double[novel.length];
        for (int r = 0; r < drawn.length; r++) {
            SplitMix random = new SplitMix(SplitMix.mix(plan.seed() + SplitMix.GOLDEN * (r + 1L)));
            draw(known, in, random);
            draw(novel, out, random);
            drawn[r] = Separation.of(in, out);
        }
        return new SeparationIntervals(
                plan,
                interval(drawn, Separation::auroc, plan),
                interval(drawn, Separation::auprKnown, plan),
                interval(drawn, Separation::auprNovel, plan),
                interval(drawn, Separation::fpr95KnownPositive, plan),
                interval(drawn, Separation::fpr95NovelPositive, plan),
                interval(drawn, Separation::detectionAccuracy, plan));
    }

    private static void draw(double[] from, double[] into, SplitMix random) {
        for (int i = 0; i < into.length; i++) {
            into[i] = from[random.below(from.length)];
        }
    }

    private static Interval interval(Separation[] drawn, ToDoubleFunction<Separation> measure, Intervals.Plan plan) {
        return Intervals.percentiles(Arrays.stream(drawn).mapToDouble(measure).toArray(), plan.level());
    }
}
