package io.ichnite.novelty;

import io.ichnite.error.BadConfig;
import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * Mahalanobis as the published notebook works it out: class means summed and kept in float32, rows less their class's mean in float32,
 * and only then float64; no shrinkage; scores float32. Where there are fewer rows than features, what was rounded off stays above
 * the cutoff as if it were a direction, and scores are wrong by many orders of magnitude. For comparing with published numbers alone.
 */
public final class SeedMahalanobis implements FittedDetector {
    private static final String MEANS = "means";
    private static final String FACTOR = "factor";
    private static final int BLOCK = 64;

    private final Matrix means;
    private final Matrix factor;

    private SeedMahalanobis(Matrix means, Matrix factor) {
        this.means = means;
        this.factor = factor;
        if (means.columns() != factor.rows() || means.rows() < 1) {
            throw new IllegalArgumentException("means " + means + " and a factor " + factor);
        }
    }

    /**
     * @param labels a class from 0 for each row; rows of −1 are left out
     * @throws BadConfig if a class has no row
     */
    static SeedMahalanobis of(FeatureRows rows, int[] labels, int classes, Kernels kernels) {
        int width = rows.width();
        double[] row = new double[width];
        float[] sums = new float[classes * width];
        int[] counts = new int[classes];
        for (int r = 0; r < labels.length; r++) {
            if (labels[r] >= 0) {
                rows.features(r, r + 1, row, 0);
                counts[labels[r]]++;
                for (int j = 0; j < width; j++) {
                    sums[labels[r] * width + j] += (float) row[j];
                }
            }
        }
        double[] means = new double[sums.length];
        int known = 0;
        for (int c = 0; c < classes; c++) {
            if (counts[c] == 0) {
                throw new BadConfig(
                        "class " + c + " of " + classes + " has no row to fit on; expected at least one of each class");
            }
            known += counts[c];
            for (int j = 0; j < width; j++) {
                means[c * width + j] = sums[c * width + j] / counts[c];
            }
        }
        double[] centred = new double[Math.multiplyExact(known, width)];
        int at = 0;
        for (int r = 0; r < labels.length; r++) {
            if (labels[r] >= 0) {
                rows.features(r, r + 1, row, 0);
                for (int j = 0; j < width; j++) {
                    centred[at++] = (float) row[j] - (float) means[labels[r] * width + j];
                }
            }
        }
        int[] one = new int[known];
        ClassMoments moments = ClassMoments.of(FeatureRows.of(centred, width), one, 1, kernels);
        Whitening whitening = Whitening.of(moments.shared(Covariance.Estimator.EMPIRICAL));
        return new SeedMahalanobis(new Matrix(classes, width, means), whitening.factor());
    }

    static SeedMahalanobis of(DetectorParts parts) {
        parts.expect(List.of(), List.of(MEANS, FACTOR), 0);
        return new SeedMahalanobis(parts.matrix(MEANS), parts.matrix(FACTOR));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.SEED_MAHALANOBIS)
                .with(MEANS, means)
                .with(FACTOR, factor);
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
        int width = width();
        if (rows.width() != width) {
            throw new IllegalArgumentException("expected " + width + " features a row, found " + rows.width());
        }
        int rank = factor.columns();
        double[] x = new double[BLOCK * width];
        double[] u = new double[BLOCK * width];
        double[] norms = new double[BLOCK];
        for (int first = from; first < to; first += BLOCK) {
            int some = Math.min(BLOCK, to - first);
            rows.features(first, first + some, x, 0);
            for (int r = 0; r < some; r++) {
                into[at + first + r - from] = Double.NEGATIVE_INFINITY;
            }
            for (int c = 0; c < means.rows(); c++) {
                for (int i = 0; i < some * width; i++) {
                    u[i] = (float) x[i] - (float) means.get(c, i % width);
                }
                double[] z = new double[BLOCK * rank];
                kernels.doubles().multiply(some, rank, width, u, 0, width, factor.values(), 0, rank, z, 0, rank);
                kernels.doubles().squaredNorms(some, rank, z, 0, rank, norms, 0);
                for (int r = 0; r < some; r++) {
                    into[at + first + r - from] = Math.max(into[at + first + r - from], -norms[r] / 2);
                }
            }
            for (int r = 0; r < some; r++) {
                into[at + first + r - from] = Finite.score((float) into[at + first + r - from]);
            }
        }
    }
}
