package io.ichnite.app.task;

import java.util.Arrays;

/** Rows by the group that they are in. Immutable. */
final class RowGroups {
    private final int[] order;
    private final int[] first;

    /** @param groupOf of each row, from 0 to {@code groups} − 1 */
    RowGroups(int[] groupOf, int groups) {
        first = new int[groups + 1];
        for (int group : groupOf) {
            first[group + 1]++;
        }
        Arrays.parallelPrefix(first, Integer::sum);
        int[] at = first.clone();
        order = new int[groupOf.length];
        for (int row = 0; row < groupOf.length; row++) {
            order[at[groupOf[row]]++] = row;
        }
    }

    int size() {
        return first.length - 1;
    }

    int rows(int group) {
        return first[group + 1] - first[group];
    }

    /** The rows of a group, ascending. */
    int[] of(int group) {
        return Arrays.copyOfRange(order, first[group], first[group + 1]);
    }
}
