package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import java.util.Arrays;

/**
 * Many windows, place by place, and what the branches make of them. Where they are more than the embedding has rows, the products
 * of all its rows with one place of the kernel are made at once and looked up; else those of the windows' own rows, which gives
 * the same bits. So a window's sums do not depend on its company. One thread's own.
 */
final class WindowProducts {
    /** Places that are summed up at once: part of a long sum, as parts round less. Even. */
    private static final int DEPTH = 128;
    /** Windows that are turned at once: what is written together fills a line of the cache. */
    private static final int TURN = 16;

    private final WindowMaxOp op;
    private final int capacity;
    /** (size, capacity): which row of the table stands at each place of each window. */
    private final int[] x;
    /** 0, 1, 2 …: rows in their own order. */
    private final int[] all;
    /** Two places' products. */
    private final float[] tables;

    private final float[] part;

    WindowProducts(WindowMaxOp op, int capacity) {
        this.op = op;
        this.capacity = capacity;
        this.x = new int[Math.multiplyExact(op.taps.size(), capacity)];
        this.all = new int[Math.min(op.embedding.rows() + 1, capacity)];
        Arrays.setAll(all, i -> i);
        this.tables = new float[2 * all.length * PANEL];
        this.part = new float[capacity * PANEL];
    }

    /** Takes over windows that lie one after another, as the windows from {@code first} on. */
    void lay(int[] places, int windows, int first) {
        int size = op.taps.size();
        for (int r = 0; r < windows; r += TURN) {
            int count = Math.min(TURN, windows - r);
            for (int p = 0; p < size; p++) {
                int to = p * capacity + first + r;
                int from = r * size + p;
                for (int i = 0; i < count; i++) {
                    x[to + i] = places[from + i * size];
                }
            }
        }
    }

    /**
     * The activated sums of one branch, for the filters of one panel.
     *
     * @param windows how many, from the first
     * @param y out: (windows, PANEL); of filters that are not there, something
     */
    void branch(int b, int panel, int windows, float[] y) {
        int width = op.embedding.width();
        int size = op.taps.size();
        float[] kernel = op.panels[b];
        Arrays.fill(part, 0, windows * PANEL, 0f);
        for (int r = 0; r < windows; r++) {
            System.arraycopy(op.biases[b], panel * PANEL, y, r * PANEL, PANEL);
        }
        for (int p = 0; p < size; p += 2) {
            // behind an odd number of places the kernel has one of zeros
            int pair = p * capacity;
            int other = Math.min(p + 1, size - 1) * capacity;
            int k = panel * op.panelNumbers() + p * width * PANEL;
            int second = all.length * PANEL;
            if (windows <= all.length) {
                op.kernels.panel(x, pair, windows, width, op.table, kernel, k, tables, 0);
                op.kernels.panel(x, other, windows, width, op.table, kernel, k + width * PANEL, tables, second);
                op.kernels.addLookups(windows, all, 0, 0, tables, second, part);
            } else {
                op.kernels.panel(all, 0, all.length, width, op.table, kernel, k, tables, 0);
                op.kernels.panel(all, 0, all.length, width, op.table, kernel, k + width * PANEL, tables, second);
                op.kernels.addLookups(windows, x, pair, other, tables, second, part);
            }
            if ((p + 2) % DEPTH == 0 || p + 2 >= size) {
                flush(windows * PANEL, y);
            }
        }
        Activations.forward(op.kernels, op.pattern.branches().get(b).activation(), y, 0, windows, PANEL);
    }

    private void flush(int numbers, float[] y) {
        for (int i = 0; i < numbers; i++) {
            y[i] += part[i];
            part[i] = 0f;
        }
    }
}
