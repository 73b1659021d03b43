package io.ichnite.novelty;

import java.util.ArrayList;
import java.util.List;

/**
 * What a fit by covariance found in its rows. What it is told here, no score shows.
 *
 * @param rows that were fitted on
 * @param width features of a row
 * @param rank directions in which rows vary about their class's mean; a pseudo-inverse is blind in the others
 * @param doubtful directions whose eigenvalue is above the cutoff of float64, λ_max d 2⁻⁵², but not above that of float32, λ_max d 2⁻²³:
 *     of float32 features they may be rounding
 * @param condition the largest eigenvalue kept over the smallest; 0 where none is
 * @param shrinkage the share of the identity in the covariance
 * @param dead features that have one value in all rows, from 0
 * @param duplicates features that always equal another one before them
 */
public record FitReport(
        long rows,
        int width,
        int rank,
        int doubtful,
        double condition,
        double shrinkage,
        List<Integer> dead,
        List<Integer> duplicates) {
    /** Of what varies together, less than this share is rounding. */
    private static final double NOTHING = 1e-14;

    public FitReport {
        dead = List.copyOf(dead);
        duplicates = List.copyOf(duplicates);
    }

    static FitReport of(ClassMoments moments, Covariance covariance, Whitening whitening) {
        int d = moments.width();
        ClassMoments whole = moments.whole();
        Matrix means = whole.means();
        Matrix all = whole.shared(Covariance.Estimator.EMPIRICAL).matrix();
        List<Integer> dead = new ArrayList<>();
        List<Integer> duplicates = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            if (all.get(j, j) <= 0) {
                dead.add(j);
                continue;
            }
            for (int i = 0; i < j; i++) {
                double together = all.get(i, i) + all.get(j, j);
                double apart = together - 2 * all.get(i, j);
                double moved = Math.abs(means.get(0, i) - means.get(0, j));
                if (apart <= NOTHING * together && moved <= NOTHING * Math.abs(means.get(0, j))) {
                    duplicates.add(j);
                    break;
                }
            }
        }
        Whitening.Spectrum values = whitening.values();
        return new FitReport(
                moments.rows(),
                d,
                values.rank(),
                values.doubtful(),
                values.rank() == 0 ? 0 : values.largest() / values.smallest(),
                covariance.shrinkage(),
                dead,
                duplicates);
    }
}
