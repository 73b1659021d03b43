package io.ichnite.novelty;

import io.ichnite.error.BadConfig;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How unusual a row's distance to the middle of a class is among the class's own rows (CADE, Yang et al., 2021): −min_c |d_c − m_c| /
 * (1.4826 MAD_c), d_c the Euclidean distance to the class mean, m_c the median of its rows' distances, MAD_c the median of their
 * deviations from m_c. Below −3.5 its authors speak of drift.
 *
 * <p>As the authors code it, a row that is nearer to the middle than usual is novel too; one-sided, it is not: d_c − m_c, at least 0.
 * A class whose rows are all equally far, as of a single row, takes any other distance for unusual.
 */
public final class MedianDeviation implements FittedDetector {
    /** What its authors call drift is a score below this. */
    public static final double THRESHOLD = -3.5;

    private static final String MEANS = "means";
    private static final String MEDIANS = "medians";
    private static final String DEVIATIONS = "deviations";
    private static final String ONE_SIDED = "one_sided";
    /** Makes a normal distribution's MAD its deviation. */
    private static final double NORMAL = 1.4826;
    /** A deviation of less than this share of the median is rounding. */
    private static final double LEAST = 1e-12;

    /**
     * A feature's part in a row's distance.
     *
     * @param feature from 0
     * @param value the row's
     * @param typical the mean of the nearest class
     * @param share of the squared distance; those of all features add up to 1, unless the distance is 0
     */
    public record Reason(int feature, double value, double typical, double share) {}

    private final Matrix means;
    private final Matrix medians;
    private final Matrix deviations;
    private final boolean oneSided;

    private MedianDeviation(Matrix means, Matrix medians, Matrix deviations, boolean oneSided) {
        this.means = means;
        this.medians = medians;
        this.deviations = deviations;
        this.oneSided = oneSided;
    }

    /**
     * @param labels a class from 0 for each row; rows of −1 are left out
     * @throws BadConfig if a class has no row
     */
    static MedianDeviation of(ClassMoments moments, FeatureRows rows, int[] labels, boolean oneSided) {
        Matrix means = moments.means();
        int classes = means.rows();
        double[] x = new double[rows.width()];
        double[] medians = new double[classes];
        double[] deviations = new double[classes];
        for (int c = 0; c < classes; c++) {
            double[] distances = new double[(int) moments.rows(c)];
            if (distances.length == 0) {
                throw new BadConfig(
                        "class " + c + " of " + classes + " has no row to fit on; expected at least one of each class");
            }
            int at = 0;
            for (int row = 0; row < labels.length; row++) {
                if (labels[row] == c) {
                    rows.features(row, row + 1, x, 0);
                    distances[at++] = distance(means, c, x);
                }
            }
            medians[c] = Quantiles.of(distances, 0.5);
            for (int i = 0; i < distances.length; i++) {
                distances[i] = Math.abs(distances[i] - medians[c]);
            }
            deviations[c] = Quantiles.of(distances, 0.5);
        }
        return new MedianDeviation(means, Matrix.row(medians), Matrix.row(deviations), oneSided);
    }

    static MedianDeviation of(DetectorParts parts) {
        parts.expect(List.of(ONE_SIDED), List.of(MEANS, MEDIANS, DEVIATIONS), 0);
        Matrix means = parts.matrix(MEANS);
        if (means.rows() < 1 || means.columns() < 1) {
            throw new IllegalArgumentException("mad: expected a mean");
        }
        return new MedianDeviation(
                means,
                parts.matrix(MEDIANS, 1, means.rows()),
                parts.matrix(DEVIATIONS, 1, means.rows()),
                parts.whole(ONE_SIDED, 0, 1) == 1);
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.MAD)
                .with(MEANS, means)
                .with(MEDIANS, medians)
                .with(DEVIATIONS, deviations)
                .with(ONE_SIDED, oneSided ? 1 : 0);
    }

    @Override
    public int width() {
        return means.columns();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        double[] x = new double[width()];
        check(rows);
        for (int row = from; row < to; row++) {
            rows.features(row, row + 1, x, 0);
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < means.rows(); c++) {
                least = Math.min(least, unusual(c, x));
            }
            into[at + row - from] = Finite.score(-least);
        }
    }

    private void check(FeatureRows rows) {
        if (rows.width() != width()) {
            throw new IllegalArgumentException("expected " + width() + " features a row, found " + rows.width());
        }
    }

    /** How many deviations the distance to a class is off. */
    private double unusual(int c, double[] x) {
        double median = medians.get(0, c);
        double off = distance(means, c, x) - median;
        double size = oneSided ? Math.max(0, off) : Math.abs(off);
        return size / Math.max(NORMAL * deviations.get(0, c), Math.max(LEAST * median, Double.MIN_NORMAL));
    }

    /** What makes a row far from the class it is least unusual for: its features, the largest part first. */
    public List<Reason> reasons(FeatureRows rows, int row) {
        check(rows);
        double[] x = new double[width()];
        rows.features(row, row + 1, x, 0);
        int nearest = 0;
        for (int c = 1; c < means.rows(); c++) {
            nearest = unusual(c, x) < unusual(nearest, x) ? c : nearest;
        }
        double distance = distance(means, nearest, x);
        List<Reason> reasons = new ArrayList<>();
        for (int j = 0; j < x.length; j++) {
            double typical = means.get(nearest, j);
            double part = distance == 0 ? 0 : (x[j] - typical) / distance;
            reasons.add(new Reason(j, x[j], typical, part * part));
        }
        reasons.sort(Comparator.comparingDouble(Reason::share).reversed());
        return List.copyOf(reasons);
    }

    private static double distance(Matrix means, int c, double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double off = x[j] - means.get(c, j);
            sum += off * off;
        }
        return Math.sqrt(sum);
    }

    @Override
    public String toString() {
        return "mad about " + Arrays.toString(medians.values());
    }
}
