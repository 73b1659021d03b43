package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.Goldens;
import io.ichnite.metric.LeeSeparation;
import io.ichnite.metric.Separation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scikit-learn, OpenOOD and Lee's program say of the golden scores of every detector. */
class SeparationGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"f128", "f64", "real64", "rankdef128", "tiny40x128", "badscale64"})
    void everyDetectorOfACase(String folder) {
        int known = NoveltyGoldens.array(folder + "/id_x").shape()[0];
        JsonNode all = NoveltyGoldens.json(folder + "/metrics.json");
        for (Map.Entry<String, JsonNode> entry : all.properties()) {
            String name = entry.getKey();
            double[] scores = NoveltyGoldens.doubles(folder + "/" + name);
            same(
                    folder + " " + name,
                    entry.getValue(),
                    Arrays.copyOf(scores, known),
                    Arrays.copyOfRange(scores, known, scores.length),
                    1e-6);
        }
    }

    static void same(String what, JsonNode golden, double[] known, double[] novel, double near) {
        Separation ours = Separation.of(known, novel);
        assertEquals(golden.get("AUROC").asDouble(), ours.auroc(), near, what);
        assertEquals(golden.get("AUPR_IN_step_AP").asDouble(), ours.auprKnown(), near, what);
        assertEquals(golden.get("AUPR_OUT_step_AP").asDouble(), ours.auprNovel(), near, what);
        assertEquals(golden.get("AUPR_IN_trapezoid").asDouble(), ours.auprKnownTrapezoid(), near, what);
        assertEquals(golden.get("AUPR_OUT_trapezoid").asDouble(), ours.auprNovelTrapezoid(), near, what);
        assertEquals(golden.get("FPR95_id_positive").asDouble(), ours.fpr95KnownPositive(), near, what);
        assertEquals(golden.get("FPR95_ood_positive").asDouble(), ours.fpr95NovelPositive(), near, what);
        JsonNode lee = golden.get("lee");
        LeeSeparation theirs = LeeSeparation.of(known, novel);
        assertEquals(lee.get("TNR").asDouble(), theirs.tnr(), near, what);
        assertEquals(lee.get("AUROC").asDouble(), theirs.auroc(), near, what);
        assertEquals(lee.get("DTACC").asDouble(), theirs.detectionAccuracy(), near, what);
        assertEquals(lee.get("AUIN").asDouble(), theirs.auprKnown(), near, what);
        assertEquals(lee.get("AUOUT").asDouble(), theirs.auprNovel(), near, what);
    }

    @Test
    void hardCases() throws IOException {
        JsonNode cases;
        // core's tests hold them
        try (InputStream in = Goldens.class.getResourceAsStream("/goldens/metrics/cases.json")) {
            cases = new JsonMapper().readTree(in);
        }
        JsonNode peers = NoveltyGoldens.json("metrics/pyood_cases.json");
        assertEquals(6, cases.size());
        for (int i = 0; i < cases.size(); i++) {
            String name = cases.get(i).get("name").asString();
            double[] known = numbers(cases.get(i).get("id_conf"));
            double[] novel = numbers(cases.get(i).get("ood_conf"));
            same(name, cases.get(i).get("expected"), known, novel, 1e-12);
            assertEquals(name, peers.get(i).get("name").asString());
            peer(name, peers.get(i).get("expected"), known, novel, 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f128", "f64", "real64", "rankdef128", "tiny40x128"})
    void aPeersMeasuresOfItsOwnScores(String folder) {
        int known = NoveltyGoldens.array(folder + "/id_x").shape()[0];
        for (String name : new String[] {"maha", "knn", "energy"}) {
            String metrics = folder + "/pyood_metrics_" + name + ".json";
            if (NoveltyGoldens.exists(metrics)) {
                double[] scores = Arrays.stream(NoveltyGoldens.doubles(folder + "/pyood_" + name))
                        .map(s -> -s)
                        .toArray();
                peer(
                        metrics,
                        NoveltyGoldens.json(metrics),
                        Arrays.copyOf(scores, known),
                        Arrays.copyOfRange(scores, known, scores.length),
                        2e-4);
            }
        }
    }

    private static void peer(String what, JsonNode golden, double[] known, double[] novel, double near) {
        Separation ours = Separation.of(known, novel);
        assertEquals(golden.get("AUROC").asDouble(), ours.auroc(), near, what);
        assertEquals(golden.get("AUPR-IN").asDouble(), ours.auprKnownTrapezoid(), near, what);
        assertEquals(golden.get("AUPR-OUT").asDouble(), ours.auprNovelTrapezoid(), near, what);
        assertEquals(golden.get("FPR95TPR").asDouble(), ours.fpr95NovelPositive(), near, what);
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble();
        }
        return numbers;
    }
}
