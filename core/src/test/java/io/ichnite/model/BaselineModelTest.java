package io.ichnite.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.linear.LinearModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineModelTest {
    private static final LinearModel TWO = LinearModel.of(new int[0], new float[0], new float[0], new float[2]);

    @Test
    void countsAreItsOwn() {
        List<Integer> rows = new ArrayList<>(List.of(3, 0));
        BaselineModel baseline = new BaselineModel(rows, TWO);
        rows.set(0, 4);
        assertEquals(List.of(3, 0), baseline.rows());
    }

    @Test
    void refusesCountsOfOtherClassesAndOfNoRows() {
        assertThrows(IllegalArgumentException.class, () -> new BaselineModel(List.of(1), TWO));
        assertThrows(IllegalArgumentException.class, () -> new BaselineModel(List.of(1, -1), TWO));
        assertThrows(IllegalArgumentException.class, () -> new BaselineModel(List.of(0, 0), TWO));
    }
}
