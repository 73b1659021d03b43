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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
        assertTrue(table.get(4).startsWith("Against " + LINEAR + ", the model loses on log loss ("), ran.out());
        assertTrue(table.get(4).contains("), loses on macro-F1 ("), ran.out());
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
        assertTrue(said.out().contains("\nAgainst " + LINEAR + ", the model loses on log loss ("), said.out());
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
    void isCrossValidatedBesideTheNetwork() throws IOException {
        Path traces = traces("t.csv", 36, 1);
        JsonNode all = crossvalidated(traces);
        assertEquals(LINEAR, all.get("baselines").get(1).get("name").asString());
        assertEquals(
                all.get("linear").get("log_loss"), all.get("baselines").get(1).get("log_loss"));
        assertTrue(all.get("linear").get("macro_f1").asDouble() > 0.8, all.toString());
        assertTrue(all.get("verdict").asString().contains("Against " + LINEAR + ", the network loses on log loss"));
        assertEquals(2, all.get("folds").get(0).get("baselines").size());
        assertFalse(crossvalidated(traces, "--baseline", "none").has("linear"));
        JsonNode alone = json("crossvalidate", traces, "--folds", 3, "--length", 36, "--model", "linear", "--json");
        assertEquals(all.get("linear").get("log_loss"), alone.get("log_loss"), "the same folds, the same answers");
        assertEquals(all.get("linear").get("macro_f1"), alone.get("macro_f1"));
        assertFalse(alone.has("linear"), "it is what is judged");
        assertEquals(1, alone.get("baselines").size());
        assertEquals(0, alone.get("folds").get(0).get("epoch").asInt());
        Ran text = Bench.good("crossvalidate", traces, "--folds", 3, "--length", 36, "--model", "linear");
        assertTrue(text.out().contains("Against the class mix, " + LINEAR + " wins on log loss"), text.out());
        assertFalse(text.err().contains("epoch"), text.err());
    }

    private static JsonNode crossvalidated(Path traces, Object... more) {
        List<Object> words = new ArrayList<>(List.of("crossvalidate", traces, "--folds", 3, "--json"));
        words.addAll(List.of(Bench.SMALL));
        words.addAll(List.of(more));
        return json(words.toArray());
    }

    @Test
    void optionsOfNetworksMeanNothingToALinearModel() throws IOException {
        Path traces = traces("t.csv", 36, 1);
        for (String option : List.of("--network", "--epochs", "--learning-rate", "--validation", "--baseline")) {
            String value = option.equals("--network") ? "bi-lstm" : option.equals("--baseline") ? "linear" : "0.5";
            value = option.equals("--epochs") ? "3" : value;
            Ran ran = Bench.run("crossvalidate", traces, "--folds", 3, "--model", "linear", option, value);
            assertEquals(2, ran.code(), ran.err());
            assertTrue(ran.err().contains(option + " has no meaning with --model linear"), ran.err());
        }
        Ran ran = Bench.run("crossvalidate", traces, "--folds", 3, "--model", "tree");
        assertEquals(2, ran.code(), ran.err());
        assertTrue(ran.err().contains("--model: expected network or linear, found 'tree'"), ran.err());
    }

    @Test
    void whatIsHeldOutIsNotLearnedFrom() throws IOException {
        // labels drawn by chance: who has seen a row knows its label, who has not knows nothing
        Path traces = traces("t.csv", 60, 1);
        StringBuilder labels = new StringBuilder("file_id,label\n");
        Random random = new Random(1);
        for (int id = 1; id <= 60; id++) {
            labels.append(id).append(',').append(random.nextInt(2)).append('\n');
        }
        Path table = Files.writeString(folder.resolve("l.csv"), labels);
        JsonNode all = json(
                "crossvalidate",
                traces,
                "--folds",
                3,
                "--length",
                36,
                "--labels",
                table,
                "--model",
                "linear",
                "--json");
        assertTrue(all.get("accuracy").asDouble() < 0.75, all.toString());
    }

    @Test
    void anUnknownWordIsRefused() throws IOException {
        Ran ran = Bench.train(traces("t.csv", 9, 1), folder.resolve("m"), "--baseline", "trees");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("--baseline: expected none or linear, found 'trees'"), ran.err());
        assertTrue(Files.notExists(folder.resolve("m")));
    }
}
