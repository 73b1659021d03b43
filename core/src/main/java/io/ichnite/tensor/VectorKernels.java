package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernels by the Vector API, as wide as the machine prefers; what does not fill a vector is done one by one. Needs
 * {@code --add-modules jdk.incubator.vector}, so it is reached by {@link KernelChoice} alone.
 */
final class VectorKernels implements Kernels {
    private static final PlainKernels TAIL = new PlainKernels();

    VectorKernels() {}

    @Override
    public String name() {
        return "vector (" + S.vectorBitSize() + " bits)";
    }

    @Override
    public void multiply(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        VectorProduct.rows(m, n, k, a, a0, lda, b, b0, ldb, c, c0, ldc);
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
        VectorProduct.columns(m, n, rows, a, a0, lda, b, b0, ldb, c, c0, ldc);
    }

    @Override
    public void dots(
            int m, int n, int k, float[] a, int a0, int lda, float[] b, int b0, int ldb, float[] c, int c0, int ldc) {
        VectorDots.of(m, n, k, a, a0, lda, b, b0, ldb, c, c0, ldc);
    }

    @Override
    public void lookup(int count, long[] rows, int from, int width, float[] table, float[] into, int at) {
        VectorCoarse.lookup(count, rows, from, width, table, into, at);
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
        if (width == VectorLookupDots.WIDTH) {
            VectorLookupDots.of(count, rows, from, table, n, b, b0, ldb, c, c0);
        } else {
            TAIL.lookupDots(count, rows, from, width, table, n, b, b0, ldb, c, c0);
        }
    }

    @Override
    public void rangePanels(
            int count, int width, float[] table, float[] kernels, int k0, float[] low, float[] high, int at) {
        VectorRanges.of(count, width, table, kernels, k0, low, high, at);
    }

    @Override
    public void coarsePanels(int count, int width, float[] table, float[] kernels, int k0, int[] into, int at) {
        VectorCoarse.panels(count, width, table, kernels, k0, into, at);
    }

    @Override
    public void addCoarse(int count, long[] rows, int from, int[] tables, int[] into) {
        VectorCoarse.addLookups(count, rows, from, tables, into);
    }

    @Override
    public void partCoarse(int count, int[] both, float[] first, float[] second, int at) {
        VectorCoarse.part(count, both, first, second, at);
    }

    @Override
    public void addColumns(int rows, int n, float[] a, int a0, int lda, float[] into, int at) {
        int j = 0;
        for (; j + L <= n; j += L) {
            FloatVector sum = FloatVector.fromArray(S, into, at + j);
            for (int r = 0; r < rows; r++) {
                sum = sum.add(FloatVector.fromArray(S, a, a0 + r * lda + j));
            }
            sum.intoArray(into, at + j);
        }
        TAIL.addColumns(rows, n - j, a, a0 + j, lda, into, at + j);
    }

    @Override
    public void apply(Curve curve, float[] x, int from, int count) {
        int end = S.loopBound(count);
        VectorCurves.apply(curve, x, from, from + end);
        TAIL.apply(curve, x, from + end, count - end);
    }

    @Override
    public void slope(Curve curve, float[] y, int y0, float[] d, int d0, int count) {
        int end = S.loopBound(count);
        VectorCurves.slope(curve, y, y0, d, d0, end);
        TAIL.slope(curve, y, y0 + end, d, d0 + end, count - end);
    }

    @Override
    public void maxRows(int rows, int n, float[] x, int x0, float[] y, int y0) {
        int end = S.loopBound(n);
        for (int j = 0; j < end; j += L) {
            FloatVector max = FloatVector.fromArray(S, x, x0 + j);
            for (int r = 1; r < rows; r++) {
                max = max.max(FloatVector.fromArray(S, x, x0 + r * n + j));
            }
            max.intoArray(y, y0 + j);
        }
        PlainKernels.maxRows(end, rows, n, x, x0, y, y0);
    }

    @Override
    public void maxRowsBack(
            int rows, int n, float[] x, int x0, float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0) {
        int end = S.loopBound(n);
        FloatVector zero = FloatVector.zero(S);
        for (int j = 0; j < end; j += L) {
            FloatVector max = FloatVector.fromArray(S, y, y0 + j);
            FloatVector left = FloatVector.fromArray(S, dy, dy0 + j);
            for (int r = 0; r < rows; r++) {
                int at = dx0 + r * n + j;
                VectorMask<Float> hit =
                        FloatVector.fromArray(S, x, x0 + r * n + j).compare(VectorOperators.EQ, max);
                FloatVector.fromArray(S, dx, at).add(zero.blend(left, hit)).intoArray(dx, at);
                left = left.blend(zero, hit);
            }
        }
        PlainKernels.maxRowsBack(end, rows, n, x, x0, y, y0, dy, dy0, dx, dx0);
    }

    @Override
    public void addRows(float[] table, int[] starts, int from, int to, int n, float[] y, int y0) {
        int j = 0;
        for (; j + 4 * L <= n; j += 4 * L) {
            FloatVector s0 = FloatVector.fromArray(S, y, y0 + j);
            FloatVector s1 = FloatVector.fromArray(S, y, y0 + j + L);
            FloatVector s2 = FloatVector.fromArray(S, y, y0 + j + 2 * L);
            FloatVector s3 = FloatVector.fromArray(S, y, y0 + j + 3 * L);
            for (int s = from; s < to; s++) {
                int at = starts[s] + j;
                s0 = s0.add(FloatVector.fromArray(S, table, at));
                s1 = s1.add(FloatVector.fromArray(S, table, at + L));
                s2 = s2.add(FloatVector.fromArray(S, table, at + 2 * L));
                s3 = s3.add(FloatVector.fromArray(S, table, at + 3 * L));
            }
            s0.intoArray(y, y0 + j);
            s1.intoArray(y, y0 + j + L);
            s2.intoArray(y, y0 + j + 2 * L);
            s3.intoArray(y, y0 + j + 3 * L);
        }
        for (; j + L <= n; j += L) {
            FloatVector sum = FloatVector.fromArray(S, y, y0 + j);
            for (int s = from; s < to; s++) {
                sum = sum.add(FloatVector.fromArray(S, table, starts[s] + j));
            }
            sum.intoArray(y, y0 + j);
        }
        PlainKernels.addRows(j, table, starts, from, to, n, y, y0);
    }

    @Override
    public void scatterRows(float[] d, int d0, int n, float[] table, int[] starts, int from, int to) {
        int end = S.loopBound(n);
        for (int s = from; s < to; s++) {
            for (int j = 0; j < end; j += L) {
                int at = starts[s] + j;
                FloatVector.fromArray(S, table, at)
                        .add(FloatVector.fromArray(S, d, d0 + j))
                        .intoArray(table, at);
            }
        }
        PlainKernels.scatterRows(end, d, d0, n, table, starts, from, to);
    }

    @Override
    public void multiplyRows(
            int rows, int n, float[] x, int x0, int ldx, float[] f, int f0, int ldf, float[] y, int y0, int ldy) {
        int end = S.loopBound(n);
        for (int r = 0; r < rows; r++) {
            int xr = x0 + r * ldx;
            int fr = f0 + r * ldf;
            int yr = y0 + r * ldy;
            for (int j = 0; j < end; j += L) {
                FloatVector.fromArray(S, x, xr + j)
                        .mul(FloatVector.fromArray(S, f, fr + j))
                        .intoArray(y, yr + j);
            }
        }
        TAIL.multiplyRows(rows, n - end, x, x0 + end, ldx, f, f0 + end, ldf, y, y0 + end, ldy);
    }

    @Override
    public void addMultipliedRows(
            int rows, int n, float[] x, int x0, int ldx, float[] f, int f0, int ldf, float[] y, int y0, int ldy) {
        int end = S.loopBound(n);
        for (int r = 0; r < rows; r++) {
            int xr = x0 + r * ldx;
            int fr = f0 + r * ldf;
            int yr = y0 + r * ldy;
            for (int j = 0; j < end; j += L) {
                FloatVector.fromArray(S, x, xr + j)
                        .fma(FloatVector.fromArray(S, f, fr + j), FloatVector.fromArray(S, y, yr + j))
                        .intoArray(y, yr + j);
            }
        }
        TAIL.addMultipliedRows(rows, n - end, x, x0 + end, ldx, f, f0 + end, ldf, y, y0 + end, ldy);
    }

    @Override
    public void scaleRows(
            int rows, int n, float[] x, int x0, float[] factor, float[] start, int at, float[] y, int y0) {
        int j = 0;
        for (; j + L <= n; j += L) {
            FloatVector f = FloatVector.fromArray(S, factor, at + j);
            FloatVector s = FloatVector.fromArray(S, start, at + j);
            for (int r = 0; r < rows; r++) {
                f.fma(FloatVector.fromArray(S, x, x0 + r * n + j), s).intoArray(y, y0 + r * n + j);
            }
        }
        PlainKernels.scaleRows(j, rows, n, x, x0, factor, start, at, y, y0);
    }

    @Override
    public void lstmStep(Curve gate, Curve cell, int n, float[] g, int g0, int apart, float[] c, float[] h, int at) {
        int end = S.loopBound(n);
        VectorLstm.step(end, gate, cell, n, g, g0, apart, c, h, at);
        PlainKernels.lstmStep(end, gate, cell, n, g, g0, apart, c, h, at);
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
        int end = S.loopBound(n);
        if (gate == Curve.SIGMOID && cell == Curve.TANH) {
            VectorLstm.stepBack(end, n, g, g0, apart, c, at, dh, dh0, dc, dg, dg0, dgApart);
        } else {
            VectorLstm.stepBack(end, gate, cell, n, g, g0, apart, c, at, dh, dh0, dc, dg, dg0, dgApart);
        }
        PlainKernels.lstmStepBack(end, gate, cell, n, g, g0, apart, c, at, dh, dh0, dc, dg, dg0, dgApart);
    }

    @Override
    public void toomInput(int tiles, int n, float[] x, int x0, float[] v, int v0, int plane) {
        VectorToom.input(tiles, n, x, x0, v, v0, plane);
    }

    @Override
    public void toomKernel(int groups, int n, float[] w, int w0, float[] u, int u0, int plane) {
        VectorToom.kernel(groups, n, w, w0, u, u0, plane);
    }

    @Override
    public void toomOutput(int rows, int n, float[] m, int m0, int plane, float[] y, int y0) {
        VectorToom.output(rows, n, m, m0, plane, y, y0);
    }

    @Override
    public void squaredNorms(int rows, int n, float[] z, int z0, int ldz, float[] into, int at) {
        if (L > DoubleKernels.LANES) {
            TAIL.squaredNorms(rows, n, z, z0, ldz, into, at);
            return;
        }
        float[] sums = new float[DoubleKernels.LANES];
        int end = n - n % DoubleKernels.LANES;
        for (int r = 0; r < rows; r++) {
            int row = z0 + r * ldz;
            for (int lane = 0; lane < DoubleKernels.LANES; lane += L) {
                FloatVector sum = FloatVector.zero(S);
                for (int j = lane; j < end; j += DoubleKernels.LANES) {
                    FloatVector value = FloatVector.fromArray(S, z, row + j);
                    sum = value.fma(value, sum);
                }
                sum.intoArray(sums, lane);
            }
            into[at + r] = PlainKernels.dot(end, n, z, row, z, row, sums, 0);
        }
    }

    @Override
    public DoubleKernels doubles() {
        return new VectorDoubles();
    }
}
