package io.ichnite.data;

import io.ichnite.sample.Order;

/**
 * How a trace or a file becomes a row of integers; kept in the bundle, so that a model is always asked as it was taught.
 *
 * @param order in which the calls of a trace are laid end to end; bytes have one order
 * @param length of the row; shorter traces get zeros in front, of longer ones the last calls stay; shorter files get zeros
 *     behind, of longer ones the first bytes stay
 * @param reverse whether the kept calls are then laid backwards; zeros stay in front
 */
public record Encoding(Order order, int length, boolean reverse) {
    public Encoding {
        if (length < 1) {
            throw new IllegalArgumentException("length must be at least 1, found " + length);
        }
    }

    /** As the published system on bytes: the first 200,000. */
    public static Encoding ofBytes() {
        return new Encoding(Order.TID, 200_000, false);
    }

    /** As the published system: by thread and index, the last 6,000 calls, forwards. */
    public static Encoding defaults() {
        return new Encoding(Order.TID, 6000, false);
    }
}
