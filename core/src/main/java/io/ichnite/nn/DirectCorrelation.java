package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * A correlation as products of overlapping rows: all taps of a window are one row of a matrix, whose rows stand {@code stride
 * · in} apart in x, so nothing is copied out. The few windows with taps outside go tap by tap, in the same order of sums.
 */
final class DirectCorrelation extends Correlation implements Correlation.Work {
    /** 240 rows of 64 numbers are 61 KB. */
    private static final int BLOCK = 240;
    /** Rows a block of the gradient, whose tile walks along time. */
    private static final int GRADIENT_BLOCK = 120;
    /** Rows of the kernel that a tile walks along at once; beyond, its columns would leave the second cache, and sums round. */
    private static final int DEPTH = 1024;
    /** Rows of a part of a longer kernel. */
    private static final int PART = 256;

    private final Kernels kernels;
    private float[] kernel = {};
    private int kernelAt;

    DirectCorrelation(Kernels kernels, int size, int stride, int before, int in, int out) {
        super(size, stride, before, in, out);
        this.kernels = kernels;
    }

    @Override
    void prepare(float[] values, int at) {
        kernel = values;
        kernelAt = at;
    }

    @Override
    int block() {
        return BLOCK;
    }

    @Override
    int tile() {
        return 1;
    }

    @Override
    int sums() {
        return size * in * out;
    }

    @Override
    void settle(float[] sums, int from, float[] gradient, int at) {
        System.arraycopy(sums, from, gradient, at, sums());
    }

    /** It has no buffers, so all threads share it. */
    @Override
    Work open() {
        return this;
    }

    @Override
    public void add(float[] x, int x0, int low, int high, float[] y, int y0, int begin, int end) {
        int whole = firstWhole(low, begin, end);
        int rest = endWhole(high, whole, end);
        TapWork oneTap = (k, t, n) -> add(k, 1, t, n, x, x0, y, y0);
        eachTap(low, high, begin, whole, oneTap);
        if (size * in > DEPTH) {
            addInParts(whole, rest - whole, x, x0, y, y0);
        } else {
            add(0, size, whole, rest - whole, x, x0, y, y0);
        }
        eachTap(low, high, rest, end, oneTap);
    }

    /** The products of all taps of a long kernel: sums over parts of it, added, round less than one sum over all. */
    private void addInParts(int t, int n, float[] x, int x0, float[] y, int y0) {
        float[] part = new float[n * out];
        int depth = Math.max(1, PART / in);
        for (int k = 0; k < size; k += depth) {
            Arrays.fill(part, 0f);
            add(k, Math.min(depth, size - k), t, n, x, x0, part, -t * out);
            for (int i = 0; i < part.length; i++) {
                y[y0 + t * out + i] += part[i];
            }
        }
    }

    /** The products of {@code depth} taps from {@code k} on, for {@code n} windows from {@code t} on. */
    private void add(int k, int depth, int t, int n, float[] x, int x0, float[] y, int y0) {
        int from = x0 + (t * stride + k - before) * in;
        int w = kernelAt + k * in * out;
        kernels.multiply(n, out, depth * in, x, from, stride * in, kernel, w, out, y, y0 + t * out, out);
    }

    @Override
    public void gradient(
            float[] x, int x0, int low, int high, float[] dy, int d0, int begin, int end, float[] sums, int at) {
        for (int t = begin; t < end; t += GRADIENT_BLOCK) {
            int until = Math.min(end, t + GRADIENT_BLOCK);
            int whole = firstWhole(low, t, until);
            int rest = endWhole(high, whole, until);
            TapWork oneTap = (k, from, n) -> gradient(k, 1, from, n, x, x0, dy, d0, sums, at);
            eachTap(low, high, t, whole, oneTap);
            gradient(0, size, whole, rest - whole, x, x0, dy, d0, sums, at);
            eachTap(low, high, rest, until, oneTap);
        }
    }

    private void gradient(int k, int depth, int t, int n, float[] x, int x0, float[] dy, int d0, float[] sums, int at) {
        int from = x0 + (t * stride + k - before) * in;
        int into = at + k * in * out;
        kernels.multiplyTransposed(depth * in, out, n, x, from, stride * in, dy, d0 + t * out, out, sums, into, out);
    }

    /**
     * x[t · stride + k − before] += y[t] W[k]: back from y to x, where the stride is not 1.
     *
     * @param flipped the kernel's taps transposed, the last first
     */
    void scatter(float[] y, int y0, int begin, int end, float[] flipped, float[] x, int x0, int low, int high) {
        for (int t = begin; t < end; t += BLOCK) {
            eachTap(low, high, t, Math.min(end, t + BLOCK), (k, from, n) -> {
                int w = (size - 1 - k) * in * out;
                int into = x0 + (from * stride + k - before) * in;
                kernels.multiply(n, in, out, y, y0 + from * out, out, flipped, w, in, x, into, stride * in);
            });
        }
    }

    /** What is done for the windows that one tap meets: {@code n} of them from {@code t} on. */
    private interface TapWork {
        void run(int k, int t, int n);
    }

    /** All taps of the windows {@code begin … end}, as far as they meet places {@code low … high}. */
    private void eachTap(int low, int high, int begin, int end, TapWork work) {
        for (int k = 0; k < size && begin < end; k++) {
            int t = Math.max(begin, Math.floorDiv(low + before - k + stride - 1, stride));
            int n = Math.min(end, Math.floorDiv(high - 1 - k + before, stride) + 1) - t;
            if (n > 0) {
                work.run(k, t, n);
            }
        }
    }

    private int firstWhole(int low, int begin, int end) {
        return Math.max(begin, Math.min(end, Math.floorDiv(low + before + stride - 1, stride)));
    }

    private int endWhole(int high, int begin, int end) {
        return Math.max(begin, Math.min(end, Math.floorDiv(high - size + before, stride) + 1));
    }
}
