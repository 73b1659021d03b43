package io.ichnite.metric;

import java.util.Arrays;

/**
 * The five numbers of Lee et al. (2018) as their own program works them out, for comparing with what papers print. Rows are taken away
 * one by one from the lowest score up, of equal scores the known ones first, so ties are broken in one side's favour; the point "at
 * TPR 95 %" is the one nearest to it, which may lie below; both precision-recall areas begin or end at one half. Where there are ties,
 * or few rows, {@link Separation} is the one to believe.
 *
 * @param tnr share of novel rows below the threshold at which the share of known rows above is nearest to 95 %
 * @param auroc area under the curve of both shares
 * @param detectionAccuracy the best mean of both
 * @param auprKnown area under precision and recall of known rows, by trapezoids
 * @param auprNovel the same of novel rows
 */
public record LeeSeparation(double tnr, double auroc, double detectionAccuracy, double auprKnown, double auprNovel) {
    /**
     * By the scores of known and of novel rows, higher = more familiar.
     *
     * @throws IllegalArgumentException if there are none of either
     */
    public static LeeSeparation of(double[] known, double[] novel) {
        if (known.length == 0 || novel.length == 0) {
            throw new IllegalArgumentException(known.length + " known and " + novel.length + " novel rows");
        }
        double[] in = known.clone();
        double[] out = novel.clone();
        Arrays.sort(in);
        Arrays.sort(out);
        int steps = in.length + out.length + 1;
        int[] tp = new int[steps];
        int[] fp = new int[steps];
        int k = 0;
        int n = 0;
        for (int i = 0; i < steps; i++) {
            tp[i] = in.length - k;
            fp[i] = out.length - n;
            if (k == in.length || (n < out.length && out[n] < in[k])) {
                n++;
            } else {
                k++;
            }
        }
        int nearest = 0;
        double best = 0;
        for (int i = 0; i < steps; i++) {
            double rate = (double) tp[i] / in.length;
            if (Math.abs(rate - 0.95) < Math.abs((double) tp[nearest] / in.length - 0.95)) {
                nearest = i;
            }
            best = Math.max(best, (rate + 1 - (double) fp[i] / out.length) / 2);
        }
        return new LeeSeparation(
                1 - (double) fp[nearest] / out.length, area(tp, fp), best, knownArea(tp, fp), novelArea(tp, fp));
    }

    /** The point before all rows passed and the one after none do are there twice, and add nothing. */
    private static double area(int[] tp, int[] fp) {
        double sum = 0;
        for (int i = 1; i < tp.length; i++) {
            double high = 1 - (double) fp[i - 1] / fp[0];
            double low = 1 - (double) fp[i] / fp[0];
            sum += (double) (tp[i - 1] - tp[i]) / tp[0] * (high + low) / 2;
        }
        return sum;
    }

    private static double knownArea(int[] tp, int[] fp) {
        double sum = 0;
        double recall = 1;
        double precision = 0.5;
        for (int i = 0; i < tp.length; i++) {
            if (tp[i] + fp[i] > 0) {
                double nextRecall = (double) tp[i] / tp[0];
                double next = (double) tp[i] / (tp[i] + fp[i]);
                sum += (recall - nextRecall) * (precision + next) / 2;
                recall = nextRecall;
                precision = next;
            }
        }
        return sum + recall * precision / 2;
    }

    private static double novelArea(int[] tp, int[] fp) {
        double sum = 0;
        double recall = 0;
        double precision = 0;
        for (int i = 0; i < tp.length; i++) {
            int below = tp[0] - tp[i] + fp[0] - fp[i];
            if (below > 0) {
                double nextRecall = 1 - (double) fp[i] / fp[0];
                double next = (double) (fp[0] - fp[i]) / below;
                sum += (nextRecall - recall) * (precision + next) / 2;
                recall = nextRecall;
                precision = next;
            }
        }
        return sum + (1 - recall) * (precision + 0.5) / 2;
    }
}
