package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.sample.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Near copies: estimates beside what they estimate, planted pairs, all pairs one by one, and sets that are made to take long. */
class NearGroupsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final String TOLD = "ichnite.seed=" + SEED + " ";

    /** Rows in memory; counts what is read. */
    private record Rows(List<int[]> rows, AtomicLong read) implements Sequences {
        Rows(List<int[]> rows) {
            this(rows, new AtomicLong());
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public int length(int row) {
            return rows.get(row).length;
        }

        @Override
        public void read(int row, int from, int count, int[] into, int at) {
            read.addAndGet(count);
            System.arraycopy(rows.get(row), from, into, at, count);
        }
    }

    private static NearGroups near(Rows rows, NearPlan plan) {
        return NearGroups.of(rows, plan, 2, (done, all) -> {});
    }

    private static int[] random(Random random, int length, int names) {
        return IntStream.range(0, length).map(i -> random.nextInt(names)).toArray();
    }

    /** The same with some numbers changed. */
    private static int[] changed(Random random, int[] row, int changes, int names) {
        int[] copy = row.clone();
        for (int i = 0; i < changes; i++) {
            copy[random.nextInt(copy.length)] = random.nextInt(names);
        }
        return copy;
    }

    /** By sets of lists, as a reader would do it who has time. */
    private static double jaccard(int[] a, int[] b, int shingle) {
        Set<List<Integer>> one = shingles(a, shingle);
        Set<List<Integer>> other = shingles(b, shingle);
        Set<List<Integer>> both = new HashSet<>(one);
        both.retainAll(other);
        return both.size() / (double) (one.size() + other.size() - both.size());
    }

    private static Set<List<Integer>> shingles(int[] row, int shingle) {
        List<Integer> all = Arrays.stream(row).boxed().toList();
        Set<List<Integer>> found = new HashSet<>();
        if (all.size() < shingle) {
            found.add(all);
        }
        for (int i = 0; i + shingle <= all.size(); i++) {
            found.add(all.subList(i, i + shingle));
        }
        return found;
    }

    @Test
    void estimatesLieAroundWhatTheyEstimate() {
        Random random = new Random(SEED);
        int pairs = 600;
        double[] standing = new double[pairs];
        double bias = 0;
        for (int pair = 0; pair < pairs; pair++) {
            // from a few hashes, fewer than a sketch has bins, to many more
            int all = 4 << random.nextInt(11);
            long[] hashes = random.longs(all).sorted().toArray();
            int common = random.nextInt(all + 1);
            int[] order = IntStream.range(0, all).toArray();
            for (int i = all - 1; i > 0; i--) {
                int k = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[k];
                order[k] = kept;
            }
            int cut = common + (all - common) / 2;
            long[] a = IntStream.range(0, Math.max(1, cut))
                    .mapToLong(i -> hashes[order[i]])
                    .distinct()
                    .sorted()
                    .toArray();
            long[] b = IntStream.concat(IntStream.range(0, common), IntStream.range(Math.min(cut, all - 1), all))
                    .mapToLong(i -> hashes[order[i]])
                    .distinct()
                    .sorted()
                    .toArray();
            double exact = Shingles.jaccard(a, b);
            long[] sketches = new long[2 * Sketch.LONGS];
            Sketch.of(a, sketches, 0);
            Sketch.of(b, sketches, Sketch.LONGS);
            double estimate = Sketch.estimate(sketches, 0, Sketch.LONGS);
            double deviation = Math.sqrt((exact * (1 - exact) + 1 / 256.0) / Sketch.BYTES);
            standing[pair] = (estimate - exact) / deviation;
            bias += estimate - exact;
            assertTrue(Math.abs(standing[pair]) < 5, TOLD + "pair " + pair + ": " + estimate + " for " + exact);
        }
        assertEquals(0, bias / pairs, 0.006, TOLD);
        double spread = Math.sqrt(Arrays.stream(standing).map(x -> x * x).sum() / pairs);
        assertTrue(spread > 0.5 && spread < 1.15, TOLD + "deviations of " + spread + " instead of about 1");
    }

    @Test
    void setsWithNothingInCommonAreEstimatedAroundNothing() {
        Random random = new Random(SEED);
        long[] sketches = new long[800 * Sketch.LONGS];
        for (int i = 0; i < 800; i++) {
            Sketch.of(random.longs(60).sorted().toArray(), sketches, i * Sketch.LONGS);
        }
        double sum = 0;
        for (int i = 0; i < 800; i += 2) {
            sum += Sketch.estimate(sketches, i * Sketch.LONGS, (i + 1) * Sketch.LONGS);
        }
        // one deviates by 0.0055; without taking chance out the mean would be 0.0039
        assertEquals(0, sum / 400, 0.0014, TOLD);
    }

    @Test
    void largeSetsAreSketchedLikeSmallOnes() {
        Random random = new Random(SEED);
        long[] all = random.longs(40_000).sorted().toArray();
        long[] some = Arrays.stream(all).filter(hash -> (hash & 7) != 0).toArray();
        long[] sketches = new long[2 * Sketch.LONGS];
        Sketch.of(all, sketches, 0);
        Sketch.of(some, sketches, Sketch.LONGS);
        assertEquals(some.length / 40_000.0, Sketch.estimate(sketches, 0, Sketch.LONGS), 0.12, TOLD);
        assertEquals(1, Sketch.estimate(sketches, 0, 0));
    }

    @Test
    void aSetThatLeavesABinEmptyIsDoneSoon() {
        // hashes of the first round that miss bin 0: found as anybody could who knows the rule
        long[] missing = IntStream.range(0, 200_000)
                .mapToLong(i -> i * 0x9e3779b97f4a7c15L)
                .filter(hash -> (io.ichnite.tensor.SplitMix.mix(
                                        hash ^ io.ichnite.tensor.SplitMix.mix(io.ichnite.tensor.SplitMix.GOLDEN))
                                & Sketch.BYTES - 1)
                        != 0)
                .sorted()
                .toArray();
        long[] one = new long[Sketch.LONGS];
        long[] half = new long[Sketch.LONGS];
        Sketch.of(missing, one, 0);
        Sketch.of(Arrays.copyOf(missing, missing.length / 2), half, 0);
        // bin 0 comes of the 4,096 least hashes, which both have
        assertEquals(Sketch.at(one, 0, 0), Sketch.at(half, 0, 0));
    }

    @Test
    void bandsFindWhatIsJustNear() {
        for (double similarity = 0.5; similarity <= 1; similarity += 0.01) {
            Bands bands = Bands.of(similarity);
            assertTrue(bands.count() * bands.rows() <= Sketch.BYTES);
            assertTrue(bands.chance(similarity) >= 0.999, bands + " at " + similarity);
        }
        assertEquals(new Bands(16, 8), Bands.of(0.9));
        assertTrue(Bands.of(0.9).chance(0.4) < 0.02);
    }

    @Test
    void plantedCopiesAreFound() {
        Random random = new Random(SEED);
        NearPlan plan = new NearPlan(4, 0.8, SEED);
        List<int[]> rows = new ArrayList<>();
        int pairs = 0;
        while (pairs < 400) {
            int[] row = random(random, 30 + random.nextInt(400), 60);
            int[] copy = changed(random, row, 1 + row.length / 60, 60);
            double exact = jaccard(row, copy, 4);
            if (exact >= 0.8 && exact < 0.95) {
                rows.add(row);
                rows.add(copy);
                pairs++;
            }
        }
        NearGroups groups = near(new Rows(rows), plan);
        int found = 0;
        for (int i = 0; i < rows.size(); i += 2) {
            found += groups.groupOfRow(i) == groups.groupOfRow(i + 1) ? 1 : 0;
        }
        assertTrue(found >= 397, TOLD + found + " of 400 found");
        assertEquals(found, groups.links().size(), "nothing but the pairs is joined");
        for (NearGroups.Link link : groups.links()) {
            double exact = jaccard(rows.get(link.one()), rows.get(link.other()), 4);
            assertEquals(exact, link.similarity(), 1e-12);
        }
        assertEquals(0, groups.left());
    }

    @Test
    void groupsAreThoseOfAllPairs() {
        for (int round = 0; round < 30; round++) {
            Random random = new Random(SEED + round);
            int shingle = 1 + random.nextInt(4);
            double threshold = 0.5 + 0.5 * random.nextDouble();
            List<int[]> rows = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int[] row = random.nextInt(3) == 0 || rows.isEmpty()
                        ? random(random, random.nextInt(60), 8)
                        : rows.get(random.nextInt(rows.size()));
                rows.add(row.length == 0 ? row : changed(random, row, random.nextInt(3), 8));
            }
            NearGroups found = near(new Rows(rows), new NearPlan(shingle, threshold, SEED + round));
            Components all = new Components(60);
            for (int a = 0; a < 60; a++) {
                for (int b = 0; b < a; b++) {
                    if (jaccard(rows.get(a), rows.get(b), shingle) >= threshold) {
                        all.join(a, b);
                    }
                }
            }
            int apart = 0;
            for (int a = 0; a < 60; a++) {
                for (int b = 0; b < a; b++) {
                    boolean together = found.groupOfRow(a) == found.groupOfRow(b);
                    boolean should = all.find(a) == all.find(b);
                    assertTrue(should || !together, TOLD + "round " + round + ": " + a + " and " + b + " are not near");
                    apart += should && !together ? 1 : 0;
                }
            }
            assertTrue(apart <= 1, TOLD + "round " + round + ": " + apart + " pairs were missed");
        }
    }

    @Test
    void identicalRowsAreOneWhateverTheirLength() {
        Random random = new Random(SEED);
        List<int[]> rows = new ArrayList<>();
        for (int length : new int[] {0, 1, 3, 4, 9_000, 20_000}) {
            int[] row = random(random, length, 50);
            rows.add(row);
            rows.add(row.clone());
        }
        NearGroups groups = near(new Rows(rows), NearPlan.defaults(SEED));
        assertEquals(6, groups.distinct().size());
        assertEquals(6, groups.size());
        assertEquals(List.of("0", "0", "1", "1", "2", "2", "3", "3", "4", "4", "5", "5"), groups.keys());
    }

    @Test
    void loopsMayTurnMoreOften() {
        int[] few = IntStream.range(0, 40).map(i -> i % 5).toArray();
        int[] many = IntStream.range(0, 4000).map(i -> i % 5).toArray();
        NearGroups groups = near(new Rows(List.of(few, many)), new NearPlan(4, 1, SEED));
        assertEquals(2, groups.distinct().size());
        assertEquals(1, groups.size());
        assertEquals(List.of(new NearGroups.Link(0, 1, 1)), groups.links());
    }

    @Test
    void threadsChangeNothing() {
        Random random = new Random(SEED);
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(changed(random, random(new Random(i % 500), 80, 40), random.nextInt(6), 40));
        }
        NearPlan plan = new NearPlan(3, 0.8, SEED);
        NearGroups one = NearGroups.of(new Rows(rows), plan, 1, (done, all) -> {});
        int[] every = IntStream.range(0, one.distinct().size()).toArray();
        int[] half = IntStream.range(0, one.distinct().size() / 2).toArray();
        for (int threads : new int[] {2, 3, 8}) {
            NearGroups other = NearGroups.of(new Rows(rows), plan, threads, (done, all) -> {});
            assertEquals(one.keys(), other.keys());
            assertEquals(one.links(), other.links());
            assertEquals(one.nearest(every, half, 1), other.nearest(every, half, threads));
        }
        assertNotEquals(one.size(), one.distinct().size());
    }

    @Test
    void theNearestIsFound() {
        Random random = new Random(SEED);
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(random(random, 100, 50));
        }
        for (int i = 0; i < 40; i++) {
            rows.add(changed(random, rows.get(i), 1 + i / 4, 50));
        }
        Rows all = new Rows(rows);
        NearGroups groups = near(all, NearPlan.defaults(SEED));
        DistinctRows distinct = groups.distinct();
        int[] of = IntStream.range(300, 340).map(distinct::of).toArray();
        int[] among = IntStream.range(0, 300).map(distinct::of).toArray();
        List<NearGroups.Match> nearest = groups.nearest(of, among, 2);
        for (int i = 0; i < 40; i++) {
            assertEquals(distinct.of(i), nearest.get(i).sequence(), TOLD + i);
            assertEquals(
                    jaccard(rows.get(300 + i), rows.get(i), 4), nearest.get(i).similarity(), 1e-12, TOLD + i);
        }
        assertEquals(List.of(new NearGroups.Match(-1, 0)), groups.nearest(new int[] {3}, new int[] {3}, 1));
    }

    @Test
    void aHundredThousandCopiesTakeOneReadingEach() {
        int[] row = random(new Random(SEED), 50, 30);
        Rows rows = new Rows(java.util.Collections.nCopies(100_000, row));
        NearGroups groups = near(rows, NearPlan.defaults(SEED));
        assertEquals(1, groups.size());
        assertTrue(rows.read().get() <= 100_000L * 50 + 1000, rows.read() + " numbers read");
    }

    @Test
    void aGiantClusterIsJoinedWithoutAllPairs() {
        Random random = new Random(SEED);
        int[] row = random(random, 400, 100);
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(changed(random, row, 2, 1000));
        }
        Rows read = new Rows(rows);
        NearGroups groups = near(read, NearPlan.defaults(SEED));
        assertEquals(1, groups.size(), TOLD);
        assertTrue(read.read().get() < 30L * 10_000 * 400, read.read() + " numbers read");
    }

    @Test
    void aCrowdOfAlmostNearRowsIsLeftAndSaidSo() {
        Random random = new Random(SEED);
        int[] row = random(random, 400, 100);
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(changed(random, row, 9, 100_000));
        }
        Rows read = new Rows(rows);
        NearGroups groups = near(read, NearPlan.defaults(SEED));
        assertTrue(groups.size() > 2500, TOLD + groups.size());
        assertTrue(groups.left() > 0);
        assertTrue(
                read.read().get() < (2L * NearSearch.VAIN + 10) * 3000 * 400,
                "read " + read.read() + " numbers, not as many as pairs");
    }

    @Test
    void setsOfOtherVocabulariesCompare() {
        MemoryTraces one = new MemoryTraces(
                List.of(MemoryTraces.File.of("1", "0", "b", "c", "d"), MemoryTraces.File.of("2", "0", "c", "d")));
        MemoryTraces other = new MemoryTraces(List.of(
                MemoryTraces.File.of("7", "0", "a", "b", "c", "d"),
                MemoryTraces.File.of("9", "0", "c", "d", "c", "d")));
        Sequences rows = new TraceSequences(List.of(
                new TraceSequences.Part(one, List.of(0, 1), Order.TID, Integer.MAX_VALUE),
                new TraceSequences.Part(other, List.of(0, 1), Order.TID, 3)));
        assertEquals(4, rows.size());
        assertEquals(3, rows.length(2));
        int[] last = new int[5];
        rows.read(3, 1, 2, last, 2);
        assertArrayEquals(new int[] {0, 0, 2, 3, 0}, last);
        DistinctRows distinct = DistinctRows.of(SequenceGroups.of(rows));
        assertEquals(distinct.of(0), distinct.of(2));
        assertEquals(3, distinct.size());
        assertThrows(IllegalArgumentException.class, () -> rows.length(4));
    }

    @Test
    void plansOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NearPlan(0, 0.9, 1));
        assertThrows(IllegalArgumentException.class, () -> new NearPlan(65, 0.9, 1));
        assertThrows(IllegalArgumentException.class, () -> new NearPlan(4, 0.4, 1));
        assertThrows(IllegalArgumentException.class, () -> new NearPlan(4, Double.NaN, 1));
    }
}
