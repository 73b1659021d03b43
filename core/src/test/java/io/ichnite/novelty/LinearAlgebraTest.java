package io.ichnite.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.tensor.SplitMix;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Eigenvectors, and the factors that scores are made with. */
class LinearAlgebraTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private final SplitMix random = new SplitMix(SEED);

    private Matrix numbers(int rows, int columns) {
        double[] x = new double[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.normal();
        }
        return new Matrix(rows, columns, x);
    }

    /** A Aᵀ. */
    private static Matrix square(Matrix a) {
        double[] x = new double[a.rows() * a.rows()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.rows(); j++) {
                for (int k = 0; k < a.columns(); k++) {
                    x[i * a.rows() + j] += a.get(i, k) * a.get(j, k);
                }
            }
        }
        return new Matrix(a.rows(), a.rows(), x);
    }

    @Test
    void eigenvectorsMakeTheMatrixAgain() {
        for (int n = 1; n < 40; n++) {
            int rank = n % 3 == 0 ? (n + 1) / 2 : n;
            Matrix matrix = square(numbers(n, rank));
            SymmetricEigen eigen = SymmetricEigen.of(matrix);
            double[] values = eigen.values();
            double largest = values[n - 1];
            for (int i = 0; i < n; i++) {
                assertTrue(i == 0 || values[i] >= values[i - 1]);
                for (int k = 0; k < n; k++) {
                    double product = 0;
                    double again = 0;
                    double sum = 0;
                    for (int j = 0; j < n; j++) {
                        product += eigen.vector(i, j) * eigen.vector(k, j);
                        sum += matrix.get(k, j) * eigen.vector(i, j);
                        again += values[j] * eigen.vector(j, i) * eigen.vector(j, k);
                    }
                    assertEquals(i == k ? 1 : 0, product, 1e-13, "seed " + SEED);
                    assertEquals(values[i] * eigen.vector(i, k), sum, 1e-13 * largest * n);
                    assertEquals(matrix.get(i, k), again, 1e-13 * largest * n);
                }
            }
            assertTrue(n == rank || Math.abs(values[n - rank - 1]) < 1e-14 * n * largest);
            assertArrayEquals(values, SymmetricEigen.valuesOf(matrix), 1e-13 * largest);
        }
    }

    @Test
    void oddMatricesHaveEigenvaluesToo() {
        assertArrayEquals(
                new double[3],
                SymmetricEigen.of(new Matrix(3, 3, new double[9])).values());
        Matrix diagonal = new Matrix(3, 3, new double[] {3, 0, 0, 0, -1, 0, 0, 0, 2});
        assertArrayEquals(new double[] {-1, 2, 3}, SymmetricEigen.of(diagonal).values());
        Matrix enormous = new Matrix(2, 2, new double[] {1e300, 1e299, 1e299, 1e300});
        assertArrayEquals(
                new double[] {9e299, 1.1e300}, SymmetricEigen.of(enormous).values(), 1e286);
        Matrix tiny = new Matrix(2, 2, new double[] {1e-300, 1e-301, 1e-301, 1e-300});
        assertArrayEquals(
                new double[] {9e-301, 1.1e-300}, SymmetricEigen.of(tiny).values(), 1e-313);
    }

    @Test
    void turnedFactorsHaveTheSameSquareAndAreZeroBelowASlope() {
        for (int round = 0; round < 30; round++) {
            int d = 1 + random.below(30);
            int r = 1 + random.below(d);
            Matrix factor = numbers(d, r);
            Matrix turned = Triangle.turned(factor);
            assertArrayEquals(square(factor).values(), square(turned).values(), 1e-12 * d);
            for (int j = 0; j < r; j++) {
                for (int i = j + d - r + 1; i < d; i++) {
                    assertEquals(0, turned.get(i, j));
                }
            }
        }
    }

    @Test
    void theFactorOfAnInverse() {
        for (int n = 1; n < 30; n++) {
            Matrix matrix = square(numbers(n, n + 5));
            Matrix factor = Objects.requireNonNull(Triangle.ofInverse(matrix, 1e-12));
            Matrix inverse = square(factor);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += matrix.get(i, k) * inverse.get(k, j);
                    }
                    assertEquals(i == j ? 1 : 0, sum, 1e-8, "seed " + SEED);
                    assertTrue(j >= i || factor.get(i, j) == 0);
                }
            }
        }
        assertNull(Triangle.ofInverse(new Matrix(2, 2, new double[] {1, 1, 1, 1}), 1e-12));
    }

    @Test
    void theTailOfChiSquare() {
        // two degrees: e^(−x/2); one degree at 3.841…: five in a hundred
        assertEquals(Math.exp(-5), ChiSquare.tail(2, 10), 1e-15);
        assertEquals(0.05, ChiSquare.tail(1, 3.841458820694124), 1e-14);
        assertEquals(1, ChiSquare.tail(7, 0));
        assertEquals(1, ChiSquare.tail(0, 5));
        assertEquals(0, ChiSquare.tail(3, 1e6));
        // both ways of counting meet, and Stirling's series the products
        assertEquals(ChiSquare.tail(200, 201.99), ChiSquare.tail(200, 202.01), 1e-3);
        assertEquals(0.5, ChiSquare.tail(1_000_000, 1_000_000), 1e-3);
    }
}
