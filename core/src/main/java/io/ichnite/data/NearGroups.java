package io.ichnite.data;

import io.ichnite.tensor.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that hang together by near copies: each is a copy of another of its group, or near to one; those at the two ends of a chain may
 * be less alike. Identical rows are found by SHA-256. Of distinct ones, those whose sketches have a band in common (MinHash and
 * locality-sensitive hashing, Indyk and Motwani, 1998) are compared shingle by shingle before they are joined, so that no two are
 * joined that are not near; of pairs just at the threshold 999 in 1,000 are looked at.
 *
 * <p>Time and memory stay in proportion to what is stored, whatever is in it: see {@link #left}. The same rows and plan give the same
 * groups, whatever the number of threads. For one thread, as what is compared is kept meanwhile.
 */
public final class NearGroups {
    /** Rows whose estimates are best, of which the nearest is found by exact comparison. */
    private static final int BEST = 4;

    private static final int UNIT = 16;

    private final DistinctRows distinct;
    private final Sketches sketches;
    private final int[] groupOf;
    private final int groups;
    private final List<Link> links;
    private final long left;

    /**
     * Two distinct sequences that are near each other; of those that hang together only as many pairs are told as hold them together.
     *
     * @param one number of a distinct sequence, see {@link DistinctRows}
     * @param other number of a later one
     * @param similarity share of their shingles that both have
     */
    public record Link(int one, int other, double similarity) {}

    /** Is told how far the work is. */
    @FunctionalInterface
    public interface Watcher {
        void done(long done, long all);
    }

    private NearGroups(DistinctRows distinct, Sketches sketches, NearSearch search) {
        this.distinct = distinct;
        this.sketches = sketches;
        this.groupOf = new int[distinct.size()];
        int next = 0;
        for (int i = 0; i < groupOf.length; i++) {
            int lowest = search.lowest(i);
            groupOf[i] = lowest == i ? next++ : groupOf[lowest];
        }
        this.groups = next;
        this.links = List.copyOf(search.links());
        this.left = search.left();
    }

    /** Finds them. */
    public static NearGroups of(Sequences rows, NearPlan plan, int threads, Watcher watcher) {
        return of(rows, DistinctRows.of(SequenceGroups.of(rows)), plan, threads, watcher);
    }

    /** The same where it is known which rows are identical. */
    public static NearGroups of(Sequences rows, DistinctRows distinct, NearPlan plan, int threads, Watcher watcher) {
        if (rows.size() != distinct.rows()) {
            throw new IllegalArgumentException(rows.size() + " rows, and " + distinct.rows() + " were compared");
        }
        try (Lanes lanes = new Lanes(threads)) {
            Sketches sketches = Sketches.of(rows, distinct, plan, lanes, watcher);
            return new NearGroups(distinct, sketches, NearSearch.run(sketches, plan));
        }
    }

    /** Which rows are identical. */
    public DistinctRows distinct() {
        return distinct;
    }

    /** How many groups there are; those of one sequence count too. */
    public int size() {
        return groups;
    }

    /** The group of a distinct sequence, by its number; groups are numbered by their first row. */
    public int group(int sequence) {
        return groupOf[sequence];
    }

    /** The group of a row. */
    public int groupOfRow(int row) {
        return groupOf[distinct.of(row)];
    }

    /** A key for each row, equal where rows hang together. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>(distinct.rows());
        for (int row = 0; row < distinct.rows(); row++) {
            keys.add(String.valueOf(groupOfRow(row)));
        }
        return keys;
    }

    /** One fewer for each group than it has distinct sequences. */
    public List<Link> links() {
        return links;
    }

    /**
     * Pairs at most that had a band in common and were not compared, as there were too many: of many rows with one band in common each
     * is compared with the first and the last ones only, and none is compared in vain more than so often.
     */
    public long left() {
        return left;
    }

    /**
     * The nearest of some sequences to one of them.
     *
     * @param sequence number of a distinct sequence; −1 where there is none
     * @param similarity to it
     */
    public record Match(int sequence, double similarity) {
        private static final Match NONE = new Match(-1, 0);
    }

    /**
     * To each of some distinct sequences the nearest of others: of the four that by their sketches are likest, the one that is. It is
     * never the nearest to itself. Takes as many steps as there are pairs.
     *
     * @param of numbers of distinct sequences
     * @param among the same
     */
    public List<Match> nearest(int[] of, int[] among, int threads) {
        int[][] best = new int[of.length][];
        try (Lanes lanes = new Lanes(threads)) {
            lanes.run((of.length + UNIT - 1) / UNIT, (lane, unit) -> {
                for (int i = unit * UNIT; i < Math.min(of.length, (unit + 1) * UNIT); i++) {
                    best[i] = likest(of[i], among);
                }
            });
        }
        List<Match> nearest = new ArrayList<>();
        for (int i = 0; i < of.length; i++) {
            Match match = Match.NONE;
            for (int other : best[i]) {
                double similarity = sketches.exact(of[i], other);
                match = match.sequence() < 0 || similarity > match.similarity() ? new Match(other, similarity) : match;
            }
            nearest.add(match);
        }
        return nearest;
    }

    /** The likest by their sketches, the first of equals. */
    private int[] likest(int of, int[] among) {
        int[] best = new int[BEST];
        double[] estimates = new double[BEST];
        int found = 0;
        for (int other : among) {
            if (other == of) {
                continue;
            }
            double estimate = sketches.estimate(of, other);
            int at = found;
            while (at > 0 && estimate > estimates[at - 1]) {
                at--;
            }
            if (at == BEST) {
                continue;
            }
            found = Math.min(BEST, found + 1);
            for (int i = found - 1; i > at; i--) {
                best[i] = best[i - 1];
                estimates[i] = estimates[i - 1];
            }
            best[at] = other;
            estimates[at] = estimate;
        }
        return Arrays.copyOf(best, found);
    }
}
