package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FractionTest {
    @Test
    void drawsSoManyOnceAscending() {
        List<Integer> drawn = Fraction.of(1000, 0.3, 1);
        assertEquals(300, drawn.size());
        assertEquals(List.copyOf(new TreeSet<>(drawn)), drawn);
        assertEquals(drawn, Fraction.of(1000, 0.3, 1));
        assertNotEquals(drawn, Fraction.of(1000, 0.3, 2));
    }

    @Test
    void allIsAll() {
        assertEquals(IntStream.range(0, 5).boxed().toList(), Fraction.of(5, 1, 3));
        assertEquals(List.of(), Fraction.of(0, 0.3, 3));
        assertEquals(List.of(), Fraction.pandas(0, 0.3, 3));
    }

    @Test
    void halvesGoToTheEvenNumber() {
        assertEquals(2, Fraction.of(5, 0.5, 1).size());
        assertEquals(4, Fraction.of(7, 0.5, 1).size());
    }

    @Test
    void sharesAreAboveNoneAndAtMostAll() {
        assertThrows(IllegalArgumentException.class, () -> Fraction.of(5, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Fraction.of(5, 1.1, 1));
        assertThrows(IllegalArgumentException.class, () -> Fraction.of(5, Double.NaN, 1));
    }
}
