package io.ichnite.formats.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.disk.EveryFault;
import io.ichnite.disk.FailingDisk;
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
    void whereverTheDiskFails() throws IOException {
        byte[] large = new byte[200_000];
        new EveryFault(folder, own -> Files.writeString(own.resolve("file"), "old"))
                .of(own -> WholeFile.replace(own.resolve("file"), out -> out.write(large)), (own, disk, told) -> {
                    String what = disk + ", told " + told;
                    byte[] now = Files.readAllBytes(own.resolve("file"));
                    assertTrue(now.length == 3 || now.length == large.length, what);
                    assertTrue(told != null || now.length == large.length, what);
                    if (disk.way() != FailingDisk.Way.DEAD && disk.failed() != FailingDisk.Operation.DELETE) {
                        assertEquals(List.of("file"), names(own), what);
                    }
                });
    }

    @Test
    void whereverTheDiskFailsBetweenFilesThatBelongTogether() throws IOException {
        Map<String, String> wanted = Map.of("one", "1", "two", "2");
        new EveryFault(folder, own -> Files.writeString(own.resolve("one"), "old"))
                .of(
                        own -> {
                            Map<Path, WholeFile.Content> contents = new LinkedHashMap<>();
                            contents.put(own.resolve("one"), out -> out.write('1'));
                            contents.put(own.resolve("two"), out -> out.write('2'));
                            WholeFile.replace(contents);
                        },
                        (own, disk, told) -> {
                            String what = disk + ", told " + told;
                            for (String name : names(own)) {
                                boolean part = name.endsWith(".part");
                                assertTrue(
                                        part
                                                ? disk.way() == FailingDisk.Way.DEAD
                                                        || disk.failed() == FailingDisk.Operation.DELETE
                                                : List.of("old", wanted.getOrDefault(name, ""))
                                                        .contains(Files.readString(own.resolve(name))),
                                        what + ": " + name);
                            }
                            assertTrue(
                                    told != null
                                            || Files.readString(own.resolve("two"))
                                                    .equals("2"),
                                    what);
                        });
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void readsOrdinaryFilesAlone() throws IOException {
        assertThrows(BadInput.class, () -> WholeFile.read(folder));
        assertThrows(IOException.class, () -> WholeFile.read(folder.resolve("absent")));
        Path file = Files.writeString(folder.resolve("file"), "abc");
        assertEquals(3, WholeFile.read(file).length);
    }
}
