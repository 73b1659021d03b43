package io.ichnite.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What sets each class apart from the others: every item is tested in every class, and chances are corrected for all of these
 * tests. Files of one class with the same sequence count once.
 *
 * @param items that were tested: APIs, or pairs of calls in a row
 * @param tests items times classes
 * @param found tests that stand at a rate of false discoveries of {@link #RATE}
 * @param among of how many APIs, those in the most files, pairs were counted; of single APIs, all of them
 * @param byClass the least likely first, as many as were asked for; classes without a file have none
 */
public record Contrast(int items, long tests, long found, int among, List<List<Apart>> byClass) {
    /** The rate of false discoveries that {@code found} stands for. */
    public static final double RATE = 0.05;

    private static final Comparator<Apart> BEST = Comparator.comparingDouble(Apart::logChance)
            .thenComparingDouble(apart -> -Math.abs(StrictMath.log(apart.oddsRatio())))
            .thenComparingInt(Apart::first)
            .thenComparingInt(Apart::second);

    public Contrast {
        byClass = byClass.stream().map(List::copyOf).toList();
    }

    /** What is counted. */
    interface Items {
        int size();

        /** In how many sequences of a class the item occurs. */
        int count(int item, int family);

        int first(int item);

        /** −1 for single APIs. */
        int second(int item);

        /** The same for items in the same sequences. */
        long which(int item);

        /** Of how many APIs there are such items. */
        int among();
    }

    /**
     * Tests them.
     *
     * @param sequences how many each class has
     * @param kept how many of each class are kept
     */
    static Contrast of(Items items, int[] sequences, int kept) {
        int all = Arrays.stream(sequences).sum();
        int[] classes = IntStream.range(0, sequences.length)
                .filter(family -> sequences[family] > 0)
                .toArray();
        List<PriorityQueue<Apart>> best = new ArrayList<>();
        for (int i = 0; i < sequences.length; i++) {
            best.add(new PriorityQueue<>(BEST.reversed()));
        }
        int[] tested = tested(items, classes);
        if (classes.length < 2) {
            return new Contrast(tested.length, 0, 0, items.among(), nothing(sequences.length));
        }
        FisherExact fisher = new FisherExact(all);
        double[] chances = new double[Math.multiplyExact(tested.length, classes.length)];
        int tests = 0;
        for (int item : tested) {
            int having = having(items, item, classes);
            for (int family : classes) {
                int here = items.count(item, family);
                double chance = fisher.logChance(here, sequences[family], having);
                chances[tests++] = chance;
                PriorityQueue<Apart> queue = best.get(family);
                Apart apart = new Apart(
                        family,
                        items.first(item),
                        items.second(item),
                        here,
                        sequences[family],
                        having - here,
                        all - sequences[family],
                        chance,
                        0,
                        items.which(item));
                if (queue.size() < kept) {
                    queue.add(apart);
                } else if (BEST.compare(apart, queue.element()) < 0) {
                    queue.remove();
                    queue.add(apart);
                }
            }
        }
        Arrays.sort(chances);
        return new Contrast(tested.length, tests, found(chances), items.among(), corrected(best, chances));
    }

    private static List<List<Apart>> nothing(int classes) {
        List<List<Apart>> lists = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            lists.add(List.of());
        }
        return lists;
    }

    /** Those that any class has: files without a label may have others. */
    private static int[] tested(Items items, int[] classes) {
        return IntStream.range(0, items.size())
                .filter(item -> having(items, item, classes) > 0)
                .toArray();
    }

    private static int having(Items items, int item, int[] classes) {
        int having = 0;
        for (int family : classes) {
            having += items.count(item, family);
        }
        return having;
    }

    private static long found(double[] sorted) {
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (sorted[i] <= StrictMath.log(RATE * (i + 1) / sorted.length)) {
                return i + 1L;
            }
        }
        return 0;
    }

    /** Benjamini and Hochberg's: the least of m p / rank over this one and all above it. */
    private static List<List<Apart>> corrected(List<PriorityQueue<Apart>> best, double[] sorted) {
        List<Apart> all = new ArrayList<>();
        best.forEach(all::addAll);
        all.sort(BEST.thenComparingInt(Apart::family));
        List<List<Apart>> byClass = new ArrayList<>();
        best.forEach(queue -> byClass.add(new ArrayList<>()));
        double least = 0;
        int next = all.size() - 1;
        for (int i = sorted.length - 1; i >= 0 && next >= 0; i--) {
            least = Math.min(least, sorted[i] + StrictMath.log((double) sorted.length / (i + 1)));
            while (next >= 0 && all.get(next).logChance() >= sorted[i]) {
                Apart apart = all.get(next--);
                byClass.get(apart.family()).add(apart.withLogFalse(least));
            }
        }
        byClass.forEach(Collections::reverse);
        return byClass;
    }
}
