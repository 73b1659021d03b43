package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * A correlation below the direct count of multiplications: its taps in threes, each three by Toom-Cook F(3,3), five products
 * for three sums of three. A three's rows and the next three's stand one tile apart, so one transform of x serves all, and
 * each of the five is a product of overlapping rows again. The gradient is the same algorithm, with dy in the kernel's place.
 * Stride 1, and a multiple of three taps.
 */
final class ToomCorrelation extends Correlation {
    /** What three sums of three cost. */
    private static final int PRODUCTS = 5;

    private static final int TILE = 3;
    /** Tiles a block: five planes of 120 rows of 64 numbers are 154 KB. */
    private static final int TILES = 120;
    /** Below so many numbers a row the transforms cost more than they save. */
    private static final int NARROW = 16;

    private final Kernels kernels;
    private final int groups;
    private final float[] transformed;

    /** Whether a convolution can be done so, and gains by it. */
    static boolean pays(LayerSpec.Conv1D spec, int channels) {
        return spec.stride() == 1 && spec.size() % TILE == 0 && channels >= NARROW && spec.filters() >= NARROW;
    }

    ToomCorrelation(Kernels kernels, int size, int before, int in, int out) {
        super(size, 1, before, in, out);
        this.kernels = kernels;
        this.groups = size / TILE;
        this.transformed = new float[sums()];
    }

    @Override
    void prepare(float[] kernel, int at) {
        kernels.toomKernel(groups, in * out, kernel, at, transformed, 0, groups * in * out);
    }

    @Override
    int block() {
        return TILES * TILE;
    }

    @Override
    int tile() {
        return TILE;
    }

    @Override
    int sums() {
        return PRODUCTS * groups * in * out;
    }

    /** The five sums of a three of taps are joined as those of a tile are, a tap being a row. */
    @Override
    void settle(float[] sums, int from, float[] gradient, int at) {
        Arrays.fill(gradient, at, at + size * in * out, 0f);
        kernels.toomOutput(size, in * out, sums, from, groups * in * out, gradient, at);
    }

    @Override
    Work open() {
        return new ToomWork();
    }

    private final class ToomWork implements Work {
        /** Rows of x that a block's tiles read; for the ends of the sequence, with zeros outside. */
        private final float[] staged = new float[(TILE * (TILES + groups) - 1) * in];
        /** The same of dy, for a last tile that is not full. */
        private final float[] stagedBack = new float[TILE * TILES * out];
        /** Five planes: the transformed rows of x. */
        private final float[] spread = new float[PRODUCTS * (TILES + groups - 1) * in];
        /** Five planes: products, or transformed rows of dy. */
        private final float[] planes = new float[PRODUCTS * TILES * out];

        @Override
        public void add(float[] x, int x0, int low, int high, float[] y, int y0, int begin, int end) {
            for (int t = begin; t < end; t += block()) {
                int rows = Math.min(end - t, block());
                int tiles = tiles(rows);
                int plane = spread(x, x0, low, high, t, tiles);
                Arrays.fill(planes, 0, PRODUCTS * tiles * out, 0f);
                for (int j = 0; j < PRODUCTS; j++) {
                    kernels.multiply(
                            tiles,
                            out,
                            groups * in,
                            spread,
                            j * plane,
                            in,
                            transformed,
                            j * groups * in * out,
                            out,
                            planes,
                            j * tiles * out,
                            out);
                }
                kernels.toomOutput(rows, out, planes, 0, tiles * out, y, y0 + t * out);
            }
        }

        @Override
        public void gradient(
                float[] x, int x0, int low, int high, float[] dy, int d0, int begin, int end, float[] sums, int at) {
            for (int t = begin; t < end; t += block()) {
                int rows = Math.min(end - t, block());
                int tiles = tiles(rows);
                int plane = spread(x, x0, low, high, t, tiles);
                float[] d = dy;
                int from = d0 + t * out;
                if (rows < tiles * TILE) {
                    System.arraycopy(dy, from, stagedBack, 0, rows * out);
                    Arrays.fill(stagedBack, rows * out, tiles * TILE * out, 0f);
                    d = stagedBack;
                    from = 0;
                }
                kernels.toomKernel(tiles, out, d, from, planes, 0, tiles * out);
                for (int j = 0; j < PRODUCTS; j++) {
                    kernels.multiplyTransposed(
                            groups * in,
                            out,
                            tiles,
                            spread,
                            j * plane,
                            in,
                            planes,
                            j * tiles * out,
                            out,
                            sums,
                            at + j * groups * in * out,
                            out);
                }
            }
        }

        private int tiles(int rows) {
            return (rows + TILE - 1) / TILE;
        }

        /** Transforms what the tiles from row {@code t} of y on read; gives how far apart the planes begin. */
        private int spread(float[] x, int x0, int low, int high, int t, int tiles) {
            int all = tiles + groups - 1;
            int first = t - before;
            int rows = TILE * all + 2;
            float[] source = x;
            int from = x0 + first * in;
            if (first < low || first + rows > high) {
                int begin = Math.max(low, first);
                int end = Math.max(begin, Math.min(high, first + rows));
                Arrays.fill(staged, 0, (begin - first) * in, 0f);
                System.arraycopy(x, x0 + begin * in, staged, (begin - first) * in, (end - begin) * in);
                Arrays.fill(staged, (end - first) * in, rows * in, 0f);
                source = staged;
                from = 0;
            }
            kernels.toomInput(all, in, source, from, spread, 0, all * in);
            return all * in;
        }
    }
}
