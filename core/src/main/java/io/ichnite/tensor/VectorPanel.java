package io.ichnite.tensor;

import static io.ichnite.tensor.Kernels.PANEL;
import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/** Products of single rows with a panel of columns, and sums of such products that were made before. */
final class VectorPanel {
    private static final PlainKernels TAIL = new PlainKernels();
    /** Vectors of a panel; 0 where they are longer than that. */
    private static final int END = PANEL - PANEL % L;

    private VectorPanel() {}

    /** Four rows at a time, as each number of a row waits for the one before. */
    static void of(
            int[] rows, int from, int count, int width, float[] table, float[] kernel, int k0, float[] into, int at) {
        int four = END == 0 ? 0 : count - count % 4;
        for (int i = 0; i < four; i += 4) {
            int r0 = rows[from + i] * width;
            int r1 = rows[from + i + 1] * width;
            int r2 = rows[from + i + 2] * width;
            int r3 = rows[from + i + 3] * width;
            for (int j = 0; j < END; j += L) {
                FloatVector k = FloatVector.fromArray(S, kernel, k0 + j);
                FloatVector s0 = k.mul(table[r0]);
                FloatVector s1 = k.mul(table[r1]);
                FloatVector s2 = k.mul(table[r2]);
                FloatVector s3 = k.mul(table[r3]);
                for (int e = 1; e < width; e++) {
                    k = FloatVector.fromArray(S, kernel, k0 + e * PANEL + j);
                    s0 = FloatVector.broadcast(S, table[r0 + e]).fma(k, s0);
                    s1 = FloatVector.broadcast(S, table[r1 + e]).fma(k, s1);
                    s2 = FloatVector.broadcast(S, table[r2 + e]).fma(k, s2);
                    s3 = FloatVector.broadcast(S, table[r3 + e]).fma(k, s3);
                }
                int to = at + i * PANEL + j;
                s0.intoArray(into, to);
                s1.intoArray(into, to + PANEL);
                s2.intoArray(into, to + 2 * PANEL);
                s3.intoArray(into, to + 3 * PANEL);
            }
        }
        TAIL.panel(rows, from + four, count - four, width, table, kernel, k0, into, at + four * PANEL);
    }

    static void addLookups(int count, int[] rows, int f, int s, float[] tables, int second, float[] into) {
        if (END == 0) {
            TAIL.addLookups(count, rows, f, s, tables, second, into);
            return;
        }
        for (int i = 0; i < count; i++) {
            int a = rows[f + i] * PANEL;
            int b = second + rows[s + i] * PANEL;
            for (int j = 0; j < END; j += L) {
                FloatVector pair = FloatVector.fromArray(S, tables, a + j).add(FloatVector.fromArray(S, tables, b + j));
                FloatVector.fromArray(S, into, i * PANEL + j).add(pair).intoArray(into, i * PANEL + j);
            }
        }
    }
}
