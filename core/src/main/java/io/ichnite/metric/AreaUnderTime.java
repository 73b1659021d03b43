package io.ichnite.metric;

import java.util.List;

/**
 * A measure followed over periods, as one number: the area under it by trapezoids, over the number of steps, all equally long;
 * AUT of Pendlebury and others (TESSERACT, 2019). Of a measure from 0 to 1 it is from 0 to 1.
 */
public final class AreaUnderTime {
    private AreaUnderTime() {}

    /**
     * Of one period, as of none, it is 0: nothing was followed.
     *
     * @param measures one a period, in order
     * @throws IllegalArgumentException if one is not finite: what to do about a period that has none is the caller's to say
     */
    public static double of(List<Double> measures) {
        double sum = 0;
        for (int i = 0; i < measures.size(); i++) {
            double measure = measures.get(i);
            if (!Double.isFinite(measure)) {
                throw new IllegalArgumentException("period " + i + " has " + measure);
            }
            boolean end = i == 0 || i == measures.size() - 1;
            sum += end ? measure / 2 : measure;
        }
        return measures.size() < 2 ? 0 : sum / (measures.size() - 1);
    }

    /** The share of a class's rows that is not found; 0 for a class without rows. */
    public static double missed(Evaluation.PerClass each) {
        return each.support() == 0 ? 0 : 1 - each.recall();
    }

    /** {@link #missed}, the plain mean over classes that have rows: the false negative rate; NaN where none has. */
    public static double missed(Evaluation evaluation) {
        return evaluation.classes().stream()
                .filter(each -> each.support() > 0)
                .mapToDouble(AreaUnderTime::missed)
                .average()
                .orElse(Double.NaN);
    }
}
