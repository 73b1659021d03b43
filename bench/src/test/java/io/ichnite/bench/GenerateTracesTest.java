package io.ichnite.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.tensor.SplitMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTracesTest {
    private static final int ROWS = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private List<String> rows(String... words) throws IOException {
        Path out = folder.resolve("traces.csv");
        String[] all = Stream.concat(Stream.of("--out", out.toString(), "--rows", "" + ROWS), Arrays.stream(words))
                .toArray(String[]::new);
        GenerateTraces.main(all);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        List<String> lines = Files.readAllLines(out);
        assertEquals("file_id,label,api,tid,index", lines.get(0));
        return lines.subList(1, lines.size());
    }

    @Test
    void hasAsManyRowsAndFilesAsAskedFor() throws IOException {
        List<String> rows = rows("--files", "90", "--first-id", "7");
        assertEquals(ROWS, rows.size());
        Map<Integer, String> labels = new HashMap<>();
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            int file = Integer.parseInt(cells[0]);
            assertTrue(file >= 7 && file < 97, row);
            assertEquals(cells[1], labels.merge(file, cells[1], (a, b) -> a), row);
        }
        assertEquals(90, labels.size());
        assertTrue(new HashSet<>(labels.values()).size() > 2);
    }

    @Test
    void threadsCountTheirOwnCallsAndTakeTurns() throws IOException {
        Map<String, Integer> next = new HashMap<>();
        int turns = 0;
        String last = "";
        List<String> rows = rows("--files", "2");
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            String thread = cells[0] + "," + cells[3];
            assertEquals(next.merge(thread, 1, Integer::sum) - 1, Integer.parseInt(cells[4]), row);
            turns += thread.equals(last) ? 0 : 1;
            last = thread;
        }
        assertTrue(turns > next.size() * 2, turns + " turns of " + next.size() + " threads");
        assertTrue(turns < ROWS / 8, turns + " turns");
        next.values().forEach(calls -> assertTrue(calls <= 5001));
    }

    @Test
    void oneClockHasTiesAndGaps() throws IOException {
        Set<Integer> steps = new HashSet<>();
        int last = 0;
        for (String row : rows("--files", "1", "--index", "file")) {
            int index = Integer.parseInt(row.split(",", -1)[4]);
            steps.add(index - last);
            last = index;
        }
        assertEquals(Set.of(0, 1, 2), steps);
    }

    @Test
    void shuffledRowsAreTheSameInAnotherOrder() throws IOException {
        List<String> near = rows();
        List<String> shuffled = rows("--rows-lie", "shuffled");
        assertNotEquals(near, shuffled);
        assertEquals(near.stream().sorted().toList(), shuffled.stream().sorted().toList());
        assertEquals(near, rows());
        assertNotEquals(near, rows("--seed", "2"));
    }

    @Test
    void lengthsAddUp() {
        for (int files : new int[] {1, 3, 999, 1000}) {
            int[] lengths = GenerateTraces.lengths(1000, files, new SplitMix(1));
            assertEquals(files, lengths.length);
            assertEquals(1000, Arrays.stream(lengths).sum());
            assertTrue(Arrays.stream(lengths).min().orElseThrow() >= 1);
        }
        assertArrayEquals(new int[] {1}, GenerateTraces.lengths(1, 1, new SplitMix(1)));
        assertThrows(IllegalArgumentException.class, () -> GenerateTraces.lengths(10, 11, new SplitMix(1)));
    }

    @Test
    void otherWordsAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> GenerateTraces.main(new String[] {"--out", "x", "--index", "clock"}));
        assertEquals("--index: expected thread or file, found clock", refused.getMessage());
    }
}
