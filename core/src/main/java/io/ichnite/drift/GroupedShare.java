package io.ichnite.drift;

import io.ichnite.metric.Interval;
import io.ichnite.metric.Intervals;
import io.ichnite.tensor.SplitMix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A share of rows, and how far it would move if other groups had been drawn: the percentile interval of the bootstrap over whole
 * groups, as in {@link Intervals}.
 *
 * @param rows how many it is a share of
 * @param share NaN without rows
 * @param interval NaN with fewer than two groups
 */
public record GroupedShare(int rows, double share, Interval interval) {
    /**
     * Counts and draws.
     *
     * @param hits whether each row counts
     * @param keys of each row
     */
    static GroupedShare of(List<Boolean> hits, List<?> keys, Intervals.Plan plan) {
        Map<Object, Integer> numbers = new HashMap<>();
        int[] size = new int[hits.size()];
        int[] hit = new int[hits.size()];
        int all = 0;
        for (int i = 0; i < hits.size(); i++) {
            int group = numbers.computeIfAbsent(keys.get(i), key -> numbers.size());
            size[group]++;
            if (hits.get(i)) {
                hit[group]++;
                all++;
            }
        }
        int groups = numbers.size();
        double share = hits.isEmpty() ? Double.NaN : (double) all / hits.size();
        if (groups < 2) {
            return new GroupedShare(hits.size(), share, Interval.none());
        }
        double[] drawn = new double[plan.resamples()];
        for (int r = 0; r < drawn.length; r++) {
            SplitMix random = new SplitMix(SplitMix.mix(plan.seed() + SplitMix.GOLDEN * (r + 1L)));
            long rows = 0;
            long counted = 0;
            for (int i = 0; i < groups; i++) {
                int group = random.below(groups);
                rows += size[group];
                counted += hit[group];
            }
            drawn[r] = (double) counted / rows;
        }
        return new GroupedShare(hits.size(), share, Intervals.percentiles(drawn, plan.level()));
    }
}
