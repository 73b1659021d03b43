package io.ichnite.tensor;

import static io.ichnite.tensor.Kernels.PANEL;
import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/** Between which numbers the products of a table's rows with panels of columns lie. */
final class VectorRanges {
    private static final PlainKernels TAIL = new PlainKernels();

    private VectorRanges() {}

    static void of(int count, int width, float[] table, float[] kernels, int k0, float[] low, float[] high, int at) {
        if (L > PANEL) {
            TAIL.rangePanels(count, width, table, kernels, k0, low, high, at);
            return;
        }
        for (int j = 0; j < 2 * PANEL; j += L) {
            int k = k0 + j / PANEL * (1 + width) * PANEL + j % PANEL;
            if (width == 8) {
                eight(count, table, kernels, k, low, high, at + j);
            } else {
                any(count, width, table, kernels, k, low, high, at + j);
            }
        }
    }

    private static void any(
            int count, int width, float[] table, float[] kernels, int k0, float[] low, float[] high, int at) {
        FloatVector least = FloatVector.broadcast(S, Float.POSITIVE_INFINITY);
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            FloatVector sum = FloatVector.fromArray(S, kernels, k0);
            for (int e = 0; e < width; e++) {
                FloatVector x = FloatVector.broadcast(S, table[i * width + e]);
                sum = x.fma(FloatVector.fromArray(S, kernels, k0 + (1 + e) * PANEL), sum);
            }
            least = least.min(sum);
            most = most.max(sum);
        }
        least.intoArray(low, at);
        most.intoArray(high, at);
    }

    /** MalConv's width: the kernel stays in registers. */
    private static void eight(int count, float[] table, float[] kernels, int k0, float[] low, float[] high, int at) {
        FloatVector shift = FloatVector.fromArray(S, kernels, k0);
        FloatVector a0 = FloatVector.fromArray(S, kernels, k0 + 1 * PANEL);
        FloatVector a1 = FloatVector.fromArray(S, kernels, k0 + 2 * PANEL);
        FloatVector a2 = FloatVector.fromArray(S, kernels, k0 + 3 * PANEL);
        FloatVector a3 = FloatVector.fromArray(S, kernels, k0 + 4 * PANEL);
        FloatVector a4 = FloatVector.fromArray(S, kernels, k0 + 5 * PANEL);
        FloatVector a5 = FloatVector.fromArray(S, kernels, k0 + 6 * PANEL);
        FloatVector a6 = FloatVector.fromArray(S, kernels, k0 + 7 * PANEL);
        FloatVector a7 = FloatVector.fromArray(S, kernels, k0 + 8 * PANEL);
        FloatVector least = FloatVector.broadcast(S, Float.POSITIVE_INFINITY);
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < count * 8; row += 8) {
            FloatVector x = FloatVector.broadcast(S, table[row]).fma(a0, shift);
            x = FloatVector.broadcast(S, table[row + 1]).fma(a1, x);
            x = FloatVector.broadcast(S, table[row + 2]).fma(a2, x);
            x = FloatVector.broadcast(S, table[row + 3]).fma(a3, x);
            x = FloatVector.broadcast(S, table[row + 4]).fma(a4, x);
            x = FloatVector.broadcast(S, table[row + 5]).fma(a5, x);
            x = FloatVector.broadcast(S, table[row + 6]).fma(a6, x);
            x = FloatVector.broadcast(S, table[row + 7]).fma(a7, x);
            least = least.min(x);
            most = most.max(x);
        }
        least.intoArray(low, at);
        most.intoArray(high, at);
    }
}
