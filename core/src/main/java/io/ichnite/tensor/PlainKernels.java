package io.ichnite.tensor;

import java.util.Arrays;

/** The kernels in plain Java: the fallback where vectors are not to be had, and the oracle of those in tests. */
public final class PlainKernels implements Kernels {
    /** Bits of a packed row. */
    static final int ROW = (1 << ROW_BITS) - 1;
    /** 2²³: the float from which on the last place is 1. */
    static final float WHOLE = 8388608f;
    /** Its bits; their low half is 0. */
    static final int COARSE = 0x4B000000;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void multiply(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                addScaled(a[a0 + i * lda + p], b, b0 + p * ldb, c, c0 + i * ldc, n);
            }
        }
    }

    @Override
    public void multiplyTransposed(
            int m,
            int n,
            int rows,
            float[] a,
            int a0,
            int lda,
            float[] b,
            int b0,
            int ldb,
            float[] c,
            int c0,
            int ldc) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < m; i++) {
                addScaled(a[a0 + r * lda + i], b, b0 + r * ldb, c, c0 + i * ldc, n);
            }
        }
    }

    private static void addScaled(float x, float[] b, int b0, float[] c, int c0, int n) {
        for (int j = 0; j < n; j++) {
            c[c0 + j] = Fma.add(x, b[b0 + j], c[c0 + j]);
        }
    }

    @Override
    public void dots(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        float[] sums = new float[DoubleKernels.LANES];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                Arrays.fill(sums, 0f);
                c[c0 + i * ldc + j] = dot(0, k, a, a0 + i * lda, b, b0 + j * ldb, sums, 0);
            }
        }
    }

    /** The p from {@code from} on, a multiple of LANES, for which the vectors leave room no more, after those whose sums are given. */
    static float dot(int from, int k, float[] a, int a0, float[] b, int b0, float[] sums, int at) {
        for (int p = from; p < k; p++) {
            int lane = at + p % DoubleKernels.LANES;
            sums[lane] = Fma.add(a[a0 + p], b[b0 + p], sums[lane]);
        }
        return fold(sums, at);
    }

    @Override
    public void lookup(int count, long[] rows, int from, int width, float[] table, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(table, packed(rows, from, i) * width, into, at + i * width, width);
        }
    }

    @Override
    public void lookupDots(
            int count,
            long[] rows,
            int from,
            int width,
            float[] table,
            int n,
            float[] b,
            int b0,
            int ldb,
            float[] c,
            int c0) {
        float[] sums = new float[DoubleKernels.LANES];
        for (int j = 0; j < n; j++) {
            Arrays.fill(sums, 0f);
            c[c0 + j] = lookupDot(0, count, rows, from, width, table, b, b0 + j * ldb, sums, 0);
        }
    }

    /** The rows from {@code first} on, after those whose sums are given. */
    static float lookupDot(
            int first,
            int count,
            long[] rows,
            int from,
            int width,
            float[] table,
            float[] b,
            int b0,
            float[] sums,
            int at) {
        for (int i = first; i < count; i++) {
            int row = LINE + packed(rows, from, i) * APART * width;
            for (int e = 0; e < width; e++) {
                int lane = at + (i * width + e) % DoubleKernels.LANES;
                sums[lane] = Fma.add(table[row + e], b[b0 + i * width + e], sums[lane]);
            }
        }
        return fold(sums, at);
    }

    private static float fold(float[] sums, int at) {
        for (int half = DoubleKernels.LANES / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                sums[at + lane] += sums[at + lane + half];
            }
        }
        return sums[at];
    }

    private static int packed(long[] rows, int from, int i) {
        return (int) (rows[from + i / PACKED] >>> ROW_BITS * (i % PACKED)) & ROW;
    }

    @Override
    public void rangePanels(
            int count, int width, float[] table, float[] kernels, int k0, float[] low, float[] high, int at) {
        for (int j = 0; j < 2 * PANEL; j++) {
            int k = k0 + j / PANEL * (1 + width) * PANEL + j % PANEL;
            low[at + j] = Float.POSITIVE_INFINITY;
            high[at + j] = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                float sum = shifted(table, i * width, width, kernels, k);
                low[at + j] = Math.min(low[at + j], sum);
                high[at + j] = Math.max(high[at + j], sum);
            }
        }
    }

    private static float shifted(float[] table, int row, int width, float[] kernel, int k0) {
        float sum = kernel[k0];
        for (int e = 0; e < width; e++) {
            sum = Fma.add(table[row + e], kernel[k0 + (1 + e) * PANEL], sum);
        }
        return sum;
    }

    @Override
    public void coarsePanels(int count, int width, float[] table, float[] kernels, int k0, int[] into, int at) {
        int second = k0 + (1 + width) * PANEL;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < PANEL; j++) {
                int low = coarse(table, i * width, width, kernels, k0 + j);
                int high = coarse(table, i * width, width, kernels, second + j);
                into[at + i * ROOM + j] = low - COARSE + (high << 16);
            }
        }
    }

    /** The sum as the bits of a float whose last place is 1. */
    private static int coarse(float[] table, int row, int width, float[] kernel, int k0) {
        return Float.floatToRawIntBits(shifted(table, row, width, kernel, k0) + WHOLE);
    }

    @Override
    public void addCoarse(int count, long[] rows, int from, int[] tables, int[] into) {
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < PACKED; p++) {
                int row = packed(rows, from + i, p);
                for (int j = 0; j < PANEL; j++) {
                    into[LINE + i * PANEL + j] += tables[LINE + row * ROOM + p * PANEL + j];
                }
            }
        }
    }

    @Override
    public void partCoarse(int count, int[] both, float[] first, float[] second, int at) {
        partCoarse(0, count, both, first, second, at);
    }

    static void partCoarse(int from, int to, int[] both, float[] first, float[] second, int at) {
        for (int i = from; i < to; i++) {
            first[at + i] += both[LINE + i] & 0xFFFF;
            second[at + i] += both[LINE + i] >>> 16;
            both[LINE + i] = 0;
        }
    }

    @Override
    public void addColumns(int rows, int n, float[] a, int a0, int lda, float[] into, int at) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                into[at + j] += a[a0 + r * lda + j];
            }
        }
    }

    @Override
    public void apply(Curve curve, float[] x, int from, int count) {
        if (curve == Curve.LINEAR) {
            return;
        }
        for (int i = from; i < from + count; i++) {
            x[i] = curve.at(x[i]);
        }
    }

    @Override
    public void slope(Curve curve, float[] y, int y0, float[] d, int d0, int count) {
        if (curve == Curve.LINEAR) {
            return;
        }
        for (int i = 0; i < count; i++) {
            d[d0 + i] *= curve.slope(y[y0 + i]);
        }
    }

    @Override
    public void maxRows(int rows, int n, float[] x, int x0, float[] y, int y0) {
        maxRows(0, rows, n, x, x0, y, y0);
    }

    /** The same for the columns from {@code first} on, as the vector kernels leave them over; so with those below. */
    static void maxRows(int first, int rows, int n, float[] x, int x0, float[] y, int y0) {
        for (int j = first; j < n; j++) {
            float max = x[x0 + j];
            for (int r = 1; r < rows; r++) {
                max = Math.max(max, x[x0 + r * n + j]);
            }
            y[y0 + j] = max;
        }
    }

    @Override
    public void maxRowsBack(
            int rows, int n, float[] x, int x0, float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0) {
        maxRowsBack(0, rows, n, x, x0, y, y0, dy, dy0, dx, dx0);
    }

    static void maxRowsBack(
            int first,
            int rows,
            int n,
            float[] x,
            int x0,
            float[] y,
            int y0,
            float[] dy,
            int dy0,
            float[] dx,
            int dx0) {
        for (int j = first; j < n; j++) {
            for (int r = 0; r < rows; r++) {
                if (x[x0 + r * n + j] == y[y0 + j]) {
                    dx[dx0 + r * n + j] += dy[dy0 + j];
                    break;
                }
            }
        }
    }

    @Override
    public void addRows(float[] table, int[] starts, int from, int to, int n, float[] y, int y0) {
        addRows(0, table, starts, from, to, n, y, y0);
    }

    static void addRows(int first, float[] table, int[] starts, int from, int to, int n, float[] y, int y0) {
        for (int s = from; s < to; s++) {
            for (int j = first; j < n; j++) {
                y[y0 + j] += table[starts[s] + j];
            }
        }
    }

    @Override
    public void scatterRows(float[] d, int d0, int n, float[] table, int[] starts, int from, int to) {
        scatterRows(0, d, d0, n, table, starts, from, to);
    }

    static void scatterRows(int first, float[] d, int d0, int n, float[] table, int[] starts, int from, int to) {
        for (int s = from; s < to; s++) {
            for (int j = first; j < n; j++) {
                table[starts[s] + j] += d[d0 + j];
            }
        }
    }

    @Override
    public void multiplyRows(
            int rows, int n, float[] x, int x0, int ldx, float[] f, int f0, int ldf, float[] y, int y0, int ldy) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                y[y0 + r * ldy + j] = x[x0 + r * ldx + j] * f[f0 + r * ldf + j];
            }
        }
    }

    @Override
    public void addMultipliedRows(
            int rows, int n, float[] x, int x0, int ldx, float[] f, int f0, int ldf, float[] y, int y0, int ldy) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                int at = y0 + r * ldy + j;
                y[at] = Fma.add(x[x0 + r * ldx + j], f[f0 + r * ldf + j], y[at]);
            }
        }
    }

    @Override
    public void scaleRows(
            int rows, int n, float[] x, int x0, float[] factor, float[] start, int at, float[] y, int y0) {
        scaleRows(0, rows, n, x, x0, factor, start, at, y, y0);
    }

    static void scaleRows(
            int first, int rows, int n, float[] x, int x0, float[] factor, float[] start, int at, float[] y, int y0) {
        for (int r = 0; r < rows; r++) {
            for (int j = first; j < n; j++) {
                y[y0 + r * n + j] = Fma.add(factor[at + j], x[x0 + r * n + j], start[at + j]);
            }
        }
    }

    @Override
    public void lstmStep(Curve gate, Curve cell, int n, float[] g, int g0, int apart, float[] c, float[] h, int at) {
        lstmStep(0, gate, cell, n, g, g0, apart, c, h, at);
    }

    static void lstmStep(
            int first, Curve gate, Curve cell, int n, float[] g, int g0, int apart, float[] c, float[] h, int at) {
        for (int j = first; j < n; j++) {
            int own = g0 + j;
            float i = gate.at(g[own]);
            float f = gate.at(g[own + apart]);
            float z = cell.at(g[own + 2 * apart]);
            float o = gate.at(g[own + 3 * apart]);
            float state = Fma.add(f, c[at - n + j], i * z);
            float active = cell.at(state);
            g[own] = i;
            g[own + apart] = f;
            g[own + 2 * apart] = z;
            g[own + 3 * apart] = o;
            c[at + j] = state;
            g[own + 4 * apart] = active;
            h[at + j] = o * active;
        }
    }

    @Override
    public void lstmStepBack(
            Curve gate,
            Curve cell,
            int n,
            float[] g,
            int g0,
            int apart,
            float[] c,
            int at,
            float[] dh,
            int dh0,
            float[] dc,
            float[] dg,
            int dg0,
            int dgApart) {
        lstmStepBack(0, gate, cell, n, g, g0, apart, c, at, dh, dh0, dc, dg, dg0, dgApart);
    }

    static void lstmStepBack(
            int first,
            Curve gate,
            Curve cell,
            int n,
            float[] g,
            int g0,
            int apart,
            float[] c,
            int at,
            float[] dh,
            int dh0,
            float[] dc,
            float[] dg,
            int dg0,
            int dgApart) {
        for (int j = first; j < n; j++) {
            int own = g0 + j;
            float i = g[own];
            float f = g[own + apart];
            float z = g[own + 2 * apart];
            float o = g[own + 3 * apart];
            float active = g[own + 4 * apart];
            float d = dh[dh0 + j];
            float delta = d * o * cell.slope(active) + dc[j];
            int to = dg0 + j;
            dg[to] = delta * z * gate.slope(i);
            dg[to + dgApart] = delta * c[at - n + j] * gate.slope(f);
            dg[to + 2 * dgApart] = delta * i * cell.slope(z);
            dg[to + 3 * dgApart] = d * active * gate.slope(o);
            dc[j] = delta * f;
        }
    }

    @Override
    public void toomInput(int tiles, int n, float[] x, int x0, float[] v, int v0, int plane) {
        Toom.input(tiles, n, x, x0, v, v0, plane);
    }

    @Override
    public void toomKernel(int groups, int n, float[] w, int w0, float[] u, int u0, int plane) {
        Toom.kernel(groups, n, w, w0, u, u0, plane);
    }

    @Override
    public void toomOutput(int rows, int n, float[] m, int m0, int plane, float[] y, int y0) {
        Toom.output(rows, n, m, m0, plane, y, y0);
    }

    @Override
    public void squaredNorms(int rows, int n, float[] z, int z0, int ldz, float[] into, int at) {
        float[] sums = new float[DoubleKernels.LANES];
        for (int r = 0; r < rows; r++) {
            Arrays.fill(sums, 0);
            into[at + r] = dot(0, n, z, z0 + r * ldz, z, z0 + r * ldz, sums, 0);
        }
    }

    @Override
    public DoubleKernels doubles() {
        return new PlainDoubles();
    }
}
