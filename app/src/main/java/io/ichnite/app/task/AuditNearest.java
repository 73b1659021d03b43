package io.ichnite.app.task;

import io.ichnite.data.NearGroups;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How alike rows are to the nearest one of training.
 *
 * @param train of some rows of training, drawn, to the nearest other row of it
 * @param test of some rows of the test
 */
record AuditNearest(List<Double> train, List<Double> test) {
    /** Rows of a set at most. */
    private static final int ROWS = 2000;
    /** Pairs at most, which are what takes time. */
    private static final int PAIRS = 100_000_000;

    AuditNearest {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    static AuditNearest of(AuditRows rows, AuditCopies copies, long seed, int threads) {
        NearGroups near = copies.near();
        if (near == null) {
            return new AuditNearest(List.of(), List.of());
        }
        BitSet trained = copies.sequences(rows.ofTrain());
        int[] among = trained.stream().toArray();
        int[] times = new int[copies.identical().size()];
        rows.ofTrain().forEach(row -> times[copies.sequence(row)]++);
        List<Double> train = new ArrayList<>();
        List<Double> test = new ArrayList<>();
        for (boolean tested : new boolean[] {false, true}) {
            List<Integer> drawn = drawn(tested ? rows.ofTest() : rows.ofTrain(), among.length, seed);
            int[] alone = drawn.stream()
                    .mapToInt(copies::sequence)
                    .filter(sequence -> times[sequence] < (tested ? 1 : 2))
                    .toArray();
            List<Double> into = tested ? test : train;
            near.nearest(alone, among, threads).forEach(match -> into.add(match.similarity()));
            while (into.size() < drawn.size()) {
                into.add(1.0);
            }
        }
        return new AuditNearest(train, test);
    }

    private static List<Integer> drawn(List<Integer> rows, int among, long seed) {
        int most = Math.min(ROWS, PAIRS / Math.max(1, among));
        if (rows.size() <= most) {
            return rows;
        }
        int[] order = new SplitMix(seed).permutation(rows.size());
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            drawn.add(rows.get(order[i]));
        }
        return drawn;
    }
}
