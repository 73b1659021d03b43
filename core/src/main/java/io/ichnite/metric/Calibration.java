package io.ichnite.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is as often right as it is sure. Its confidence in a row is the probability of the class it answers. Rows
 * whose class is not known are left out; without any other, the numbers are NaN.
 *
 * @param ece expected calibration error: the mean over rows of |accuracy − confidence| of their bin; 0 is best (Guo, Pleiss, Sun
 *     and Weinberger 2017)
 * @param mce maximum calibration error: the largest such gap of a bin that has rows (the same)
 * @param brier mean over rows of Σ (p − y)² over the classes, y 1 for the true one and 0 for others; from 0, the best, to 2
 *     (Brier 1950)
 * @param bins of equal width from 0 to 1, empty ones too
 */
public record Calibration(double ece, double mce, double brier, List<Bin> bins) {
    /** As many bins as Guo and others have. */
    public static final int BINS = 15;

    /**
     * Rows of like confidence: a point of the reliability diagram.
     *
     * @param low not in the bin, but for 0
     * @param high the last that is in the bin
     * @param rows how many fall into it
     * @param confidence their mean; NaN without rows
     * @param accuracy the share of them that is answered rightly; NaN without rows
     */
    public record Bin(double low, double high, int rows, double confidence, double accuracy) {
        /** |accuracy − confidence|; NaN without rows. */
        public double gap() {
            return Math.abs(accuracy - confidence);
        }
    }

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts rows by confidence into bins. A confidence that is no number falls into none, and makes all three errors NaN.
     *
     * @param probabilities row by row, shape (rows, classes)
     * @param labels a class from 0 for each row; −1 where it is not known
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    public static Calibration of(float[] probabilities, int classes, int[] labels) {
        Rows rows = Rows.of(probabilities, classes, labels);
        int[] counts = new int[BINS];
        int[] right = new int[BINS];
        double[] sure = new double[BINS];
        double brier = 0;
        boolean broken = false;
        for (int i = 0; i < rows.known(); i++) {
            int answer = rows.answer(i);
            double confidence = rows.probability(i, answer);
            for (int c = 0; c < classes; c++) {
                double miss = rows.probability(i, c) - (c == rows.label(i) ? 1.0 : 0.0);
                brier += miss * miss;
            }
            if (Double.isNaN(confidence)) {
                broken = true;
                continue;
            }
            int bin = bin(confidence);
            counts[bin]++;
            sure[bin] += confidence;
            right[bin] += answer == rows.label(i) ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        double ece = 0;
        double mce = broken || rows.known() == 0 ? Double.NaN : 0;
        for (int b = 0; b < BINS; b++) {
            Bin bin = new Bin(edge(b), edge(b + 1), counts[b], sure[b] / counts[b], (double) right[b] / counts[b]);
            bins.add(bin);
            if (bin.rows() > 0) {
                ece += bin.gap() * bin.rows();
                mce = Math.max(mce, bin.gap());
            }
        }
        return new Calibration(broken ? Double.NaN : ece / rows.known(), mce, brier / rows.known(), bins);
    }

    private static double edge(int bin) {
        return (double) bin / BINS;
    }

    /** The bin whose upper edge is the first not below; sums of probabilities may end a little above 1. */
    private static int bin(double confidence) {
        int bin = (int) Math.min(Math.max(confidence * BINS, 0), BINS - 1);
        return bin > 0 && confidence <= edge(bin) ? bin - 1 : bin;
    }
}
