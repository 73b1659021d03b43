package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private static List<String> labels(Random random, int rows, int kinds) {
        return IntStream.range(0, rows)
                .mapToObj(i -> Integer.toString((int) (kinds * random.nextDouble() * random.nextDouble())))
                .toList();
    }

    private static List<Integer> each(int rows) {
        return IntStream.range(0, rows).boxed().toList();
    }

    @Test
    void everyRowStandsInOneFoldAndNoGroupInTwo() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int count = 2 + random.nextInt(9);
            int rows = count + random.nextInt(300);
            List<Integer> groups = new ArrayList<>(
                    IntStream.range(0, rows).mapToObj(i -> random.nextInt(rows)).toList());
            for (int i = 0; i < count; i++) {
                groups.set(i, -i - 1); // enough of them
            }
            List<String> labels = labels(random, rows, 1 + random.nextInt(6));
            Folds folds = Folds.grouped(labels, groups, count, random.nextLong());
            String what = "ichnite.seed=" + SEED + " round " + round;
            assertEquals(rows, folds.of().size(), what);
            assertEquals(count, new HashSet<>(folds.of()).size(), what + ": no fold is empty");
            List<Integer> heldOut = new ArrayList<>();
            for (int fold = 0; fold < count; fold++) {
                Split split = folds.split(fold);
                heldOut.addAll(split.validation());
                assertEquals(rows, split.train().size() + split.validation().size(), what);
                Set<Integer> trained = new HashSet<>(split.of(groups).train());
                assertTrue(Collections.disjoint(trained, split.of(groups).validation()), what);
            }
            assertEquals(each(rows), heldOut.stream().sorted().toList(), what + ": each row is held out once");
        }
    }

    @Test
    void singleRowsAreDealtEvenly() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            int count = 2 + random.nextInt(8);
            List<String> labels = labels(random, 20 + random.nextInt(400), 1 + random.nextInt(8));
            Folds folds = Folds.grouped(labels, each(labels.size()), count, random.nextLong());
            String what = "ichnite.seed=" + SEED + " round " + round;
            perLabel(labels, folds)
                    .forEach((label, counts) -> assertTrue(
                            Collections.max(counts) - Collections.min(counts) <= 1, what + " " + label + counts));
        }
    }

    @Test
    void groupsOfOneLabelComeNearTheirShare() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            int count = 2 + random.nextInt(5);
            List<String> labels = new ArrayList<>();
            List<String> groups = new ArrayList<>();
            Map<String, Integer> largest = new HashMap<>();
            int classes = 2 + random.nextInt(7);
            for (int c = 0; c < classes; c++) {
                int programs = 2 * count + random.nextInt(15);
                for (int g = 0; g < programs; g++) {
                    int size = 1 + random.nextInt(30);
                    labels.addAll(Collections.nCopies(size, "label" + c));
                    groups.addAll(Collections.nCopies(size, "program" + c + "." + g));
                    largest.merge("label" + c, size, Math::max);
                }
            }
            Folds folds = Folds.grouped(labels, groups, count, random.nextLong());
            String what = "ichnite.seed=" + SEED + " round " + round;
            perLabel(labels, folds).forEach((label, counts) -> {
                double share = counts.stream().mapToInt(Integer::intValue).sum() / (double) count;
                for (int held : counts) {
                    assertTrue(
                            Math.abs(held - share) <= largest.getOrDefault(label, 0),
                            what + ": " + label + " " + counts);
                }
            });
        }
    }

    /** Rows of each label by fold. */
    private static Map<String, List<Integer>> perLabel(List<String> labels, Folds folds) {
        Map<String, List<Integer>> counts = new HashMap<>();
        for (int row = 0; row < labels.size(); row++) {
            counts.computeIfAbsent(labels.get(row), label -> new ArrayList<>(Collections.nCopies(folds.count(), 0)))
                    .set(folds.of().get(row), 0);
        }
        for (int row = 0; row < labels.size(); row++) {
            List<Integer> of = counts.getOrDefault(labels.get(row), List.of());
            of.set(folds.of().get(row), of.get(folds.of().get(row)) + 1);
        }
        return counts;
    }

    @Test
    void noSingleMoveWouldMakeItMoreEven() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            int count = 2 + random.nextInt(3);
            int rows = 60;
            List<Integer> groups = IntStream.range(0, rows)
                    .mapToObj(i -> i < 12 ? i : random.nextInt(12))
                    .toList();
            List<String> labels = labels(random, rows, 3);
            List<Integer> dealt = Folds.grouped(labels, groups, count, round).of();
            double sum = unevenness(labels, dealt, count);
            for (int group = 0; group < 12; group++) {
                for (int to = 0; to < count; to++) {
                    List<Integer> moved = new ArrayList<>(dealt);
                    for (int row = 0; row < rows; row++) {
                        if (groups.get(row) == group) {
                            moved.set(row, to);
                        }
                    }
                    if (new HashSet<>(moved).size() == count) {
                        assertTrue(
                                unevenness(labels, moved, count) > sum - 1e-6,
                                "ichnite.seed=" + SEED + " round " + round + " group " + group + " to " + to);
                    }
                }
            }
        }
    }

    /** The sum of the rule, from its words. */
    private static double unevenness(List<String> labels, List<Integer> of, int count) {
        Map<String, List<Integer>> counts = perLabel(labels, new Folds(count, of));
        double sum = 0;
        for (List<Integer> each : counts.values()) {
            sum += squares(each);
        }
        List<Integer> all = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            all.add(Collections.frequency(of, fold));
        }
        return sum + 0.1 * squares(all);
    }

    private static double squares(List<Integer> counts) {
        double n = counts.stream().mapToInt(Integer::intValue).sum();
        return counts.stream()
                .mapToDouble(v -> (v - n / counts.size()) * (v - n / counts.size()) / n)
                .sum();
    }

    @Test
    void theSameSeedDealsAlikeAndAnotherDoesNot() {
        List<String> labels = labels(new Random(SEED), 200, 4);
        assertEquals(Folds.grouped(labels, each(200), 5, 7), Folds.grouped(labels, each(200), 5, 7));
        assertNotEquals(Folds.grouped(labels, each(200), 5, 7), Folds.grouped(labels, each(200), 5, 8));
    }

    @Test
    void theDealIsTheSameOnEveryJdk() {
        List<String> labels = List.of("a", "b", "a", "b", "a", "b", "c", "c");
        assertEquals(
                List.of(2, 0, 1, 1, 0, 2, 0, 2),
                Folds.grouped(labels, each(8), 3, 1).of());
    }

    @Test
    void whatCannotBeDealtIsRefused() {
        List<String> labels = List.of("a", "b", "a");
        assertThrows(BadConfig.class, () -> Folds.grouped(labels, List.of("p", "q", "p"), 3, 1));
        assertThrows(BadConfig.class, () -> Folds.grouped(labels, each(3), 1, 1));
        assertThrows(BadConfig.class, () -> Folds.grouped(List.of(), List.of(), 2, 1));
        assertThrows(IllegalArgumentException.class, () -> Folds.grouped(labels, each(2), 2, 1));
        assertEquals(3, new HashSet<>(Folds.grouped(labels, each(3), 3, 1).of()).size());
    }
}
