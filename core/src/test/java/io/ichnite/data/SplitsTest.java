package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @Test
    void theFirstTrainAndTheRestValidate() {
        assertEquals(new Split(List.of(0, 1, 2), List.of(3, 4)), Splits.first(3, 5));
        assertThrows(BadConfig.class, () -> Splits.first(5, 5));
        assertThrows(BadConfig.class, () -> Splits.first(0, 5));
        assertThrows(BadConfig.class, () -> Splits.first(10_000, 700));
    }

    @Test
    void randomSplitsHaveTheSizeAskedFor() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int total = 2 + random.nextInt(300);
            double fraction = 0.02 + 0.96 * random.nextDouble();
            Split split = Splits.random(total, fraction, random.nextLong());
            String what = "ichnite.seed=" + SEED + " round " + round + " of " + total + " by " + fraction;
            wholeAndApart(split, total, what);
            double expected = Math.min(Math.max(fraction * total, 1), total - 1);
            assertTrue(Math.abs(split.validation().size() - expected) <= 0.5001, what + " " + split);
        }
    }

    @Test
    void everyRowValidatesUnderSomeSeed() {
        Set<Integer> met = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            met.addAll(Splits.random(20, 0.25, seed).validation());
        }
        assertEquals(20, met.size());
    }

    @Test
    void stratifiedSplitsKeepEveryLabelsShare() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<String> labels = labels(random, 20 + random.nextInt(400), 1 + random.nextInt(8));
            double fraction = 0.05 + 0.6 * random.nextDouble();
            Split split = Splits.stratified(labels, fraction, random.nextLong());
            String what = "ichnite.seed=" + SEED + " round " + round + " by " + fraction;
            wholeAndApart(split, labels.size(), what);
            tally(labels, all(labels.size())).forEach((label, n) -> {
                int held = tally(labels, split.validation()).getOrDefault(label, 0);
                assertTrue(Math.abs(held - fraction * n) <= 1, what + ": " + held + " of " + n);
                assertTrue(held < n, what + ": nothing of " + label + " trains");
            });
        }
    }

    @Test
    void noGroupStandsOnBothSides() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int rows = 2 + random.nextInt(300);
            List<String> labels = labels(random, rows, 1 + random.nextInt(6));
            int kinds = 2 + random.nextInt(rows);
            List<Integer> groups = new ArrayList<>(IntStream.range(0, rows)
                    .mapToObj(i -> random.nextInt(kinds))
                    .toList());
            groups.set(0, -1); // two at least
            groups.set(1, -2);
            double fraction = 0.05 + 0.9 * random.nextDouble();
            Split split = Splits.grouped(labels, groups, fraction, random.nextLong());
            String what = "ichnite.seed=" + SEED + " round " + round;
            wholeAndApart(split, rows, what);
            Set<Integer> trained = new HashSet<>(split.of(groups).train());
            assertTrue(Collections.disjoint(trained, split.of(groups).validation()), what);
        }
    }

    @Test
    void groupsOfOneLabelComeNearTheFraction() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<String> labels = new ArrayList<>();
            List<String> groups = new ArrayList<>();
            Map<String, Integer> largest = new HashMap<>();
            int classes = 2 + random.nextInt(7);
            for (int c = 0; c < classes; c++) {
                int count = 4 + random.nextInt(15);
                for (int g = 0; g < count; g++) {
                    int size = 1 + random.nextInt(30);
                    labels.addAll(Collections.nCopies(size, "label" + c));
                    groups.addAll(Collections.nCopies(size, "program" + c + "." + g));
                    largest.merge("label" + c, size, Math::max);
                }
            }
            double fraction = 0.15 + 0.2 * random.nextDouble();
            Split split = Splits.grouped(labels, groups, fraction, random.nextLong());
            String what = "ichnite.seed=" + SEED + " round " + round + " by " + fraction;
            wholeAndApart(split, labels.size(), what);
            tally(labels, all(labels.size())).forEach((label, n) -> {
                int held = tally(labels, split.validation()).getOrDefault(label, 0);
                double off = Math.abs(held - fraction * n);
                assertTrue(off <= largest.getOrDefault(label, 0), what + ": " + held + " of " + n);
                assertTrue(held < n, what);
            });
            assertEquals(fraction, (double) split.validation().size() / labels.size(), 0.1, what);
        }
    }

    @Test
    void theSameSeedSplitsAlikeAndAnotherDoesNot() {
        List<String> labels = labels(new Random(SEED), 200, 4);
        assertEquals(Splits.stratified(labels, 0.25, 7), Splits.stratified(labels, 0.25, 7));
        assertNotEquals(Splits.stratified(labels, 0.25, 7), Splits.stratified(labels, 0.25, 8));
    }

    @Test
    void theSplitIsTheSameOnEveryJdk() {
        assertEquals(List.of(3, 7, 8), Splits.random(12, 0.25, 1).validation());
    }

    @Test
    void theOnlyProgramOfALabelTrains() {
        List<String> labels = List.of("a", "a", "a", "a", "b", "b");
        List<String> groups = List.of("p", "q", "r", "s", "t", "t");
        for (int seed = 0; seed < 20; seed++) {
            assertTrue(Splits.grouped(labels, groups, 0.5, seed).train().containsAll(List.of(4, 5)));
        }
    }

    @Test
    void twoGroupsAlwaysSplitAndOneNever() {
        Split split = Splits.grouped(List.of("a", "b", "a", "b"), List.of("p", "p", "q", "q"), 0.1, 1);
        wholeAndApart(split, 4, "two groups");
        assertThrows(BadConfig.class, () -> Splits.grouped(List.of("a", "b"), List.of("p", "p"), 0.5, 1));
        assertThrows(BadConfig.class, () -> Splits.random(1, 0.5, 1));
        assertThrows(BadConfig.class, () -> Splits.random(0, 0.5, 1));
    }

    @Test
    void fractionsThatAreNoneAreRefused() {
        for (double fraction : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
            assertThrows(BadConfig.class, () -> Splits.random(10, fraction, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> Splits.grouped(List.of("a", "b"), List.of("p"), 0.5, 1));
    }

    @Test
    void timeSplitsIncludeTheDayAndLeaveOutTheUndated() {
        List<LocalDate> dates = Arrays.asList(
                Dates.end("2018-01"), Dates.end("2017"), null, Dates.end("2017-12-31"), Dates.end("2019-05-04"));
        assertEquals(new Split(List.of(1, 3), List.of(0, 4)), Splits.byTime(dates, Dates.end("2017")));
        assertThrows(BadConfig.class, () -> Splits.byTime(dates, Dates.end("2016")));
        assertThrows(BadConfig.class, () -> Splits.byTime(dates, Dates.end("2020")));
    }

    @Test
    void aSplitOfIndexesIsASplitOfFiles() {
        assertEquals(new Split(List.of(5, 9), List.of(7)), new Split(List.of(0, 2), List.of(1)).of(List.of(5, 7, 9)));
    }

    private static void wholeAndApart(Split split, int rows, String what) {
        List<Integer> both = new ArrayList<>(split.train());
        both.addAll(split.validation());
        Collections.sort(both);
        assertEquals(all(rows), both, what);
        assertTrue(!split.train().isEmpty() && !split.validation().isEmpty(), what);
        assertEquals(split.train().stream().sorted().toList(), split.train(), what);
        assertEquals(split.validation().stream().sorted().toList(), split.validation(), what);
    }

    private static List<Integer> all(int rows) {
        return IntStream.range(0, rows).boxed().toList();
    }

    private static List<String> labels(Random random, int rows, int kinds) {
        return IntStream.range(0, rows)
                .mapToObj(i -> Integer.toString((int) (kinds * random.nextDouble() * random.nextDouble())))
                .toList();
    }

    private static Map<String, Integer> tally(List<String> labels, List<Integer> rows) {
        Map<String, Integer> tally = new HashMap<>();
        rows.forEach(row -> tally.merge(labels.get(row), 1, Integer::sum));
        return tally;
    }
}
