package io.ichnite.formats.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.protobuf.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final String OTHERS = "events.out.tfevents.1600000000.host.1.0.v2";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void checkSumsAreThoseOfTheFormat() {
        // RFC 3720, B.4, and the usual check value: the reader that all tests here rely on
        assertEquals(0xe3069283, Events.crc32c("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9));
        assertEquals(0x8a9136aa, Events.crc32c(new byte[32], 0, 32));
    }

    @Test
    void whatIsFlushedCanBeReadWhileTheLogGoesOn() throws IOException {
        try (EventLog log = open(0, 1000)) {
            assertEquals(2, Events.of(folder).size(), "version and start");
            log.scalar("a", 1, 0.1);
            log.flush();
            Fields event = Events.of(folder).get(2);
            assertEquals(1, event.integer(2));
            Fields value = event.message(5).message(1);
            assertEquals("a", value.text(1));
            assertEquals(0.1f, value.message(8).single(5));
        }
        assertEquals("brain.Event:2", Events.of(folder).get(0).text(3));
    }

    @Test
    void everyFileComesAfterTheOthersEvenIfTheClockDoesNot() throws IOException {
        for (double now : new double[] {1000.9, 1000.2, 5, -3, 2000}) {
            EventLog.open(folder, 1, () -> now, new ByteBudget(0)).close();
        }
        List<String> expected = IntStream.of(1000, 1001, 1002, 1003, 2000)
                .mapToObj(s -> "events.out.tfevents.%010d.ichnite.v2".formatted(s))
                .toList();
        assertEquals(expected, names());
    }

    @Test
    void aNewRunReplacesAnOldOne() throws IOException {
        open(0, 1000).close();
        Files.writeString(folder.resolve("notes.txt"), "mine");
        EventLog.clear(folder);
        assertEquals(List.of("notes.txt"), names());
        EventLog.clear(folder.resolve("nowhere"));
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void othersEventsAreRefusedAndNothingIsLost() throws IOException {
        open(0, 1000).close();
        Files.writeString(folder.resolve(OTHERS), "theirs");
        List<String> before = names();
        assertThrows(FileSystemException.class, () -> EventLog.check(folder));
        assertThrows(FileSystemException.class, () -> EventLog.clear(folder));
        assertEquals(before, names());
    }

    @Test
    void aFullLogSaysSoOnceAndGoesOnWithScalars() throws IOException {
        ByteBudget budget = new ByteBudget(5000);
        try (EventLog log = EventLog.open(folder, 0, () -> 1000, budget)) {
            for (int step = 1; step <= 20; step++) {
                log.scalar("loss", step, 1);
                log.histogram("weights", step, new float[] {1, 2}, 0, 2);
                log.image("plot", step, SmallLog.PICTURE);
            }
        }
        long bytes = Files.size(folder.resolve(names().get(0)));
        List<String> tags = tags();
        assertEquals(20, count(tags, "loss"));
        assertEquals(1, count(tags, "log/budget"));
        int full = tags.indexOf("log/budget");
        assertTrue(count(tags.subList(0, full), "weights") >= 3, tags.toString());
        assertEquals(
                List.of("loss"),
                tags.subList(full + 1, tags.size()).stream().distinct().toList());
        assertTrue(bytes < 5000 + 20 * 100, "found " + bytes);
    }

    @Test
    void whatIsThereAlreadyCounts() throws IOException {
        try (EventLog log = open(0, 1000)) {
            log.histogram("weights", 1, new float[] {1, 2}, 0, 2);
        }
        assertEquals(1, count(tags(), "weights"));
        try (EventLog log = EventLog.open(folder, 2, () -> 1000, new ByteBudget(1500))) {
            assertTrue(log.continued());
            log.histogram("weights", 2, new float[] {1, 2}, 0, 2);
        }
        assertEquals(1, count(tags(), "weights"));
        assertEquals(1, count(tags(), "log/budget"));
    }

    @Test
    void onlyPicturesAreImages() throws IOException {
        try (EventLog log = open(0, 1000)) {
            for (byte[] none : List.of(new byte[0], new byte[100], new byte[] {(byte) 0x89, 'P', 'N', 'G'})) {
                assertThrows(IllegalArgumentException.class, () -> log.image("plot", 1, none));
            }
        }
        assertEquals(List.of(), tags());
        assertThrows(IllegalArgumentException.class, () -> new ByteBudget(-1));
    }

    @Test
    void tagsAreOneLineOfPlainText() throws IOException {
        try (EventLog log = open(0, 1000)) {
            log.scalar("a\tb\n" + "c".repeat(500), 1, 0);
        }
        assertEquals(List.of("a\\u0009b\\u000a" + "c".repeat(196) + "..."), tags());
    }

    private EventLog open(long step, double now) throws IOException {
        return EventLog.open(folder, step, () -> now, new ByteBudget(1 << 20));
    }

    private List<String> tags() throws IOException {
        return Events.of(folder).stream()
                .filter(event -> event.has(5))
                .map(event -> event.message(5).message(1).text(1))
                .toList();
    }

    private static long count(List<String> tags, String tag) {
        return tags.stream().filter(tag::equals).count();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
