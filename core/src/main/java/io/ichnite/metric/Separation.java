package io.ichnite.metric;

/**
 * How well scores, higher = more familiar, part known rows from novel ones. Conventions differ between papers, so names say which:
 *
 * <ul>
 *   <li>AUROC is the same whichever of the two is called positive; equal scores count half.
 *   <li>AUPR is given by steps, without interpolation (scikit-learn's average precision), and by trapezoids from
 *       recall 0 and precision 1 (OpenOOD, pytorch-ood); each with the known and with the novel rows as the positive ones.
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
    /** By the scores of known and of novel rows. One that is no number counts as less familiar than all others. */
    public static Separation of(double[] known, double[] novel) {
        return new ScoreGroups(known, novel).all();
    }
}
