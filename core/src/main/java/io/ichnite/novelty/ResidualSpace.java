package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;

/**
 * The directions in which the fitted rows hardly vary about the point u = −W⁺ b, where the head's logits are as even as they can be
 * (Wang et al., 2022): the eigenvectors of (X−u)ᵀ(X−u)/n beyond the first D.
 */
record ResidualSpace(Matrix origin, Matrix directions) {
    private static final double EPS = 0x1p-52;

    ResidualSpace {
        if (origin.rows() != 1 || origin.columns() != directions.rows()) {
            throw new IllegalArgumentException("an origin " + origin + " for directions " + directions);
        }
    }

    /** @param main how many directions are the main ones, D */
    static ResidualSpace of(FeatureRows rows, Head head, int main, Kernels kernels) {
        int d = rows.width();
        double[] u = origin(head);
        Moments about = Moments.none(d);
        double[] x = new double[Moments.BLOCK * d];
        for (int first = 0; first < rows.rows(); first += Moments.BLOCK) {
            int some = Math.min(Moments.BLOCK, rows.rows() - first);
            rows.features(first, first + some, x, 0);
            for (int i = 0; i < some * d; i++) {
                x[i] -= u[i % d];
            }
            about = about.merge(Moments.of(x, some, d, kernels.doubles()));
        }
        double[] mean = about.mean();
        double[] second = about.scatter().clone();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                second[i * d + j] = second[i * d + j] / Math.max(1, about.count()) + mean[i] * mean[j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(new Matrix(d, d, second));
        int left = d - main;
        double[] directions = new double[d * left];
        for (int i = 0; i < left; i++) {
            for (int j = 0; j < d; j++) {
                directions[j * left + i] = eigen.vector(i, j);
            }
        }
        return new ResidualSpace(Matrix.row(u), new Matrix(d, left, directions));
    }

    /** −W⁺ b = −Wᵀ (W Wᵀ)⁺ b. */
    private static double[] origin(Head head) {
        int k = head.classes();
        int d = head.width();
        Matrix w = head.weights();
        double[] gram = new double[k * k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                for (int j = 0; j < d; j++) {
                    gram[a * k + b] += w.get(a, j) * w.get(b, j);
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(new Matrix(k, k, gram));
        double[] values = eigen.values();
        double[] solution = new double[k];
        for (int i = 0; i < k; i++) {
            if (values[i] > Math.max(values[k - 1] * k * EPS, Double.MIN_NORMAL)) {
                double along = 0;
                for (int c = 0; c < k; c++) {
                    along += eigen.vector(i, c) * head.biases().get(0, c);
                }
                for (int c = 0; c < k; c++) {
                    solution[c] += along / values[i] * eigen.vector(i, c);
                }
            }
        }
        double[] u = new double[d];
        for (int j = 0; j < d; j++) {
            for (int c = 0; c < k; c++) {
                u[j] -= w.get(c, j) * solution[c];
            }
        }
        return u;
    }

    int width() {
        return directions.rows();
    }

    /** ‖(x − u) N‖ for rows {@code from} to {@code to} − 1, from the begin of {@code into}. */
    void lengths(FeatureRows rows, int from, int to, Kernels kernels, double[] into) {
        int d = width();
        if (rows.width() != d) {
            throw new IllegalArgumentException("expected " + d + " features a row, found " + rows.width());
        }
        int block = 64;
        int n = directions.columns();
        double[] x = new double[block * d];
        for (int first = from; first < to; first += block) {
            int some = Math.min(block, to - first);
            rows.features(first, first + some, x, 0);
            for (int i = 0; i < some * d; i++) {
                x[i] -= origin.values()[i % d];
            }
            double[] z = new double[block * n];
            kernels.doubles().multiply(some, n, d, x, 0, d, directions.values(), 0, n, z, 0, n);
            kernels.doubles().squaredNorms(some, n, z, 0, n, into, first - from);
            for (int r = first - from; r < first - from + some; r++) {
                into[r] = Math.sqrt(into[r]);
            }
        }
    }
}
