package io.ichnite.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a row fits a class as rows known to be of it do: class by class (Mondrian; Vovk, Gammerman and Shafer 2005), by rank
 * alone, so that the unit of strangeness does not matter. Higher p-values fit better. Immutable, for use by many threads.
 *
 * <p>Calibration rows must have trained neither network nor detector; else what was seen seems less strange than it is.
 */
public final class Conformal {
    /** How p-values are counted, and what is rejected by them. */
    public enum Form {
        /**
         * (those at least as strange + 1) / (n + 1): a valid p-value. Rejected at or below the error rate, so that of rows drawn
         * like those of the class, no more than this share is rejected.
         */
        PLUS_ONE,
        /**
         * Transcend's (Jordaney and others 2017): those at least as strange / n, which is not a valid p-value. Rejected below
         * the error rate's linear quantile of the calibration rows' own.
         */
        TRANSCEND
    }

    private final Form form;
    private final double errorRate;
    /** For each class the strangeness of its calibration rows, rising. */
    private final double[][] known;

    private final double[] thresholds;

    private Conformal(Form form, double errorRate, double[][] known) {
        this.form = form;
        this.errorRate = errorRate;
        this.known = known;
        thresholds = new double[known.length];
        for (int c = 0; c < thresholds.length; c++) {
            thresholds[c] = form == Form.PLUS_ONE ? errorRate : quantile(c);
        }
    }

    /** What is said of one row. */
    public record Verdict(int answer, double credibility, double confidence, boolean kept) {}

    /**
     * Learns how strange rows of each class are to it.
     *
     * @param strangeness of each row to its own class, as ½ squared distance; higher is stranger
     * @param labels a class from 0 for each row; −1 where it is not known, which is left out
     * @param errorRate above 0 and below 1
     * @throws IllegalArgumentException if the sizes do not fit together, a label is no class, or a strangeness is NaN
     */
    public static Conformal of(double[] strangeness, int[] labels, int classes, Form form, double errorRate) {
        if (strangeness.length != labels.length || !(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException(
                    strangeness.length + " rows, " + labels.length + " labels, error rate " + errorRate);
        }
        double[][] known = new double[classes][];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < -1 || labels[row] >= classes || Double.isNaN(strangeness[row])) {
                throw new IllegalArgumentException(
                        "row " + row + " has class " + labels[row] + " and strangeness " + strangeness[row]);
            }
        }
        for (int c = 0; c < classes; c++) {
            int of = c;
            known[c] = IntStream.range(0, labels.length)
                    .filter(row -> labels[row] == of)
                    .mapToDouble(row -> strangeness[row] + 0.0)
                    .sorted()
                    .toArray();
        }
        return new Conformal(form, errorRate, known);
    }

    private double quantile(int c) {
        if (known[c].length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double[] own = Arrays.stream(known[c]).map(strange -> p(c, strange)).toArray();
        return Values.of(own).quantile(errorRate);
    }

    public int classes() {
        return known.length;
    }

    /** How many calibration rows a class has. */
    public int rows(int c) {
        return known[c].length;
    }

    /**
     * Whether any row answered with this class could be rejected. With fewer than 1/errorRate − 1 rows none can: the smallest
     * p-value, 1/(n + 1), is above the rate. With none, Transcend's form rejects all.
     */
    public boolean canReject(int c) {
        return form == Form.TRANSCEND || 1.0 / (known[c].length + 1) <= errorRate;
    }

    /** Below it, or with {@link Form#PLUS_ONE} at it, an answer of this class is rejected. */
    public double threshold(int c) {
        return thresholds[c];
    }

    /** How well a row of this strangeness fits a class: 0, or 1/(n + 1), to 1. */
    public double p(int c, double strangeness) {
        if (Double.isNaN(strangeness)) {
            throw new IllegalArgumentException("expected a strangeness, found NaN");
        }
        double[] own = known[c];
        int from = 0;
        int to = own.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (own[middle] < strangeness) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        int asStrange = own.length - from;
        if (form == Form.PLUS_ONE) {
            return (asStrange + 1.0) / (own.length + 1.0);
        }
        return own.length == 0 ? 0 : (double) asStrange / own.length;
    }

    /** The class to which a row is least strange, the first on ties. */
    public static int nearest(double[] strangeness) {
        int best = 0;
        for (int c = 1; c < strangeness.length; c++) {
            if (strangeness[c] < strangeness[best]) {
                best = c;
            }
        }
        return best;
    }

    /** The classes that a row may be of at the error rate: of rows like the calibration's, 1 − errorRate or more hold the true one. */
    public List<Integer> set(double[] strangeness) {
        List<Integer> set = new ArrayList<>();
        for (int c = 0; c < known.length; c++) {
            if (p(c, strangeness[c]) > errorRate) {
                set.add(c);
            }
        }
        return List.copyOf(set);
    }

    /**
     * Whether an answer may stand.
     *
     * @param strangeness of the row to each class
     * @param answer the class that was answered
     * @return credibility, the p-value of the answer; confidence, 1 − the highest p-value of another class
     */
    public Verdict judge(double[] strangeness, int answer) {
        if (strangeness.length != known.length) {
            throw new IllegalArgumentException(strangeness.length + " of " + known.length + " classes");
        }
        double other = 0;
        for (int c = 0; c < known.length; c++) {
            if (c != answer) {
                other = Math.max(other, p(c, strangeness[c]));
            }
        }
        double credibility = p(answer, strangeness[answer]);
        boolean kept = form == Form.PLUS_ONE ? credibility > thresholds[answer] : credibility >= thresholds[answer];
        return new Verdict(answer, credibility, 1 - other, kept);
    }
}
