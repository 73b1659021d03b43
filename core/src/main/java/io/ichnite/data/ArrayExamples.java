package io.ichnite.data;

import java.util.Objects;

/** Rows that are integers already, as in a {@code .npy} of shape (rows, length). */
public final class ArrayExamples implements Examples {
    private final int[] values;
    private final int[] labels;
    private final int length;

    private ArrayExamples(int[] values, int length, int[] labels) {
        this.values = values;
        this.length = length;
        this.labels = labels;
    }

    /**
     * Rows with classes. The arrays are taken, not copied: change them no more.
     *
     * @param values row by row
     * @param length of a row
     * @param labels a class from 0 for each row, −1 where it is not known
     * @throws IllegalArgumentException if the arrays do not fit together or a class is below −1
     */
    public static ArrayExamples labelled(int[] values, int length, int[] labels) {
        if (length < 1 || (long) length * labels.length != values.length) {
            throw new IllegalArgumentException(
                    labels.length + " rows of " + length + " integers do not make " + values.length);
        }
        for (int label : labels) {
            if (label < -1) {
                throw new IllegalArgumentException("a class must be at least -1, found " + label);
            }
        }
        return new ArrayExamples(values, length, labels);
    }

    /** Rows whose classes are not known. The array is taken, not copied. */
    public static ArrayExamples unlabelled(int[] values, int length) {
        return labelled(values, length, RowClasses.unknown(length < 1 ? 0 : values.length / length));
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void row(int i, int[] into, int at) {
        Objects.checkIndex(i, labels.length);
        System.arraycopy(values, i * length, into, at, length);
    }

    @Override
    public void part(int i, int from, int count, int[] into, int at) {
        Objects.checkFromIndexSize(from, count, length);
        System.arraycopy(values, i * length + from, into, at, count);
    }

    @Override
    public int label(int i) {
        return labels[i];
    }
}
