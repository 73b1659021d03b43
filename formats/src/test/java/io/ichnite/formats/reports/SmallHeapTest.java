package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports of 40 MB in a heap of 24 MB, in a process of its own: what holds a report, or a table of its keys, fails. */
class SmallHeapTest {
    private static List<String> told(String heap, String megabytes) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        java, heap, "-cp", classes, "io.ichnite.formats.reports.SmallHeap", megabytes)
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (InputStream out = process.getInputStream()) {
            new String(out.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll(" \\([0-9]+ bytes, [0-9.]+ CPU s\\)$", ""))
                    .forEach(lines::add);
        }
        assertEquals(0, process.waitFor(), String.join("\n", lines));
        return lines;
    }

    @Test
    void nothingGrowsWithAReport() throws Exception {
        String text =
                ", r:1: holds a text or a number of more than 1048576 characters, the limit of what is held (--max-text)";
        assertEquals(
                List.of(
                        "calls: 163266 calls, 0 rejects",
                        "text passed over: 1 calls, 0 rejects",
                        "text asked for: 1 calls, 0 rejects" + text,
                        "number: 1 calls, 0 rejects" + text,
                        "key: 1 calls, 0 rejects" + text,
                        "lists: 1 calls, 0 rejects, r:1: lists and objects lie more than 128 deep in each other, the limit"
                                + " (--max-depth)",
                        "blanks: 1 calls, 0 rejects",
                        "keys in a process: 1 calls, 0 rejects",
                        "keys on top: 1 calls, 0 rejects",
                        "names: 1379311 calls, 0 rejects",
                        "threads: 65537 calls, 1267797 rejects",
                        "processes: 65536 calls, 1184465 rejects",
                        "entry points: 65536 calls, 1363035 rejects",
                        "events: 0 calls, 1 rejects"),
                told("-Xmx24m", "40"));
    }
}
