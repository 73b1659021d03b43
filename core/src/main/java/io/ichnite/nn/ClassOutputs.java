package io.ichnite.nn;

/** What a network's last layer says of classes: one unit a class or, where there is a single unit, of the second of two. */
public final class ClassOutputs {
    private ClassOutputs() {}

    /** How many classes the network tells apart. */
    public static int classes(NetworkSpec spec) {
        return Math.max(2, spec.output().size());
    }

    /**
     * Probabilities of the classes, (rows, classes), row-major; each row sums to 1 within 1e-5.
     *
     * @param outputs what the last layer gave, (rows, units), row-major; returned itself where there are several units
     */
    public static float[] probabilities(NetworkSpec spec, float[] outputs) {
        if (spec.output().size() > 1) {
            return outputs;
        }
        float[] both = new float[2 * outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            both[2 * i] = 1f - outputs[i];
            both[2 * i + 1] = outputs[i];
        }
        return both;
    }

    /**
     * The same from logits, (rows, classes), row-major; these are not changed. By the arithmetic of a network's own softmax.
     *
     * @param classes at least 2
     */
    public static float[] ofLogits(float[] logits, int classes) {
        float[] probabilities = logits.clone();
        for (int from = 0; from < probabilities.length; from += classes) {
            Activations.softmax(probabilities, from, classes);
        }
        return probabilities;
    }
}
