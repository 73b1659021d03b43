package io.ichnite.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests of a list of targets: each takes its good inputs, and stands the files that lie in {@code src/test/resources/fuzz}
 * under its name, in its time.
 */
public final class Corpus {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "fuzz");
    /** Milliseconds are what it takes; a machine may be busy. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Corpus() {}

    /** A test for each file and each target's good inputs, and one that no folder of the module is without a target. */
    public static List<DynamicTest> replay(List<FuzzTarget> targets, Path scratch) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (FuzzTarget target : targets) {
            Path own = Files.createDirectories(scratch.resolve(target.name()));
            tests.add(DynamicTest.dynamicTest(target.name() + ": good inputs", () -> {
                List<byte[]> seeds = target.seeds().make();
                assertTrue(!seeds.isEmpty(), target.name() + " has no good input");
                for (int i = 0; i < seeds.size(); i++) {
                    assertTrue(within(target, seeds.get(i), own), target.name() + " refuses its good input " + i);
                }
            }));
            for (Path file : files(FOLDER.resolve(target.name()))) {
                tests.add(DynamicTest.dynamicTest(
                        target.name() + ": " + file.getFileName(),
                        () -> within(target, Files.readAllBytes(file), own)));
            }
        }
        return tests;
    }

    /** Every folder of the module's corpus has a target, so that none is passed over. */
    public static void complete(List<FuzzTarget> targets) throws IOException {
        List<String> folders = files(FOLDER).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        TreeSet<String> without = new TreeSet<>(folders);
        targets.forEach(target -> without.remove(target.name()));
        assertEquals(new TreeSet<>(), without, "folders without a target");
    }

    private static boolean within(FuzzTarget target, byte[] bytes, Path scratch) {
        return assertTimeoutPreemptively(LONGEST, () -> target.takes(bytes, scratch), target.name());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
