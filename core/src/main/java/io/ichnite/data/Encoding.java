package io.ichnite.data;

import io.ichnite.sample.Order;

/**
 * How a trace becomes a row of integers; kept in the bundle, so that a model is always asked as it was taught.
 *
 * @param order in which the calls are laid end to end
 * @param length of the row; shorter traces get zeros in front, of longer ones the last calls stay
 * @param reverse whether the kept calls are then laid backwards; zeros stay in front
 */
public record Encoding(Order order, int length, boolean reverse) {
    public Encoding {
        if (length < 1) {
            throw new IllegalArgumentException("length must be at least 1, found " + length);
        }
    }

    /** As the published system: by thread and index, the last 6,000 calls, forwards. */
    public static Encoding defaults() {
        return new Encoding(Order.TID, 6000, false);
    }
}
