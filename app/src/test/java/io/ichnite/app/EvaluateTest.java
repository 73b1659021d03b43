package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** How good a model is, as the black box says it. */
class EvaluateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private Path traces(int files) throws IOException {
        return Bench.traces(folder.resolve("t" + files + ".csv"), files, true, 1);
    }

    private Path model(Path traces) {
        Path model = folder.resolve("model");
        assertEquals(0, Bench.train(traces, model).code());
        return model;
    }

    private static JsonNode json(Object... words) {
        Ran ran = Bench.good(words);
        assertEquals(1, ran.lines().size(), ran.out());
        return JSON.readTree(ran.out());
    }

    @Test
    void everyMeasureStandsInOneObject() throws IOException {
        Path traces = traces(45);
        JsonNode all = json("evaluate", model(traces), traces, "--json", "--kernels", "plain");
        for (String name : List.of("accuracy", "macro_f1", "log_loss", "auroc", "average_precision", "ece", "mce")) {
            assertTrue(all.get(name).isNumber(), name);
        }
        assertTrue(all.get("brier").asDouble() > 0 && all.get("brier").asDouble() < 2);
        assertTrue(all.get("tpr_at_fpr_0.01").isNumber()
                && all.get("tpr_at_fpr_0.001").isNumber());
        assertFalse(all.get("tpr_at_fpr_0.01_resolved").asBoolean(), "thirty negatives a class");
        assertEquals("class", firstName(all.get("majority")));
        assertEquals(Math.log(3), all.get("class_mix_log_loss").asDouble(), 1e-6);
        assertEquals(0.5, all.get("baselines").get(0).get("auroc").asDouble());
        assertEquals(3, all.get("classes").size());
        double mean = 0;
        for (JsonNode one : all.get("classes")) {
            assertEquals(30, one.get("negatives").asInt());
            mean += one.get("auroc").asDouble() / 3;
        }
        assertEquals(mean, all.get("auroc").asDouble(), 1e-12);
        JsonNode intervals = all.get("intervals");
        assertEquals("sequence", intervals.get("group").asString());
        assertEquals(45, intervals.get("groups").asInt());
        for (String name : List.of("accuracy", "macro_f1", "log_loss", "auroc")) {
            double value = all.get(name).asDouble();
            assertTrue(intervals.get(name).get(0).asDouble() <= value, name);
            assertTrue(intervals.get(name).get(1).asDouble() >= value, name);
        }
    }

    private static String firstName(JsonNode node) {
        return node.propertyNames().iterator().next();
    }

    @Test
    void rowsThatTrainedAreWarnedOf() throws IOException {
        Path traces = traces(45);
        Path model = model(traces);
        String warning = "the model was trained on these data";
        assertTrue(Bench.good("evaluate", model, traces, "--kernels", "plain")
                .err()
                .contains(warning));
        Path others = Bench.traces(folder.resolve("others.csv"), 45, true, 2);
        assertFalse(Bench.good("evaluate", model, others, "--kernels", "plain")
                .err()
                .contains(warning));
    }

    @Test
    void everyCurveIsAFile() throws IOException {
        Path traces = traces(45);
        Path results = folder.resolve("results");
        Ran ran = Bench.good("evaluate", model(traces), traces, "-o", results, "--kernels", "plain");
        assertTrue(ran.out().contains("95 % intervals, from 1000 draws of 45 groups by sequence"), ran.out());
        assertTrue(ran.out().contains("true positives: "), ran.out());
        assertTrue(ran.out().contains("calibration error: "), ran.out());
        assertTrue(ran.out().contains("* too few negatives"), ran.out());
        assertEquals(
                "class,rows,precision,recall,f1,negatives,auroc,average_precision,tpr_at_fpr_0.01,tpr_at_fpr_0.001",
                Files.readAllLines(results.resolve("per_class.csv")).get(0));
        List<String> roc = Files.readAllLines(results.resolve("roc.csv"));
        assertEquals("class,threshold,false_positive_rate,true_positive_rate", roc.get(0));
        assertEquals("0,inf,0.0,0.0", roc.get(1));
        assertTrue(roc.get(roc.size() - 1).startsWith("2,")
                && roc.get(roc.size() - 1).endsWith(",1.0,1.0"));
        List<String> precision = Files.readAllLines(results.resolve("precision_recall.csv"));
        assertEquals("class,threshold,recall,precision", precision.get(0));
        assertEquals("0,inf,0.0,1.0", precision.get(1));
        List<String> calibration = Files.readAllLines(results.resolve("calibration.csv"));
        assertEquals("above,up_to,rows,confidence,accuracy", calibration.get(0));
        assertEquals(16, calibration.size());
        assertEquals(
                45,
                calibration.stream()
                        .skip(1)
                        .mapToInt(line -> Integer.parseInt(line.split(",")[2]))
                        .sum());
        assertEquals("0.0,0.06666666666666667,0,,", calibration.get(1));
    }

    @Test
    void groupsMayBeAColumn() throws IOException {
        Path traces = traces(45);
        Path model = model(traces);
        StringBuilder runs = new StringBuilder("file_id,program,one\n");
        for (int id = 1; id <= 45; id++) {
            runs.append(id).append(",p").append(id / 9).append(",same\n");
        }
        Path table = Files.writeString(folder.resolve("runs.csv"), runs);
        Object[] words = {"evaluate", model, traces, "--json", "--kernels", "plain", "--group", table + ":program"};
        JsonNode all = json(words);
        assertEquals("program", all.get("intervals").get("group").asString());
        assertEquals(6, all.get("intervals").get("groups").asInt());
        assertEquals(all, json(words), "the same seed draws the same");
        Ran one = Bench.good("evaluate", model, traces, "--kernels", "plain", "--group", table + ":one");
        assertTrue(one.out().contains("no intervals: all rows are of one group by one"), one.out());
        Ran missing = Bench.run("evaluate", model, traces(48), "--kernels", "plain", "--group", table + ":program");
        assertEquals(2, missing.code());
        assertTrue(missing.err().contains("runs.csv: expected a row for file_id 46, found none"), missing.err());
        Ran wrong = Bench.run("evaluate", model, traces, "--group", "program");
        assertEquals(2, wrong.code());
        assertTrue(
                wrong.err().contains("--group: expected sequence, near, near:SIMILARITY or FILE.csv:COLUMN"),
                wrong.err());
    }

    @Test
    void twoClassesAndClassesThatAreMissing() throws IOException {
        Path traces = traces(45);
        StringBuilder two = new StringBuilder("file_id,label\n");
        StringBuilder one = new StringBuilder("file_id,label\n");
        for (int id = 1; id <= 45; id++) {
            two.append(id).append(id % 3 == 0 ? ",good\n" : ",bad\n");
            one.append(id).append(",bad\n");
        }
        Path labels = Files.writeString(folder.resolve("two.csv"), two);
        Path model = folder.resolve("model");
        assertEquals(0, Bench.train(traces, model, "--labels", labels).code());
        JsonNode all = json("evaluate", model, traces, "--labels", labels, "--json", "--kernels", "plain");
        assertEquals("good", all.get("classes").get(1).get("class").asString());
        assertEquals(
                all.get("classes").get(1).get("auroc").asDouble(),
                all.get("auroc").asDouble());

        Path bad = Files.writeString(folder.resolve("one.csv"), one);
        Path results = folder.resolve("results");
        Object[] words = {"evaluate", model, traces, "--labels", bad, "-o", results, "--kernels", "plain"};
        Ran ran = Bench.good(words);
        assertTrue(ran.out().contains("AUROC - to -"), ran.out());
        assertEquals(1, Files.readAllLines(results.resolve("roc.csv")).size());
        JsonNode none = JSON.readTree(Files.readString(results.resolve("evaluation.json")));
        assertTrue(none.get("auroc").isNull() && none.get("log_loss").isNumber());
    }
}
