package io.ichnite.formats.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelTableTest {
    private Path file;

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve("labels.csv");
    }

    @Test
    void readsLabelsAndDates() throws IOException {
        Files.writeString(
                file, "first_seen,note,file_id,label\n2018-03,x,a1,worm\n,y,a2,\n2017-05-01 10:11:12,z,a3,virus\n");
        LabelTable table = LabelTable.read(file);
        assertEquals(new LabelTable.Entry("worm", LocalDate.of(2018, 3, 31), 2), table.get("a1"));
        assertEquals(new LabelTable.Entry(null, null, 3), table.get("a2"));
        assertEquals(new LabelTable.Entry("virus", LocalDate.of(2017, 5, 1), 4), table.get("a3"));
        assertNull(table.get("a4"));
        assertEquals(3, table.entries().size());
        assertEquals(Map.of("a1", "worm", "a3", "virus"), table.labels());
    }

    @Test
    void eitherColumnWillDo() throws IOException {
        Files.writeString(file, "file_id,label\n1,5\n");
        assertEquals(new LabelTable.Entry("5", null, 2), LabelTable.read(file).get("1"));
        Files.writeString(file, "file_id,first_seen\n1,2019\n");
        assertEquals(
                new LabelTable.Entry(null, LocalDate.of(2019, 12, 31), 2),
                LabelTable.read(file).get("1"));
    }

    @Test
    void faultsAreNamed() throws IOException {
        refused("file_id,lable\n1,5\n", ": expected a column 'label' or 'first_seen' beside 'file_id'");
        refused("id,label\n1,5\n", ":1: expected a column 'file_id', found id, label");
        refused(
                "file_id,label\n1,5\n2," + "x".repeat(129) + "\n",
                ":3: expected a label of 1 to 128 characters, not all of them blanks and none a control character");
        refused("file_id,label\n1,5\n1,5\n", ":3: file_id '1' stood at line 2 already");
        refused(
                "file_id,first_seen\n1,2018\n2,2018-02-30\n",
                ":3: expected first_seen as YYYY, YYYY-MM or YYYY-MM-DD, found '2018-02-30'");
    }

    private void refused(String text, String expected) throws IOException {
        Files.writeString(file, text);
        BadInput e = assertThrows(BadInput.class, () -> LabelTable.read(file));
        assertEquals(file + expected, e.getMessage());
    }
}
