package io.ichnite.drift;

import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model stands on some rows. What cannot be known, as an accuracy without labels, is NaN.
 *
 * @param rows how many
 * @param groups how many groups they are of; as many as rows where none were given
 * @param labels rows of each class
 * @param answers rows answered with each class
 * @param evaluation of those whose class is known
 * @param missed the false negative rate, the mean over classes that have rows
 * @param calibration expected calibration error, 0 is best
 * @param riskCoverage area under risk and coverage, by the probability of the answer: how wrong the model is, in the mean over all
 *     shares of rows that it is surest of; 0 is best
 * @param accuracy how far it would move with other groups
 * @param macroF1 how far it would move with other groups
 * @param layers a layer each
 * @param rejection null where there is nothing to reject by
 */
public record Standing(
        int rows,
        int groups,
        List<Integer> labels,
        List<Integer> answers,
        Evaluation evaluation,
        double missed,
        double calibration,
        double riskCoverage,
        Interval accuracy,
        Interval macroF1,
        List<Layer> layers,
        @Nullable Rejection rejection) {
    /** The shares that {@link Layer#quantiles} are of. */
    public static final List<Double> QUANTILES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

    public Standing {
        labels = List.copyOf(labels);
        answers = List.copyOf(answers);
        layers = List.copyOf(layers);
    }

    /**
     * Familiarity at one layer; higher is more familiar.
     *
     * @param quantiles of the scores, at {@link #QUANTILES}; empty without rows
     * @param auroc how often a reference row is more familiar than one of these; half is no difference
     * @param fromReference how far the scores are from the reference's; null without rows
     * @param fromBefore how far from those of the bucket before that has rows; null where there is none
     */
    public record Layer(
            String name,
            List<Double> quantiles,
            double auroc,
            @Nullable Distance fromReference,
            @Nullable Distance fromBefore) {
        public Layer {
            quantiles = List.copyOf(quantiles);
        }
    }

    /**
     * How far two windows of scores are apart.
     *
     * @param stability population stability index
     * @param wasserstein in the unit of the scores
     */
    public record Distance(KolmogorovSmirnov smirnov, double stability, double wasserstein) {
        static Distance of(Values reference, Values now) {
            return new Distance(
                    KolmogorovSmirnov.of(reference, now),
                    Distances.stability(reference, now),
                    Distances.wasserstein(reference, now));
        }
    }

    /**
     * What happens to answers that do not fit their class.
     *
     * @param rejected share of all rows
     * @param keptAccuracy share of the kept rows, labels known, that is answered rightly
     * @param rejectedAccuracy the same of the rejected ones
     * @param covered share of rows, labels known, whose prediction set holds the true class; promised is 1 − error rate, for
     *     rows like the reference's
     */
    public record Rejection(
            GroupedShare rejected, GroupedShare keptAccuracy, GroupedShare rejectedAccuracy, GroupedShare covered) {}
}
