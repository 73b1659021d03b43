package io.ichnite.formats.tensorboard;

/**
 * How large a log may grow, all its runs together. Small things (scalars, texts, the graph) are always written, but count;
 * histograms and images only while they fit. Not thread-safe.
 */
public final class ByteBudget {
    private final long limit;
    private long spent;

    /** @throws IllegalArgumentException if the limit is negative */
    public ByteBudget(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a budget cannot be negative, found " + limit);
        }
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }

    boolean fits(long bytes) {
        return bytes <= limit - spent;
    }

    void spend(long bytes) {
        spent += bytes;
    }
}
