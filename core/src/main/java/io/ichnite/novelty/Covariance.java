package io.ichnite.novelty;

import java.util.Arrays;

/**
 * A covariance as it was estimated: biased, that is, over n; and shrunk, as the estimator has it, towards a multiple of the identity.
 *
 * @param matrix symmetric, shape (width, width)
 * @param shrinkage the share of the identity, from 0 to 1
 * @param rows it was estimated from
 */
public record Covariance(Matrix matrix, double shrinkage, long rows) {
    /** Ways to estimate. */
    public enum Estimator {
        /** Shrunk as Ledoit and Wolf (2004) do: never singular unless no row differs from its mean. The default. */
        LEDOIT_WOLF("ledoit-wolf"),
        /** Shrunk by the oracle approximating rule of Chen, Wiesel, Eldar and Hero (2010), as scikit-learn has it. */
        OAS("oas"),
        /** As it is; where it is singular, its pseudo-inverse is blind outside the directions in which rows vary. */
        EMPIRICAL("empirical");

        private final String word;

        Estimator(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** @throws IllegalArgumentException if none is called so */
        public static Estimator of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected ledoit-wolf, oas or empirical, found '" + word + "'"));
        }
    }

    /**
     * @param scatter Σ u uᵀ over centred rows u
     * @param fourth Σ (uᵀu)²
     */
    static Covariance of(Estimator estimator, double[] scatter, double fourth, long rows, int width) {
        double[] s = new double[scatter.length];
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < s.length; i++) {
            s[i] = rows == 0 ? 0 : scatter[i] / rows;
            squares += s[i] * s[i];
        }
        for (int j = 0; j < width; j++) {
            trace += s[j * width + j];
        }
        double mean = trace / width;
        double shrinkage =
                switch (estimator) {
                    case EMPIRICAL -> 0;
                    case LEDOIT_WOLF -> ledoitWolf(s, mean, squares, fourth, rows, width);
                    case OAS -> oas(mean, squares, rows, width);
                };
        if (shrinkage > 0) {
            for (int i = 0; i < s.length; i++) {
                s[i] *= 1 - shrinkage;
            }
            for (int j = 0; j < width; j++) {
                s[j * width + j] += shrinkage * mean;
            }
        }
        return new Covariance(new Matrix(width, width, s), shrinkage, rows);
    }

    /** min(β², δ²) / δ², δ² = ‖S − m I‖² / d, β² = (Σ (uᵀu)² / n² − ‖S‖² / n) / d. */
    private static double ledoitWolf(double[] s, double mean, double squares, double fourth, long rows, int width) {
        double distance = 0;
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                double off = s[i * width + j] - (i == j ? mean : 0);
                distance += off * off;
            }
        }
        distance /= width;
        double spread = (fourth / rows / rows - squares / rows) / width;
        double share = Math.min(Math.max(0, spread), distance) / distance;
        return Double.isNaN(share) ? 0 : share;
    }

    private static double oas(double mean, double squares, long rows, int width) {
        double alpha = squares / width / width;
        double above = alpha + mean * mean;
        double below = (rows + 1) * (alpha - mean * mean / width);
        if (width == 1 || above == 0) {
            return 0;
        }
        return below <= 0 ? 1 : Math.min(1, above / below);
    }
}
