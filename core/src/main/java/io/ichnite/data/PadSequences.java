package io.ichnite.data;

import java.util.Arrays;
import java.util.List;

/**
 * Brings rows of integers to one length, as Keras' {@code pad_sequences} does.
 *
 * @param padding where the filling goes
 * @param truncating where too long a row loses
 * @param value the filling
 */
public record PadSequences(End padding, End truncating, int value) {
    /** A row's end. */
    public enum End {
        /** In front. */
        PRE,
        /** Behind. */
        POST
    }

    /** Both in front, with zeros. */
    public static PadSequences defaults() {
        return new PadSequences(End.PRE, End.PRE, 0);
    }

    /** All rows as long as the longest. */
    public int[][] pad(List<int[]> rows) {
        return pad(rows, rows.stream().mapToInt(row -> row.length).max().orElse(0));
    }

    /** All rows of the given length; new arrays, shape (rows, length). */
    public int[][] pad(List<int[]> rows, int length) {
        int[][] padded = new int[rows.size()][length];
        for (int i = 0; i < padded.length; i++) {
            int[] row = rows.get(i);
            int kept = Math.min(row.length, length);
            int from = truncating == End.PRE ? row.length - kept : 0;
            int to = padding == End.PRE ? length - kept : 0;
            Arrays.fill(padded[i], value);
            System.arraycopy(row, from, padded[i], to, kept);
        }
        return padded;
    }
}
