package io.ichnite.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Float64: plain and vectors give the same bits, and both what the formula says. */
class DoubleKernelsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private final Random random = new Random(SEED);
    private final Kernels plain = new PlainKernels();
    private final Kernels vector = KernelChoice.choose("vector").kernels();

    private double[] numbers(int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    @Test
    void products() {
        for (int round = 0; round < 300; round++) {
            int m = 1 + random.nextInt(30);
            int n = 1 + random.nextInt(150);
            int k = 1 + random.nextInt(70);
            int lda = Math.max(m, k) + random.nextInt(9);
            int ldb = n + random.nextInt(9);
            int ldc = n + random.nextInt(9);
            double[] a = numbers(Math.max(m, k) * lda + 3);
            double[] b = numbers(k * ldb + 3);
            double[] c = numbers(m * ldc + 3);
            double[] expected = c.clone();
            double[] found = c.clone();
            plain.doubles().multiply(m, n, k, a, 1, lda, b, 2, ldb, expected, 3, ldc);
            vector.doubles().multiply(m, n, k, a, 1, lda, b, 2, ldb, found, 3, ldc);
            String what = m + " " + n + " " + k + " seed " + SEED;
            assertArrayEquals(expected, found, what);
            int i = random.nextInt(m);
            int j = random.nextInt(n);
            double sum = c[3 + i * ldc + j];
            for (int p = 0; p < k; p++) {
                sum += a[1 + i * lda + p] * b[2 + p * ldb + j];
            }
            assertEquals(sum, found[3 + i * ldc + j], 1e-12, what);
            expected = c.clone();
            found = c.clone();
            plain.doubles().multiplyTransposed(m, n, k, a, 1, lda, b, 2, ldb, expected, 3, ldc);
            vector.doubles().multiplyTransposed(m, n, k, a, 1, lda, b, 2, ldb, found, 3, ldc);
            assertArrayEquals(expected, found, what);
            sum = c[3 + i * ldc + j];
            for (int p = 0; p < k; p++) {
                sum += a[1 + p * lda + i] * b[2 + p * ldb + j];
            }
            assertEquals(sum, found[3 + i * ldc + j], 1e-12, what);
        }
    }

    @Test
    void squaredNorms() {
        for (int n = 1; n < 150; n++) {
            int rows = 1 + random.nextInt(5);
            int ldz = n + random.nextInt(3);
            double[] z = numbers(rows * ldz + 2);
            double[] expected = new double[rows + 1];
            double[] found = new double[rows + 1];
            plain.doubles().squaredNorms(rows, n, z, 2, ldz, expected, 1);
            vector.doubles().squaredNorms(rows, n, z, 2, ldz, found, 1);
            assertArrayEquals(expected, found);
            float[] narrow = new float[z.length];
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                narrow[i] = (float) z[i];
            }
            for (int j = 0; j < n; j++) {
                sum += z[2 + j] * z[2 + j];
            }
            assertEquals(sum, found[1], 1e-12);
            float[] narrowExpected = new float[rows + 1];
            float[] narrowFound = new float[rows + 1];
            plain.squaredNorms(rows, n, narrow, 2, ldz, narrowExpected, 1);
            vector.squaredNorms(rows, n, narrow, 2, ldz, narrowFound, 1);
            assertArrayEquals(narrowExpected, narrowFound);
            assertEquals(sum, narrowFound[1], 1e-4);
        }
    }

    @Test
    void differences() {
        for (int n = 1; n < 70; n++) {
            double[] centre = numbers(n);
            float[] x = new float[3 * n + 1];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextFloat();
            }
            double[] expected = new double[3 * n + 2];
            double[] found = new double[3 * n + 2];
            plain.doubles().subtract(3, n, x, 1, centre, expected, 2);
            vector.doubles().subtract(3, n, x, 1, centre, found, 2);
            assertArrayEquals(expected, found);
            assertEquals((double) x[1] - centre[0], found[2]);
        }
    }
}
