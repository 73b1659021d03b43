package io.ichnite.nn;

/** Rows become columns. */
final class Transpose {
    private Transpose() {}

    /** to[j][i] = from[i][j] for a matrix of (rows, columns). */
    static void copy(int rows, int columns, float[] from, int from0, float[] to, int to0) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[to0 + j * rows + i] = from[from0 + i * columns + j];
            }
        }
    }
}
