package io.ichnite.sample;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The classes of a model, in the order of its outputs.
 *
 * @param names distinct
 */
public record Families(List<String> names) {
    public Families {
        names = List.copyOf(names);
        if (new LinkedHashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("a class is named twice in " + names);
        }
    }

    /** The distinct labels: whole numbers ascending if all are, else texts by code point. */
    public static Families of(Collection<String> labels) {
        boolean numbers = labels.stream().allMatch(Families::isNumber);
        Comparator<String> order = numbers ? Comparator.comparingLong(Long::parseLong) : Families::compareByCodePoint;
        return new Families(labels.stream().distinct().sorted(order).toList());
    }

    public int size() {
        return names.size();
    }

    /** The output that stands for a label; −1 if the label is none of these. */
    public int indexOf(String label) {
        return names.indexOf(label);
    }

    private static boolean isNumber(String label) {
        return label.matches("[0-9]{1,18}");
    }

    private static int compareByCodePoint(String a, String b) {
        int[] x = a.codePoints().toArray();
        int[] y = b.codePoints().toArray();
        return java.util.Arrays.compare(x, y);
    }
}
