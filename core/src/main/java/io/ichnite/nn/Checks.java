package io.ichnite.nn;

import io.ichnite.error.BadShape;
import java.util.List;

/** What the specs ask of their own fields and of the shapes that reach them. */
final class Checks {
    private Checks() {}

    static void atLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, found " + value);
        }
    }

    static void rate(String what, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " must be at least 0 and below 1, found " + value);
        }
    }

    /** The one input of a layer that takes one. */
    static Shape only(String layer, List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new BadShape(layer + ": expected one input, found " + inputs.size());
        }
        return inputs.get(0);
    }

    /** The one input of a layer that takes (time, channels). */
    static Shape sequence(String layer, List<Shape> inputs) {
        Shape input = only(layer, inputs);
        if (input.rank() != 2) {
            throw new BadShape(layer + ": expected an input of shape (time, channels), found " + input);
        }
        return input;
    }
}
