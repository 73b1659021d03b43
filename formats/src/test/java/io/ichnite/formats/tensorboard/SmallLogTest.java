package io.ichnite.formats.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The recorded log: what real TensorBoard was given and what it answered (see the folder's README). Our bytes are still
 * those, and mean what it says they mean.
 */
class SmallLogTest {
    /** Left there, to be recorded anew if the log is to change. */
    private static final Path FOLDER = Path.of("target", "small-log");

    @BeforeAll
    static void write() throws IOException {
        try (var old = Files.exists(FOLDER) ? Files.walk(FOLDER) : Stream.<Path>empty()) {
            for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        SmallLog.write(FOLDER);
    }

    @Test
    void bytesAreTheRecordedOnes() throws IOException {
        Path golden = Goldens.path("tensorboard/log");
        assertEquals(files(golden), files(FOLDER));
        for (String file : files(golden)) {
            assertArrayEquals(Files.readAllBytes(golden.resolve(file)), Files.readAllBytes(FOLDER.resolve(file)), file);
        }
    }

    @Test
    void theyMeanWhatTensorBoardSays() throws IOException {
        String answers = Files.readString(Goldens.path("tensorboard/answers.json"));
        JsonNode theirs = Json.read(answers, "answers.json");
        Map<String, Object> read = ReadLog.of(FOLDER);
        JsonNode ours = Json.read(Json.write(read), "ours");
        for (String what : read.keySet()) {
            assertEquals(theirs.get(what), ours.get(what), what);
        }
        assertEquals(
                List.of("tensorboard"),
                theirs.propertyNames().stream()
                        .filter(n -> !read.containsKey(n))
                        .toList());
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
