package io.ichnite.nn;

import java.util.Arrays;

/** Some windows, as rows of integers, and what the branches make of them. One thread's own. */
final class WindowProducts {
    private final WindowMaxOp op;
    /** (windows, size): which row of the table stands at each place of a window. */
    final int[] places;

    /** Places of a window that are summed up at once. */
    private final int depth;

    private final float[] x;
    private final float[] part;
    /** Whole rows, for the few windows whose gate is asked for. */
    private float[] whole = {};

    private final boolean[] laid;

    WindowProducts(WindowMaxOp op, int windows) {
        this.op = op;
        depth = Math.max(1, WindowMaxOp.DEPTH / op.embedding.width());
        places = new int[windows * op.taps.size()];
        x = new float[windows * depth * op.embedding.width()];
        part = new float[windows * WindowMaxOp.STRIP];
        laid = new boolean[windows];
    }

    /** Forgets the windows that were there. */
    void clear() {
        Arrays.fill(laid, false);
    }

    /** The activated sums of branches {@code from … to − 1}: (windows, filters) each. */
    void branches(int windows, int from, int to, float[][] y) {
        for (int b = from; b < to; b++) {
            for (int r = 0; r < windows; r++) {
                if (op.conv(b).bias()) {
                    System.arraycopy(
                            op.weights, op.kernelAt[b] + op.window * op.filters, y[b], r * op.filters, op.filters);
                } else {
                    Arrays.fill(y[b], r * op.filters, (r + 1) * op.filters, 0f);
                }
            }
        }
        int width = op.embedding.width();
        for (int q = 0; q < op.taps.size(); q += depth) {
            int count = Math.min(depth, op.taps.size() - q);
            for (int r = 0; r < windows; r++) {
                op.kernels.gatherRows(places, r * op.taps.size() + q, count, width, op.table, 0, x, r * count * width);
            }
            for (int b = from; b < to; b++) {
                for (int j = 0; j < op.filters; j += WindowMaxOp.STRIP) {
                    strip(windows, q * width, count * width, b, j, y[b]);
                }
            }
        }
        for (int b = from; b < to; b++) {
            Activations.forward(op.kernels, op.pattern.branches().get(b).activation(), y[b], 0, windows, op.filters);
        }
    }

    /** One part of the sums of some filters, which lies in {@code x}. */
    private void strip(int windows, int k, int count, int b, int j, float[] y) {
        int width = Math.min(WindowMaxOp.STRIP, op.filters - j);
        Arrays.fill(part, 0, windows * width, 0f);
        op.kernels.multiply(
                windows, width, count, x, 0, count, op.strips[b], j * op.window + k * width, width, part, 0, width);
        for (int r = 0; r < windows; r++) {
            int at = r * op.filters + j;
            for (int i = 0; i < width; i++) {
                y[at + i] += part[r * width + i];
            }
        }
    }

    /** Where the row of a window stands in {@link #whole}. */
    private int whole(int r) {
        if (whole.length == 0) {
            whole = new float[laid.length * op.window];
        }
        if (!laid[r]) {
            op.kernels.gatherRows(
                    places,
                    r * op.taps.size(),
                    op.taps.size(),
                    op.embedding.width(),
                    op.table,
                    0,
                    whole,
                    r * op.window);
            laid[r] = true;
        }
        return r * op.window;
    }

    /** The gate of one window for one filter. */
    float gate(int r, int f) {
        int at = whole(r);
        float sum = op.kernels.dot(op.window, whole, at, op.byFilter[op.gate], f * op.window);
        float bias = op.conv(op.gate).bias() ? op.weights[op.kernelAt[op.gate] + op.window * op.filters + f] : 0f;
        return Activations.curve(op.pattern.branches().get(op.gate).activation())
                .at(sum + bias);
    }

    /** The row of a window. */
    float[] row(int r) {
        int at = whole(r);
        return Arrays.copyOfRange(whole, at, at + op.window);
    }
}
