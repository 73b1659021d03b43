package io.ichnite.data;

import io.ichnite.tensor.SplitMix;
import java.util.Arrays;
import java.util.Comparator;

/** Deals groups to folds by the rule of {@link Folds#grouped}. For one deal. */
final class FoldDealer {
    private static final double WEIGHT_OF_ALL = 0.1;
    /** A stop for the worst case, as each pass brings the sum down; seen are two or three. */
    private static final int PASSES = 100;
    /** What a move must win, so that rounding alone moves nothing. */
    private static final double LEAST_GAIN = 1e-9;

    private final Groups groups;
    private final int folds;
    /** The fold of each group. */
    private final int[] foldOf;
    /** Rows by fold and label. */
    private final int[][] labelRows;

    private final int[] allRows;
    private final int[] groupCount;

    FoldDealer(Groups groups, int folds) {
        this.groups = groups;
        this.folds = folds;
        this.foldOf = new int[groups.size()];
        this.labelRows = new int[folds][groups.labelCount()];
        this.allRows = new int[folds];
        this.groupCount = new int[folds];
    }

    /** The fold of each group. */
    int[] deal(long seed) {
        Arrays.fill(foldOf, -1);
        int[] order = order(seed);
        for (int group : order) {
            put(group, cheapest(group));
        }
        for (int pass = 0; pass < PASSES && improve(order); pass++) {}
        return foldOf;
    }

    private int[] order(long seed) {
        return Arrays.stream(new SplitMix(seed).permutation(groups.size()))
                .boxed()
                .sorted(Comparator.comparingLong(this::length).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The squared length of a group's label counts. */
    private long length(int group) {
        return Arrays.stream(groups.countsOf(group))
                .mapToLong(count -> (long) count * count)
                .sum();
    }

    private boolean improve(int[] order) {
        boolean moved = false;
        for (int group : order) {
            int from = foldOf[group];
            if (groupCount[from] > 1) {
                take(group);
                int to = cheapest(group);
                boolean better = growth(group, to) < growth(group, from) - LEAST_GAIN;
                put(group, better ? to : from);
                moved |= better;
            }
        }
        return moved;
    }

    private int cheapest(int group) {
        int best = 0;
        for (int fold = 1; fold < folds; fold++) {
            best = growth(group, fold) < growth(group, best) ? fold : best;
        }
        return best;
    }

    /** How much the sum grows if the group joins the fold. */
    private double growth(int group, int fold) {
        int[] labels = groups.labelsOf(group);
        int[] counts = groups.countsOf(group);
        double growth = WEIGHT_OF_ALL * growth(groups.rowsOf(group), allRows[fold], groups.rows());
        for (int i = 0; i < labels.length; i++) {
            growth += growth(counts[i], labelRows[fold][labels[i]], groups.rowsOfLabel(labels[i]));
        }
        return growth;
    }

    /** ((v + d − n/K)² − (v − n/K)²) / n. */
    private double growth(int d, int v, int n) {
        return d * (2 * (v - (double) n / folds) + d) / n;
    }

    private void put(int group, int fold) {
        foldOf[group] = fold;
        count(group, fold, 1);
    }

    private void take(int group) {
        count(group, foldOf[group], -1);
        foldOf[group] = -1;
    }

    private void count(int group, int fold, int sign) {
        int[] labels = groups.labelsOf(group);
        int[] counts = groups.countsOf(group);
        for (int i = 0; i < labels.length; i++) {
            labelRows[fold][labels[i]] += sign * counts[i];
        }
        allRows[fold] += sign * groups.rowsOf(group);
        groupCount[fold] += sign;
    }
}
