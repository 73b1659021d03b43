package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Families;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedFamiliesTest {
    @Test
    void anotherOrderIsNoDifference() {
        SharedFamilies shared =
                SharedFamilies.of(new Families(List.of("a", "b", "c")), new Families(List.of("c", "a", "b")));
        assertTrue(shared.all());
        float[] other = {0.5f, 0.2f, 0.3f};
        assertArrayEquals(new float[] {0.2f, 0.3f, 0.5f}, shared.narrowed(other, 3, shared.ofB()));
    }

    @Test
    void whatOnlyOneHasIsTakenOutAndTheRestFillsUp() {
        SharedFamilies shared =
                SharedFamilies.of(new Families(List.of("a", "b", "c")), new Families(List.of("d", "c", "a")));
        assertFalse(shared.all());
        assertEquals(List.of("a", "c"), shared.names());
        assertEquals(List.of("b"), shared.onlyA());
        assertEquals(List.of("d"), shared.onlyB());
        float[] one = {0.2f, 0.6f, 0.2f, 0f, 1f, 0f};
        assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, shared.narrowed(one, 3, shared.ofA()), 1e-6f);
        shared.check("x", "y");
    }

    @Test
    void oneFamilyIsNothingToChooseFrom() {
        SharedFamilies shared = SharedFamilies.of(new Families(List.of("a", "b")), new Families(List.of("b", "c")));
        BadConfig refused = assertThrows(BadConfig.class, () -> shared.check("x", "y"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("x and y have only b in common"));
    }
}
