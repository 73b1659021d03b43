package io.ichnite.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How positives part from negatives as a threshold on their scores falls; a higher score is more positive. Rows of one score
 * pass together, so their order in the input means nothing.
 *
 * <p>Without a positive, or without a negative, there is nothing to part, and all rates and areas are NaN. Immutable and safe for
 * use by many threads, as all records here.
 *
 * @param positives rows that are to be found
 * @param negatives rows that are not
 * @param points one for each different score, thresholds falling; before them the threshold ∞, which no row passes
 */
public record ThresholdCurve(int positives, int negatives, List<Point> points) {
    /**
     * What passes one threshold.
     *
     * @param threshold rows of this score or a higher one pass
     * @param truePositives positives that pass
     * @param falsePositives negatives that pass
     */
    public record Point(double threshold, int truePositives, int falsePositives) {}

    /** A point of the receiver operating characteristic, both rates from 0 to 1. */
    public record RocPoint(double threshold, double falsePositiveRate, double truePositiveRate) {}

    /** A point of the precision-recall curve, both from 0 to 1. */
    public record PrecisionPoint(double threshold, double recall, double precision) {}

    public ThresholdCurve {
        points = List.copyOf(points);
    }

    /**
     * Ranks rows by score. One that is no number ranks below all others.
     *
     * @param positive which rows are to be found, as many as scores
     * @throws IllegalArgumentException if there are not as many
     */
    public static ThresholdCurve of(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(scores.length + " scores of " + positive.length + " rows");
        }
        double[] in = new double[scores.length];
        double[] out = new double[scores.length];
        int ins = 0;
        int outs = 0;
        for (int row = 0; row < scores.length; row++) {
            if (positive[row]) {
                in[ins++] = ordered(scores[row]);
            } else {
                out[outs++] = ordered(scores[row]);
            }
        }
        return ofSorted(sorted(in, ins), sorted(out, outs));
    }

    /** NaN below all numbers; and the two zeros are one number. */
    private static double ordered(double score) {
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score + 0.0;
    }

    private static double[] sorted(double[] values, int count) {
        double[] some = Arrays.copyOf(values, count);
        Arrays.sort(some);
        return some;
    }

    /** Walks both down from their highest score. */
    private static ThresholdCurve ofSorted(double[] in, double[] out) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        int i = in.length;
        int o = out.length;
        while (i + o > 0) {
            double next = Math.max(
                    i == 0 ? Double.NEGATIVE_INFINITY : in[i - 1], o == 0 ? Double.NEGATIVE_INFINITY : out[o - 1]);
            while (i > 0 && in[i - 1] == next) {
                i--;
            }
            while (o > 0 && out[o - 1] == next) {
                o--;
            }
            points.add(new Point(next, in.length - i, out.length - o));
        }
        return new ThresholdCurve(in.length, out.length, points);
    }

    /** Whether there are positives and negatives. */
    public boolean parts() {
        return positives > 0 && negatives > 0;
    }

    /** Share of the positives that pass; NaN where there are none. */
    public double truePositiveRate(Point point) {
        return (double) point.truePositives() / positives;
    }

    /** Share of the negatives that pass; NaN where there are none. */
    public double falsePositiveRate(Point point) {
        return (double) point.falsePositives() / negatives;
    }

    /** Share of what passes that is positive; 1 where nothing passes, as in scikit-learn. */
    public static double precision(Point point) {
        int passed = point.truePositives() + point.falsePositives();
        return passed == 0 ? 1 : (double) point.truePositives() / passed;
    }

    /**
     * The probability that a positive scores above a negative, both drawn at random, equal scores counting half: the area under
     * the curve of {@link #roc()} (Hanley and McNeil 1982). 1 is best, .5 is chance.
     */
    public double auroc() {
        if (!parts()) {
            return Double.NaN;
        }
        // Twice the area in counts: whole numbers, so nothing is rounded before the end.
        long twice = 0;
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point point = points.get(i);
            twice += (long) (point.falsePositives() - before.falsePositives())
                    * ((long) point.truePositives() + before.truePositives());
        }
        return twice / (2.0 * positives * negatives);
    }

    /**
     * Σ (Rₙ − Rₙ₋₁) Pₙ over falling thresholds, R recall and P precision, without interpolation: scikit-learn's
     * {@code average_precision_score}. 1 is best, chance is the share of positives.
     */
    public double averagePrecision() {
        if (!parts()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            int found = points.get(i).truePositives() - points.get(i - 1).truePositives();
            sum += (double) found / positives * precision(points.get(i));
        }
        return sum;
    }

    /**
     * The best true positive rate of the thresholds whose false positive rate does not exceed a limit. Nothing is interpolated:
     * it is a rate that a threshold of these rows has. Where {@link #resolves} is false, that means no false positive at all.
     */
    public double truePositiveRateAt(double mostFalsePositives) {
        double best = Double.NaN;
        for (Point point : points) {
            if (parts() && falsePositiveRate(point) <= mostFalsePositives) {
                best = truePositiveRate(point);
            }
        }
        return best;
    }

    /** The false positive rate of the highest threshold whose true positive rate reaches a limit, without interpolation. */
    public double falsePositiveRateAt(double leastTruePositives) {
        for (Point point : points) {
            if (parts() && truePositiveRate(point) >= leastTruePositives) {
                return falsePositiveRate(point);
            }
        }
        return Double.NaN;
    }

    /** Whether a false positive rate this small, but not 0, can be seen at all: one negative is no larger a share. */
    public boolean resolves(double falsePositiveRate) {
        return parts() && 1.0 / negatives <= falsePositiveRate;
    }

    /**
     * False against true positive rate from (0, 0) to (1, 1); points on the straight line between their neighbours are left out,
     * which changes neither the line nor its area. Empty where nothing can be parted.
     */
    public List<RocPoint> roc() {
        List<RocPoint> roc = new ArrayList<>();
        for (int i = 0; i < points.size() && parts(); i++) {
            if (i == 0 || i == points.size() - 1 || turns(i)) {
                Point point = points.get(i);
                roc.add(new RocPoint(point.threshold(), falsePositiveRate(point), truePositiveRate(point)));
            }
        }
        return List.copyOf(roc);
    }

    private boolean turns(int i) {
        Point before = points.get(i - 1);
        Point here = points.get(i);
        Point after = points.get(i + 1);
        long there = (long) (here.truePositives() - before.truePositives())
                * (after.falsePositives() - here.falsePositives());
        long back = (long) (here.falsePositives() - before.falsePositives())
                * (after.truePositives() - here.truePositives());
        return there != back;
    }

    /**
     * Recall against precision, recall rising from 0; thresholds that find no further positive are left out, except the last
     * before one that does. Between points there is no line to be drawn but a step. Empty where nothing can be parted.
     */
    public List<PrecisionPoint> precisionRecall() {
        List<PrecisionPoint> curve = new ArrayList<>();
        for (int i = 0; i < points.size() && parts(); i++) {
            Point point = points.get(i);
            boolean found = i == 0 || point.truePositives() > points.get(i - 1).truePositives();
            boolean finds = i + 1 < points.size() && points.get(i + 1).truePositives() > point.truePositives();
            if (found || finds || i == points.size() - 1) {
                curve.add(new PrecisionPoint(point.threshold(), truePositiveRate(point), precision(point)));
            }
        }
        return List.copyOf(curve);
    }
}
