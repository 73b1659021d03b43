package io.ichnite.app.task;

import io.ichnite.data.DistinctRows;
import io.ichnite.data.NearGroups;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows of both sets are copies or near copies of each other. */
final class AuditCopies {
    private final AuditRows rows;
    private final DistinctRows distinct;
    private final @Nullable NearGroups near;
    private final RowGroups identical;
    private final RowGroups alike;

    /** @param near null where near copies are not looked for, as among files of bytes */
    AuditCopies(AuditRows rows, DistinctRows distinct, @Nullable NearGroups near) {
        this.rows = rows;
        this.distinct = distinct;
        this.near = near;
        int[] sequence = new int[rows.size()];
        int[] group = new int[rows.size()];
        for (int row = 0; row < sequence.length; row++) {
            sequence[row] = distinct.of(row);
            group[row] = near == null ? sequence[row] : near.group(sequence[row]);
        }
        this.identical = new RowGroups(sequence, distinct.size());
        this.alike = new RowGroups(group, near == null ? distinct.size() : near.size());
    }

    @Nullable
    NearGroups near() {
        return near;
    }

    /** The number of what a row is; equal for copies. */
    int sequence(int row) {
        return distinct.of(row);
    }

    /** The first row that is so. */
    int firstRow(int sequence) {
        return distinct.first(sequence);
    }

    /** The number of the rows that it hangs together with. */
    int group(int row) {
        return near == null ? distinct.of(row) : near.groupOfRow(row);
    }

    /** Copies, by sequence. */
    RowGroups identical() {
        return identical;
    }

    /** Copies and near copies. */
    RowGroups alike() {
        return alike;
    }

    /**
     * What there is of copies among some rows.
     *
     * @param rows how many were looked at
     * @param distinct sequences among them
     * @param groups of copies and near copies, those of one row too
     * @param repeated sequences that more than one row has
     * @param largest most rows that have one sequence
     * @param nearGroups groups that hold more than one sequence
     * @param nearRows rows in those
     */
    record Count(int rows, int distinct, int groups, int repeated, int largest, int nearGroups, int nearRows) {
        /** Rows that repeat another one. */
        int repeats() {
            return rows - distinct;
        }

        /** Rows that repeat another one, or nearly. */
        int alike() {
            return rows - groups;
        }
    }

    Count count(List<Integer> some) {
        long[] sorted = some.stream()
                .mapToLong(row -> (long) group(row) << Integer.SIZE | sequence(row))
                .sorted()
                .toArray();
        Counter counter = new Counter();
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] >> Integer.SIZE == sorted[from] >> Integer.SIZE) {
                to++;
            }
            counter.group(sorted, from, to);
            from = to;
        }
        return new Count(
                some.size(),
                counter.distinct,
                counter.groups,
                counter.repeated,
                counter.largest,
                counter.nearGroups,
                counter.nearRows);
    }

    private static final class Counter {
        private int distinct;
        private int groups;
        private int repeated;
        private int largest;
        private int nearGroups;
        private int nearRows;

        /** Takes the rows of one group, sorted by sequence. */
        void group(long[] sorted, int from, int to) {
            groups++;
            int sequences = 0;
            int first = from;
            for (int at = from + 1; at <= to; at++) {
                if (at == to || sorted[at] != sorted[first]) {
                    sequences++;
                    repeated += at - first > 1 ? 1 : 0;
                    largest = Math.max(largest, at - first);
                    first = at;
                }
            }
            distinct += sequences;
            if (sequences > 1) {
                nearGroups++;
                nearRows += to - from;
            }
        }
    }

    /** Rows of the test whose sequence stands in training too. */
    List<Integer> leaked() {
        return inTraining(rows.ofTrain(), false);
    }

    /** Further rows of the test that hang together with a row of training by near copies. */
    List<Integer> nearlyLeaked() {
        return inTraining(rows.ofTrain(), true);
    }

    /**
     * @param train rows that stand for training
     * @param nearly near copies alone, or copies alone
     */
    private List<Integer> inTraining(List<Integer> train, boolean nearly) {
        BitSet sequences = sequences(train);
        BitSet groups = groups(train);
        List<Integer> found = new ArrayList<>();
        for (int row : rows.ofTest()) {
            boolean copy = sequences.get(sequence(row));
            if (nearly ? !copy && groups.get(group(row)) : copy) {
                found.add(row);
            }
        }
        return found;
    }

    /** Which sequences some rows have. */
    BitSet sequences(List<Integer> some) {
        BitSet found = new BitSet();
        some.forEach(row -> found.set(sequence(row)));
        return found;
    }

    /** Which groups some rows are in. */
    BitSet groups(List<Integer> some) {
        BitSet found = new BitSet();
        some.forEach(row -> found.set(group(row)));
        return found;
    }
}
