package io.ichnite.ingest;

/** The part of a sequence that is wanted, filled while the sequence is told in slices of the stored calls. */
final class Window implements Slices {
    private final Mapped tokens;
    private final int[] into;
    private int skip;
    private int left;
    private int at;

    /** Wants {@code count} calls after the first {@code skip}. */
    Window(Mapped tokens, int skip, int count, int[] into, int at) {
        this.tokens = tokens;
        this.skip = skip;
        this.left = count;
        this.into = into;
        this.at = at;
    }

    @Override
    public void slice(long first, int count) {
        int skipped = Math.min(skip, count);
        int taken = Math.min(left, count - skipped);
        skip -= skipped;
        if (taken > 0) {
            tokens.u16(first + skipped, taken, into, at);
            at += taken;
            left -= taken;
        }
    }

    @Override
    public boolean open() {
        return left > 0;
    }
}
