package io.ichnite.nn;

import io.ichnite.error.BadShape;
import java.util.List;

/**
 * The numbers of a network: one flat array, cut into named arrays in Keras' {@code get_weights()} order, each row-major.
 * The array is shared, not copied: whoever trains owns it.
 */
public final class Weights {
    private final List<WeightSpec> specs;
    private final int[] offsets;
    private final float[] values;

    /**
     * @param values as many numbers as the specs hold together
     * @throws BadShape if there are more or fewer
     */
    public Weights(List<WeightSpec> specs, float[] values) {
        this.specs = List.copyOf(specs);
        this.values = values;
        this.offsets = new int[specs.size() + 1];
        for (int i = 0; i < specs.size(); i++) {
            offsets[i + 1] = Math.addExact(offsets[i], specs.get(i).shape().size());
        }
        if (values.length != offsets[specs.size()]) {
            throw new BadShape("the network has " + offsets[specs.size()] + " weights, found " + values.length);
        }
    }

    /** All zero. */
    public static Weights zeros(List<WeightSpec> specs) {
        int size = specs.stream().mapToInt(s -> s.shape().size()).sum();
        return new Weights(specs, new float[size]);
    }

    public List<WeightSpec> specs() {
        return specs;
    }

    /** Where the i-th array begins in {@link #values()}. */
    public int offset(int i) {
        return offsets[i];
    }

    /** The numbers themselves, not a copy. */
    public float[] values() {
        return values;
    }

    public Weights copy() {
        return new Weights(specs, values.clone());
    }
}
