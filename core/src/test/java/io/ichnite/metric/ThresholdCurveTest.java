package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ThresholdCurveTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    /** The two sides of one question: who is in, who is out. */
    private static ThresholdCurve of(double[] in, double[] out) {
        boolean[] positive = new boolean[in.length + out.length];
        Arrays.fill(positive, 0, in.length, true);
        return ThresholdCurve.of(
                DoubleStream.concat(Arrays.stream(in), Arrays.stream(out)).toArray(), positive);
    }

    private static double[] map(double[] values, DoubleUnaryOperator f) {
        return Arrays.stream(values).map(f).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer7", "layer8", "ties"})
    void isWhatScikitLearnSaysOfRealScores(String name) throws IOException {
        JsonNode golden = Goldens.json("metrics.json").get(name);
        String layer = name.equals("layer7") ? "7" : "8";
        double[] in = SmallNpy.doubles("/goldens/metrics/score_val_" + layer + ".npy");
        double[] out = SmallNpy.doubles("/goldens/metrics/score_ood_" + layer + ".npy");
        if (name.equals("ties")) {
            in = map(in, score -> Math.rint(score / 20));
            out = map(out, score -> Math.rint(score / 20));
        }
        ThresholdCurve curve = of(in, out);
        assertEquals(golden.get("auroc").asDouble(), curve.auroc(), 1e-12);
        assertEquals(golden.get("aupr_in").asDouble(), curve.averagePrecision(), 1e-12);
        assertEquals(golden.get("fpr_at_95tpr").asDouble(), curve.falsePositiveRateAt(0.95), 1e-12);
        ThresholdCurve turned = of(map(out, score -> -score), map(in, score -> -score));
        assertEquals(golden.get("aupr_out").asDouble(), turned.averagePrecision(), 1e-12);
    }

    @Test
    void isWhatScikitLearnSaysOfHardCases() throws IOException {
        JsonNode cases = Goldens.json("cases.json");
        assertEquals(6, cases.size());
        for (JsonNode one : cases) {
            String name = one.get("name").asString();
            JsonNode expected = one.get("expected");
            double[] in = Goldens.doubles(one.get("id_conf"));
            double[] out = Goldens.doubles(one.get("ood_conf"));
            ThresholdCurve curve = of(in, out);
            assertEquals(expected.get("AUROC").asDouble(), curve.auroc(), 1e-12, name);
            assertEquals(expected.get("AUPR_IN_step_AP").asDouble(), curve.averagePrecision(), 1e-12, name);
            assertEquals(expected.get("FPR95_id_positive").asDouble(), curve.falsePositiveRateAt(0.95), 1e-12, name);
            ThresholdCurve turned = of(map(out, score -> -score), map(in, score -> -score));
            assertEquals(expected.get("AUROC").asDouble(), turned.auroc(), 1e-12, name);
            assertEquals(expected.get("AUPR_OUT_step_AP").asDouble(), turned.averagePrecision(), 1e-12, name);
            assertEquals(expected.get("FPR95_ood_positive").asDouble(), turned.falsePositiveRateAt(0.95), 1e-12, name);
        }
    }

    /** Few different scores, so that many are tied. */
    private static double[] scores(Random random, int count) {
        int kinds = 1 + random.nextInt(30);
        return IntStream.range(0, count)
                .mapToDouble(i -> random.nextInt(kinds) - 10)
                .toArray();
    }

    @Test
    void theAreaIsTheShareOfPairsInTheirOrder() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            double[] in = scores(random, 1 + random.nextInt(40));
            double[] out = scores(random, 1 + random.nextInt(40));
            double pairs = 0;
            for (double i : in) {
                for (double o : out) {
                    pairs += i > o ? 1 : i == o ? 0.5 : 0;
                }
            }
            assertEquals(
                    pairs / (in.length * out.length), of(in, out).auroc(), 1e-15, "ichnite.seed=" + SEED + " " + round);
        }
    }

    @Test
    void theAreaIsThatUnderTheCornersToo() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            ThresholdCurve curve = of(scores(random, 1 + random.nextInt(60)), scores(random, 1 + random.nextInt(60)));
            List<ThresholdCurve.RocPoint> roc = curve.roc();
            double area = 0;
            for (int i = 1; i < roc.size(); i++) {
                area += (roc.get(i).falsePositiveRate() - roc.get(i - 1).falsePositiveRate())
                        * (roc.get(i).truePositiveRate() + roc.get(i - 1).truePositiveRate())
                        / 2;
            }
            String what = "ichnite.seed=" + SEED + " round " + round;
            assertEquals(curve.auroc(), area, 1e-12, what);
            assertTrue(roc.size() <= curve.points().size(), what);
        }
    }

    @Test
    void averagePrecisionIsThatOfTheThinnedCurveToo() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            ThresholdCurve curve = of(scores(random, 1 + random.nextInt(60)), scores(random, 1 + random.nextInt(60)));
            List<ThresholdCurve.PrecisionPoint> points = curve.precisionRecall();
            double sum = 0;
            for (int i = 1; i < points.size(); i++) {
                sum += (points.get(i).recall() - points.get(i - 1).recall())
                        * points.get(i).precision();
            }
            assertEquals(curve.averagePrecision(), sum, 1e-12, "ichnite.seed=" + SEED + " round " + round);
        }
    }

    @Test
    void curvesRunFromCornerToCorner() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            ThresholdCurve curve = of(scores(random, 1 + random.nextInt(60)), scores(random, 1 + random.nextInt(60)));
            String what = "ichnite.seed=" + SEED + " round " + round;
            List<ThresholdCurve.RocPoint> roc = curve.roc();
            assertEquals(new ThresholdCurve.RocPoint(Double.POSITIVE_INFINITY, 0, 0), roc.get(0), what);
            ThresholdCurve.RocPoint last = roc.get(roc.size() - 1);
            assertEquals(1, last.falsePositiveRate(), what);
            assertEquals(1, last.truePositiveRate(), what);
            for (int i = 1; i < roc.size(); i++) {
                assertTrue(roc.get(i).threshold() < roc.get(i - 1).threshold(), what);
                assertTrue(roc.get(i).falsePositiveRate() >= roc.get(i - 1).falsePositiveRate(), what);
                assertTrue(roc.get(i).truePositiveRate() >= roc.get(i - 1).truePositiveRate(), what);
            }
            List<ThresholdCurve.PrecisionPoint> precision = curve.precisionRecall();
            assertEquals(0, precision.get(0).recall(), what);
            assertEquals(1, precision.get(precision.size() - 1).recall(), what);
            assertEquals(
                    (double) curve.positives() / (curve.positives() + curve.negatives()),
                    precision.get(precision.size() - 1).precision(),
                    1e-15,
                    what);
        }
    }

    @Test
    void whatKeepsTheOrderChangesNothing() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            double[] in = scores(random, 1 + random.nextInt(50));
            double[] out = scores(random, 1 + random.nextInt(50));
            ThresholdCurve curve = of(in, out);
            for (DoubleUnaryOperator f :
                    List.<DoubleUnaryOperator>of(s -> 3 * s - 7, Math::exp, s -> s * s * s, Math::atan)) {
                ThresholdCurve other = of(map(in, f), map(out, f));
                String what = "ichnite.seed=" + SEED + " round " + round;
                assertEquals(curve.auroc(), other.auroc(), what);
                assertEquals(curve.averagePrecision(), other.averagePrecision(), what);
                assertEquals(curve.truePositiveRateAt(0.1), other.truePositiveRateAt(0.1), what);
                assertEquals(
                        curve.roc().stream()
                                .map(ThresholdCurve.RocPoint::truePositiveRate)
                                .toList(),
                        other.roc().stream()
                                .map(ThresholdCurve.RocPoint::truePositiveRate)
                                .toList(),
                        what);
            }
        }
    }

    @Test
    void theOrderOfRowsMeansNothing() {
        double[] scores = {.1, .5, .5, .5, .9, .2};
        boolean[] positive = {false, true, false, true, true, false};
        double[] turned = {.2, .9, .5, .5, .5, .1};
        boolean[] turnedPositive = {false, true, true, false, true, false};
        assertEquals(ThresholdCurve.of(scores, positive), ThresholdCurve.of(turned, turnedPositive));
    }

    @Test
    void theRateAtALimitIsOneThatAThresholdHas() {
        // 100 negatives at 1 … 100; positives at 50.5 (half of the negatives above), 99.5 (one above), 100.5 (none).
        double[] out = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        ThresholdCurve curve = of(new double[] {50.5, 99.5, 100.5}, out);
        assertEquals(1.0 / 3, curve.truePositiveRateAt(0));
        assertEquals(1.0 / 3, curve.truePositiveRateAt(0.001));
        assertEquals(2.0 / 3, curve.truePositiveRateAt(0.01), "one of a hundred is not above one hundredth");
        assertEquals(2.0 / 3, curve.truePositiveRateAt(0.499));
        assertEquals(1, curve.truePositiveRateAt(0.5));
        assertTrue(curve.resolves(0.01));
        assertFalse(curve.resolves(0.001), "a hundred negatives cannot show one in a thousand");
    }

    @Test
    void aTieWithTooManyNegativesIsNotPassed() {
        ThresholdCurve curve = of(new double[] {1, 1}, new double[] {1, 0, 0, 0});
        assertEquals(0, curve.truePositiveRateAt(0.2));
        assertEquals(1, curve.truePositiveRateAt(0.25));
    }

    @Test
    void withoutOneSideThereIsNothingToSay() {
        for (ThresholdCurve curve : List.of(
                of(new double[] {1, 2}, new double[0]),
                of(new double[0], new double[] {1}),
                of(new double[0], new double[0]))) {
            assertTrue(Double.isNaN(curve.auroc()) && Double.isNaN(curve.averagePrecision()));
            assertTrue(Double.isNaN(curve.truePositiveRateAt(0.5)) && Double.isNaN(curve.falsePositiveRateAt(0.5)));
            assertEquals(List.of(), curve.roc());
            assertEquals(List.of(), curve.precisionRecall());
            assertFalse(curve.parts() || curve.resolves(1));
        }
    }

    @Test
    void whatIsNoNumberRanksLast() {
        assertEquals(1, of(new double[] {-5}, new double[] {Double.NaN}).auroc());
        assertEquals(
                0.5, of(new double[] {Double.NaN}, new double[] {Double.NaN}).auroc());
        assertEquals(0.5, of(new double[] {0.0}, new double[] {-0.0}).auroc(), "there is one zero");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ThresholdCurve.of(new double[2], new boolean[1]));
    }
}
