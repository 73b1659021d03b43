package io.ichnite.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LinearModelTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final String SAY = "ichnite.seed=" + SEED;
    private static final LinearPlan EXACT =
            LinearPlan.defaults().withTolerance(1e-10).withIterations(5000);
    private static final float NEVER = -Float.MAX_VALUE;

    private final Random random = new Random(SEED);

    /** Ends the test unless the tolerance was met. */
    private static final FitListener CONVERGES = new FitListener() {
        @Override
        public void end(int steps, double steepest, boolean converged) {
            assertTrue(converged, "ended at " + steepest + " after " + steps + " steps");
        }
    };

    private static LinearModel fit(Examples train, int classes) {
        return LinearModel.fit(train, classes, EXACT, 2, CONVERGES);
    }

    private static Examples rows(int length, int[] labels, int... values) {
        return ArrayExamples.labelled(values, length, labels);
    }

    @Test
    void isWhatScikitLearnFits() throws IOException {
        JsonNode golden = golden();
        LinearPlan plan = EXACT.withCost(golden.get("cost").asDouble())
                .withFeatures(golden.get("features").asInt());
        Examples train = examples(golden.get("train"), ints(golden.get("labels")));
        Examples asked =
                examples(golden.get("asked"), new int[golden.get("asked").size()]);
        LinearModel model = LinearModel.fit(train, 3, plan, 1, CONVERGES);
        assertArrayEquals(ints(golden.get("buckets")), model.buckets());
        assertClose(golden.get("idf"), model.idf(), 1e-6);
        float[] weights = Arrays.copyOf(model.weights(), 30);
        assertClose(flat(golden.get("weights")), weights, 2e-6);
        assertClose(flat(golden.get("probabilities")), model.probabilities(asked, 1), 1e-6);
    }

    @Test
    void twoClassesAreOneVectorOfScikitLearnAtTwiceTheCost() throws IOException {
        JsonNode golden = golden();
        LinearPlan plan = EXACT.withCost(golden.get("cost").asDouble())
                .withFeatures(golden.get("features").asInt());
        int[] labels = Arrays.stream(ints(golden.get("labels")))
                .map(label -> label == 2 ? -1 : label)
                .toArray();
        LinearModel model = LinearModel.fit(examples(golden.get("train"), labels), 2, plan, 1, CONVERGES);
        Examples asked =
                examples(golden.get("asked"), new int[golden.get("asked").size()]);
        assertClose(flat(golden.get("pair_probabilities")), model.probabilities(asked, 1), 1e-6);
    }

    @Test
    void threadsChangeNoBit() {
        Examples train = random(400, 30);
        Examples asked = random(50, 12);
        LinearModel one = LinearModel.fit(train, 4, LinearPlan.defaults(), 1, FitListener.none());
        float[] answers = one.probabilities(asked, 1);
        for (int threads = 2; threads <= 3; threads++) {
            LinearModel more = LinearModel.fit(train, 4, LinearPlan.defaults(), threads, FitListener.none());
            assertArrayEquals(one.buckets(), more.buckets());
            assertArrayEquals(one.idf(), more.idf());
            assertArrayEquals(one.weights(), more.weights(), SAY);
            assertArrayEquals(one.biases(), more.biases(), SAY);
            assertArrayEquals(answers, more.probabilities(asked, threads), SAY);
        }
    }

    @Test
    void everyRowIsADistributionOfItsOwn() {
        LinearModel model = fit(random(100, 20), 4);
        Examples asked = random(40, 9);
        float[] p = model.probabilities(asked, 2);
        assertEquals(40 * 4, p.length);
        for (int i = 0; i < 40; i++) {
            double sum = 0;
            for (int c = 0; c < 4; c++) {
                assertTrue(p[i * 4 + c] >= 0, SAY);
                sum += p[i * 4 + c];
            }
            assertEquals(1, sum, 1e-5, SAY);
            int[] row = new int[9];
            asked.row(i, row, 0);
            float[] alone = model.probabilities(ArrayExamples.unlabelled(row, 9), 1);
            assertArrayEquals(Arrays.copyOfRange(p, i * 4, i * 4 + 4), alone, SAY);
        }
        assertEquals(0, model.probabilities(ArrayExamples.unlabelled(new int[0], 9), 1).length);
    }

    @Test
    void learnsWhatOnlyTheOrderTells() {
        int[] values = new int[200 * 6];
        int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            labels[i] = i % 2;
            // both classes call 1, 2 and 3 as often: one as 1 2 3 or its rotations, one backwards
            for (int k = 0; k < 6; k++) {
                int at = i + k;
                values[i * 6 + k] = 1 + (labels[i] == 0 ? at % 3 : 2 - at % 3);
            }
        }
        Examples all = rows(6, labels, values);
        float[] p = fit(all, 2).probabilities(all, 1);
        for (int i = 0; i < 200; i++) {
            assertTrue(p[i * 2 + labels[i]] > 0.9, "row " + i);
        }
    }

    @Test
    void paddingIsNotLookedAt() {
        LinearModel model = fit(random(100, 20), 4);
        float[] bare = model.probabilities(rows(3, new int[1], 1, 2, 3), 1);
        assertArrayEquals(bare, model.probabilities(rows(6, new int[1], 0, 0, 0, 1, 2, 3), 1));
        assertArrayEquals(bare, model.probabilities(rows(5, new int[1], 1, 2, 3, 0, 0), 1));
    }

    @Test
    void withoutFeaturesTheAnswerIsTheClassMix() {
        int[] labels = {0, 0, 0, 1};
        Examples[] trains = {
            rows(2, labels, 0, 0, 0, 0, 0, 0, 0, 0), // nothing to see
            rows(1, labels, 1, 2, 3, 4) // no call in two rows
        };
        for (Examples train : trains) {
            LinearModel model = fit(train, 2);
            assertEquals(0, model.buckets().length);
            float[] p = model.probabilities(rows(1, new int[2], 1, 0), 1);
            assertArrayEquals(new float[] {.75f, .25f, .75f, .25f}, p, 1e-6f);
        }
    }

    @Test
    void oneFeatureIsEnough() {
        Examples train = rows(1, new int[] {0, 0, 0, 1, 1, 1}, 5, 5, 0, 0, 0, 5);
        LinearModel model = fit(train, 2);
        assertEquals(1, model.buckets().length);
        float[] p = model.probabilities(rows(1, new int[2], 5, 0), 1);
        assertTrue(p[0] > 0.6 && p[2] < 0.4, Arrays.toString(p));
    }

    @Test
    void aClassWithoutRowsIsNeverAnswered() {
        Examples train = rows(1, new int[] {2, 2, 4, 4, -1}, 5, 5, 6, 6, 7);
        LinearModel model = fit(train, 6);
        LinearModel dense = fit(rows(1, new int[] {0, 0, 1, 1}, 5, 5, 6, 6), 2);
        assertArrayEquals(new float[] {NEVER, NEVER, 0, NEVER, 0, NEVER}, model.biases(), 1e-6f);
        float[] p = model.probabilities(rows(1, new int[1], 5), 1);
        float[] two = dense.probabilities(rows(1, new int[1], 5), 1);
        assertArrayEquals(new float[] {0, 0, two[0], 0, two[1], 0}, p);
    }

    @Test
    void oneClassOrOneRowIsAnsweredForSure() {
        for (Examples train : new Examples[] {rows(2, new int[] {1}, 3, 4), rows(1, new int[] {1, 1, 1}, 3, 3, 4)}) {
            LinearModel model = fit(train, 3);
            assertArrayEquals(new float[] {0, 1, 0}, model.probabilities(rows(1, new int[1], 3), 1));
        }
    }

    @Test
    void rowsThatAreAllTheSameGiveTheirMix() {
        LinearModel model = fit(rows(2, new int[] {0, 0, 1}, 3, 4, 3, 4, 3, 4), 2);
        assertEquals(3, model.buckets().length);
        float[] p = model.probabilities(rows(2, new int[1], 3, 4), 1);
        assertArrayEquals(new float[] {2 / 3f, 1 / 3f}, p, 1e-6f);
    }

    @Test
    void theMostWidespreadAreKept() {
        // calls of rows: 1 in four, 2 in three, 3 in two, 4 in one; zeros between, so that there are no longer runs
        Examples train = rows(7, new int[] {0, 1, 0, 1}, new int[] {
            1, 0, 2, 0, 3, 0, 4, 1, 0, 2, 0, 3, 0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
        });
        assertArrayEquals(buckets(1, 2, 3), fit(train, 2).buckets());
        assertArrayEquals(buckets(1, 2), buckets(EXACT.withFeatures(2), train));
        assertArrayEquals(buckets(1, 2), buckets(EXACT.withLeastRows(3), train));
        assertArrayEquals(buckets(1, 2, 3, 4), buckets(EXACT.withLeastRows(1), train));
        assertArrayEquals(buckets(1, 2), buckets(EXACT.withEntries(8), train), "4 + 3 entries, 2 more do not fit");
        assertArrayEquals(buckets(1, 2, 3), buckets(EXACT.withEntries(9), train));
        // of equals the lowest bucket
        Examples equals = rows(1, new int[] {0, 1, 0, 1}, 8, 8, 9, 9);
        int lower = Math.min(RunCounter.bucket(new int[] {8}, 0, 1), RunCounter.bucket(new int[] {9}, 0, 1));
        assertArrayEquals(new int[] {lower}, buckets(EXACT.withFeatures(1), equals));
    }

    @Test
    void manyClassesLeaveFewerFeatures() {
        Examples train = random(60, 20);
        int classes = LinearModel.MOST_WEIGHTS / 16;
        LinearModel model = LinearModel.fit(train, classes, LinearPlan.defaults(), 1, FitListener.none());
        assertEquals(16, model.buckets().length);
        assertEquals(LinearModel.MOST_WEIGHTS, model.weights().length);
    }

    @Test
    void refusesWhatItCannotLearnFrom() {
        assertThrows(BadConfig.class, () -> fit(rows(1, new int[] {-1, -1}, 3, 4), 2));
        assertThrows(BadConfig.class, () -> fit(ArrayExamples.unlabelled(new int[0], 1), 2));
        assertThrows(IllegalArgumentException.class, () -> fit(rows(1, new int[] {0, 2}, 3, 4), 2));
    }

    @Test
    void stopsWhenAsked() {
        Examples train = random(2500, 10);
        int[] asked = new int[1];
        LinearModel.fit(train, 4, LinearPlan.defaults(), 1, new FitListener() {
            @Override
            public boolean stop() {
                asked[0]++;
                return false;
            }
        });
        for (int after : new int[] {0, 1, 4, asked[0] - 1}) {
            FitListener stop = new FitListener() {
                private int left = after;

                @Override
                public boolean stop() {
                    return left-- == 0;
                }
            };
            assertThrows(
                    CancellationException.class,
                    () -> LinearModel.fit(train, 4, LinearPlan.defaults(), 2, stop),
                    "after " + after);
        }
    }

    @Test
    void saysHowFarItIs() {
        StringBuilder told = new StringBuilder();
        LinearModel.fit(random(1500, 4), 4, LinearPlan.defaults().withIterations(2), 1, new FitListener() {
            @Override
            public void read(long done, long all) {
                told.append(done).append('/').append(all).append(' ');
            }

            @Override
            public void step(int step, int most, double value, double steepest) {
                told.append("step ").append(step).append('/').append(most).append(' ');
            }

            @Override
            public void end(int steps, double steepest, boolean converged) {
                told.append(converged);
            }
        });
        assertEquals("1024/3000 1500/3000 2524/3000 3000/3000 step 1/2 step 2/2 false", told.toString());
    }

    @Test
    void comesBackFromItsNumbers() {
        LinearModel model = fit(random(100, 20), 4);
        LinearModel back = LinearModel.of(model.buckets(), model.idf(), model.weights(), model.biases());
        Examples asked = random(30, 11);
        assertArrayEquals(model.probabilities(asked, 1), back.probabilities(asked, 2));
    }

    @Test
    void numbersAreCopiedBothWays() {
        int[] buckets = {3};
        float[] idf = {1.5f};
        float[] weights = {1, -1};
        float[] biases = {0, 0.5f};
        LinearModel model = LinearModel.of(buckets, idf, weights, biases);
        Arrays.fill(buckets, 0);
        Arrays.fill(idf, 0);
        Arrays.fill(weights, 0);
        Arrays.fill(biases, 0);
        model.buckets()[0] = 0;
        model.weights()[0] = 0;
        assertArrayEquals(new int[] {3}, model.buckets());
        assertArrayEquals(new float[] {1.5f}, model.idf());
        assertArrayEquals(new float[] {1, -1}, model.weights());
        assertArrayEquals(new float[] {0, 0.5f}, model.biases());
        assertEquals(2, model.classes());
    }

    @Test
    void numbersThatMakeNoModelAreRefused() {
        float[] two = {1, 1};
        float[] four = new float[4];
        LinearModel.of(new int[] {0, LinearModel.BUCKETS - 1}, two, four, two);
        refused(new int[] {1, 0}, two, four, two);
        refused(new int[] {1, 1}, two, four, two);
        refused(new int[] {-1, 1}, two, four, two);
        refused(new int[] {1, LinearModel.BUCKETS}, two, four, two);
        refused(new int[] {0, 1}, new float[] {1, 0.5f}, four, two);
        refused(new int[] {0, 1}, new float[] {1, Float.NaN}, four, two);
        refused(new int[] {0, 1}, new float[] {1, Float.POSITIVE_INFINITY}, four, two);
        refused(new int[] {0, 1}, two, new float[] {0, 0, 0, Float.NaN}, two);
        refused(new int[] {0, 1}, two, four, new float[] {0, Float.NEGATIVE_INFINITY});
        refused(new int[] {0, 1}, two, new float[3], two);
        refused(new int[] {0, 1}, new float[] {1}, four, two);
        refused(new int[] {}, new float[0], new float[0], new float[0]);
        int many = LinearModel.MOST_FEATURES + 1;
        float[] ones = new float[many];
        Arrays.fill(ones, 1);
        refused(IntStream.range(0, many).toArray(), ones, ones, new float[1]);
    }

    @Test
    void theLargestNumbersStillGiveADistribution() {
        float most = Float.MAX_VALUE;
        int[] buckets = {RunCounter.bucket(new int[] {1}, 0, 1)};
        LinearModel model =
                LinearModel.of(buckets, new float[] {most}, new float[] {most, -most}, new float[] {-most, most});
        float[] p = model.probabilities(rows(1, new int[2], 1, 2), 1);
        assertArrayEquals(new float[] {.5f, .5f, 0, 1}, p);
    }

    @Test
    void plansThatCannotBeAreRefused() {
        LinearPlan plan = LinearPlan.defaults();
        assertThrows(IllegalArgumentException.class, () -> plan.withCost(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withCost(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> plan.withCost(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> plan.withTolerance(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withFeatures(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withFeatures(LinearModel.MOST_FEATURES + 1));
        assertThrows(IllegalArgumentException.class, () -> plan.withLeastRows(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withEntries(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withIterations(0));
    }

    private static void refused(int[] buckets, float[] idf, float[] weights, float[] biases) {
        assertThrows(IllegalArgumentException.class, () -> LinearModel.of(buckets, idf, weights, biases));
    }

    private static int[] buckets(int... calls) {
        return Arrays.stream(calls)
                .map(call -> RunCounter.bucket(new int[] {call}, 0, 1))
                .sorted()
                .toArray();
    }

    private static int[] buckets(LinearPlan plan, Examples train) {
        return LinearModel.fit(train, 2, plan, 1, CONVERGES).buckets();
    }

    /** Rows of four classes, each with calls that it likes; every fifth begins with zeros. */
    private Examples random(int count, int length) {
        int[] values = new int[count * length];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(4);
            int padding = i % 5 == 0 ? random.nextInt(length + 1) : 0;
            for (int k = padding; k < length; k++) {
                values[i * length + k] =
                        1 + (random.nextInt(3) == 0 ? labels[i] * 3 + random.nextInt(3) : random.nextInt(12));
            }
        }
        return rows(length, labels, values);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = LinearModelTest.class.getResourceAsStream("/goldens/linear/linear.json")) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static Examples examples(JsonNode rows, int[] labels) {
        int[] values =
                rows.valueStream().flatMapToInt(row -> Arrays.stream(ints(row))).toArray();
        return rows(values.length / labels.length, labels, values);
    }

    private static int[] ints(JsonNode list) {
        return list.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static double[] flat(JsonNode rows) {
        return rows.valueStream()
                .flatMapToDouble(row -> row.valueStream().mapToDouble(JsonNode::asDouble))
                .toArray();
    }

    private static void assertClose(JsonNode expected, float[] actual, double tolerance) {
        assertClose(expected.valueStream().mapToDouble(JsonNode::asDouble).toArray(), actual, tolerance);
    }

    private static void assertClose(double[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, "number " + i);
        }
    }
}
