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

    /**
     * c[i][j] = Σ a[i][p] b[j][p]; a is (m, k), b (n, k), c (m, n). {@link DoubleKernels#LANES} sums, of the p that leave the same
     * rest each, p ascending; then the upper half of the sums is added to the lower until one is left.
     */
    void dots(int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc);

    /**
     * Where in an array rows best begin that are read at random: behind the array's header of 16 bytes, there a line of the cache begins
     * if the JVM aligns objects to lines ({@code -XX:ObjectAlignmentInBytes=64}, as the launcher asks for). Elsewhere a row lies on two
     * lines, which changes nothing but time.
     */
    int LINE = 12;

    /** Rows of a small table that a long names, the first in its lowest bits. */
    int PACKED = 7;

    /** Bits that name one of them. */
    int ROW_BITS = 9;

    /**
     * Rows of a table one after another: into[i width + e] = table[rows[i] width + e].
     *
     * @param count how many rows
     * @param rows {@link #PACKED} to a long, from {@code from} on
     * @param table {@link #PANEL} numbers longer than its rows
     * @param into from {@code at} on; up to {@link #PANEL} numbers behind the last row may be written too
     */
    void lookup(int count, long[] rows, int from, int width, float[] table, float[] into, int at);

    /** How far apart the rows of a table stand that {@link #lookupDots} reads. */
    int APART = 4;

    /**
     * {@link #lookup} and {@link #dots} in one, for one row: c[j] = Σ x[p] b[j][p], where x are rows of a table one after another.
     *
     * @param count how many rows
     * @param rows {@link #PACKED} to a long, from {@code from} on
     * @param table (rows, {@link #APART}, width) from {@link #LINE} on: a row, two of zeros, and the row again
     * @param n how many b
     */
    void lookupDots(
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
            int c0);

    /** Columns of {@link #coarsePanels}, and of what becomes of them. */
    int PANEL = 16;

    /** Numbers that a row of {@link #PACKED} tables side by side takes: a power of two, so that a row is found by a shift. */
    int ROOM = 128;

    /**
     * The least and the largest of the products of a table's rows with each column of two panels: shift[j] + Σ table[i][e] kernel[e][j]
     * over e ascending, fused.
     *
     * @param count rows of the table, which begins at 0; at least 1
     * @param width numbers a row, at least 1
     * @param kernels of each panel its shift (PANEL) and its kernel (width, PANEL), one panel after the other, from {@code k0} on
     * @param low out: of both panels (2, PANEL) from {@code at} on
     * @param high out: likewise
     */
    void rangePanels(int count, int width, float[] table, float[] kernels, int k0, float[] low, float[] high, int at);

    /**
     * Products of a table's rows with two panels at once, each rounded to a whole number, of which one integer holds both: into[i][j]
     * = first + 65536 second, with first and second = round(shift[j] + Σ table[i][e] kernel[e][j]) over e ascending, fused; halves go to
     * the even number. What is rounded has to lie between 0 and 65535.
     *
     * @param kernels as {@link #rangePanels} has them
     * @param into (count, {@link #ROOM}), of which it writes what begins at {@code at} of the first
     */
    void coarsePanels(int count, int width, float[] table, float[] kernels, int k0, int[] into, int at);

    /**
     * Adds rows of {@link #PACKED} tables of whole numbers: into[i][j] += Σ tables[p-th row of i][p PANEL + j] over p; sums wrap
     * around.
     *
     * @param count how many i
     * @param rows for each i, from {@code from} on, a long of rows
     * @param tables (rows, {@link #ROOM}) from {@link #LINE} on
     * @param into (count, PANEL) from {@link #LINE} on
     */
    void addCoarse(int count, long[] rows, int from, int[] tables, int[] into);

    /**
     * Parts integers into their halves: first[at + i] += both[LINE + i] mod 65536, second[at + i] += the half above it, and of both
     * remains 0.
     */
    void partCoarse(int count, int[] both, float[] first, float[] second, int at);

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

    /** y[r][j] = start[at + j] + factor[at + j] x[r][j], fused; x and y are (rows, n) without gaps. */
    void scaleRows(int rows, int n, float[] x, int x0, float[] factor, float[] start, int at, float[] y, int y0);

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
