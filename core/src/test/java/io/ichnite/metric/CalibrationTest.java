package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CalibrationTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @Test
    void isWhatNumpySays() throws IOException {
        JsonNode golden = Goldens.json("calibration/expected.json").get("before");
        double[] logits = SmallNpy.doubles("/goldens/metrics/calibration/logits.npy");
        int[] labels = SmallNpy.ints("/goldens/metrics/calibration/y.npy");
        float[] probabilities = new float[logits.length];
        for (int row = 0; row < labels.length; row++) {
            double sum = 0;
            for (int c = 0; c < 4; c++) {
                sum += Math.exp(logits[4 * row + c]);
            }
            for (int c = 0; c < 4; c++) {
                probabilities[4 * row + c] = (float) (Math.exp(logits[4 * row + c]) / sum);
            }
        }
        Calibration calibration = Calibration.of(probabilities, 4, labels);
        // The goldens are of float64 probabilities; ours came as float32.
        assertEquals(golden.get("ece15").asDouble(), calibration.ece(), 1e-7);
        assertEquals(golden.get("mce15").asDouble(), calibration.mce(), 1e-7);
        assertEquals(golden.get("brier").asDouble(), calibration.brier(), 1e-7);
        assertEquals(
                800, calibration.bins().stream().mapToInt(Calibration.Bin::rows).sum());
    }

    @Test
    void whoIsRightAsOftenAsSureIsCalibrated() {
        // Of 8 rows that are 3/4 sure, 6 are right; of 4 that are 1/2 sure, 2.
        float[] p = new float[24];
        int[] labels = new int[12];
        for (int row = 0; row < 12; row++) {
            p[2 * row] = row < 8 ? .75f : .5f;
            p[2 * row + 1] = 1 - p[2 * row];
            labels[row] = row < 8 ? (row < 6 ? 0 : 1) : row % 2;
        }
        Calibration calibration = Calibration.of(p, 2, labels);
        assertEquals(0, calibration.ece());
        assertEquals(0, calibration.mce());
        assertEquals((8 * 2 * .25 * .75 + 4 * 2 * .25) / 12, calibration.brier(), 1e-15);
    }

    @Test
    void gapsAreWeighedByRows() {
        // Three rows surely right, one surely wrong: gap 1/4 in the last bin. One row .6 sure and right: gap .4 in the
        // ninth.
        float[] p = {1, 0, 1, 0, 1, 0, 1, 0, .59f, .41f};
        Calibration calibration = Calibration.of(p, 2, new int[] {0, 0, 0, 1, 0});
        assertEquals((4 * .25 + .41) / 5, calibration.ece(), 1e-7);
        assertEquals(.41, calibration.mce(), 1e-7);
        assertEquals(4, calibration.bins().get(14).rows());
        assertEquals(.75, calibration.bins().get(14).accuracy());
        assertEquals(1, calibration.bins().get(8).rows());
        assertTrue(Double.isNaN(calibration.bins().get(3).confidence()));
    }

    @Test
    void everyRowFallsIntoTheBinWhoseEdgesHoldIt() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            float confidence = round <= 15 ? round / 15f : random.nextFloat();
            Calibration calibration = Calibration.of(new float[] {confidence}, 1, new int[] {0});
            String what = "ichnite.seed=" + SEED + " confidence " + confidence;
            Calibration.Bin bin = calibration.bins().stream()
                    .filter(b -> b.rows() == 1)
                    .findFirst()
                    .orElseThrow();
            assertTrue(confidence <= bin.high() && (confidence > bin.low() || bin.low() == 0), what + " " + bin);
            assertEquals(1 - (double) confidence, calibration.ece(), 1e-15, what);
        }
        assertEquals(
                1,
                Calibration.of(new float[] {1.0000001f}, 1, new int[] {0})
                        .bins()
                        .get(14)
                        .rows());
    }

    @Test
    void errorsStayWithinTheirBounds() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int rows = 1 + random.nextInt(50);
            float[] p = new float[3 * rows];
            int[] labels = new int[rows];
            for (int row = 0; row < rows; row++) {
                float a = random.nextFloat();
                float b = (1 - a) * random.nextFloat();
                p[3 * row] = a;
                p[3 * row + 1] = b;
                p[3 * row + 2] = 1 - a - b;
                labels[row] = random.nextInt(4) - 1;
            }
            labels[0] = 0;
            Calibration calibration = Calibration.of(p, 3, labels);
            String what = "ichnite.seed=" + SEED + " round " + round;
            assertTrue(calibration.ece() <= calibration.mce() && calibration.mce() <= 1, what);
            assertTrue(calibration.brier() >= 0 && calibration.brier() <= 2, what);
            assertEquals(
                    Arrays.stream(labels).filter(label -> label >= 0).count(),
                    calibration.bins().stream().mapToInt(Calibration.Bin::rows).sum(),
                    what);
        }
    }

    @Test
    void whatIsNotANumberShows() {
        Calibration calibration = Calibration.of(new float[] {Float.NaN, Float.NaN, 1, 0}, 2, new int[] {1, 0});
        assertTrue(Double.isNaN(calibration.ece()) && Double.isNaN(calibration.mce()));
        assertTrue(Double.isNaN(calibration.brier()));
        Calibration none = Calibration.of(new float[] {.5f, .5f}, 2, new int[] {-1});
        assertTrue(Double.isNaN(none.ece()) && Double.isNaN(none.mce()) && Double.isNaN(none.brier()));
        assertThrows(IllegalArgumentException.class, () -> Calibration.of(new float[3], 2, new int[2]));
    }
}
