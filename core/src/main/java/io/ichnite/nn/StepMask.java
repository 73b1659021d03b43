package io.ichnite.nn;

import java.util.Arrays;

/**
 * A recurrent layer's dropout mask for one group of samples: constant over time, and drawn for each gate or once for all.
 * Laid out like a step's numbers, so that a step is masked in one go. Where nothing is dropped it is one mask of ones.
 */
final class StepMask {
    private final int layer;
    private final int part;
    private final float rate;
    private final int width;
    private final int padded;
    private final int drawnParts;
    /** (part, sample, padded); what pads does not matter. */
    private final float[] factors;
    /** (part, width) of one sample, as they are drawn. */
    private final float[] drawn;

    private int parts = 1;
    private int rows;

    /**
     * @param rate share that is dropped
     * @param width numbers of a sample's step
     * @param padded how far samples stand apart
     * @param parts 1, or one for each gate
     */
    StepMask(int layer, int part, float rate, int width, int padded, int parts, int group) {
        this.layer = layer;
        this.part = part;
        this.rate = rate;
        this.width = width;
        this.padded = padded;
        this.drawnParts = rate > 0 ? parts : 1;
        this.factors = new float[group * drawnParts * padded];
        this.drawn = new float[drawnParts * width];
    }

    /** Draws the masks of a pass's samples, or makes one of ones if the pass has none. */
    void draw(Pass pass) {
        rows = pass.rows();
        Masks masks = pass.masks();
        if (masks == null || rate == 0) {
            parts = 1;
            Arrays.fill(factors, 0, rows * padded, 1f);
            return;
        }
        parts = drawnParts;
        for (int s = 0; s < rows; s++) {
            masks.fill(layer, part, pass.sample(s), rate, drawn, 0, drawn.length);
            for (int p = 0; p < parts; p++) {
                System.arraycopy(drawn, p * width, factors, (p * rows + s) * padded, width);
            }
        }
    }

    /** How many masks a sample has: one for each gate, or 1. */
    int parts() {
        return parts;
    }

    float[] factors() {
        return factors;
    }

    /** Where in {@link #factors} a gate's begin: (sample, padded). */
    int at(int gate) {
        return parts == 1 ? 0 : gate * rows * padded;
    }
}
