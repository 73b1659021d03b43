package io.ichnite.tensor;

/**
 * The transforms of Toom-Cook F(3,3), number by number. Three sums of three products each, y[t] = Σ x[t + k] w[k], cost five
 * products instead of nine: y = Aᵀ ((G w) ⊙ (Bᵀ x)). The points 0, 1, −1, 2, ∞ round least of those that were tried.
 */
final class Toom {
    static final float SIXTH = 1f / 6f;

    private Toom() {}

    static void input(int tiles, int n, float[] x, int x0, float[] v, int v0, int plane) {
        for (int i = 0; i < tiles; i++) {
            inputTile(0, n, x, x0 + 3 * i * n, v, v0 + i * n, plane);
        }
    }

    /** One tile's columns from {@code first} on, as the vector kernels leave them over; so with those below. */
    static void inputTile(int first, int n, float[] x, int x0, float[] v, int v0, int plane) {
        for (int j = first; j < n; j++) {
            int at = x0 + j;
            float x1 = x[at + n];
            float x2 = x[at + 2 * n];
            float x3 = x[at + 3 * n];
            float across = x3 - x1;
            float inner = x2 - x3;
            int to = v0 + j;
            v[to] = Fma.add(2f, x[at] - x2, across);
            v[to + plane] = Fma.add(2f, x1, inner);
            v[to + 2 * plane] = Fma.add(-2f, x1, Fma.add(2f, x2, inner));
            v[to + 3 * plane] = across;
            v[to + 4 * plane] = Fma.add(-2f, across, x[at + 4 * n] - x2);
        }
    }

    static void kernel(int groups, int n, float[] w, int w0, float[] u, int u0, int plane) {
        for (int i = 0; i < groups; i++) {
            kernelTile(0, n, w, w0 + 3 * i * n, u, u0 + i * n, plane);
        }
    }

    static void kernelTile(int first, int n, float[] w, int w0, float[] u, int u0, int plane) {
        for (int j = first; j < n; j++) {
            int at = w0 + j;
            float middle = w[at + n];
            float last = w[at + 2 * n];
            float ends = w[at] + last;
            int to = u0 + j;
            u[to] = w[at] * 0.5f;
            u[to + plane] = (ends + middle) * 0.5f;
            u[to + 2 * plane] = (ends - middle) * SIXTH;
            u[to + 3 * plane] = Fma.add(4f, last, Fma.add(2f, middle, w[at])) * SIXTH;
            u[to + 4 * plane] = last;
        }
    }

    static void output(int rows, int n, float[] m, int m0, int plane, float[] y, int y0) {
        for (int i = 0; 3 * i < rows; i++) {
            outputTile(0, Math.min(3, rows - 3 * i), n, m, m0 + i * n, plane, y, y0 + 3 * i * n);
        }
    }

    static void outputTile(int first, int rows, int n, float[] m, int m0, int plane, float[] y, int y0) {
        for (int j = first; j < n; j++) {
            int from = m0 + j;
            float m1 = m[from + plane];
            float m2 = m[from + 2 * plane];
            float m3 = m[from + 3 * plane];
            float sum = m1 + m2;
            int at = y0 + j;
            y[at] += m[from] + sum + m3;
            if (rows > 1) {
                y[at + n] += Fma.add(2f, m3, m1 - m2);
            }
            if (rows > 2) {
                y[at + 2 * n] += Fma.add(4f, m3, sum) + m[from + 4 * plane];
            }
        }
    }
}
