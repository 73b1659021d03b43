package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private static float[] probabilities(Random random, int[] labels, int classes) {
        float[] p = new float[labels.length * classes];
        for (int row = 0; row < labels.length; row++) {
            float sum = 0;
            for (int c = 0; c < classes; c++) {
                // sixteenths, so that some are tied
                float weight = (1 + random.nextInt(16)) * (c == labels[row] ? 2 : 1);
                p[row * classes + c] = weight;
                sum += weight;
            }
            for (int c = 0; c < classes; c++) {
                p[row * classes + c] /= sum;
            }
        }
        return p;
    }

    @Test
    void countedRowsMeasureAsRowsThatStandThereSoManyTimes() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int classes = 2 + random.nextInt(4);
            int rows = 2 + random.nextInt(60);
            int[] labels = random.ints(rows, -1, classes).toArray();
            labels[0] = 0;
            List<Integer> groups =
                    IntStream.range(0, rows).mapToObj(row -> random.nextInt(12)).toList();
            float[] p = probabilities(random, labels, classes);
            Rows known = Rows.of(p, classes, labels);
            GroupedRows grouped = new GroupedRows(known, classes, groups);
            int[] times = random.ints(grouped.groups(), 0, 4).toArray();
            times[0] = 1; // the group of row 0

            List<Integer> numbers = new ArrayList<>();
            List<Integer> copies = new ArrayList<>();
            for (int i = 0; i < known.known(); i++) {
                int key = groups.get(known.row(i));
                if (!numbers.contains(key)) {
                    numbers.add(key);
                }
                copies.addAll(Collections.nCopies(times[numbers.indexOf(key)], known.row(i)));
            }
            int[] copiedLabels = copies.stream().mapToInt(row -> labels[row]).toArray();
            float[] copied = new float[copies.size() * classes];
            for (int i = 0; i < copies.size(); i++) {
                System.arraycopy(p, copies.get(i) * classes, copied, i * classes, classes);
            }
            Scores scores = Scores.of(copied, classes, copiedLabels);
            assertArrayEquals(
                    new double[] {
                        scores.evaluation().logLoss(),
                        scores.evaluation().accuracy(),
                        scores.evaluation().macroF1(),
                        scores.ranking().auroc()
                    },
                    grouped.measure(times),
                    1e-12,
                    "ichnite.seed=" + SEED + " round " + round);
        }
    }

    private static Intervals ofGoldens(Intervals.Plan plan, int threads, List<?> groups) throws IOException {
        return Intervals.of(
                SmallNpy.floats("/goldens/metrics/prob32.npy"),
                8,
                SmallNpy.ints("/goldens/metrics/y.npy"),
                groups,
                plan,
                threads);
    }

    private static List<Integer> groups(int ofRows) {
        return IntStream.range(0, 400).mapToObj(row -> row / ofRows).toList();
    }

    @Test
    void theyAreTheSameForAnyNumberOfThreadsAndForOneSeed() throws IOException {
        Intervals.Plan plan = new Intervals.Plan(200, 0.95, 3);
        Intervals one = ofGoldens(plan, 1, groups(4));
        assertEquals(one, ofGoldens(plan, 2, groups(4)));
        assertEquals(one, ofGoldens(plan, 7, groups(4)));
        assertNotEquals(one, ofGoldens(new Intervals.Plan(200, 0.95, 4), 1, groups(4)));
        assertEquals(100, one.groups());
    }

    @Test
    void theyHoldWhatIsMeasuredAndWidenWithTheLevel() throws IOException {
        Scores scores =
                Scores.of(SmallNpy.floats("/goldens/metrics/prob32.npy"), 8, SmallNpy.ints("/goldens/metrics/y.npy"));
        Intervals wide = ofGoldens(new Intervals.Plan(400, 0.95, SEED), 2, groups(2));
        Intervals narrow = ofGoldens(new Intervals.Plan(400, 0.5, SEED), 2, groups(2));
        holds(wide.accuracy(), scores.evaluation().accuracy());
        holds(wide.logLoss(), scores.evaluation().logLoss());
        holds(wide.macroF1(), scores.evaluation().macroF1());
        holds(wide.auroc(), scores.ranking().auroc());
        assertTrue(width(narrow.accuracy()) < width(wide.accuracy()));
        assertTrue(width(narrow.auroc()) < width(wide.auroc()));
    }

    private static void holds(Interval interval, double value) {
        assertTrue(
                interval.low() < value && value < interval.high(),
                "ichnite.seed=" + SEED + " " + interval + " " + value);
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    @Test
    void theWidthIsThatOfTheBinomialWhereRowsAreIndependent() throws IOException {
        // accuracy .355 of 400 rows: ±1.96 √(p (1 − p) / n) = ±.0469
        Intervals intervals = ofGoldens(new Intervals.Plan(4000, 0.95, SEED), 2, groups(1));
        double expected = 2 * 1.96 * Math.sqrt(.355 * .645 / 400);
        assertEquals(expected, width(intervals.accuracy()), 0.1 * expected, "ichnite.seed=" + SEED);
    }

    @Test
    void copiesOfRowsTellNothingNew() {
        // Each row ten times, all copies in its group: as wide as the rows alone.
        Random random = new Random(SEED);
        int[] labels = random.ints(80, 0, 3).toArray();
        float[] p = probabilities(random, labels, 3);
        int[] copiedLabels = new int[800];
        float[] copied = new float[2400];
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            copiedLabels[i] = labels[i % 80];
            System.arraycopy(p, i % 80 * 3, copied, i * 3, 3);
            groups.add(i % 80);
        }
        List<Integer> each = IntStream.range(0, 80).boxed().toList();
        Intervals.Plan plan = new Intervals.Plan(300, 0.9, SEED);
        Intervals alone = Intervals.of(p, 3, labels, each, plan, 1);
        Intervals many = Intervals.of(copied, 3, copiedLabels, groups, plan, 1);
        assertEquals(alone.accuracy(), many.accuracy());
        assertEquals(alone.auroc(), many.auroc());
        assertEquals(alone.macroF1(), many.macroF1());
        assertEquals(alone.logLoss().low(), many.logLoss().low(), 1e-12);
        assertTrue(
                width(Intervals.of(
                                        copied,
                                        3,
                                        copiedLabels,
                                        IntStream.range(0, 800).boxed().toList(),
                                        plan,
                                        1)
                                .accuracy())
                        < width(many.accuracy()),
                "rows taken for independent seem surer than they are");
    }

    @Test
    void oneGroupTellsNothingOfOthers() {
        Intervals intervals = Intervals.of(
                new float[] {.9f, .1f, .2f, .8f},
                2,
                new int[] {0, 1},
                List.of("p", "p"),
                Intervals.Plan.defaults(1),
                1);
        assertEquals(1, intervals.groups());
        assertTrue(Double.isNaN(intervals.accuracy().low())
                && Double.isNaN(intervals.auroc().high()));
    }

    @Test
    void whatIsNotThereHasNoInterval() {
        Intervals intervals = Intervals.of(
                new float[] {.9f, .1f, .2f, .8f, .5f, .5f},
                2,
                new int[] {0, 0, -1},
                List.of("p", "q", "r"),
                Intervals.Plan.defaults(1),
                1);
        assertEquals(2, intervals.groups(), "a group of unknown rows is none");
        assertTrue(Double.isNaN(intervals.auroc().low()), "there is no row of class 1");
        assertEquals(new Interval(0, 1), intervals.accuracy());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Intervals.Plan(0, .95, 1));
        assertThrows(IllegalArgumentException.class, () -> new Intervals.Plan(10, 1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Intervals.of(new float[2], 2, new int[1], List.of(), Intervals.Plan.defaults(1), 1));
    }
}
