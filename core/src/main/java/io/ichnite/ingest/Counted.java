package io.ichnite.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows how many bytes were read through it. Used by one thread. */
public final class Counted extends FilterInputStream {
    private long count;

    public Counted(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int n = super.read(into, at, length);
        count += Math.max(0, n);
        return n;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long n = super.skip(wanted);
        count += n;
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Bytes read so far. */
    public long count() {
        return count;
    }
}
