package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import io.ichnite.tensor.DoubleKernels;
import io.ichnite.tensor.Kernels;
import java.util.Arrays;

/**
 * What is known of a window's sums when each product of an embedding's row with a place of the kernel is rounded to a whole number
 * of steps: where they lie, and how far they may be from there at most. Two branches share an integer, so that one addition serves both.
 * All threads share it; changes in {@link #prepare} alone.
 *
 * <p>A filter's step is the least that keeps the sums of {@value #PLACES} places within half an integer, whatever rows stand there. A
 * sum of n rounded products is off by at most n/2 steps, and by what float32 itself rounds.
 */
final class CoarseWindows {
    /** Places whose rounded products are summed up before an integer's halves could run over. */
    static final int PLACES = 4 * Kernels.PACKED;
    /** What such a sum is at most, rounding and margins apart. */
    private static final int STEPS = 65535 - PLACES;
    /** Keeps what is rounded above 0, whatever float32 makes of it. */
    private static final float MARGIN = 1 / 16f;
    /** What a float32 may be off by, relative to it, after one operation; twice that, as two ways of computing are compared. */
    private static final double ROUNDING = 0x1p-23;
    /** How often a window's sum is rounded after its products were added up along the lanes, here and there, and more. */
    private static final int OTHERS = 16;

    private static final int WIDEST = 256;
    /** Of so many places a float32 holds the sum of all steps. */
    private static final int LONGEST = PLACES << 8;

    private static final float LARGEST = 1e15f;
    private static final float LEAST_STEP = 1e-30f;

    private final WindowMaxOp op;
    /** (panels, places in whole packs, branches, 1 + embedding's width, PANEL): shift and scaled kernel. */
    final float[] kernels;
    /** Each branch's filters, in whole panels: what a step is worth. */
    final float[][] step;
    /** The least and the largest that a sum of no steps may stand for. */
    final float[][] least;

    final float[][] most;
    private final int width;
    /** For each place and branch the least and the largest product of a panel's filters with a row. */
    private final float[] lows;

    private final float[] highs;
    /** How large a number of each of the embedding's columns is. */
    private final float[] reach;

    private boolean usable;

    CoarseWindows(WindowMaxOp op) {
        this.op = op;
        int filters = op.panels() * PANEL;
        boolean fits = fits();
        this.width = op.embedding.width();
        this.reach = new float[width];
        this.lows = new float[fits ? op.taps.size() * 2 * PANEL : 0];
        this.highs = new float[lows.length];
        this.kernels = new float[fits ? op.panels() * packs() * Kernels.PACKED * placeNumbers() : 0];
        this.step = new float[2][filters];
        this.least = new float[2][filters];
        this.most = new float[2][filters];
    }

    /** Whether two branches are there to share integers, and no sum can run over. */
    private boolean fits() {
        return op.branches() == 2 && op.embedding.width() <= WIDEST && op.taps.size() <= LONGEST;
    }

    /** Whether it can tell anything with the weights that it was prepared for. */
    boolean usable() {
        return usable;
    }

    int packs() {
        return WindowBatch.packs(op.taps.size());
    }

    /** How many numbers the kernels of a place have. */
    private int placeNumbers() {
        return 2 * (1 + width) * PANEL;
    }

    /** Where the kernels of a place begin. */
    int at(int panel, int place) {
        return (panel * packs() * Kernels.PACKED + place) * placeNumbers();
    }

    void prepare() {
        usable = kernels.length > 0;
        Arrays.fill(reach, 0f);
        for (int i = 0; i < op.embedding.rows() * width; i++) {
            reach[i % width] = Math.max(reach[i % width], Math.abs(op.table[i]));
        }
        for (int panel = 0; usable && panel < op.panels(); panel++) {
            for (int p = 0; p < op.taps.size(); p++) {
                take(panel, p);
                op.kernels.rangePanels(
                        op.embedding.rows() + 1, width, op.table, kernels, at(panel, p), lows, highs, p * 2 * PANEL);
            }
            scale(0, panel);
            scale(1, panel);
        }
    }

    /** One place's weights, with a shift of 0. */
    private void take(int panel, int place) {
        int filters = Math.min(PANEL, op.filters - panel * PANEL);
        for (int b = 0; b < 2; b++) {
            int to = kernel(b, panel, place);
            Arrays.fill(kernels, to, to + PANEL, 0f);
            for (int i = 0; i < filters; i++) {
                int from = op.kernel(panel * PANEL + i, b) + place * width;
                for (int e = 0; e < width; e++) {
                    kernels[to + (1 + e) * PANEL + i] = op.byFilter[from + e];
                }
            }
        }
    }

    /** Chooses the step of a panel's filters, and turns their weights into steps. */
    private void scale(int b, int panel) {
        double[] start = new double[PANEL];
        double[] magnitude = new double[PANEL];
        steps(b, panel, magnitude);
        float[] inverse = new float[PANEL];
        for (int i = 0; i < PANEL; i++) {
            inverse[i] = 1 / step[b][panel * PANEL + i];
            start[i] = op.biases[b][panel * PANEL + i];
        }
        for (int p = 0; p < op.taps.size(); p++) {
            int at = kernel(b, panel, p);
            for (int k = PANEL; k < (1 + width) * PANEL; k++) {
                kernels[at + k] *= inverse[k % PANEL];
            }
            for (int i = 0; i < PANEL; i++) {
                kernels[at + i] = MARGIN - lows[range(b, p, i)] * inverse[i];
                start[i] -= (double) step[b][panel * PANEL + i] * kernels[at + i];
            }
        }
        for (int i = 0; i < PANEL; i++) {
            int f = panel * PANEL + i;
            double slack = step[b][f] * op.taps.size() * (0.5 + MARGIN)
                    + ROUNDING * (op.window / DoubleKernels.LANES + OTHERS) * magnitude[i];
            least[b][f] = (float) (start[i] - slack);
            most[b][f] = (float) (start[i] + slack);
            usable &= magnitude[i] < LARGEST;
        }
    }

    /**
     * Chooses the steps.
     *
     * @param magnitude out: what the sizes of a filter's products and of its bias may add up to
     */
    private void steps(int b, int panel, double[] magnitude) {
        double[] sum = new double[PANEL];
        double[] widest = new double[PANEL];
        double[] largest = new double[PANEL];
        double[] one = new double[PANEL];
        for (int p = 0; p < op.taps.size(); p++) {
            if (p % PLACES == 0) {
                Arrays.fill(sum, 0);
            }
            Arrays.fill(one, 0);
            for (int e = 0; e < width; e++) {
                int at = kernel(b, panel, p) + (1 + e) * PANEL;
                for (int i = 0; i < PANEL; i++) {
                    one[i] += Math.abs(kernels[at + i]) * reach[e];
                }
            }
            for (int i = 0; i < PANEL; i++) {
                sum[i] += (double) highs[range(b, p, i)] - lows[range(b, p, i)];
                widest[i] = Math.max(widest[i], sum[i]);
                largest[i] = Math.max(largest[i], one[i]);
                magnitude[i] += one[i];
            }
        }
        for (int i = 0; i < PANEL; i++) {
            double rounded = largest[i] * ROUNDING * (width + OTHERS) / MARGIN;
            step[b][panel * PANEL + i] = (float) Math.max(Math.max(widest[i] / STEPS, rounded), LEAST_STEP);
            magnitude[i] += Math.abs(op.biases[b][panel * PANEL + i]);
        }
    }

    private int kernel(int b, int panel, int place) {
        return at(panel, place) + b * (1 + width) * PANEL;
    }

    private static int range(int b, int place, int i) {
        return (place * 2 + b) * PANEL + i;
    }
}
