package io.ichnite.nn;

/** Rows become columns. */
final class Transpose {
    private Transpose() {}

    /** to[j][i] = from[i][j] for a matrix of (rows, columns). */
    static void copy(int rows, int columns, float[] from, int from0, float[] to, int to0) {
        copy(rows, columns, from, from0, to, to0, rows);
    }

    /** The same, with rows of {@code to} that stand {@code apart}. */
    static void copy(int rows, int columns, float[] from, int from0, float[] to, int to0, int apart) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[to0 + j * apart + i] = from[from0 + i * columns + j];
            }
        }
    }
}
