package io.ichnite.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that belong together, and how many of each label every group has. Groups are numbered by their first row. */
final class Groups {
    private final int[] groupOf;
    private final int[] rowsOfLabel;
    /** For each group, its labels and how many rows have each. */
    private final int[][] labels;

    private final int[][] counts;
    private final int[] sizes;

    private Groups(int[] groupOf, int groups, int[] labelOf, int labelCount) {
        this.groupOf = groupOf;
        rowsOfLabel = new int[labelCount];
        sizes = new int[groups];
        List<Map<Integer, Integer>> tally = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            tally.add(new LinkedHashMap<>());
        }
        for (int row = 0; row < groupOf.length; row++) {
            rowsOfLabel[labelOf[row]]++;
            sizes[groupOf[row]]++;
            tally.get(groupOf[row]).merge(labelOf[row], 1, Integer::sum);
        }
        labels = new int[groups][];
        counts = new int[groups][];
        for (int i = 0; i < groups; i++) {
            labels[i] = toArray(tally.get(i).keySet().stream().toList());
            counts[i] = toArray(tally.get(i).values().stream().toList());
        }
    }

    static Groups of(List<?> labels, List<?> keys) {
        Map<Object, Integer> labelNumbers = new HashMap<>();
        Map<Object, Integer> keyNumbers = new HashMap<>();
        int[] labelOf = number(labels, labelNumbers);
        int[] groupOf = number(keys, keyNumbers);
        return new Groups(groupOf, keyNumbers.size(), labelOf, labelNumbers.size());
    }

    private static int[] number(List<?> things, Map<Object, Integer> numbers) {
        int[] numbered = new int[things.size()];
        Arrays.setAll(numbered, i -> numbers.computeIfAbsent(things.get(i), thing -> numbers.size()));
        return numbered;
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    int rows() {
        return groupOf.length;
    }

    int size() {
        return sizes.length;
    }

    int group(int row) {
        return groupOf[row];
    }

    int rowsOf(int group) {
        return sizes[group];
    }

    int labelCount() {
        return rowsOfLabel.length;
    }

    int rowsOfLabel(int label) {
        return rowsOfLabel[label];
    }

    /** The labels of a group, as many as {@link #countsOf}. Not to be changed. */
    int[] labelsOf(int group) {
        return labels[group];
    }

    int[] countsOf(int group) {
        return counts[group];
    }
}
