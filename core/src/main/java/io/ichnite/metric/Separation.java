package io.ichnite.metric;

/**
 * How well scores, higher = more familiar, part known rows from novel ones. Conventions differ between papers, so names say which:
 *
 * <ul>
 *   <li>AUROC is the same whichever of the two is called positive; equal scores count half.
 *   <li>AUPR is given by steps, without interpolation (scikit-learn's average precision), and by trapezoids (OpenOOD,
 *       pytorch-ood); each with the known and with the novel rows as the positive ones.
 *   <li>FPR95 is the share of negatives that pass the first threshold that 95 % of the positives pass, without interpolation. Known
 *       positive (Lee et al., 2018: 1 − TNR at TPR 95 %): the share of novel rows taken for known. Novel positive (OpenOOD,
 *       pytorch-ood): the share of known rows taken for novel.
 *   <li>Detection accuracy is the best mean of both sides' rates that any threshold reaches.
 * </ul>
 *
 * Without a known row, or without a novel one, all are NaN.
 *
 * @param known rows
 * @param novel rows
 */
public record Separation(
        int known,
        int novel,
        double auroc,
        double auprKnown,
        double auprNovel,
        double auprKnownTrapezoid,
        double auprNovelTrapezoid,
        double fpr95KnownPositive,
        double fpr95NovelPositive,
        double detectionAccuracy) {
    private static final double RATE = 0.95;

    /** By the scores of known and of novel rows. One that is no number counts as less familiar than all others. */
    public static Separation of(double[] known, double[] novel) {
        double[] scores = new double[known.length + novel.length];
        double[] turned = new double[scores.length];
        boolean[] positive = new boolean[scores.length];
        boolean[] negative = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            positive[i] = i < known.length;
            negative[i] = !positive[i];
            double score = positive[i] ? known[i] : novel[i - known.length];
            scores[i] = score;
            turned[i] = Double.isNaN(score) ? Double.POSITIVE_INFINITY : -score;
        }
        return of(ThresholdCurve.of(scores, positive), ThresholdCurve.of(turned, negative));
    }

    /**
     * @param familiar of known rows as the positive ones
     * @param unfamiliar of the same scores, turned, novel rows positive
     */
    static Separation of(ThresholdCurve familiar, ThresholdCurve unfamiliar) {
        double best = Double.NaN;
        for (ThresholdCurve.Point point : familiar.points()) {
            if (familiar.parts()) {
                double mean = (familiar.truePositiveRate(point) + 1 - familiar.falsePositiveRate(point)) / 2;
                best = Double.isNaN(best) ? mean : Math.max(best, mean);
            }
        }
        return new Separation(
                familiar.positives(),
                familiar.negatives(),
                familiar.auroc(),
                familiar.averagePrecision(),
                unfamiliar.averagePrecision(),
                familiar.precisionTrapezoid(),
                unfamiliar.precisionTrapezoid(),
                familiar.falsePositiveRateAt(RATE),
                unfamiliar.falsePositiveRateAt(RATE),
                best);
    }
}
