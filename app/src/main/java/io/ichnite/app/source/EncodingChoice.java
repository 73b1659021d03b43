package io.ichnite.app.source;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of an encoding; null where nothing was.
 *
 * @param reverse asked for; not asking keeps what the base has
 */
public record EncodingChoice(@Nullable Order order, @Nullable Integer length, boolean reverse) {
    private static final int LONGEST = 1 << 30;

    /** Nothing asked for. */
    public static EncodingChoice none() {
        return new EncodingChoice(null, null, false);
    }

    /**
     * The base, with what was asked for in its place.
     *
     * @throws BadConfig if the length is out of its range
     */
    public Encoding over(Encoding base) {
        if (length != null && (length < 1 || length > LONGEST)) {
            throw new BadConfig("--length: expected 1 to " + LONGEST + ", found " + length);
        }
        return new Encoding(
                order == null ? base.order() : order,
                length == null ? base.length() : length,
                reverse || base.reverse());
    }
}
