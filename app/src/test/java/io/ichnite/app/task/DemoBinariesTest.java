package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.Sha256;
import io.ichnite.error.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking files out of packages that are made here; nothing is fetched. */
class DemoBinariesTest {
    private static final byte[] FIRST = "MZ, the first".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "MZ, another one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ELF = "ELF, of elsewhere".getBytes(StandardCharsets.UTF_8);

    private final Path samples;
    private final Path cache;
    private final List<String> said = new ArrayList<>();
    private int fetched;

    DemoBinariesTest(@TempDir Path folder) {
        this.samples = folder;
        this.cache = folder.resolve("cache");
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] packageOf(byte[] first) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("../win/a.dll", first);
        entries.put("libs/a.so", ELF);
        entries.put("tools.zip", zip(new LinkedHashMap<>(Map.of("deep/b.exe", SECOND))));
        return zip(entries);
    }

    private static String row(String name, String label, String date, String member, byte[] content) {
        return String.join(
                        ",",
                        name,
                        label,
                        date,
                        "project",
                        "org.example:pack:jar:natives:1.0",
                        member,
                        new Sha256().add(content).text(),
                        Integer.toString(content.length))
                + "\n";
    }

    private void table(String... rows) throws IOException {
        Files.writeString(
                samples.resolve("members.csv"),
                "name,label,first_seen,project,package,member,sha256,bytes\n" + String.join("", rows));
    }

    private void usualTable() throws IOException {
        table(
                row("a.bin", "msvc", "2011-02-03", "../win/a.dll", FIRST),
                row("b.bin", "dotnet", "2012", "tools.zip!/deep/b.exe", SECOND),
                row("c.bin", "far:elf", "", "libs/a.so", ELF));
    }

    private DemoBinaries binaries(byte[] content) {
        return new DemoBinaries(
                samples,
                cache,
                folder -> {
                    fetched++;
                    Files.write(folder.resolve("pack-1.0-natives.jar"), content);
                },
                said::add);
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void takesOnlyWhatTheTableNamesAndPutsItWhereItSays() throws IOException {
        usualTable();
        var found = assertInstanceOf(
                DemoBinaries.Found.class, binaries(packageOf(FIRST)).find());
        Path folder = cache.resolve(cached().get(0));
        assertArrayEquals(FIRST, Files.readAllBytes(folder.resolve("known/a.bin")));
        assertArrayEquals(SECOND, Files.readAllBytes(folder.resolve("known/b.bin")));
        assertArrayEquals(ELF, Files.readAllBytes(found.far().resolve("c.bin")));
        assertTrue(Files.isDirectory(found.near()));
        assertEquals(
                "name,label,first_seen,project\nknown/a.bin,msvc,2011-02-03,project\nknown/b.bin,dotnet,2012,project\n",
                Files.readString(found.manifest()));
        assertEquals(1, cached().size(), "nothing else stays in the cache");
        try (Stream<Path> all = Files.walk(samples)) {
            assertFalse(all.anyMatch(path -> path.getFileName().toString().equals("a.dll")));
        }
    }

    @Test
    void fetchesOnceAndOffersTheCacheEverAfter() throws IOException {
        usualTable();
        var first = binaries(packageOf(FIRST)).find();
        assertEquals(first, binaries(packageOf(FIRST)).find());
        assertEquals(1, fetched);
        assertEquals(1, said.size());
        assertEquals(first, new DemoBinaries(samples, cache, null, said::add).find());
    }

    @Test
    void damageInTheCacheIsMended() throws IOException {
        usualTable();
        var found = assertInstanceOf(
                DemoBinaries.Found.class, binaries(packageOf(FIRST)).find());
        Path file = found.manifest().resolveSibling("known").resolve("a.bin");
        Files.write(file, SECOND);
        assertEquals(found, binaries(packageOf(FIRST)).find());
        assertArrayEquals(FIRST, Files.readAllBytes(file));
        assertEquals(2, fetched);
    }

    @Test
    void anotherTableHasAnotherFolder() throws IOException {
        usualTable();
        var first = binaries(packageOf(FIRST)).find();
        table(row("a.bin", "msvc", "2011-02-03", "../win/a.dll", FIRST));
        var second = binaries(packageOf(FIRST)).find();
        assertFalse(first.equals(second));
    }

    @Test
    void aFileThatIsAnotherIsRefusedAndNothingIsKept() throws IOException {
        usualTable();
        for (byte[] other : new byte[][] {SECOND, new byte[0], new byte[1 << 20]}) {
            var missing = assertInstanceOf(
                    DemoBinaries.Missing.class, binaries(packageOf(other)).find());
            assertTrue(missing.why().contains("../win/a.dll of 13 bytes"), missing.why());
            assertEquals(List.of(), cached());
        }
    }

    @Test
    void whatIsNoArchiveOrLacksAFileIsSaid() throws IOException {
        usualTable();
        for (byte[] bad : new byte[][] {
            new byte[100],
            zip(Map.of("other", FIRST)),
            zip(Map.of("../win/a.dll", FIRST, "libs/a.so", ELF, "tools.zip", FIRST))
        }) {
            var missing =
                    assertInstanceOf(DemoBinaries.Missing.class, binaries(bad).find());
            assertTrue(missing.why().contains("pack-1.0-natives.jar: expected"), missing.why());
        }
    }

    @Test
    void aPackageMayBeTheFile() throws IOException {
        table(row("a.bin", "msvc", "2011", "", FIRST));
        var found = assertInstanceOf(DemoBinaries.Found.class, binaries(FIRST).find());
        assertArrayEquals(
                FIRST,
                Files.readAllBytes(found.manifest().resolveSibling("known").resolve("a.bin")));
    }

    @Test
    void withoutASourceOrWithOneThatFailsItSaysWhy() throws IOException {
        usualTable();
        var offline =
                assertInstanceOf(DemoBinaries.Missing.class, new DemoBinaries(samples, cache, null, said::add).find());
        assertTrue(offline.why().contains("nothing is to be fetched"), offline.why());
        assertTrue(said.isEmpty());
        PublishedPackages none = folder -> {
            throw new IOException("no network here");
        };
        var failed =
                assertInstanceOf(DemoBinaries.Missing.class, new DemoBinaries(samples, cache, none, said::add).find());
        assertTrue(failed.why().endsWith("no network here"), failed.why());
        assertEquals(List.of(), cached());
    }

    @Test
    void aTableThatNamesPathsIsRefused() throws IOException {
        for (String name : List.of("../a.bin", "/a.bin", ".hidden", "a\\b", "x".repeat(300))) {
            table(row(name, "msvc", "2011", "../win/a.dll", FIRST));
            assertThrows(BadInput.class, () -> binaries(packageOf(FIRST)).find(), name);
        }
        table(row("a.bin", "../msvc", "2011", "../win/a.dll", FIRST));
        assertThrows(BadInput.class, () -> binaries(packageOf(FIRST)).find());
    }

    @Test
    void theTableOfTheProjectIsSound() throws IOException {
        List<PackagedFile> files = PackagedFile.read(Path.of("..", "samples", "binaries", "members.csv"));
        Map<String, Long> classes = new LinkedHashMap<>();
        for (PackagedFile file : files) {
            classes.merge(file.known() ? file.label() : file.folder(), 1L, Long::sum);
            assertEquals(file.known(), !file.firstSeen().isEmpty(), file.name());
        }
        assertEquals(
                List.of("dotnet", "far", "mingw", "msvc", "near"),
                classes.keySet().stream().sorted().toList());
        for (String label : List.of("dotnet", "mingw", "msvc")) {
            long projects = files.stream()
                    .filter(file -> file.label().equals(label))
                    .map(PackagedFile::project)
                    .distinct()
                    .count();
            assertTrue(projects >= 2, label);
        }
    }
}
