package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** What compressed data unfold to, within limits of its size and of how often the size of what is stored. Used by one thread. */
public final class Bounded extends FilterInputStream {
    /** So much may come of any little. */
    private static final long FREE = 64 << 20;
    /** Skipped at a time: what is behind unfolds all that is asked for before it can be counted. */
    private static final int SKIPPED = 1 << 16;

    private final LongSupplier stored;
    private final Limits limits;
    private final String name;
    private long count;

    /**
     * @param stored compressed bytes that have been read so far
     * @param name of the input, as messages say it
     */
    public Bounded(InputStream unfolded, LongSupplier stored, Limits limits, String name) {
        super(unfolded);
        this.stored = stored;
        this.limits = limits;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    /** @throws BadInput beyond a limit */
    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int n = super.read(into, at, length);
        count(Math.max(0, n));
        return n;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long n = super.skip(Math.min(wanted, SKIPPED));
        count(n);
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) {
        count += more;
        if (count > limits.size()) {
            throw BadInput.in(
                    name, "unfolds to more than " + limits.size() + " bytes, the limit of an input (--max-size)");
        }
        if (count > FREE && count / limits.ratio() > stored.getAsLong()) {
            throw BadInput.in(
                    name,
                    "unfolds to more than " + limits.ratio()
                            + " times its size, the limit of compressed data (--max-ratio)");
        }
    }
}
