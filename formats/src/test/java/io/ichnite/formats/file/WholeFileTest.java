package io.ichnite.formats.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private final Path folder;

    WholeFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFailureLeavesTheOldFileWholeAndNothingBeside() throws IOException {
        Path file = folder.resolve("file");
        WholeFile.replace(file, out -> out.write('a'));
        WholeFile.replace(file, out -> out.write('b'));
        assertThrows(
                IOException.class,
                () -> WholeFile.replace(file, out -> {
                    out.write('c');
                    throw new IOException("the disk is full");
                }));
        assertEquals("b", Files.readString(file));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(file), all.toList());
        }
    }

    @Test
    void filesThatBelongTogetherAreReplacedTogether() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "old");
        Path two = folder.resolve("two");
        Map<Path, WholeFile.Content> contents = new LinkedHashMap<>();
        contents.put(one, out -> out.write('1'));
        contents.put(two, out -> {
            throw new IOException("the disk is full");
        });
        assertThrows(IOException.class, () -> WholeFile.replace(contents));
        assertEquals("old", Files.readString(one));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(one), all.toList());
        }
        contents.put(two, out -> out.write('2'));
        WholeFile.replace(contents);
        assertEquals("12", Files.readString(one) + Files.readString(two));
    }

    @Test
    void readsOrdinaryFilesAlone() throws IOException {
        assertThrows(BadInput.class, () -> WholeFile.read(folder));
        assertThrows(IOException.class, () -> WholeFile.read(folder.resolve("absent")));
        Path file = Files.writeString(folder.resolve("file"), "abc");
        assertEquals(3, WholeFile.read(file).length);
    }
}
