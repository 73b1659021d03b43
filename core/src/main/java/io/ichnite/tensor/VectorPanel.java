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

    static void of(
            int[] rows, int from, int count, int width, float[] table, float[] kernel, int k0, float[] into, int at) {
        if (END == 0) {
            TAIL.panel(rows, from, count, width, table, kernel, k0, into, at);
        } else if (width == 8) {
            eight(rows, from, count, table, kernel, k0, into, at);
        } else {
            any(rows, from, count, width, table, kernel, k0, into, at);
        }
    }

    /** Rows of any width. */
    private static void any(
            int[] rows, int from, int count, int width, float[] table, float[] kernel, int k0, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            int row = rows[from + i] * width;
            for (int j = 0; j < END; j += L) {
                FloatVector sum = FloatVector.fromArray(S, kernel, k0 + j).mul(table[row]);
                for (int e = 1; e < width; e++) {
                    FloatVector k = FloatVector.fromArray(S, kernel, k0 + e * PANEL + j);
                    sum = FloatVector.broadcast(S, table[row + e]).fma(k, sum);
                }
                sum.intoArray(into, at + i * PANEL + j);
            }
        }
    }

    /** Rows of eight, MalConv's width: the kernel stays in registers, and two rows go at a time; an odd last one goes twice. */
    private static void eight(
            int[] rows, int from, int count, float[] table, float[] kernel, int k0, float[] into, int at) {
        for (int j = 0; j < END; j += L) {
            FloatVector first = FloatVector.fromArray(S, kernel, k0 + 0 * PANEL + j);
            FloatVector k1 = FloatVector.fromArray(S, kernel, k0 + 1 * PANEL + j);
            FloatVector k2 = FloatVector.fromArray(S, kernel, k0 + 2 * PANEL + j);
            FloatVector k3 = FloatVector.fromArray(S, kernel, k0 + 3 * PANEL + j);
            FloatVector k4 = FloatVector.fromArray(S, kernel, k0 + 4 * PANEL + j);
            FloatVector k5 = FloatVector.fromArray(S, kernel, k0 + 5 * PANEL + j);
            FloatVector k6 = FloatVector.fromArray(S, kernel, k0 + 6 * PANEL + j);
            FloatVector k7 = FloatVector.fromArray(S, kernel, k0 + 7 * PANEL + j);
            for (int i = 0; i < count; i += 2) {
                int next = Math.min(i + 1, count - 1);
                int a = rows[from + i] * 8;
                int b = rows[from + next] * 8;
                FloatVector x = first.mul(table[a]);
                FloatVector y = first.mul(table[b]);
                x = FloatVector.broadcast(S, table[a + 1]).fma(k1, x);
                y = FloatVector.broadcast(S, table[b + 1]).fma(k1, y);
                x = FloatVector.broadcast(S, table[a + 2]).fma(k2, x);
                y = FloatVector.broadcast(S, table[b + 2]).fma(k2, y);
                x = FloatVector.broadcast(S, table[a + 3]).fma(k3, x);
                y = FloatVector.broadcast(S, table[b + 3]).fma(k3, y);
                x = FloatVector.broadcast(S, table[a + 4]).fma(k4, x);
                y = FloatVector.broadcast(S, table[b + 4]).fma(k4, y);
                x = FloatVector.broadcast(S, table[a + 5]).fma(k5, x);
                y = FloatVector.broadcast(S, table[b + 5]).fma(k5, y);
                x = FloatVector.broadcast(S, table[a + 6]).fma(k6, x);
                y = FloatVector.broadcast(S, table[b + 6]).fma(k6, y);
                x = FloatVector.broadcast(S, table[a + 7]).fma(k7, x);
                y = FloatVector.broadcast(S, table[b + 7]).fma(k7, y);
                x.intoArray(into, at + i * PANEL + j);
                y.intoArray(into, at + next * PANEL + j);
            }
        }
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
