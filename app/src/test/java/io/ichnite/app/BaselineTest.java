package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a network has to beat stands beside its score, as the black box says it. */
class BaselineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINEAR = "a linear model on counts of calls";

    @TempDir
    private Path folder = Path.of("");

    private Path traces(String name, int files, long seed) throws IOException {
        return Bench.traces(folder.resolve(name), files, true, seed);
    }

    private Ran trained(Path traces, Path model, Object... more) {
        Ran ran = Bench.train(traces, model, more);
        assertEquals(0, ran.code(), ran.err());
        return ran;
    }

    private static JsonNode json(Object... words) {
        return JSON.readTree(Bench.good(words).out());
    }

    @Test
    void standsBesideTheScoresOfATraining() throws IOException {
        Path model = folder.resolve("m");
        Ran ran = trained(traces("t.csv", 60, 1), model);
        List<String> table = ran.lines();
        assertTrue(table.get(1).startsWith("the model "), ran.out());
        assertTrue(table.get(2).startsWith(LINEAR + " "), ran.out());
        assertTrue(table.get(3).startsWith("the class mix, always 0 "), ran.out());
        // two epochs of a small network are no match for it, on traces told apart by what they call most
        assertEquals("The linear model does better than the network: lower log loss, higher macro-F1.", table.get(4));
        JsonNode described = json("describe", model, "--json");
        JsonNode metrics = described.get("metrics");
        assertTrue(metrics.get("val_linear_loss").asDouble()
                < metrics.get("val_loss").asDouble());
        assertTrue(metrics.get("val_linear_macro_f1").asDouble() > 0.8, metrics.toString());
        assertEquals("linear", described.get("options").get("baseline").asString());
        assertEquals(3, described.get("baseline").get("rows").size());
        String text = Bench.good("describe", model).out();
        assertTrue(
                text.contains("a linear model of " + described.get("baseline").get("features") + " features"), text);
    }

    @Test
    void isAskedAgainWhereTheModelIsEvaluated() throws IOException {
        Path model = folder.resolve("m");
        trained(traces("t.csv", 60, 1), model, "--validation", "0");
        // training saw each class as often; of these rows two thirds are of class 1
        Path others = folder.resolve("others.csv");
        List<String> lines = Files.readAllLines(traces("all.csv", 60, 2)).stream()
                .filter(line -> !line.matches("\\d+,0,.*") && !line.matches("\\d*[02468],2,.*"))
                .toList();
        Files.write(others, lines);
        JsonNode all = json("evaluate", model, others, "--json", "--kernels", "plain");
        assertEquals(30, all.get("rows").asInt());
        JsonNode linear = all.get("linear");
        assertTrue(linear.get("accuracy").asDouble() > 0.8, linear.toString());
        assertTrue(linear.get("log_loss").asDouble() < all.get("log_loss").asDouble(), all.toString());
        assertTrue(linear.get("macro_f1").asDouble() > all.get("macro_f1").asDouble(), all.toString());
        assertTrue(linear.get("auroc").asDouble() > 0.9, linear.toString());
        // the mix is that of training: each class a third
        assertEquals(Math.log(3), all.get("class_mix_log_loss").asDouble(), 1e-6);
        assertEquals("0", all.get("majority").get("class").asString());
        assertEquals(LINEAR, all.get("baselines").get(1).get("name").asString());
        Ran said = Bench.good("evaluate", model, others, "--kernels", "plain");
        assertTrue(said.out().contains("\n" + LINEAR + " "), said.out());
        assertTrue(said.out().contains("\nThe linear model does better than the network"), said.out());
        assertFalse(said.err().contains("baseline"), said.err());
    }

    @Test
    void canBeLeftOut() throws IOException {
        Path traces = traces("t.csv", 45, 1);
        Path model = folder.resolve("m");
        Ran ran = trained(traces, model, "--baseline", "none");
        assertFalse(ran.out().contains("linear"), ran.out());
        JsonNode described = json("describe", model, "--json");
        assertFalse(described.has("baseline"));
        assertFalse(described.get("metrics").has("val_linear_loss"));
        assertTrue(Bench.good("describe", model).out().contains(" baseline             none\n"));
        Ran said = Bench.good("evaluate", model, traces, "--kernels", "plain", "--json");
        assertFalse(JSON.readTree(said.out()).has("linear"), said.out());
        assertTrue(
                said.err().contains("the model brings no baseline: the class mix is that of these rows"), said.err());
    }

    @Test
    void isTheSameForAnyNumberOfThreads() throws IOException {
        Path traces = traces("t.csv", 45, 1);
        trained(traces, folder.resolve("one"), "--threads", "1");
        trained(traces, folder.resolve("three"), "--threads", "3");
        trained(traces, folder.resolve("none"), "--threads", "1", "--baseline", "none");
        byte[] one = Files.readAllBytes(folder.resolve("one"));
        assertArrayEquals(one, Files.readAllBytes(folder.resolve("three")));
        assertNotEquals(one.length, Files.size(folder.resolve("none")));
    }

    @Test
    void anUnknownWordIsRefused() throws IOException {
        Ran ran = Bench.train(traces("t.csv", 9, 1), folder.resolve("m"), "--baseline", "trees");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("--baseline: expected none or linear, found 'trees'"), ran.err());
        assertTrue(Files.notExists(folder.resolve("m")));
    }
}
