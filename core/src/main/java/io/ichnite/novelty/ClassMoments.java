package io.ichnite.novelty;

import io.ichnite.error.BadConfig;
import io.ichnite.tensor.DoubleKernels;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a Gaussian fit needs to know of its rows, class by class, summed in one pass. Those of two halves merged are those of the
 * whole, but for rounding: parts can be summed on many machines. Immutable and safe for use by many threads. Memory: a square matrix
 * a class, whatever the number of rows.
 */
public final class ClassMoments {
    private final int width;
    private final List<Moments> classes;

    private ClassMoments(int width, List<Moments> classes) {
        this.width = width;
        this.classes = List.copyOf(classes);
    }

    /**
     * Sums up rows, in float64 from the first subtraction on.
     *
     * @param labels a class from 0 for each row; rows of −1 are left out
     * @throws IllegalArgumentException if there are not as many labels as rows, or a label is no class
     */
    public static ClassMoments of(FeatureRows rows, int[] labels, int classes, Kernels kernels) {
        if (labels.length != rows.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + rows.rows() + " rows");
        }
        int width = rows.width();
        List<Moments> moments = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            moments.add(Moments.none(width));
        }
        double[][] waiting = new double[classes][];
        int[] filled = new int[classes];
        DoubleKernels doubles = kernels.doubles();
        for (int row = 0; row < labels.length; row++) {
            int c = labels[row];
            if (c < -1 || c >= classes) {
                throw new IllegalArgumentException("row " + row + ": " + c + " is none of " + classes + " classes");
            }
            if (c < 0) {
                continue;
            }
            if (waiting[c] == null) {
                waiting[c] = new double[Moments.BLOCK * width];
            }
            rows.features(row, row + 1, waiting[c], filled[c] * width);
            filled[c]++;
            if (filled[c] == Moments.BLOCK) {
                moments.set(c, moments.get(c).merge(Moments.of(waiting[c], filled[c], width, doubles)));
                filled[c] = 0;
            }
        }
        for (int c = 0; c < classes; c++) {
            if (filled[c] > 0) {
                moments.set(c, moments.get(c).merge(Moments.of(waiting[c], filled[c], width, doubles)));
            }
        }
        return new ClassMoments(width, moments);
    }

    /**
     * Those of both sets of rows together.
     *
     * @throws IllegalArgumentException if classes or features differ in number
     */
    public ClassMoments merge(ClassMoments other) {
        if (other.width != width || other.classes.size() != classes.size()) {
            throw new IllegalArgumentException("moments of " + other.classes.size() + " classes, " + other.width
                    + " features, to be merged with " + classes.size() + " and " + width);
        }
        List<Moments> both = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            both.add(classes.get(c).merge(other.classes.get(c)));
        }
        return new ClassMoments(width, both);
    }

    public int width() {
        return width;
    }

    public int classes() {
        return classes.size();
    }

    /** Rows of a class. */
    public long rows(int c) {
        return classes.get(c).count();
    }

    /** Rows of all classes. */
    public long rows() {
        return classes.stream().mapToLong(Moments::count).sum();
    }

    /** The means, a row a class. */
    public Matrix means() {
        double[] means = new double[classes.size() * width];
        for (int c = 0; c < classes.size(); c++) {
            System.arraycopy(classes.get(c).mean(), 0, means, c * width, width);
        }
        return new Matrix(classes.size(), width, means);
    }

    /**
     * The covariance that all classes share: of each row about the mean of its class.
     *
     * @throws BadConfig if a class has no row
     */
    public Covariance shared(Covariance.Estimator estimator) {
        long rows = 0;
        double fourth = 0;
        double[] scatter = new double[width * width];
        for (int c = 0; c < classes.size(); c++) {
            Moments one = classes.get(c);
            if (one.count() == 0) {
                throw new BadConfig("class " + c + " of " + classes.size()
                        + " has no row to fit on; expected at least one of each class");
            }
            rows += one.count();
            fourth += one.fourth();
            for (int i = 0; i < scatter.length; i++) {
                scatter[i] += one.scatter()[i];
            }
        }
        return Covariance.of(estimator, scatter, fourth, rows, width);
    }

    /** All rows as one class. */
    public ClassMoments whole() {
        Moments all = Moments.none(width);
        for (Moments one : classes) {
            all = all.merge(one);
        }
        return new ClassMoments(width, List.of(all));
    }
}
