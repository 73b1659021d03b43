package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final MemoryTraces TRACES = new MemoryTraces(List.of(
            MemoryTraces.File.of("17", "worm", "a", "b"),
            MemoryTraces.File.of("18", null, "b"),
            MemoryTraces.File.of("19", "virus", "a")));

    private final TraceEncoder encoder = new TraceEncoder(
            TRACES,
            Vocabularies.fit(TRACES, List.of(0, 1, 2), Vocabulary.Kind.ICHNITE),
            new Encoding(Order.TID, 3, false));

    @Test
    void tracesAreRowsInTheOrderOfTheList() {
        Examples rows =
                EncodedTraces.labelled(TRACES, List.of(2, 0, 1), encoder, new Families(List.of("virus", "worm")));
        assertEquals(3, rows.size());
        assertEquals(3, rows.length());
        assertEquals(List.of(0, 1, -1), List.of(rows.label(0), rows.label(1), rows.label(2)));
        int[] into = new int[4];
        rows.row(1, into, 1);
        assertArrayEquals(new int[] {0, 0, 2, 3}, into);
    }

    @Test
    void withoutClassesNoLabelIsLookedAt() {
        Examples rows = EncodedTraces.unlabelled(List.of(0, 2), encoder);
        assertEquals(2, rows.size());
        assertEquals(-1, rows.label(0));
    }

    @Test
    void aForeignLabelIsRefusedByName() {
        BadInput e = assertThrows(
                BadInput.class,
                () -> EncodedTraces.labelled(TRACES, List.of(0, 2), encoder, new Families(List.of("worm"))));
        assertEquals("file_id 19: expected a label of worm, found 'virus'", e.getMessage());
    }

    @Test
    void arraysAreRows() {
        Examples rows = ArrayExamples.labelled(new int[] {1, 2, 3, 4, 5, 6}, 3, new int[] {4, -1});
        int[] into = new int[3];
        rows.row(1, into, 0);
        assertArrayEquals(new int[] {4, 5, 6}, into);
        assertEquals(2, rows.size());
        assertEquals(4, rows.label(0));
        assertEquals(-1, ArrayExamples.unlabelled(new int[6], 2).label(2));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.row(2, into, 0));
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ArrayExamples.labelled(new int[5], 3, new int[2]));
        assertThrows(IllegalArgumentException.class, () -> ArrayExamples.labelled(new int[6], 3, new int[] {0, -2}));
        assertThrows(IllegalArgumentException.class, () -> ArrayExamples.unlabelled(new int[5], 3));
        assertThrows(IllegalArgumentException.class, () -> ArrayExamples.unlabelled(new int[5], 0));
    }
}
