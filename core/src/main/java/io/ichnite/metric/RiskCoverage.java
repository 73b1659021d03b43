package io.ichnite.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often a model is wrong if it may keep silent where it is least sure: the error among the i most confident of n rows, for
 * every i (Geifman and El-Yaniv 2017). Rows of one confidence come as one, each as wrong as they are in the mean.
 *
 * @param risks the error among the most confident row, two rows, … all rows; 0 is best
 */
public record RiskCoverage(List<Double> risks) {
    public RiskCoverage {
        risks = List.copyOf(risks);
    }

    /**
     * Sorts rows by confidence.
     *
     * @param confidences higher is surer; not NaN
     * @param errors whether each row was answered wrongly
     */
    public static RiskCoverage of(double[] confidences, boolean[] errors) {
        if (confidences.length != errors.length) {
            throw new IllegalArgumentException(confidences.length + " confidences and " + errors.length + " errors");
        }
        int[] order = IntStream.range(0, errors.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -confidences[row]))
                .mapToInt(row -> row)
                .toArray();
        List<Double> risks = new ArrayList<>();
        int wrong = 0;
        for (int from = 0, to; from < order.length; from = to) {
            int among = 0;
            for (to = from; to < order.length && confidences[order[to]] == confidences[order[from]]; to++) {
                among += errors[order[to]] ? 1 : 0;
            }
            if (to == from) {
                throw new IllegalArgumentException("row " + order[from] + " has confidence NaN");
            }
            for (int i = from + 1; i <= to; i++) {
                risks.add((wrong + (double) among * (i - from) / (to - from)) / i);
            }
            wrong += among;
        }
        return new RiskCoverage(risks);
    }

    /** AURC: the mean of all risks; NaN without rows. */
    public double area() {
        return risks.stream().mapToDouble(risk -> risk).average().orElse(Double.NaN);
    }

    /**
     * The error among the most confident.
     *
     * @param coverage their share of all rows, above 0 and at most 1; rounded to rows, at least one
     */
    public double at(double coverage) {
        return risks.get((int) Math.max(1, Math.rint(coverage * risks.size())) - 1);
    }
}
