package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.metric.AreaUnderTime;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.RiskCoverage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Areas under time are TESSERACT's, those under risk and coverage NumPy's. */
class OverTimeGoldenTest {
    @Test
    void oneClassAgainstTheOther() throws IOException {
        List<Evaluation> periods = periods("y_true", "y_pred", 2);
        List<Double> f1 =
                periods.stream().map(each -> each.classes().get(1).f1()).toList();
        List<Double> missed = periods.stream()
                .map(each -> AreaUnderTime.missed(each.classes().get(1)))
                .toList();
        JsonNode golden = json("aut.json");
        assertSame(golden.get("f1"), f1);
        assertSame(golden.get("fnr"), missed);
        assertEquals(golden.get("AUT_f1").asDouble(), AreaUnderTime.of(f1), 1e-12);
        assertEquals(golden.get("AUT_fnr").asDouble(), AreaUnderTime.of(missed), 1e-12);
        assertEquals(golden.get("AUT_f1_first6").asDouble(), AreaUnderTime.of(f1.subList(0, 6)), 1e-12);
        assertEquals(golden.get("AUT_single_period").asDouble(), AreaUnderTime.of(f1.subList(0, 1)), 1e-12);
        assertEquals(golden.get("AUT_two").asDouble(), AreaUnderTime.of(f1.subList(0, 2)), 1e-12);
    }

    @Test
    void severalClasses() throws IOException {
        List<Evaluation> periods = periods("multi_y_true", "multi_y_pred", 4);
        List<Double> f1 = periods.stream().map(Evaluation::macroF1).toList();
        JsonNode golden = json("aut_multi.json");
        assertSame(golden.get("f1_macro"), f1);
        assertSame(golden.get("acc"), periods.stream().map(Evaluation::accuracy).toList());
        assertEquals(golden.get("AUT_f1_macro").asDouble(), AreaUnderTime.of(f1), 1e-12);
    }

    @Test
    void riskAndCoverage() throws IOException {
        double[] confidences =
                NpyArray.read(Goldens.path("novelty/aut/aurc_conf.npy")).doubles();
        int[] wrong = ints("aurc_err");
        boolean[] errors = new boolean[wrong.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = wrong[i] == 1;
        }
        RiskCoverage found = RiskCoverage.of(confidences, errors);
        JsonNode golden = json("aurc.json");
        assertEquals(golden.get("AURC").asDouble(), found.area(), 1e-12);
        assertSame(golden.get("risk_at_cov"), List.of(found.at(0.5), found.at(0.8), found.at(0.9), found.at(1)));
    }

    private static List<Evaluation> periods(String truth, String answers, int classes) throws IOException {
        int[] period = ints("period");
        int[] labels = ints(truth);
        int[] answered = ints(answers);
        List<Evaluation> periods = new ArrayList<>();
        for (int p = 0; p <= IntStream.of(period).max().orElseThrow(); p++) {
            int which = p;
            int[] rows = IntStream.range(0, period.length)
                    .filter(i -> period[i] == which)
                    .toArray();
            float[] sure = new float[rows.length * classes];
            int[] own = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                sure[i * classes + answered[rows[i]]] = 1;
                own[i] = labels[rows[i]];
            }
            periods.add(Evaluation.of(sure, classes, own));
        }
        return periods;
    }

    private static void assertSame(JsonNode expected, List<Double> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).asDouble(), found.get(i), 1e-12, "at " + i);
        }
    }

    private static JsonNode json(String name) throws IOException {
        return JsonMapper.shared().readTree(Goldens.path("novelty/aut/" + name).toFile());
    }

    private static int[] ints(String name) throws IOException {
        return NpyArray.read(Goldens.path("novelty/aut/" + name + ".npy")).ints();
    }
}
