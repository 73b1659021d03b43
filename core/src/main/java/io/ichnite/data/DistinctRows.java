package io.ichnite.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rows are the same. Distinct ones are numbered from 0 by their first row. Immutable. */
public final class DistinctRows {
    private final int[] numberOf;
    private final int[] first;

    private DistinctRows(int[] numberOf, int[] first) {
        this.numberOf = numberOf;
        this.first = first;
    }

    /** @param keys one a row, equal for rows that are the same */
    public static DistinctRows of(List<String> keys) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] numberOf = new int[keys.size()];
        int[] first = new int[keys.size()];
        for (int row = 0; row < numberOf.length; row++) {
            int next = numbers.size();
            Integer known = numbers.putIfAbsent(keys.get(row), next);
            numberOf[row] = known == null ? next : known;
            if (known == null) {
                first[next] = row;
            }
        }
        return new DistinctRows(numberOf, Arrays.copyOf(first, numbers.size()));
    }

    /** How many rows there are. */
    public int rows() {
        return numberOf.length;
    }

    /** How many of them are distinct. */
    public int size() {
        return first.length;
    }

    /** The number of what a row is. */
    public int of(int row) {
        return numberOf[row];
    }

    /** The first row that is so. */
    public int first(int number) {
        return first[number];
    }
}
