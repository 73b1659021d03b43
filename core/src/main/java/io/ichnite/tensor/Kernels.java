package io.ichnite.tensor;

/**
 * The arithmetic under every layer, over float32 matrices that lie row by row in flat arrays: {@code a0} is where a matrix
 * begins, {@code lda} how far its rows stand apart (rows may overlap, or leave gaps).
 *
 * <p>Every implementation adds in the order that is given here, one fused multiply-add at a time, so that all give the same
 * bits (but for processors without that instruction, see {@link KernelChoice}). Stateless and thread-safe. Ranges are checked by the arrays themselves.
 */
public interface Kernels {
    /** What these are, for a person: {@code plain}, or {@code vector} with the width. */
    String name();

    /** c[i][j] += Σ a[i][p] b[p][j] over p ascending; a is (m, k), b (k, n), c (m, n). */
    void multiply(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc);

    /** c[i][j] += Σ a[r][i] b[r][j] over r ascending; a is (rows, m), b (rows, n), c (m, n). */
    void multiplyTransposed(
            int m, int n, int rows, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc);

    /** Columns of {@link #panel} and {@link #addLookups}. */
    int PANEL = 16;

    /**
     * Products of a table's rows, one for each of {@code count} integers, with {@link #PANEL} columns of a kernel: into[i][j] =
     * Σ table[rows[i]][e] kernel[e][j] over e ascending, the first product by itself, the others fused.
     *
     * @param rows the integers, from {@code from} on
     * @param width numbers a row of the table, which begins at 0; at least 1
     * @param kernel (width, PANEL) from {@code k0} on
     * @param into (count, PANEL) from {@code at} on
     */
    void panel(int[] rows, int from, int count, int width, float[] table, float[] kernel, int k0, float[] into, int at);

    /**
     * Adds rows of two tables of {@link #PANEL} columns: into[i][j] += first[rows[f + i]][j] + second[rows[s + i]][j]; the two are
     * added to each other first.
     *
     * @param rows which rows: of the first table from {@code f} on, of the second from {@code s} on
     * @param tables the first begins at 0, the second at {@code second}
     * @param into (count, PANEL)
     */
    void addLookups(int count, int[] rows, int f, int s, float[] tables, int second, float[] into);

    /** into[j] += Σ a[r][j] over r ascending. */
    void addColumns(int rows, int n, float[] a, int a0, int lda, float[] into, int at);

    /** x[i] = curve(x[i]) for {@code count} numbers from {@code from}. */
    void apply(Curve curve, float[] x, int from, int count);

    /** d[i] *= slope of the curve where its value is y[i]. */
    void slope(Curve curve, float[] y, int y0, float[] d, int d0, int count);

    /** y[j] = the largest x[r][j] of {@code rows} rows, one after another. */
    void maxRows(int rows, int n, float[] x, int x0, float[] y, int y0);

    /** dx[r][j] += dy[j] for the first r with x[r][j] = y[j]. */
    void maxRowsBack(int rows, int n, float[] x, int x0, float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0);

    /** y[j] = Σ table[starts[s] + j] over s = from … to − 1 ascending, beginning with y[j] itself. */
    void addRows(float[] table, int[] starts, int from, int to, int n, float[] y, int y0);

    /** table[starts[s] + j] += d[j] for s = from … to − 1 ascending. */
    void scatterRows(float[] d, int d0, int n, float[] table, int[] starts, int from, int to);

    /** y[r][j] = x[r][j] f[r][j]; rows of x or f may all be the same one, that is, stand 0 apart. */
    void multiplyRows(
            int rows, int n, float[] x, int x0, int ldx, float[] f, int f0, int ldf, float[] y, int y0, int ldy);

    /** y[r][j] += x[r][j] f[r][j], r ascending; rows of any of them may stand 0 apart. */
    void addMultipliedRows(
            int rows, int n, float[] x, int x0, int ldx, float[] f, int f0, int ldf, float[] y, int y0, int ldy);

    /**
     * One step of {@code n} cells of an LSTM (Hochreiter and Schmidhuber, 1997; with forget gates, Gers et al., 2000), in
     * any order as long as it is the same everywhere: c = f c₋ + i z, t = cell(c), h = o t.
     *
     * @param g in: the gates' sums, i, f, z, o of all cells one after another from {@code g0}, {@code apart} from gate to
     *     gate; out: the activated gates, and t in a fifth place
     * @param c in: c₋ of all cells at {@code at − n}; out: c at {@code at}
     * @param h out: at {@code at}
     */
    void lstmStep(Curve gate, Curve cell, int n, float[] g, int g0, int apart, float[] c, float[] h, int at);

    /**
     * The same step backwards.
     *
     * @param g the activated gates and states, as {@link #lstmStep} leaves them
     * @param c the states, c₋ at {@code at − n}
     * @param dh the derivatives by h, from {@code dh0}
     * @param dc in: the derivatives by c that come from the next step, from 0; out: those by c₋
     * @param dg out: the derivatives by the gates' sums from {@code dg0}, {@code dgApart} from gate to gate
     */
    void lstmStepBack(
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
            int dgApart);

    /**
     * Toom-Cook F(3,3) of a convolution's input, for tiles of three windows: v[j][i] = Bᵀ of the rows 3i … 3i + 4 of x, at
     * the points 0, 1, −1, 2, ∞ (Lavin and Gray, 2016, for their two dimensions).
     *
     * @param tiles how many; x has 3 tiles + 2 rows of {@code n}
     * @param v out: five planes of (tiles, n)
     * @param plane how far apart they begin
     */
    void toomInput(int tiles, int n, float[] x, int x0, float[] v, int v0, int plane);

    /**
     * The same of its kernel: u[j][i] = G of the rows 3i … 3i + 2 of w.
     *
     * @param groups how many threes; w has 3 groups rows of {@code n}
     * @param u out: five planes of (groups, n)
     * @param plane how far apart they begin
     */
    void toomKernel(int groups, int n, float[] w, int w0, float[] u, int u0, int plane);

    /**
     * The way back from five products to three sums: y[3i … 3i + 2] += Aᵀ of m[0 … 4][i].
     *
     * @param rows how many rows of y; where they are no multiple of three, the last tile's others are dropped
     * @param m five planes of (⌈rows / 3⌉, n)
     * @param plane how far apart they begin
     */
    void toomOutput(int rows, int n, float[] m, int m0, int plane, float[] y, int y0);

    /**
     * into[r] = Σ z[r][j]², as {@link DoubleKernels#squaredNorms} adds it, in float32.
     */
    void squaredNorms(int rows, int n, float[] z, int z0, int ldz, float[] into, int at);

    /** The same arithmetic for float64, of the same make: plain beside plain, vectors beside vectors. */
    DoubleKernels doubles();
}
