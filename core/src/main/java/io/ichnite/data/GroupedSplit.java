package io.ichnite.data;

import io.ichnite.error.BadConfig;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.List;

/** Sends groups to validation until the labels stand as near to the fraction as single moves bring them. */
final class GroupedSplit {
    private static final double WEIGHT_OF_ALL = 0.1;
    /** A stop for the worst case; seen are two or three. */
    private static final int PASSES = 100;

    private final Groups groups;
    private final double fraction;
    private final boolean[] held;
    /** Rows in validation by label. */
    private final int[] labelHeld;

    private int allHeld;

    GroupedSplit(Groups groups, double fraction) {
        this.groups = groups;
        this.fraction = fraction;
        this.held = new boolean[groups.size()];
        this.labelHeld = new int[groups.labelCount()];
    }

    Split split(long seed) {
        if (groups.size() < 2) {
            throw new BadConfig(
                    "expected at least two groups to split " + groups.rows() + " files, found " + groups.size());
        }
        int[] order = new SplitMix(seed).permutation(groups.size());
        for (int pass = 0; pass < PASSES && improve(order); pass++) {}
        if (allHeld == 0) {
            move(cheapest(order));
        }
        List<Integer> train = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        for (int row = 0; row < groups.rows(); row++) {
            (held[groups.group(row)] ? validation : train).add(row);
        }
        return new Split(train, validation);
    }

    private boolean improve(int[] order) {
        boolean moved = false;
        for (int group : order) {
            if (cost(group) < 0 && (held[group] || leavesEveryLabel(group))) {
                move(group);
                moved = true;
            }
        }
        return moved;
    }

    /** How much the sum grows if the group changes sides. */
    private double cost(int group) {
        int sign = held[group] ? -1 : 1;
        int[] labels = groups.labelsOf(group);
        int[] counts = groups.countsOf(group);
        double cost = WEIGHT_OF_ALL * growth(sign * groups.rowsOf(group), allHeld, groups.rows());
        for (int i = 0; i < labels.length; i++) {
            cost += growth(sign * counts[i], labelHeld[labels[i]], groups.rowsOfLabel(labels[i]));
        }
        return cost;
    }

    /** ((v + d − f n)² − (v − f n)²) / n. */
    private double growth(int d, int v, int n) {
        return d * (2 * (v - fraction * n) + d) / n;
    }

    private boolean leavesEveryLabel(int group) {
        int[] labels = groups.labelsOf(group);
        int[] counts = groups.countsOf(group);
        for (int i = 0; i < labels.length; i++) {
            if (labelHeld[labels[i]] + counts[i] == groups.rowsOfLabel(labels[i])) {
                return false;
            }
        }
        return true;
    }

    private int cheapest(int[] order) {
        int best = order[0];
        for (int group : order) {
            best = cost(group) < cost(best) ? group : best;
        }
        return best;
    }

    private void move(int group) {
        int sign = held[group] ? -1 : 1;
        int[] labels = groups.labelsOf(group);
        int[] counts = groups.countsOf(group);
        for (int i = 0; i < labels.length; i++) {
            labelHeld[labels[i]] += sign * counts[i];
        }
        allHeld += sign * groups.rowsOf(group);
        held[group] = !held[group];
    }
}
