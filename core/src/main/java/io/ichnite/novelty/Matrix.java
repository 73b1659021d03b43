package io.ichnite.novelty;

import java.util.Arrays;

/** Float64 numbers, row by row, shape (rows, columns). Immutable and safe for use by many threads. */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    /** Takes the array as it is; for those who will not change it. */
    Matrix(int rows, int columns, double[] values) {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(values.length + " numbers for " + rows + " by " + columns);
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * A copy of the numbers.
     *
     * @throws IllegalArgumentException if there are not rows times columns of them, or one is not finite
     */
    public static Matrix of(int rows, int columns, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("number " + i + " is " + values[i]);
            }
        }
        return new Matrix(rows, columns, values.clone());
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy, row by row. */
    public double[] toArray() {
        return values.clone();
    }

    /** The numbers themselves; not to be changed. */
    double[] values() {
        return values;
    }

    /** A copy of one row. */
    double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** One row alone. */
    static Matrix row(double[] values) {
        return new Matrix(1, values.length, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix
                && rows == matrix.rows
                && columns == matrix.columns
                && Arrays.equals(values, matrix.values);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return rows + " by " + columns;
    }
}
