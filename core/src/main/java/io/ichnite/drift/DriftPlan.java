package io.ichnite.drift;

import io.ichnite.drift.Conformal.Form;
import io.ichnite.metric.Intervals;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is asked of a {@link DriftStudy}.
 *
 * @param calendar when training ended, and the buckets after it
 * @param form how p-values are counted
 * @param errorRate share of fitting answers that may be rejected, above 0 and below 1
 * @param budget files that are looked at in a day, at least 1
 * @param window newest rows that are asked for the reason of an alarm
 * @param watches what changes are looked for, and how
 * @param intervals how intervals are drawn
 * @param threads at least 1
 */
public record DriftPlan(
        Calendar calendar,
        Form form,
        double errorRate,
        int budget,
        int window,
        List<Watch> watches,
        Intervals.Plan intervals,
        int threads) {
    /** In numbers from 0 to 1, sums of deviations move more slowly than river's default supposes. */
    private static final double SUM = 10;

    /** What a detector is shown. */
    public enum Subject {
        /** 1 for a wrong answer, 0 for a right one, of rows whose class is known. */
        ERRORS,
        /** Each layer's familiarity, as the share of reference rows that are less familiar: 0 to 1. */
        FAMILIARITY
    }

    /**
     * Somebody on the look-out.
     *
     * @param name of the detector, as people know it
     * @param detector makes one that has seen nothing
     */
    public record Watch(String name, Subject subject, Supplier<ChangeDetector> detector) {}

    public DriftPlan {
        watches = List.copyOf(watches);
        if (!(errorRate > 0 && errorRate < 1) || budget < 1 || window < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "error rate " + errorRate + ", budget " + budget + ", window " + window + ", threads " + threads);
        }
    }

    /** +1 p-values at 0.1, 20 files a day, reasons from 50 rows, every detector with river's settings, 95 % intervals. */
    public static DriftPlan defaults(Calendar calendar, long seed, int threads) {
        return new DriftPlan(
                calendar, Form.PLUS_ONE, 0.1, 20, 50, watches(seed), Intervals.Plan.defaults(seed), threads);
    }

    public DriftPlan withRejection(Form other, double rate) {
        return new DriftPlan(calendar, other, rate, budget, window, watches, intervals, threads);
    }

    public DriftPlan withBudget(int other) {
        return new DriftPlan(calendar, form, errorRate, other, window, watches, intervals, threads);
    }

    public DriftPlan withWatches(List<Watch> others) {
        return new DriftPlan(calendar, form, errorRate, budget, window, others, intervals, threads);
    }

    private static List<Watch> watches(long seed) {
        PageHinkley.Settings sums = PageHinkley.Settings.defaults().withThreshold(SUM);
        return List.of(
                new Watch("ADWIN", Subject.ERRORS, () -> new Adwin(Adwin.Settings.defaults())),
                new Watch("Page-Hinkley", Subject.ERRORS, () -> new PageHinkley(sums)),
                new Watch("DDM", Subject.ERRORS, () -> new Ddm(Ddm.Settings.defaults())),
                new Watch("EDDM", Subject.ERRORS, () -> new Eddm(Eddm.Settings.defaults())),
                new Watch("HDDM-A", Subject.ERRORS, () -> new HddmA(HddmA.Settings.defaults())),
                new Watch("HDDM-W", Subject.ERRORS, () -> new HddmW(HddmW.Settings.defaults())),
                new Watch("ADWIN", Subject.FAMILIARITY, () -> new Adwin(Adwin.Settings.defaults())),
                new Watch("Page-Hinkley", Subject.FAMILIARITY, () -> new PageHinkley(sums)),
                new Watch("KSWIN", Subject.FAMILIARITY, () -> new Kswin(Kswin.Settings.defaults(seed))));
    }
}
