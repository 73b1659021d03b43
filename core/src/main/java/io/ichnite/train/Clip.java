package io.ichnite.train;

/** Keeps steps short where gradients are steep (Pascanu, Mikolov and Bengio, 2013). */
public final class Clip {
    private Clip() {}

    /** Scales a gradient, all weights together, down to the given Euclidean length if it is longer. */
    public static void toNorm(float[] gradient, float limit) {
        double square = 0;
        for (float g : gradient) {
            square += (double) g * g;
        }
        double norm = Math.sqrt(square);
        if (norm > limit) {
            float factor = (float) (limit / norm);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
    }
}
