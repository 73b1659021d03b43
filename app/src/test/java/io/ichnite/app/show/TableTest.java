package io.ichnite.app.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAligned() {
        String text =
                new Table("class", "rows").row("a", "10").row("long name", "1").text();
        assertEquals("class      rows\na            10\nlong name     1\n", text);
    }

    @Test
    void everyRowHasTheHeadersWidth() {
        Table table = new Table("a", "b");
        assertThrows(IllegalArgumentException.class, () -> table.row("only one"));
    }
}
