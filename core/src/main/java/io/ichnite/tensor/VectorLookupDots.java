package io.ichnite.tensor;

import static io.ichnite.tensor.DoubleKernels.LANES;
import static io.ichnite.tensor.Kernels.LINE;
import static io.ichnite.tensor.Kernels.PACKED;
import static io.ichnite.tensor.Kernels.ROW_BITS;
import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;

/**
 * Products of rows that are looked up with other rows, for a table of eight columns, MalConv's width: nothing is written but the
 * products. Two looked up rows stand beside each other in the lanes; where a vector has eight, one after the other.
 */
final class VectorLookupDots {
    static final int WIDTH = 8;
    private static final PlainKernels TAIL = new PlainKernels();
    /** Two longs of rows, as two rows go together and the number of those in a long is odd. */
    private static final int STEP = 2 * PACKED;

    private static final int APART_BITS = Integer.numberOfTrailingZeros(WIDTH * Kernels.APART);

    private VectorLookupDots() {}

    static void of(
            int count, long[] rows, int from, float[] table, int n, float[] b, int b0, int ldb, float[] c, int c0) {
        if (LANES % L != 0 || L < WIDTH) {
            TAIL.lookupDots(count, rows, from, WIDTH, table, n, b, b0, ldb, c, c0);
            return;
        }
        float[] sums = new float[2 * LANES];
        int end = count - count % 2;
        for (int j = 0; j < n; j += 2) {
            int x = b0 + j * ldb;
            int y = j + 1 < n ? x + ldb : x;
            for (int lane = 0; lane < LANES; lane += L) {
                pair(end, lane, rows, from, table, b, x, y, sums);
            }
            c[c0 + j] = PlainKernels.lookupDot(end, count, rows, from, WIDTH, table, b, x, sums, 0);
            if (j + 1 < n) {
                c[c0 + j + 1] = PlainKernels.lookupDot(end, count, rows, from, WIDTH, table, b, y, sums, LANES);
            }
        }
    }

    /** With two rows of b, so that a product need not wait for the one before. */
    private static void pair(
            int end, int lane, long[] rows, int from, float[] table, float[] b, int x, int y, float[] sums) {
        FloatVector s = FloatVector.zero(S);
        FloatVector t = FloatVector.zero(S);
        int whole = end - end % STEP;
        for (int i = 0; i < whole; i += STEP) {
            long first = rows[from + i / PACKED];
            long second = rows[from + i / PACKED + 1];
            int k = i * WIDTH + lane;
            FloatVector e = two(table, row(first, 0), row(first, 1), lane);
            s = e.fma(FloatVector.fromArray(S, b, x + k), s);
            t = e.fma(FloatVector.fromArray(S, b, y + k), t);
            e = two(table, row(first, 2), row(first, 3), lane);
            s = e.fma(FloatVector.fromArray(S, b, x + k + LANES), s);
            t = e.fma(FloatVector.fromArray(S, b, y + k + LANES), t);
            e = two(table, row(first, 4), row(first, 5), lane);
            s = e.fma(FloatVector.fromArray(S, b, x + k + 2 * LANES), s);
            t = e.fma(FloatVector.fromArray(S, b, y + k + 2 * LANES), t);
            e = two(table, row(first, 6), row(second, 0), lane);
            s = e.fma(FloatVector.fromArray(S, b, x + k + 3 * LANES), s);
            t = e.fma(FloatVector.fromArray(S, b, y + k + 3 * LANES), t);
            e = two(table, row(second, 1), row(second, 2), lane);
            s = e.fma(FloatVector.fromArray(S, b, x + k + 4 * LANES), s);
            t = e.fma(FloatVector.fromArray(S, b, y + k + 4 * LANES), t);
            e = two(table, row(second, 3), row(second, 4), lane);
            s = e.fma(FloatVector.fromArray(S, b, x + k + 5 * LANES), s);
            t = e.fma(FloatVector.fromArray(S, b, y + k + 5 * LANES), t);
            e = two(table, row(second, 5), row(second, 6), lane);
            s = e.fma(FloatVector.fromArray(S, b, x + k + 6 * LANES), s);
            t = e.fma(FloatVector.fromArray(S, b, y + k + 6 * LANES), t);
        }
        for (int i = whole; i < end; i += 2) {
            FloatVector e = two(
                    table,
                    row(rows[from + i / PACKED], i % PACKED),
                    row(rows[from + (i + 1) / PACKED], (i + 1) % PACKED),
                    lane);
            s = e.fma(FloatVector.fromArray(S, b, x + i * WIDTH + lane), s);
            t = e.fma(FloatVector.fromArray(S, b, y + i * WIDTH + lane), t);
        }
        s.intoArray(sums, lane);
        t.intoArray(sums, LANES + lane);
    }

    /** Two rows beside each other, each with zeros where the other is; or, of eight lanes, the one that stands there. */
    private static FloatVector two(float[] table, int left, int right, int lane) {
        if (L == WIDTH) {
            return FloatVector.fromArray(S, table, LINE + (lane == 0 ? left : right));
        }
        return FloatVector.fromArray(S, table, LINE + left)
                .add(FloatVector.fromArray(S, table, LINE + right + 2 * WIDTH));
    }

    /** Where the p-th row of a long begins: by one shift. */
    private static int row(long rows, int p) {
        int shift = p * ROW_BITS - APART_BITS;
        return (int) (shift < 0 ? rows << -shift : rows >>> shift) & PlainKernels.ROW << APART_BITS;
    }
}
