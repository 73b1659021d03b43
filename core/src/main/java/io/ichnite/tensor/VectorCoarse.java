package io.ichnite.tensor;

import static io.ichnite.tensor.Kernels.LINE;
import static io.ichnite.tensor.Kernels.PACKED;
import static io.ichnite.tensor.Kernels.PANEL;
import static io.ichnite.tensor.Kernels.ROOM;
import static io.ichnite.tensor.Kernels.ROW_BITS;
import static io.ichnite.tensor.PlainKernels.COARSE;
import static io.ichnite.tensor.PlainKernels.WHOLE;
import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Products of rows with two panels of columns at once, rounded to whole numbers, and sums of them. */
final class VectorCoarse {
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final PlainKernels TAIL = new PlainKernels();
    /** Vectors of a panel; 0 where they are longer than that. */
    private static final int END = PANEL - PANEL % L;
    /** By how many bits a row's number is shifted to be where it begins, and the bits of what comes out. */
    private static final int ROOM_BITS = Integer.numberOfTrailingZeros(ROOM);

    private static final int BEGINS = PlainKernels.ROW << ROOM_BITS;

    private VectorCoarse() {}

    static void panels(int count, int width, float[] table, float[] kernels, int k0, int[] into, int at) {
        if (END == 0) {
            TAIL.coarsePanels(count, width, table, kernels, k0, into, at);
        } else if (width == 8) {
            eight(count, table, kernels, k0, into, at);
        } else {
            any(count, width, table, kernels, k0, into, at);
        }
    }

    /** Rows of any width. */
    private static void any(int count, int width, float[] table, float[] kernels, int k0, int[] into, int at) {
        int second = (1 + width) * PANEL;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < END; j += L) {
                FloatVector a = FloatVector.fromArray(S, kernels, k0 + j);
                FloatVector b = FloatVector.fromArray(S, kernels, k0 + second + j);
                for (int e = 0; e < width; e++) {
                    FloatVector x = FloatVector.broadcast(S, table[i * width + e]);
                    int k = k0 + (1 + e) * PANEL + j;
                    a = x.fma(FloatVector.fromArray(S, kernels, k), a);
                    b = x.fma(FloatVector.fromArray(S, kernels, k + second), b);
                }
                both(a, b).intoArray(into, at + i * ROOM + j);
            }
        }
    }

    /** Rows of eight, MalConv's width: both kernels stay in registers. */
    private static void eight(int count, float[] table, float[] kernels, int k0, int[] into, int at) {
        for (int j = 0; j < END; j += L) {
            int f = k0 + j;
            int s = f + 9 * PANEL;
            FloatVector a = FloatVector.fromArray(S, kernels, f);
            FloatVector a0 = FloatVector.fromArray(S, kernels, f + 1 * PANEL);
            FloatVector a1 = FloatVector.fromArray(S, kernels, f + 2 * PANEL);
            FloatVector a2 = FloatVector.fromArray(S, kernels, f + 3 * PANEL);
            FloatVector a3 = FloatVector.fromArray(S, kernels, f + 4 * PANEL);
            FloatVector a4 = FloatVector.fromArray(S, kernels, f + 5 * PANEL);
            FloatVector a5 = FloatVector.fromArray(S, kernels, f + 6 * PANEL);
            FloatVector a6 = FloatVector.fromArray(S, kernels, f + 7 * PANEL);
            FloatVector a7 = FloatVector.fromArray(S, kernels, f + 8 * PANEL);
            FloatVector b = FloatVector.fromArray(S, kernels, s);
            FloatVector b0 = FloatVector.fromArray(S, kernels, s + 1 * PANEL);
            FloatVector b1 = FloatVector.fromArray(S, kernels, s + 2 * PANEL);
            FloatVector b2 = FloatVector.fromArray(S, kernels, s + 3 * PANEL);
            FloatVector b3 = FloatVector.fromArray(S, kernels, s + 4 * PANEL);
            FloatVector b4 = FloatVector.fromArray(S, kernels, s + 5 * PANEL);
            FloatVector b5 = FloatVector.fromArray(S, kernels, s + 6 * PANEL);
            FloatVector b6 = FloatVector.fromArray(S, kernels, s + 7 * PANEL);
            FloatVector b7 = FloatVector.fromArray(S, kernels, s + 8 * PANEL);
            for (int i = 0; i < count; i++) {
                int row = i * 8;
                FloatVector e = FloatVector.broadcast(S, table[row]);
                FloatVector x = e.fma(a0, a);
                FloatVector y = e.fma(b0, b);
                e = FloatVector.broadcast(S, table[row + 1]);
                x = e.fma(a1, x);
                y = e.fma(b1, y);
                e = FloatVector.broadcast(S, table[row + 2]);
                x = e.fma(a2, x);
                y = e.fma(b2, y);
                e = FloatVector.broadcast(S, table[row + 3]);
                x = e.fma(a3, x);
                y = e.fma(b3, y);
                e = FloatVector.broadcast(S, table[row + 4]);
                x = e.fma(a4, x);
                y = e.fma(b4, y);
                e = FloatVector.broadcast(S, table[row + 5]);
                x = e.fma(a5, x);
                y = e.fma(b5, y);
                e = FloatVector.broadcast(S, table[row + 6]);
                x = e.fma(a6, x);
                y = e.fma(b6, y);
                e = FloatVector.broadcast(S, table[row + 7]);
                x = e.fma(a7, x);
                y = e.fma(b7, y);
                both(x, y).intoArray(into, at + i * ROOM + j);
            }
        }
    }

    /** Adding {@link PlainKernels#WHOLE} rounds to a whole number, which then stands in the low bits. */
    private static IntVector both(FloatVector first, FloatVector second) {
        IntVector low = first.add(WHOLE).reinterpretAsInts().sub(COARSE);
        return second.add(WHOLE)
                .reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, 16)
                .add(low);
    }

    /** A row is copied with what stands behind it, which the next one overwrites. */
    static void lookup(int count, long[] rows, int from, int width, float[] table, float[] into, int at) {
        if (width > L || L > PANEL) {
            TAIL.lookup(count, rows, from, width, table, into, at);
            return;
        }
        int whole = count - count % PACKED;
        for (int i = 0; i < whole; i += PACKED) {
            long seven = rows[from + i / PACKED];
            int to = at + i * width;
            FloatVector.fromArray(S, table, row(seven) * width).intoArray(into, to);
            FloatVector.fromArray(S, table, row(seven >>> ROW_BITS) * width).intoArray(into, to + width);
            FloatVector.fromArray(S, table, row(seven >>> 2 * ROW_BITS) * width).intoArray(into, to + 2 * width);
            FloatVector.fromArray(S, table, row(seven >>> 3 * ROW_BITS) * width).intoArray(into, to + 3 * width);
            FloatVector.fromArray(S, table, row(seven >>> 4 * ROW_BITS) * width).intoArray(into, to + 4 * width);
            FloatVector.fromArray(S, table, row(seven >>> 5 * ROW_BITS) * width).intoArray(into, to + 5 * width);
            FloatVector.fromArray(S, table, row(seven >>> 6 * ROW_BITS) * width).intoArray(into, to + 6 * width);
        }
        TAIL.lookup(count - whole, rows, from + whole / PACKED, width, table, into, at + whole * width);
    }

    private static int row(long rows) {
        return (int) rows & PlainKernels.ROW;
    }

    /**
     * All seven rows stand in one long, and close to each other in one array at distances known beforehand: so what the loop holds fits
     * the registers.
     */
    static void addLookups(int count, long[] rows, int from, int[] tables, int[] into) {
        if (END == 0) {
            TAIL.addCoarse(count, rows, from, tables, into);
            return;
        }
        for (int i = 0; i < count; i++) {
            long seven = rows[from + i];
            for (int j = 0; j < END; j += L) {
                IntVector a = begin(tables, seven, 0, j).add(begin(tables, seven, 1, j));
                IntVector b = begin(tables, seven, 2, j).add(begin(tables, seven, 3, j));
                IntVector c = begin(tables, seven, 4, j).add(begin(tables, seven, 5, j));
                IntVector d = begin(tables, seven, 6, j).add(IntVector.fromArray(I, into, LINE + i * PANEL + j));
                a.add(b).add(c.add(d)).intoArray(into, LINE + i * PANEL + j);
            }
        }
    }

    private static IntVector begin(int[] tables, long rows, int p, int j) {
        int shift = p * ROW_BITS - ROOM_BITS;
        int row = (int) (shift < 0 ? rows << -shift : rows >>> shift) & BEGINS;
        return IntVector.fromArray(I, tables, LINE + row + p * PANEL + j);
    }

    /** Halves are set below the exponent of a float whose last place is 1. */
    static void part(int count, int[] both, float[] first, float[] second, int at) {
        int end = S.loopBound(count);
        for (int i = 0; i < end; i += L) {
            IntVector x = IntVector.fromArray(I, both, LINE + i);
            FloatVector low = x.lanewise(VectorOperators.AND, 0xFFFF)
                    .lanewise(VectorOperators.OR, COARSE)
                    .reinterpretAsFloats();
            FloatVector high = x.lanewise(VectorOperators.LSHR, 16)
                    .lanewise(VectorOperators.OR, COARSE)
                    .reinterpretAsFloats();
            FloatVector.fromArray(S, first, at + i).add(low.sub(WHOLE)).intoArray(first, at + i);
            FloatVector.fromArray(S, second, at + i).add(high.sub(WHOLE)).intoArray(second, at + i);
            IntVector.zero(I).intoArray(both, LINE + i);
        }
        PlainKernels.partCoarse(end, count, both, first, second, at);
    }
}
