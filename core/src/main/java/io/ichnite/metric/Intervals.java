package io.ichnite.metric;

import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * How far measures would move if other groups had been drawn: percentile intervals of the bootstrap (Efron 1979), which draws
 * groups, not rows, with replacement, as many as there are; rows of one group are no independent witnesses. A resample in which
 * a measure is NaN is left out of its interval. With fewer than two groups, and for a measure that is NaN itself, nothing is known.
 *
 * <p>What is not in them: chance in training. They hold for this model, on other programs of the kind seen.
 *
 * @param groups that have a row whose class is known
 * @param plan how often was drawn, and how much the intervals cover
 */
public record Intervals(int groups, Plan plan, Interval logLoss, Interval accuracy, Interval macroF1, Interval auroc) {
    private static final int MEASURES = 4;

    /**
     * How to draw.
     *
     * @param resamples at least 1
     * @param level the share of resamples that an interval holds, above 0 and below 1
     * @param seed of the draws
     */
    public record Plan(int resamples, double level, long seed) {
        public Plan {
            if (resamples < 1 || !(level > 0 && level < 1)) {
                throw new IllegalArgumentException(resamples + " resamples, level " + level);
            }
        }

        /** 1,000 resamples, 95 %. */
        public static Plan defaults(long seed) {
            return new Plan(1000, 0.95, seed);
        }
    }

    /**
     * Draws groups and measures each time what {@link Evaluation} and {@link Ranking} measure. The same for any number of threads.
     *
     * @param probabilities row by row, shape (rows, classes)
     * @param labels a class from 0 for each row; −1 where it is not known
     * @param groups a key for each row, compared by {@code equals}
     * @param threads that share the resamples, at least 1
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    public static Intervals of(
            float[] probabilities, int classes, int[] labels, List<?> groups, Plan plan, int threads) {
        if (groups.size() != labels.length) {
            throw new IllegalArgumentException(labels.length + " rows and " + groups.size() + " groups");
        }
        GroupedRows rows = new GroupedRows(Rows.of(probabilities, classes, labels), classes, groups);
        double[][] drawn = new double[MEASURES][plan.resamples()]; // (measures, resamples)
        double[] whole = rows.measure(once(rows.groups()));
        if (rows.groups() > 1) {
            draw(rows.groups(), plan, threads, (r, times) -> {
                double[] measured = rows.measure(times);
                for (int m = 0; m < MEASURES; m++) {
                    drawn[m][r] = measured[m];
                }
            });
        } else {
            Arrays.fill(whole, Double.NaN);
        }
        List<Interval> intervals = new ArrayList<>();
        for (int m = 0; m < MEASURES; m++) {
            intervals.add(Double.isNaN(whole[m]) ? Interval.none() : percentiles(drawn[m], plan.level()));
        }
        return new Intervals(
                rows.groups(), plan, intervals.get(0), intervals.get(1), intervals.get(2), intervals.get(3));
    }

    /** Each group once, as they are. */
    static int[] once(int groups) {
        int[] once = new int[groups];
        Arrays.fill(once, 1);
        return once;
    }

    /** Takes one resample, by some thread. */
    @FunctionalInterface
    interface Resample {
        /** @param times how often each group was drawn; the thread's own, good until its next resample */
        void take(int number, int[] times);
    }

    /** Resample r is drawn by numbers of its own, so that it does not matter who draws it. */
    static void draw(int groups, Plan plan, int threads, Resample resample) {
        share(threads, first -> {
            int[] times = new int[groups];
            for (int r = first; r < plan.resamples(); r += threads) {
                draw(times, new SplitMix(SplitMix.mix(plan.seed() + SplitMix.GOLDEN * (r + 1L))));
                resample.take(r, times);
            }
        });
    }

    /** How often each is drawn, if as many are drawn as there are. */
    static void draw(int[] times, SplitMix random) {
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[random.below(times.length)]++;
        }
    }

    /** Runs the same on some threads, which are told their number, from 0. */
    static void share(int threads, IntConsumer work) {
        List<Callable<Void>> shares = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            shares.add(() -> {
                work.accept(first);
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> share : pool.invokeAll(shares)) {
                share.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while drawing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * The middle {@code level} of what was drawn, NaN apart: linear between the two nearest, as NumPy's percentile.
     *
     * @param level above 0 and below 1
     */
    public static Interval percentiles(double[] drawn, double level) {
        double[] sorted = Arrays.stream(drawn)
                .filter(measure -> !Double.isNaN(measure))
                .sorted()
                .toArray();
        return sorted.length == 0
                ? Interval.none()
                : new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (above - sorted[below]);
    }
}
