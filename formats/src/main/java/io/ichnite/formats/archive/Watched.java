package io.ichnite.formats.archive;

import io.ichnite.error.BadInput;
import io.ichnite.formats.file.OneByte;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts what is read, keeps the end of it, and knows a failure of what it reads from: that is no fault of the archive's. */
final class Watched extends FilterInputStream {
    private final byte[] tail = new byte[1 << 17];
    private long count;
    private @Nullable Exception failure;

    Watched(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return OneByte.of(this);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int n;
        try {
            n = super.read(into, at, length);
        } catch (IOException | BadInput e) {
            failure = e;
            throw e;
        }
        for (int i = Math.max(0, n - tail.length); i < n; i++) {
            tail[(int) ((count + i) % tail.length)] = into[at + i];
        }
        count += Math.max(0, n);
        return n;
    }

    @Override
    public long skip(long wanted) throws IOException {
        byte[] some = new byte[(int) Math.min(wanted, 1 << 13)];
        return some.length == 0 ? 0 : Math.max(0, read(some, 0, some.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    /** The byte that was read so many before the last, which is 0; −1 if there was none or it is not kept. */
    int back(int before) {
        return before >= Math.min(count, tail.length) ? -1 : tail[(int) ((count - 1 - before) % tail.length)] & 0xFF;
    }

    /** Throws again what reading from the archive threw, if anything did. */
    void rethrow() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof BadInput e) {
            throw e;
        }
    }
}
