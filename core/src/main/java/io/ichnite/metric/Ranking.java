package io.ichnite.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well probabilities rank rows: each class against all others, a row's score its probability of the class. Rows whose class
 * is not known are left out.
 *
 * <p>The numbers of the whole are, of two classes, those of class 1 (the second); of more, the plain mean over the classes that
 * have both positives and negatives; NaN if none has.
 *
 * @param classes a curve a class; one whose class has no row, or all, parts nothing
 */
public record Ranking(List<ThresholdCurve> classes) {
    /** The false positive rates at which true positive rates are told: one alarm too many in a hundred, and in a thousand. */
    public static final List<Double> LIMITS = List.of(0.01, 0.001);

    public Ranking {
        classes = List.copyOf(classes);
    }

    /**
     * Ranks rows, class by class.
     *
     * @param probabilities row by row, shape (rows, classes)
     * @param labels a class from 0 for each row; −1 where it is not known
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    public static Ranking of(float[] probabilities, int classes, int[] labels) {
        Rows rows = Rows.of(probabilities, classes, labels);
        List<ThresholdCurve> curves = new ArrayList<>();
        double[] scores = new double[rows.known()];
        boolean[] positive = new boolean[rows.known()];
        for (int c = 0; c < classes; c++) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = rows.probability(i, c);
                positive[i] = rows.label(i) == c;
            }
            curves.add(ThresholdCurve.of(scores, positive));
        }
        return new Ranking(curves);
    }

    /** As {@link ThresholdCurve#auroc}. */
    public double auroc() {
        return whole(ThresholdCurve::auroc);
    }

    /** As {@link ThresholdCurve#averagePrecision}. */
    public double averagePrecision() {
        return whole(ThresholdCurve::averagePrecision);
    }

    /** As {@link ThresholdCurve#truePositiveRateAt}; of more than two classes, each has a threshold of its own. */
    public double truePositiveRateAt(double mostFalsePositives) {
        return whole(curve -> curve.truePositiveRateAt(mostFalsePositives));
    }

    /** Whether every class that counts has negatives enough to see a false positive rate this small. */
    public boolean resolves(double falsePositiveRate) {
        return whole(curve -> curve.resolves(falsePositiveRate) || !curve.parts() ? 1 : 0) == 1;
    }

    private double whole(ToDoubleFunction<ThresholdCurve> measure) {
        return whole(classes.stream().mapToDouble(measure).toArray());
    }

    /** Of one number a class, NaN where there is none, the number of the whole. */
    static double whole(double[] each) {
        if (each.length == 2) {
            return each[1];
        }
        double sum = 0;
        int count = 0;
        for (double one : each) {
            if (!Double.isNaN(one)) {
                sum += one;
                count++;
            }
        }
        return sum / count;
    }
}
