package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TemperatureTest {
    @Test
    void isTheMinimum() throws IOException {
        JsonNode golden = Goldens.json("calibration/expected.json");
        double[] logits = SmallNpy.doubles("/goldens/metrics/calibration/logits.npy");
        int[] labels = SmallNpy.ints("/goldens/metrics/calibration/y.npy");
        double t = Temperature.of(logits, 4, labels);
        assertEquals(golden.get("T").asDouble(), t, 1e-6 * t);
        float[] cooled = softmax(logits, 4, t);
        JsonNode after = golden.get("after");
        assertEquals(
                after.get("nll").asDouble(), Evaluation.of(cooled, 4, labels).logLoss(), 1e-6);
        Calibration calibration = Calibration.of(cooled, 4, labels);
        assertEquals(after.get("ece15").asDouble(), calibration.ece(), 1e-6);
        assertEquals(after.get("mce15").asDouble(), calibration.mce(), 1e-6);
        assertEquals(after.get("brier").asDouble(), calibration.brier(), 1e-6);
        assertEquals(after.get("ece15_equal_mass").asDouble(), EqualMass.ece(cooled, 4, labels), 1e-6);
        assertEquals(
                golden.get("before").get("ece15_equal_mass").asDouble(),
                EqualMass.ece(softmax(logits, 4, 1), 4, labels),
                1e-6);
    }

    private static float[] softmax(double[] logits, int classes, double t) {
        float[] p = new float[logits.length];
        for (int from = 0; from < p.length; from += classes) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(logits[from + c] / t);
            }
            for (int c = 0; c < classes; c++) {
                p[from + c] = (float) (Math.exp(logits[from + c] / t) / sum);
            }
        }
        return p;
    }

    @Test
    void whatIsTooSureIsCooled() {
        double[] logits = {1, 0, 1, 0, 1, 0, 0, 1, .5, .2};
        int[] labels = {0, 0, 1, 1, 0};
        double t = Temperature.of(logits, 2, labels);
        double[] surer = Arrays.stream(logits).map(l -> 3 * l).toArray();
        assertEquals(3 * t, Temperature.of(surer, 2, labels), 1e-9);
    }

    @Test
    void withoutAMinimumItStopsAtTheEnd() {
        assertEquals(0.001, Temperature.of(new double[] {1, 0, 0, 1}, 2, new int[] {0, 1}), 1e-4);
        assertEquals(1000, Temperature.of(new double[] {1, 0, 0, 1}, 2, new int[] {1, 0}), 1);
        double none = Temperature.of(new double[] {2, 2, 1, 1}, 2, new int[] {1, 0});
        assertTrue(none >= 0.001 && none <= 1000, "found " + none);
        assertThrows(IllegalArgumentException.class, () -> Temperature.of(new double[2], 2, new int[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> Temperature.of(new double[3], 2, new int[] {1}));
    }
}
