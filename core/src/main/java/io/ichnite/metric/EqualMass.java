package io.ichnite.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Expected calibration error over bins that hold equally many rows, so that where most answers are sure, they are told apart
 * (Nixon and others 2019). As {@link Calibration#ece} else.
 */
public final class EqualMass {
    private EqualMass() {}

    /**
     * Sorts rows by confidence and cuts them at its fifteenths, as NumPy's quantile has them; a row on an edge is in the lower
     * bin.
     *
     * @param probabilities row by row, shape (rows, classes)
     * @param labels a class from 0 for each row; −1 where it is not known
     * @return 0 is best; NaN without a row whose class is known
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    public static double ece(float[] probabilities, int classes, int[] labels) {
        Rows rows = Rows.of(probabilities, classes, labels);
        int[] order = IntStream.range(0, rows.known())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> confidence(rows, i)))
                .mapToInt(i -> i)
                .toArray();
        double sum = 0;
        int from = 0;
        for (int bin = 1; bin <= Calibration.BINS && from < order.length; bin++) {
            double edge = bin == Calibration.BINS ? Double.POSITIVE_INFINITY : edge(rows, order, bin);
            double off = 0;
            for (; from < order.length && confidence(rows, order[from]) <= edge; from++) {
                boolean right = rows.answer(order[from]) == rows.label(order[from]);
                off += (right ? 1 : 0) - confidence(rows, order[from]);
            }
            sum += Math.abs(off);
        }
        return order.length == 0 ? Double.NaN : sum / order.length;
    }

    /** The confidence that so many fifteenths of the rows do not exceed, linear between the two nearest. */
    private static double edge(Rows rows, int[] order, int fifteenths) {
        double place = (double) fifteenths / Calibration.BINS * (order.length - 1);
        double low = confidence(rows, order[(int) place]);
        double high = confidence(rows, order[Math.min((int) place + 1, order.length - 1)]);
        return low + (place - (int) place) * (high - low);
    }

    private static double confidence(Rows rows, int i) {
        return rows.probability(i, rows.answer(i));
    }
}
