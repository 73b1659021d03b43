package io.ichnite.linear;

/** The entries of a row that are not 0: columns ascending, and their values. */
final class SparseRow {
    private final char[] columns;
    private final float[] values;

    SparseRow(char[] columns, float[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** How many entries there are. */
    int size() {
        return columns.length;
    }

    /** The column of the k-th entry. */
    int column(int k) {
        return columns[k];
    }

    float value(int k) {
        return values[k];
    }

    /** The first entry whose column is at least {@code column}; the size if none is. */
    int from(int column) {
        int low = 0;
        int high = columns.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns[middle] < column) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
