package io.ichnite.novelty;

import org.jspecify.annotations.Nullable;

/**
 * A factor of the (pseudo-)inverse of a covariance: P = G Gᵀ, so that the squared Mahalanobis distance is the plain squared length of
 * (x − μ) G. Directions of an eigenvalue of at most λ_max · d · 2⁻⁵² are left out, as scipy's {@code pinvh} does; so is every
 * direction of a covariance that is zero.
 *
 * @param factor G, shape (width, rank), zero below a slope
 * @param values eigenvalues of the covariance
 */
record Whitening(Matrix factor, Spectrum values) {
    private static final double EPS64 = 0x1p-52;
    private static final double EPS32 = 0x1p-23;

    /**
     * Eigenvalues in short.
     *
     * @param rank how many are above the cutoff
     * @param largest of all
     * @param smallest of those above the cutoff; 0 if there is none
     * @param doubtful how many are above the cutoff, but not above that of float32, λ_max · d · 2⁻²³
     */
    record Spectrum(int rank, double largest, double smallest, int doubtful) {}

    static Whitening of(Covariance covariance) {
        Matrix matrix = covariance.matrix();
        int d = matrix.rows();
        if (covariance.shrinkage() > 0) {
            double[] values = SymmetricEigen.valuesOf(matrix);
            Spectrum spectrum = spectrum(values);
            @Nullable
            Matrix factor = spectrum.rank() == d ? Triangle.ofInverse(matrix, spectrum.largest() * d * EPS64) : null;
            if (factor != null) {
                return new Whitening(factor, spectrum);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double[] values = eigen.values();
        Spectrum spectrum = spectrum(values);
        int rank = spectrum.rank();
        double[] g = new double[d * rank];
        for (int i = 0; i < rank; i++) {
            int from = d - rank + i;
            double root = Math.sqrt(values[from]);
            for (int j = 0; j < d; j++) {
                g[j * rank + i] = eigen.vector(from, j) / root;
            }
        }
        return new Whitening(Triangle.turned(new Matrix(d, rank, g)), spectrum);
    }

    /** @param values ascending */
    private static Spectrum spectrum(double[] values) {
        int d = values.length;
        double largest = Math.max(0, values[d - 1]);
        double cutoff = largest * d * EPS64;
        int rank = 0;
        int doubtful = 0;
        for (double value : values) {
            // the pseudo-inverse of what can hardly be told from zero would not be finite
            if (value > cutoff && value >= Double.MIN_NORMAL) {
                rank++;
                doubtful += value <= largest * d * EPS32 ? 1 : 0;
            }
        }
        return new Spectrum(rank, largest, rank == 0 ? 0 : values[d - rank], doubtful);
    }
}
