package io.ichnite.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.tensor.Lanes;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final int CLASSES = 3;

    private final Random random = new Random(SEED);

    @Test
    void derivativesAreTheSlopesOfTheValue() {
        for (int features : new int[] {0, 1, 7, 60}) {
            try (Lanes lanes = new Lanes(2)) {
                Loss loss = loss(90, features, lanes);
                double[] x = random.doubles(loss.size(), -2, 2).toArray();
                double[] gradient = new double[x.length];
                double[] unused = new double[x.length];
                loss.at(x, gradient);
                for (int i = 0; i < x.length; i++) {
                    double step = 1e-5;
                    double middle = x[i];
                    x[i] = middle + step;
                    double above = loss.at(x, unused);
                    x[i] = middle - step;
                    double below = loss.at(x, unused);
                    x[i] = middle;
                    assertEquals((above - below) / (2 * step), gradient[i], 1e-8, i + ", ichnite.seed=" + SEED);
                }
            }
        }
    }

    @Test
    void theValueIsThatOfTheFormula() {
        try (Lanes lanes = new Lanes(1)) {
            SparseRow[] rows = {
                new SparseRow(new char[] {0, 1}, new float[] {0.5f, 0.25f}), new SparseRow(new char[0], new float[0])
            };
            Loss loss = new Loss(rows, new int[] {1, 0}, 2, 2, 4, lanes);
            double[] x = {1, 2, 3, 4, 0.5, -0.5};
            // scores (0.5 + 0.75 + 0.5, 1 + 1 − 0.5) and (0.5, −0.5); ‖weights‖² = 30
            double first = Math.log(Math.exp(1.75) + Math.exp(1.5)) - 1.5;
            double second = Math.log(Math.exp(0.5) + Math.exp(-0.5)) - 0.5;
            assertEquals((first + second) / 2 + 30.0 / (2 * 4 * 2), loss.at(x, new double[6]), 1e-15);
        }
    }

    @Test
    void threadsChangeNoBit() {
        double[] first = {};
        double value = 0;
        for (int threads = 1; threads <= 4; threads++) {
            random.setSeed(SEED);
            try (Lanes lanes = new Lanes(threads)) {
                Loss loss = loss(300, 1500, lanes);
                double[] gradient = new double[loss.size()];
                double own = loss.at(random.doubles(loss.size(), -2, 2).toArray(), gradient);
                first = threads == 1 ? gradient : first;
                value = threads == 1 ? own : value;
                assertEquals(value, own, "threads " + threads + ", ichnite.seed=" + SEED);
                assertArrayEquals(first, gradient, "threads " + threads);
            }
        }
    }

    private Loss loss(int count, int features, Lanes lanes) {
        SparseRow[] rows = new SparseRow[count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int[] columns = random.ints(random.nextInt(20), 0, Math.max(1, features))
                    .sorted()
                    .distinct()
                    .toArray();
            columns = features == 0 ? new int[0] : columns;
            char[] narrow = new char[columns.length];
            float[] values = new float[columns.length];
            for (int k = 0; k < columns.length; k++) {
                narrow[k] = (char) columns[k];
                values[k] = random.nextFloat();
            }
            rows[i] = new SparseRow(narrow, values);
            labels[i] = random.nextInt(CLASSES);
        }
        return new Loss(rows, labels, features, CLASSES, 10, lanes);
    }
}
