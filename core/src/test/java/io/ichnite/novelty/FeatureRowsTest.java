package io.ichnite.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FeatureRowsTest {
    private final FeatureRows narrow = FeatureRows.of(new float[] {1, 2, 3, 4}, 2);
    private final FeatureRows wide = FeatureRows.of(new double[] {5, 6, 7, 8, 9, 10}, 3);

    private static double[] all(FeatureRows rows) {
        double[] all = new double[rows.rows() * rows.width()];
        rows.features(0, rows.rows(), all, 0);
        return all;
    }

    @Test
    void layersStandSideBySide() {
        FeatureRows both = narrow.beside(wide).withLogits(new float[] {1, -1, 2, -2}, 2);
        assertEquals(5, both.width());
        assertArrayEquals(new double[] {1, 2, 5, 6, 7, 3, 4, 8, 9, 10}, all(both));
        assertArrayEquals(new double[] {5, 6, 7, 8, 9, 10}, all(both.columns(2, 5)));
        assertEquals(2, both.columns(0, 2).classes());
        assertThrows(IllegalArgumentException.class, () -> both.columns(1, 3));
        assertArrayEquals(new double[] {3, 4, 8, 9, 10, 1, 2, 5, 6, 7}, all(both.select(new int[] {1, 0})));
        double[] logits = new double[2];
        both.select(new int[] {1}).logits(0, logits);
        assertArrayEquals(new double[] {2, -2}, logits);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FeatureRows.of(new float[3], 2));
        assertThrows(IllegalArgumentException.class, () -> FeatureRows.of(new float[3], 0));
        assertThrows(IllegalArgumentException.class, () -> narrow.withLogits(new float[3], 1));
        assertThrows(IllegalArgumentException.class, () -> narrow.beside(FeatureRows.of(new float[3], 3)));
        IllegalArgumentException bad =
                assertThrows(IllegalArgumentException.class, () -> FeatureRows.of(new float[] {0, 0, 0, Float.NaN}, 2));
        assertTrue(String.valueOf(bad.getMessage()).contains("row 1, number 1 is NaN"), bad.getMessage());
        assertThrows(IllegalStateException.class, () -> narrow.logits(0, new double[1]));
    }

    @Test
    void rowsOfZerosHaveNoDirection() {
        FeatureRows rows = FeatureRows.of(new float[] {3, 4, 0, 0}, 2).normalised();
        assertArrayEquals(new double[] {0.6, 0.8, 0, 0}, all(rows), 1e-15);
    }
}
