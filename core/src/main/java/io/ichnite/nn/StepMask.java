package io.ichnite.nn;

/**
 * A recurrent layer's dropout mask for one group of samples: constant over time, and drawn for each gate or once for all.
 * Laid out like a step's numbers, so that a step is masked in one go.
 */
final class StepMask {
    private final int layer;
    private final int part;
    private final float rate;
    private final int width;
    private final int parts;
    /** (part, sample, width). */
    private final float[] factors;
    /** (part, width) of one sample, as they are drawn. */
    private final float[] drawn;

    private int rows;
    private boolean on;

    /**
     * @param rate share that is dropped; at 0 there never is a mask
     * @param width numbers of a sample's step
     * @param parts 1, or one for each gate
     */
    StepMask(int layer, int part, float rate, int width, int parts, int group) {
        this.layer = layer;
        this.part = part;
        this.rate = rate;
        this.width = width;
        this.parts = parts;
        this.factors = new float[rate > 0 ? group * parts * width : 0];
        this.drawn = new float[rate > 0 ? parts * width : 0];
    }

    /** Draws the masks of a pass's samples, or none if it has none. */
    void draw(Pass pass) {
        Masks masks = pass.masks();
        rows = pass.rows();
        on = masks != null && rate > 0;
        if (masks == null || rate == 0) {
            return;
        }
        for (int s = 0; s < rows; s++) {
            masks.fill(layer, part, pass.first() + s, rate, drawn, 0, drawn.length);
            for (int p = 0; p < parts; p++) {
                System.arraycopy(drawn, p * width, factors, (p * rows + s) * width, width);
            }
        }
    }

    /** Whether anything is masked. */
    boolean on() {
        return on;
    }

    /** How many masks a sample has: one for each gate, or 1. */
    int parts() {
        return parts;
    }

    /** Which of them a gate has. */
    int part(int gate) {
        return parts == 1 ? 0 : gate;
    }

    float[] factors() {
        return factors;
    }

    /** Where in {@link #factors} a gate's begin: (sample, width). */
    int at(int gate) {
        return part(gate) * rows * width;
    }
}
