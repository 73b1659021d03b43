package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.tensor.SplitMix;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private static Points noise(int size) {
        SplitMix random = new SplitMix(SEED);
        double[] xs = new double[size];
        double[] ys = new double[size];
        for (int i = 0; i < size; i++) {
            xs[i] = 500.0 * i / (size - 1);
            ys[i] = random.uniform() * 200;
        }
        return Points.of(xs, ys);
    }

    @Test
    void fewPointsStay() {
        Points few = noise(2000);
        assertSame(few, Thinning.thin(few));
    }

    @Test
    void everyColumnKeepsItsEndsAndItsReach() {
        Points many = noise(100_003);
        Points thin = Thinning.thin(many);
        assertTrue(thin.size() <= 2000, thin.toString());
        double[][] all = columns(many);
        double[][] kept = columns(thin);
        for (int column = 0; column < all.length; column++) {
            for (int of = 0; of < 4; of++) {
                assertEquals(all[column][of], kept[column][of], "column " + column + ", -Dichnite.seed=" + SEED);
            }
        }
    }

    /** First, last, lowest and highest of each column. */
    private static double[][] columns(Points points) {
        double[][] columns = new double[500][];
        for (int i = 0; i < points.size(); i++) {
            int column = (int) Math.min(499, points.x(i));
            double y = points.y(i);
            if (columns[column] == null) {
                columns[column] = new double[] {y, y, y, y};
            }
            columns[column][1] = y;
            columns[column][2] = Math.min(columns[column][2], y);
            columns[column][3] = Math.max(columns[column][3], y);
        }
        return columns;
    }

    @Test
    void aLineStraightUpIsOneColumn() {
        Points up = Points.of(new double[5000], new double[5000]);
        assertEquals(2, Thinning.thin(up).size());
    }
}
