package io.ichnite.formats.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvColumnTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private Path file;

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve("runs.csv");
    }

    @Test
    void columnsAreFoundByTheirNames() throws IOException {
        write("class,file_id,program\nfiles,7,\"cp, \"\"new\"\"\"\nnet,3,curl\n");
        Map<String, String> column = CsvColumn.read(file, "file_id", "program");
        assertEquals(List.of("7", "3"), List.copyOf(column.keySet()));
        assertEquals(List.of("cp, \"new\"", "curl"), List.copyOf(column.values()));
    }

    @Test
    void marksLineEndsAndBlankLinesDoNotMatter() throws IOException {
        write("\uFEFFfile_id,program\r\n\r\n1,a\n\n2,\r\n3,b");
        assertEquals(Map.of("1", "a", "2", "", "3", "b"), CsvColumn.read(file, "file_id", "program"));
    }

    @Test
    void faultsAreNamedByLine() throws IOException {
        refused("", 1, "expected a header with file_id, program, found nothing");
        refused("file_id,class\n1,a\n", 1, "expected a column 'program', found file_id, class");
        refused("file_id,program,program\n1,a,b\n", 1, "column 'program' stands here twice");
        refused("file_id,program\n1,a\n\n1,b\n", 4, "file_id '1' stood at line 2 already");
        refused("file_id,program\n,a\n", 2, "expected a file_id, found nothing");
        refused("file_id,program\n1,a\n2\n", 3, "expected 2 columns, found 1");
        refused("file_id,program\n1,a,b\n", 2, "expected 2 columns, found 3");
        refused("file_id,program\n\"1\n\",a\n\"1\n\",a\n", 4, "file_id '1\n' stood at line 2 already");
    }

    @Test
    void fieldsAreBounded() throws IOException {
        write("file_id,program\n1," + "x".repeat(4096) + "\n");
        assertEquals(
                4096,
                CsvColumn.read(file, "file_id", "program").getOrDefault("1", "").length());
        write("file_id,program\n1,a\n2," + "x".repeat(4097) + "\n");
        startsWith(":3: expected fields of at most");
        write("file_id,program\n1,\"" + "x\n".repeat(2_000_000));
        startsWith(":2: expected fields of at most");
        write("file_id,program" + ",".repeat(2000) + "\n");
        startsWith(":1: expected fields of at most");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Files.write(file, "file_id,program\n1,a\n2,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        BadInput e = assertThrows(BadInput.class, () -> CsvColumn.read(file, "file_id", "program"));
        assertEquals(file + ":3: expected UTF-8, found other bytes", e.getMessage());
    }

    @Test
    void anAbsentFileIsTheDisksMatter() {
        assertThrows(NoSuchFileException.class, () -> CsvColumn.read(file, "file_id", "program"));
    }

    @Test
    void whateverTheBytesOnlyBadInputComesOut() throws IOException {
        byte[] good = "file_id,label,first_seen\n1,a,2018-03\n\"2\",\"b\"\"c\",2018\n3,,2018-03-01 10:00\n"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String odd = "\"\n\r,\0\uFEFF9-";
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? odd.charAt(random.nextInt(odd.length())) : random.nextInt(256));
            }
            Files.write(file, random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(90)) : bytes);
            try {
                LabelTable.read(file).entries().forEach((id, entry) -> assertTrue(!id.isEmpty() && entry.line() > 1));
            } catch (BadInput e) {
                refused++;
                assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("ichnite.seed=" + SEED + " round " + round, e);
            }
        }
        assertTrue(refused > 300 && refused < 3000, "refused " + refused);
    }

    private void refused(String text, int line, String expected) throws IOException {
        write(text);
        BadInput e = assertThrows(BadInput.class, () -> CsvColumn.read(file, "file_id", "program"));
        assertEquals(file + ":" + line + ": " + expected, e.getMessage());
    }

    private void startsWith(String expected) {
        BadInput e = assertThrows(BadInput.class, () -> CsvColumn.read(file, "file_id", "program"));
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + expected), e.toString());
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }
}
