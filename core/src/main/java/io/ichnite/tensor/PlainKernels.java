package io.ichnite.tensor;

/** The kernels in plain Java: the fallback where vectors are not to be had, and the oracle of those in tests. */
public final class PlainKernels implements Kernels {
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
    public void lstmState(int units, float[] g, int g0, float[] c, int before, int at) {
        for (int j = 0; j < units; j++) {
            float fresh = g[g0 + j] * g[g0 + 2 * units + j];
            c[at + j] = before < 0 ? fresh : Fma.add(g[g0 + units + j], c[before + j], fresh);
        }
    }

    @Override
    public void lstmStateBack(
            int units,
            float[] g,
            int g0,
            float[] c,
            int before,
            float[] t,
            int t0,
            float[] dh,
            int dh0,
            float[] dc,
            int dc0,
            float[] dg,
            int dg0) {
        for (int j = 0; j < units; j++) {
            float delta = dc[dc0 + j];
            dg[dg0 + j] = delta * g[g0 + 2 * units + j];
            dg[dg0 + units + j] = before < 0 ? 0f : delta * c[before + j];
            dg[dg0 + 2 * units + j] = delta * g[g0 + j];
            dg[dg0 + 3 * units + j] = dh[dh0 + j] * t[t0 + j];
            dc[dc0 + j] = delta * g[g0 + units + j];
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
}
