package io.ichnite.novelty;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a detector is made of, as plain data: what is kept of it.
 *
 * @param kind which detector
 * @param numbers single ones, by name; finite
 * @param matrices by name
 * @param parts of a detector that is made of others, those, in order
 */
public record DetectorParts(
        DetectorKind kind,
        SortedMap<String, Double> numbers,
        SortedMap<String, Matrix> matrices,
        List<DetectorParts> parts) {
    public DetectorParts {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        matrices = Collections.unmodifiableSortedMap(new TreeMap<>(matrices));
        parts = List.copyOf(parts);
        for (double number : numbers.values()) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a number of " + kind.word() + " is " + number);
            }
        }
    }

    static DetectorParts of(DetectorKind kind) {
        return new DetectorParts(kind, new TreeMap<>(), new TreeMap<>(), List.of());
    }

    DetectorParts with(String name, double number) {
        TreeMap<String, Double> more = new TreeMap<>(numbers);
        more.put(name, number);
        return new DetectorParts(kind, more, matrices, parts);
    }

    DetectorParts with(String name, Matrix matrix) {
        TreeMap<String, Matrix> more = new TreeMap<>(matrices);
        more.put(name, matrix);
        return new DetectorParts(kind, numbers, more, parts);
    }

    DetectorParts with(List<DetectorParts> inner) {
        return new DetectorParts(kind, numbers, matrices, inner);
    }

    /** @throws IllegalArgumentException if there is none of this name */
    double number(String name) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(kind.word() + ": expected the number '" + name + "'");
        }
        return number;
    }

    /** @throws IllegalArgumentException if there is none of this name, or it is no whole number between the bounds */
    int whole(String name, int least, int most) {
        double number = number(name);
        if (number != Math.rint(number) || number < least || number > most) {
            throw new IllegalArgumentException(kind.word() + ": " + name + ": expected a whole number from " + least
                    + " to " + most + ", found " + number);
        }
        return (int) number;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    Matrix matrix(String name) {
        Matrix matrix = matrices.get(name);
        if (matrix == null) {
            throw new IllegalArgumentException(kind.word() + ": expected the matrix '" + name + "'");
        }
        return matrix;
    }

    /** A matrix of a known shape; −1 where an extent may be any. */
    Matrix matrix(String name, int rows, int columns) {
        Matrix matrix = matrix(name);
        if ((rows >= 0 && matrix.rows() != rows) || (columns >= 0 && matrix.columns() != columns)) {
            throw new IllegalArgumentException(
                    kind.word() + ": " + name + " is " + matrix + ", which does not fit the rest");
        }
        return matrix;
    }

    /** Exactly these and nothing else. */
    void expect(List<String> numberNames, List<String> matrixNames, int inner) {
        if (!List.copyOf(numbers.keySet()).equals(numberNames.stream().sorted().toList())
                || !List.copyOf(matrices.keySet())
                        .equals(matrixNames.stream().sorted().toList())
                || parts.size() != inner) {
            throw new IllegalArgumentException(kind.word() + ": expected the numbers " + numberNames + ", the matrices "
                    + matrixNames + " and " + inner + " parts, found " + numbers.keySet() + ", " + matrices.keySet()
                    + " and " + parts.size());
        }
    }
}
