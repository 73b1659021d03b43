package io.ichnite.metric;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures of separation as means over parts: over networks that were trained without the same novel rows, each with known rows of
 * its own; or over families that were left out. Scores of different parts are never put together, as detectors that were fitted apart
 * have no common scale. Immutable and thread-safe.
 *
 * <p>Intervals are percentiles of the bootstrap (Efron 1979): groups of rows are drawn with replacement, as many as there are, the
 * known ones in each part for itself, the novel ones alike for all parts. Two means from the same plan over the same rows saw
 * the same draws, so that their difference has an interval too. What is not in them: chance in training.
 */
public final class MeanSeparation {
    private static final List<SeparationMeasure> MEASURES = List.of(SeparationMeasure.values());

    private final Map<SeparationMeasure, Double> means = new EnumMap<>(SeparationMeasure.class);
    private final Map<SeparationMeasure, Double> spreads = new EnumMap<>(SeparationMeasure.class);
    /** By measure, one a resample; empty where nothing was drawn. */
    private final Map<SeparationMeasure, double[]> drawn;

    private final double level;

    private MeanSeparation(
            List<Map<SeparationMeasure, Double>> parts, Map<SeparationMeasure, double[]> drawn, double level) {
        for (SeparationMeasure measure : MEASURES) {
            double[] numbers = parts.stream()
                    .mapToDouble(part -> part.getOrDefault(measure, Double.NaN))
                    .toArray();
            double mean = Arrays.stream(numbers).sum() / numbers.length;
            double squares = Arrays.stream(numbers)
                    .map(number -> (number - mean) * (number - mean))
                    .sum();
            means.put(measure, mean);
            spreads.put(measure, numbers.length < 2 ? Double.NaN : Math.sqrt(squares / (numbers.length - 1)));
        }
        this.drawn = drawn;
        this.level = level;
    }

    /**
     * The mean over parts whose novel rows are the same, in one order. The same for any number of threads.
     *
     * @param plan how to draw; null for no intervals
     * @throws IllegalArgumentException if there is no part, or their novel rows differ
     */
    public static MeanSeparation of(List<ScoredRows> parts, Intervals.@Nullable Plan plan, int threads) {
        if (parts.isEmpty() || !parts.stream().allMatch(part -> part.sameNovelRows(parts.get(0)))) {
            throw new IllegalArgumentException("expected parts with the same novel rows, found " + parts.size());
        }
        List<Map<SeparationMeasure, Double>> whole =
                parts.stream().map(part -> numbers(part.separation())).toList();
        boolean unknown = parts.get(0).novelGroups() < 2 || parts.stream().anyMatch(part -> part.knownGroups() < 2);
        return plan == null || unknown
                ? new MeanSeparation(whole, Map.of(), 0)
                : new MeanSeparation(whole, draw(parts, plan, threads), plan.level());
    }

    /**
     * The mean over means of other rows each. They have intervals where all of these have.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MeanSeparation over(List<MeanSeparation> means) {
        if (means.isEmpty()) {
            throw new IllegalArgumentException("expected means, found none");
        }
        List<Map<SeparationMeasure, Double>> whole =
                means.stream().map(mean -> mean.means).toList();
        Map<SeparationMeasure, double[]> drawn = new EnumMap<>(SeparationMeasure.class);
        if (means.stream().noneMatch(mean -> mean.drawn.isEmpty())) {
            for (SeparationMeasure measure : MEASURES) {
                drawn.put(
                        measure,
                        average(means.stream()
                                .map(mean -> mean.resamples(measure))
                                .toList()));
            }
        }
        return new MeanSeparation(whole, drawn, means.get(0).level);
    }

    private static double[] average(List<double[]> drawn) {
        double[] mean = new double[drawn.get(0).length];
        for (int r = 0; r < mean.length; r++) {
            for (double[] one : drawn) {
                mean[r] += one[r] / drawn.size();
            }
        }
        return mean;
    }

    private double[] resamples(SeparationMeasure measure) {
        double[] own = drawn.get(measure);
        return own == null ? new double[0] : own;
    }

    private static Map<SeparationMeasure, double[]> draw(List<ScoredRows> parts, Intervals.Plan plan, int threads) {
        Map<SeparationMeasure, double[]> drawn = new EnumMap<>(SeparationMeasure.class);
        MEASURES.forEach(measure -> drawn.put(measure, new double[plan.resamples()]));
        Intervals.share(threads, first -> {
            int[] novel = new int[parts.get(0).novelGroups()];
            for (int r = first; r < plan.resamples(); r += threads) {
                int at = r;
                SplitMix random = new SplitMix(SplitMix.mix(plan.seed() + SplitMix.GOLDEN * (r + 1L)));
                Intervals.draw(novel, random);
                for (ScoredRows part : parts) {
                    int[] known = new int[part.knownGroups()];
                    Intervals.draw(known, random);
                    Separation separation = part.separation(known, novel);
                    drawn.forEach((measure, into) -> into[at] += measure.of(separation) / parts.size());
                }
            }
        });
        return drawn;
    }

    private static Map<SeparationMeasure, Double> numbers(Separation separation) {
        Map<SeparationMeasure, Double> numbers = new EnumMap<>(SeparationMeasure.class);
        MEASURES.forEach(measure -> numbers.put(measure, measure.of(separation)));
        return numbers;
    }

    /** The mean over the parts. */
    public double mean(SeparationMeasure measure) {
        return means.getOrDefault(measure, Double.NaN);
    }

    /** The standard deviation from part to part, n − 1 in the divisor; NaN of a single part. */
    public double spread(SeparationMeasure measure) {
        return spreads.getOrDefault(measure, Double.NaN);
    }

    /** Where the mean would lie with other groups of rows. */
    public Interval interval(SeparationMeasure measure) {
        return Intervals.percentiles(resamples(measure), level);
    }

    /**
     * Where this mean less another's would lie, both drawn alike: the other is of the same rows, by the same plan.
     *
     * @throws IllegalArgumentException if they were drawn otherwise
     */
    public Interval less(MeanSeparation other, SeparationMeasure measure) {
        double[] mine = resamples(measure);
        double[] its = other.resamples(measure);
        if (mine.length != its.length) {
            throw new IllegalArgumentException(mine.length + " and " + its.length + " resamples");
        }
        double[] apart = new double[mine.length];
        for (int r = 0; r < apart.length; r++) {
            apart[r] = mine[r] - its[r];
        }
        return Intervals.percentiles(apart, level);
    }
}
